import type { CalendarDate, Instant } from '../calendar-date.ts';

export const ENTRY_STATUSES = ['pending', 'approved', 'rejected'] as const;
export type EntryStatus = (typeof ENTRY_STATUSES)[number];

/** One former state of an hours entry, kept when it is corrected or decided. */
export interface EntryRevision {
  readonly at: Instant;
  readonly by: string;
  readonly date: CalendarDate;
  readonly minutes: number;
  readonly status: EntryStatus;
}

/** Minutes of one volunteer on one date for one opportunity. */
export interface HoursEntry {
  readonly entryId: string;
  /** The day the shift began, in the issuer's time zone. */
  readonly date: CalendarDate;
  readonly minutes: number;
  /** Start of the shift where it is known; overlaps can then be seen. */
  readonly start?: Instant;
  /** End of the shift where it is known. */
  readonly end?: Instant;
  readonly status: EntryStatus;
  readonly decidedBy?: string;
  readonly decidedAt?: Instant;
  /** The live certificate that counts this entry; from then on the entry doesn't change. */
  readonly certificateId?: string;
  readonly history?: readonly EntryRevision[];
}

/**
 * All hours entries of one volunteer for one opportunity, kept and changed as one record: it is at once the
 * ledger page that a verdict reads and the award slot that a certificate claims, so that no entry can change
 * between the verdict and the claim.
 */
export interface Timesheet {
  readonly volunteerId: string;
  readonly opportunityId: string;
  /** The opportunity's issuer, in whose reports the hours count. */
  readonly issuerId: string;
  /** Grows by one with every change; a writer names the revision it has read. A new sheet has 1. */
  readonly revision: number;
  readonly entries: readonly HoursEntry[];
  /** The live (reserved, issued or suspended) certificate of this award. */
  readonly certificateId?: string;
  /** `fraud` locks the award for ever. */
  readonly locked?: true;
  /** Every certificate this award ever had, oldest first, the live one included. */
  readonly certificateIds: readonly string[];
}
