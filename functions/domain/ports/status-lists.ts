/** What has been withdrawn, by its place in an issuer's status lists. */
export interface StatusLists {
  /** How many lists an issuer has begun; 0 before its first certificate. */
  countLists(issuerId: string): Promise<number>;
  /** The places of a list whose certificates are no longer in force. */
  revokedIndexes(listId: string): Promise<number[]>;
}
