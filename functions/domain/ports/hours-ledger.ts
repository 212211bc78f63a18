import type { Instant } from '../calendar-date.ts';
import type { Timesheet, TimesheetKey } from '../hours/hours.ts';
import type { NameReview } from '../hours/name-review.ts';
import type { Opportunity, OpportunityKey } from '../hours/opportunity.ts';
import type { Release } from '../hours/release-hours.ts';
import type { Volunteer, VolunteerKey } from '../hours/volunteer.ts';
import type { Import } from '../import/import.ts';
import type { ReportDelta } from '../report/report-delta.ts';
import type { Page, PageRequest } from './page.ts';

/** The slot of a recognition, which at most one certificate in force holds. */
export interface RecognitionSlot {
  readonly slot: string;
  /** The certificate that holds the slot; absent while it is free. */
  readonly certificateId?: string;
  /** The slot can never be claimed again. */
  readonly locked?: true;
}

/** A volunteer's record as it was read. */
export interface RecordRevision extends VolunteerKey {
  /** Null where nothing on which a decision rests has been written there yet. */
  readonly revision: string | null;
}

/** Everything that one issuer's ledger holds about one volunteer; of the registry, a profile alone. */
export interface VolunteerRecord {
  /**
   * Another text after every change that may take away what a decision rests on: of the profile, of hours that were
   * recorded before, or by a recognition that cites them. Absent before the first.
   */
  readonly revision?: string;
  readonly volunteer: Volunteer;
  readonly timesheets: readonly Timesheet[];
  readonly recognitions: readonly RecognitionSlot[];
  /** What the volunteer said of the name; absent where nothing. */
  readonly nameReview?: NameReview;
}

/** Locates an hours entry: its issuer and ID, and the timesheet that holds it. */
export interface EntryKey extends TimesheetKey {
  readonly entryId: string;
}

/** A claim of an import: it has recorded an entry on this timesheet, or is going to. */
export interface EntryClaim extends EntryKey {
  readonly importId: string;
}

/** The exclusive right to write the ledgers of some issuers until an instant. */
export interface LedgerLease {
  readonly issuerIds: readonly string[];
  /** ID of the import or request that holds the lease. */
  readonly holder: string;
  readonly until: Instant;
}

/** How many rows of an import have been written; stored in the transaction that writes the rows. */
export interface ImportProgress {
  readonly importId: string;
  readonly rowsWritten: number;
  /** The import goes from `validating` to `writing`; otherwise it must be `writing`. */
  readonly begins?: true;
}

/** A step of the release of an import, or of taking it back. */
export interface ReleaseStep {
  readonly importId: string;
  /** The steps of this kind that the import has had; fails the transaction if it has had others since. */
  readonly jobSteps: number;
  /** Fields of the import that change. */
  readonly change: Partial<Omit<Import, 'importId' | 'jobSteps'>>;
  /** The release that comes into force; null where it is not in force any more. */
  readonly release?: Release | null;
}

/** How long a reader may take a release to be in force after it was taken back. */
export const RELEASES_KEPT_MS = 5_000;

/** One transaction of the ledger. */
export interface LedgerTransaction {
  /** Must still be held; the transaction extends it to `lease.until`. */
  readonly lease: LedgerLease;
  readonly volunteers?: readonly Volunteer[];
  readonly opportunities?: readonly Opportunity[];
  /** Each timesheet's revision is one more than the one that was read, 1 for a new one. */
  readonly timesheets?: readonly Timesheet[];
  /** Timesheets to delete, after their last entry was withdrawn; each revision is one more than the one that was read. */
  readonly vacatedTimesheets?: readonly Timesheet[];
  readonly removedVolunteers?: readonly VolunteerKey[];
  /**
   * Volunteers of whose hours this step alters or suspends some: no certificate that was decided on before is reserved
   * after it. Where it has a revision, the record must still be at it. A changed profile needs no naming here.
   */
  readonly revisedRecords?: readonly (VolunteerKey & Partial<RecordRevision>)[];
  /** Their partners' acceptances go with them. */
  readonly removedOpportunities?: readonly (OpportunityKey & Pick<Opportunity, 'partnerIds'>)[];
  readonly reportDeltas?: readonly ReportDelta[];
  readonly progress?: ImportProgress;
  readonly releaseStep?: ReleaseStep;
}

/** Most writes in one step: DynamoDB takes 100 items in a transaction. */
export const MAX_TRANSACTION_WRITES = 100;

/**
 * Stores volunteers, opportunities, hours and recognitions. Reads are consistent unless they say otherwise. In every
 * timesheet that is read, the entries of released imports are approved; that an import was released is seen at once, that
 * its release was taken back after at most `RELEASES_KEPT_MS`.
 */
export interface HoursLedger {
  /**
   * Returns everything about a volunteer of one issuer; undefined where the issuer has no such ID. One query, whatever
   * the ledger's size.
   */
  volunteerRecord(issuerId: string, volunteerId: string): Promise<VolunteerRecord | undefined>;
  /** Returns the same of several volunteers, in their order, read at the same time: one query for each. */
  recordsOf(keys: readonly VolunteerKey[]): Promise<(VolunteerRecord | undefined)[]>;
  /** Returns what each issuer and the registry hold about a volunteer ID, ordered by issuer. One query. */
  volunteerRecords(volunteerId: string): Promise<VolunteerRecord[]>;
  /** Returns a page of the IDs of volunteers with hours for an opportunity, in order; eventually consistent. */
  volunteersOf(opportunity: OpportunityKey, page: PageRequest): Promise<Page<string>>;
  /** Returns the volunteers that exist, in no order. */
  volunteers(keys: readonly VolunteerKey[]): Promise<Volunteer[]>;
  /** Returns the timesheets that exist, in no order. */
  timesheets(keys: readonly TimesheetKey[]): Promise<Timesheet[]>;
  /**
   * Stores where an import is going to record new entries, before it writes any of them. Storing claims again changes
   * nothing; those of an import that never wrote them do no harm.
   */
  claimEntries(importId: string, keys: readonly EntryKey[]): Promise<void>;
  /** Returns every claim on some entries, in no order. The timesheet of each recorded entry is among them. */
  entryClaims(issuerId: string, entryIds: readonly string[]): Promise<EntryClaim[]>;
  /**
   * Acquires or extends a lease. Returns false if another holder's lease on one of the ledgers is still running; what
   * this call has acquired until then is released again.
   */
  acquireLease(lease: LedgerLease, now: Instant): Promise<boolean>;
  /** Extends a lease. Returns false if it isn't held any more, even if nobody else holds it now. */
  extendLease(lease: LedgerLease): Promise<boolean>;
  /** Releases a lease; does nothing for ledgers that another holder has acquired since. */
  releaseLease(lease: LedgerLease): Promise<void>;
  /**
   * Writes a step in one transaction. Returns `changed`, and writes nothing, if a timesheet or record is no longer as it
   * was read, the lease isn't held any more, or the import's progress or steps are ahead of the step's or its state is another.
   */
  write(step: LedgerTransaction): Promise<'written' | 'changed'>;
}

/** Returns which record was read, for the write that is decided on it. */
export const revisionOf = ({ volunteer, revision }: VolunteerRecord): RecordRevision => ({
  issuerId: volunteer.issuerId,
  volunteerId: volunteer.volunteerId,
  revision: revision ?? null,
});
