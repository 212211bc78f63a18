/** Places in an issuer's Bitstring Status Lists. */
export interface StatusPlaces {
  /** Says that one will be asked for: what `next` would wait for may begin. Never fails. */
  prepare(issuerId: string): void;
  /** A place nobody else has or will ever be given. */
  next(issuerId: string): Promise<{ readonly listId: string; readonly index: number }>;
}
