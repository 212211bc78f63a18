import type { CalendarDate } from '../calendar-date.ts';
import type { Opportunity, OpportunityKey } from '../hours/opportunity.ts';
import type { Page, PageRequest } from './page.ts';

export interface OpportunityFilter {
  readonly issuerIds: readonly string[];
  /** Earliest last day, inclusive. */
  readonly from?: CalendarDate | undefined;
  /** Latest last day, inclusive. */
  readonly to?: CalendarDate | undefined;
}

/** Reads opportunities; the hours ledger writes them. */
export interface OpportunityCatalogue {
  /** Returns an opportunity, read consistently; undefined where its issuer has no such ID. */
  find(key: OpportunityKey): Promise<Opportunity | undefined>;
  /** Returns the opportunities that exist, read consistently, in no order. */
  findMany(keys: readonly OpportunityKey[]): Promise<Opportunity[]>;
  /** Returns a page of the issuers' opportunities, latest last day first; eventually consistent. */
  list(filter: OpportunityFilter, page: PageRequest): Promise<Page<Opportunity>>;
}
