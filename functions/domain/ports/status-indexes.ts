/** Places in an issuer's Bitstring Status Lists. */
export interface StatusIndexes {
  /** Does ahead what `next` would wait for. Never fails: `next` tells what is wrong. */
  prepare(issuerId: string): Promise<void>;
  /** A place nobody else has or will ever be given. */
  next(issuerId: string): Promise<{ readonly listId: string; readonly index: number }>;
}
