import type { HoursEntry } from '../../domain/hours/hours.ts';
import type { OpportunityKey } from '../../domain/hours/opportunity.ts';
import { importAwaitedBy } from '../../domain/hours/release-hours.ts';
import type { HoursLedger } from '../../domain/ports/hours-ledger.ts';
import type { Page, PageRequest } from '../../domain/ports/page.ts';

/** An hours entry that waits for a decision, with whose it is. */
export interface PendingEntry {
  readonly volunteerId: string;
  readonly nameAr: string;
  readonly nameEn: string;
  readonly entry: HoursEntry;
  /** The import whose release would approve it; undefined where only a decision does. */
  readonly importAwaited: string | undefined;
}

/**
 * Returns the pending hours of an opportunity, some volunteers at a time (`page.limit` of them), by volunteer and day.
 * Three reads, whatever the ledger's size.
 */
export async function listPendingHours(
  opportunity: OpportunityKey,
  page: PageRequest,
  { ledger }: { readonly ledger: Pick<HoursLedger, 'volunteersOf' | 'timesheets' | 'volunteers'> },
): Promise<Page<PendingEntry>> {
  const { issuerId, opportunityId } = opportunity;
  const { items: volunteerIds, cursor } = await ledger.volunteersOf(opportunity, page);
  const [timesheets, volunteers] = await Promise.all([
    ledger.timesheets(volunteerIds.map((volunteerId) => ({ issuerId, volunteerId, opportunityId }))),
    ledger.volunteers(volunteerIds.map((volunteerId) => ({ issuerId, volunteerId }))),
  ]);
  const items = volunteerIds.flatMap((volunteerId) => {
    const volunteer = volunteers.find((one) => one.volunteerId === volunteerId);
    const entries = timesheets.find((one) => one.volunteerId === volunteerId)?.entries ?? [];
    return entries
      .filter(({ status }) => status === 'pending')
      .toSorted((one, other) => (one.date < other.date ? -1 : 1))
      .map((entry) => ({
        volunteerId,
        nameAr: volunteer?.nameAr ?? '',
        nameEn: volunteer?.nameEn ?? '',
        entry,
        importAwaited: importAwaitedBy(entry),
      }));
  });
  return { items, cursor };
}
