import type { PendingHours } from '../hours/pending-hours.ts';
import type { Page, PageRequest } from './page.ts';

/** Lists where hours wait for a decision; the hours ledger keeps it with every write. */
export interface PendingHoursList {
  /** Returns a page of the issuers' opportunities with hours that wait, by issuer and opportunity; eventually consistent. */
  list(issuerIds: readonly string[], page: PageRequest): Promise<Page<PendingHours>>;
}
