import type { CalendarDate, Instant } from '../calendar-date.ts';

const ENTRY_STATUSES = ['pending', 'approved', 'rejected'] as const;
export type EntryStatus = (typeof ENTRY_STATUSES)[number];

/** What an hours entry was recorded from. */
export type EntrySource =
  | {
      readonly kind: 'file';
      readonly importId: string;
      /** SHA-256 of the file, lower-case hex. */
      readonly sha256: string;
      /** Null for CSV. */
      readonly worksheet: string | null;
    }
  | { readonly kind: 'console' };

/** Who recorded an hours entry as it is, when, and from what. Entries of one file share it. */
export interface Recorded {
  readonly at: Instant;
  /** Subject (`sub`) of the identity provider. */
  readonly by: string;
  readonly source: EntrySource;
}

/**
 * How hours were approved: entry by entry, with all pending hours of their opportunity, with the file that reported them
 * as approved, or by a link that a named supervisor confirmed.
 */
export const APPROVAL_KINDS = ['entry', 'opportunity', 'release', 'link'] as const;

/** Who approved an hours entry, when and how. What a file says about it is no approval. */
export interface Approval {
  readonly at: Instant;
  /** Subject (`sub`) of the identity provider; of a link the ID of its supervisor in the register of staff. */
  readonly by: string;
  readonly kind: (typeof APPROVAL_KINDS)[number];
  /** The request whose link was confirmed. */
  readonly requestId?: string;
}

/** A former state of an hours entry. `at` and `by` are of the change that ended it. */
export interface EntryRevision {
  readonly at: Instant;
  readonly by: string;
  readonly date: CalendarDate;
  readonly minutes: number;
  readonly status: EntryStatus;
  readonly recorded: Recorded;
  readonly row?: number;
  readonly approval?: Approval;
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
  /** The file reports it as approved: it is once its import is released, unless a person decides on it before. */
  readonly reportedAs?: 'approved';
  readonly recorded: Recorded;
  /** The row of the file, counted from 1. */
  readonly row?: number;
  /** Whom the file names as the approver: free text, which approves nothing. */
  readonly remark?: string;
  /** Of an approved entry. */
  readonly approval?: Approval;
  /** Of a rejected entry. */
  readonly rejection?: { readonly at: Instant; readonly by: string };
  /** The live certificate that counts this entry. While it is set, the entry doesn't change. */
  readonly certificateId?: string;
  readonly history?: readonly EntryRevision[];
}

/** What identifies a timesheet: a volunteer of an issuer, and an opportunity of the same issuer. */
export interface TimesheetKey {
  /** The issuer of the opportunity. The hours count in its reports. */
  readonly issuerId: string;
  readonly volunteerId: string;
  readonly opportunityId: string;
}

/** Returns a key for maps of timesheets. */
export const timesheetName = ({ issuerId, volunteerId, opportunityId }: TimesheetKey): string =>
  `${issuerId}#${volunteerId}#${opportunityId}`;

/**
 * All hours entries of one volunteer for one opportunity, stored and changed as one record. An eligibility verdict
 * reads this record, and a certificate claims it, so no entry can change between the verdict and the claim.
 */
export interface Timesheet extends TimesheetKey {
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
