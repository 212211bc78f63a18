import type { Instant } from '../calendar-date.ts';
import type { StatusPurpose } from '../certificate/status-index.ts';

/** A signed status list, as anyone may read it. */
export interface PublishedStatusList {
  /** Raised by one with each publication. */
  readonly revision: number;
  /** SHA-256 of the statuses that it holds, to tell whether they have changed since. */
  readonly statusesSha256: string;
  readonly signedAt: Instant;
  readonly jwt: string;
}

/** Stores the statuses of certificates by their indexes, and the signed lists of them. */
export interface StatusLists {
  /** Returns how many lists an issuer has begun; 0 before its first certificate. Eventually consistent. */
  countLists(issuerId: string): Promise<number>;
  /**
   * Returns the indexes of a list that have a status, read consistently. `revocation`: those whose certificates are
   * revoked, superseded or erased; `suspension`: those suspended now.
   */
  indexesWith(purpose: StatusPurpose, listId: string): Promise<number[]>;
  /** Returns the signed list, read consistently; undefined before its first publication. */
  published(purpose: StatusPurpose, listId: string): Promise<PublishedStatusList | undefined>;
  /** Stores a signed list. Returns `changed`, and stores nothing, if the stored revision is not one less. */
  publish(purpose: StatusPurpose, listId: string, list: PublishedStatusList): Promise<'stored' | 'changed'>;
}
