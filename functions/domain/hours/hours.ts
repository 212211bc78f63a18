import type { CalendarDate, Instant } from '../calendar-date.ts';

export const ENTRY_STATUSES = ['pending', 'approved', 'rejected'] as const;
export type EntryStatus = (typeof ENTRY_STATUSES)[number];

/** A former state of an hours entry. `at` and `by` are of the change that ended it. */
export interface EntryRevision {
  readonly at: Instant;
  readonly by: string;
  readonly date: CalendarDate;
  readonly minutes: number;
  readonly status: EntryStatus;
}

/** The minutes that one volunteer gave on one date for one opportunity. */
export interface HoursEntry {
  readonly entryId: string;
  /** The day on which the shift began, in the issuer's time zone. */
  readonly date: CalendarDate;
  readonly minutes: number;
  /** Start of the shift, if known. Only entries with `start` and `end` are checked for overlaps. */
  readonly start?: Instant;
  /** End of the shift, if known. */
  readonly end?: Instant;
  readonly status: EntryStatus;
  readonly decidedBy?: string;
  readonly decidedAt?: Instant;
  /** The live certificate that counts this entry. While it is set, the entry doesn't change. */
  readonly certificateId?: string;
  readonly history?: readonly EntryRevision[];
  /** The import that corrected the entry last. The import that added it has a claim on it. */
  readonly correctedIn?: string;
}

/**
 * All hours entries of one volunteer for one opportunity, stored and changed as one record. An eligibility verdict
 * reads this record, and a certificate claims it, so no entry can change between the verdict and the claim.
 */
export interface Timesheet {
  readonly volunteerId: string;
  readonly opportunityId: string;
  /** The issuer of the opportunity. The hours count in its reports. */
  readonly issuerId: string;
  /** 1 for a new timesheet, and one more after every change. A write succeeds only on the revision it was based on. */
  readonly revision: number;
  readonly entries: readonly HoursEntry[];
  /** The live (reserved, issued or suspended) certificate of this award, if any. */
  readonly certificateId?: string;
  /** Set after a revocation for `fraud`: no other certificate can claim the award. */
  readonly locked?: true;
  /** Entries that no certificate may count, because the import that recorded them is being withdrawn. */
  readonly withdrawal?: { readonly importId: string; readonly entryIds: readonly string[] };
  /** Every certificate that this award ever had, including the live one, oldest first. */
  readonly certificateIds: readonly string[];
}
