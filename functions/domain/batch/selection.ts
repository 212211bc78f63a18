import type { CalendarDate } from '../calendar-date.ts';
import type { Track } from '../hours/opportunity.ts';

/** What a coordinator asks for: opportunities by ID or by their last day, of a track, for all volunteers or some. */
export interface SelectionRequest {
  readonly opportunityIds?: readonly string[] | undefined;
  /** Opportunities whose last day is on or after. */
  readonly from?: CalendarDate | undefined;
  /** Opportunities whose last day is on or before. */
  readonly to?: CalendarDate | undefined;
  readonly track?: Track | undefined;
  readonly volunteerIds?: readonly string[] | undefined;
}

/** What a batch is about, frozen when it is asked for. */
export interface Selection {
  readonly opportunityIds: readonly string[];
  /** Named opportunities that don't exist in the coordinator's scope. */
  readonly unknownOpportunityIds: readonly string[];
  /** Null: everybody with hours for one of the opportunities. */
  readonly volunteerIds: readonly string[] | null;
  /** Whether the opportunities were named; then each named volunteer gets a verdict on each of them. */
  readonly named: boolean;
}
