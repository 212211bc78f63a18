import type { CalendarDate } from '../calendar-date.ts';

/** The signed Merkle root over a day's audit events. */
export interface AuditRoot {
  /** UTC day. */
  readonly day: CalendarDate;
  /** Number of leaves: certificates with an event on that day, and chains of the journal. */
  readonly size: number;
  /** Lower-case hex. */
  readonly rootHash: string;
  /** `rootHash` of the day before; null for the first root. */
  readonly previousRootHash: string | null;
  /**
   * IDs of certificates whose reservation was still open at the end of the day; the next day's run reads them again.
   */
  readonly unsettled: readonly string[];
  /** IDs of certificates whose audit chain was broken when the root was made. */
  readonly brokenChains: readonly string[];
  /** Chains of the journal, `<issuer>#<shard>`, that were broken when the root was made. */
  readonly brokenJournals: readonly string[];
  /** Day, size and hashes as a signed compact JWS. */
  readonly jws: string;
}

/** Stores signed roots, one for each day; a stored root never changes. */
export interface AuditRoots {
  /** Returns the root of a day; undefined where there is none yet. */
  find(day: CalendarDate): Promise<AuditRoot | undefined>;
  /**
   * Stores a root and its leaves, in tree order. Returns `already-there`, and keeps the stored root, if the day has
   * one.
   */
  store(root: AuditRoot, leaves: readonly string[]): Promise<'stored' | 'already-there'>;
}
