/** Places in an issuer's Bitstring Status Lists. */
export interface StatusPlaces {
  /** A place nobody else has or will ever be given. */
  next(issuerId: string): Promise<{ readonly listId: string; readonly index: number }>;
}
