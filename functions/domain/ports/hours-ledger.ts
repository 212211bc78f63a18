import type { Instant } from '../calendar-date.ts';
import type { Timesheet } from '../hours/hours.ts';
import type { Opportunity } from '../hours/opportunity.ts';
import type { Volunteer } from '../hours/volunteer.ts';
import type { ReportDelta } from '../report/report-delta.ts';
import type { Page, PageRequest } from './page.ts';

/** A recognition's slot: `certificateId` while one is live. */
export interface RecognitionSlot {
  readonly slot: string;
  readonly certificateId?: string;
  readonly locked?: true;
}

/** All that is known of one volunteer, read at once and consistently. */
export interface VolunteerRecord {
  readonly volunteer: Volunteer;
  readonly timesheets: readonly Timesheet[];
  readonly recognitions: readonly RecognitionSlot[];
}

/** Where an hours entry is kept. */
export interface EntryKey {
  readonly entryId: string;
  readonly issuerId: string;
  readonly volunteerId: string;
  readonly opportunityId: string;
}

/** The right to write an issuer's ledger: one holder at a time, until the instant given. */
export interface LedgerLease {
  readonly issuerIds: readonly string[];
  /** The import or request that holds it. */
  readonly holder: string;
  readonly until: Instant;
}

/** How far an import has been written; kept in the same write as the rows it counts. */
export interface ImportProgress {
  readonly importId: string;
  readonly rowsWritten: number;
}

/** One write of the ledger: everything in it is written, or nothing. */
export interface LedgerStep {
  readonly lease: LedgerLease;
  readonly volunteers?: readonly Volunteer[];
  readonly opportunities?: readonly Opportunity[];
  /** Each sheet's revision is one more than the one it was decided on. */
  readonly timesheets?: readonly Timesheet[];
  /** Entries that are new to the ledger. */
  readonly newEntries?: readonly EntryKey[];
  readonly reportDeltas?: readonly ReportDelta[];
  readonly progress?: ImportProgress;
}

/** Writes of one step, at most: what one transaction of DynamoDB takes. */
export const MAX_STEP_WRITES = 100;

/** The hours of every volunteer. */
export interface HoursLedger {
  /** One query, whatever the size of the ledger; undefined where the volunteer is unknown. */
  volunteerRecord(volunteerId: string): Promise<VolunteerRecord | undefined>;
  /** IDs of the volunteers with hours for an opportunity, in their order. */
  volunteersOf(opportunityId: string, page: PageRequest): Promise<Page<string>>;
  /** Those that exist, in no order. */
  volunteers(volunteerIds: readonly string[]): Promise<Volunteer[]>;
  /** Those sheets that exist, in no order. */
  timesheets(places: readonly Pick<EntryKey, 'volunteerId' | 'opportunityId'>[]): Promise<Timesheet[]>;
  /** Where those entries that exist are kept, in no order. */
  entryKeys(issuerId: string, entryIds: readonly string[]): Promise<EntryKey[]>;
  /** Takes or keeps the right to write; false while somebody else holds one of the issuers' ledgers. */
  acquireLease(lease: LedgerLease, now: Instant): Promise<boolean>;
  releaseLease(lease: LedgerLease): Promise<void>;
  /** `changed`: a sheet is no longer what was decided on, or the lease was lost; read again. */
  write(step: LedgerStep): Promise<'written' | 'changed'>;
}
