import type { CalendarDate } from '../calendar-date.ts';
import type { Opportunity } from '../hours/opportunity.ts';
import type { Page, PageRequest } from './page.ts';

export interface OpportunityFilter {
  readonly issuerIds: readonly string[];
  /** Last day on or after. */
  readonly from?: CalendarDate | undefined;
  /** Last day on or before. */
  readonly to?: CalendarDate | undefined;
}

/** Every opportunity there is; written through the ledger, read here. */
export interface OpportunityCatalogue {
  find(opportunityId: string): Promise<Opportunity | undefined>;
  /** Those that exist, in no order. */
  findMany(opportunityIds: readonly string[]): Promise<Opportunity[]>;
  /** Issuers' opportunities by last day, newest first. */
  list(filter: OpportunityFilter, page: PageRequest): Promise<Page<Opportunity>>;
}
