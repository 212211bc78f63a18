import type { CalendarDate } from '../calendar-date.ts';
import type { Opportunity, OpportunityKey } from '../hours/opportunity.ts';
import type { Acceptance, PartnerKey } from '../partner/acceptance.ts';
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

/** What is stored of one partner of a joint opportunity; the hours ledger notes it when the opportunity names it. */
export interface Partnership extends PartnerKey {
  /** Absent until the partner accepts. */
  readonly acceptance?: Acceptance;
}

/** Stores what partners accepted, each in one item that stands beside its opportunity. */
export interface PartnerAgreements {
  /** Returns the acceptances of opportunities by the partners they name, read consistently, in no order. */
  acceptances(
    opportunities: readonly (OpportunityKey & Pick<Opportunity, 'partnerIds'>)[],
  ): Promise<Acceptance[]>;
  /** Stores an acceptance in place of an earlier one. Returns `unknown` where the partner was never named. */
  store(acceptance: Acceptance): Promise<'stored' | 'unknown'>;
  /** Returns a page of what bears some partners' names, latest last day first; eventually consistent. */
  list(partnerIds: readonly string[], page: PageRequest): Promise<Page<Partnership>>;
}
