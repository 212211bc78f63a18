import type { CalendarDate } from '../calendar-date.ts';
import type { OpportunityKey, Track } from '../hours/opportunity.ts';

/** A coordinator's selection: opportunities by ID, or by last day and track; all their volunteers or some. */
export interface SelectionRequest {
  readonly opportunityIds?: readonly string[] | undefined;
  /** The issuer of all opportunities; else those of every issuer in the coordinator's scope are meant. */
  readonly issuerId?: string | undefined;
  /** Earliest last day, inclusive. */
  readonly from?: CalendarDate | undefined;
  /** Latest last day, inclusive. */
  readonly to?: CalendarDate | undefined;
  readonly track?: Track | undefined;
  readonly volunteerIds?: readonly string[] | undefined;
}

/** The selection of a batch, resolved when the batch is created. */
export interface Selection {
  readonly opportunities: readonly OpportunityKey[];
  /** Requested opportunities that don't exist or are outside the coordinator's scope. */
  readonly unknownOpportunityIds: readonly string[];
  /** Null: all volunteers with hours for one of the opportunities. */
  readonly volunteerIds: readonly string[] | null;
  /** Whether the opportunities were requested by ID; each requested volunteer then gets a verdict on each of them. */
  readonly named: boolean;
}
