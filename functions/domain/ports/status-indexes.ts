/** Allocates indexes in an issuer's Bitstring Status Lists. */
export interface StatusIndexes {
  /** Fetches ahead what `next` would wait for. Never throws: `next` reports the fault. */
  prepare(issuerId: string): Promise<void>;
  /** Returns an index that is never returned again. */
  next(issuerId: string): Promise<{ readonly listId: string; readonly index: number }>;
}
