/** Reads which indexes of the status lists are revoked. */
export interface StatusLists {
  /** Returns how many lists an issuer has begun; 0 before its first certificate. Eventually consistent. */
  countLists(issuerId: string): Promise<number>;
  /** Returns the indexes of a list whose certificates are revoked, superseded or erased, read consistently. */
  revokedIndexes(listId: string): Promise<number[]>;
}
