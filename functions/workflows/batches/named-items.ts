import { type OpportunityKey, opportunityName } from '../../domain/hours/opportunity.ts';
import { volunteerName } from '../../domain/hours/volunteer.ts';
import type { HoursLedger } from '../../domain/ports/hours-ledger.ts';
import type { OpportunityCatalogue } from '../../domain/ports/opportunity-catalogue.ts';
import type { ShownItem } from './list-batch-items.ts';

export interface NamingDeps {
  readonly ledger: Pick<HoursLedger, 'volunteers'>;
  readonly opportunities: Pick<OpportunityCatalogue, 'findMany'>;
}

/** A batch item with the names and titles that the ledger has; without them where it knows nothing by the ID. */
export type NamedItem = ShownItem & {
  readonly nameAr?: string;
  readonly nameEn?: string;
  readonly titleAr?: string;
  readonly titleEn?: string;
};

/**
 * Returns the items of a page with their volunteers' names and the titles of their opportunities, read together.
 * `canName` says of which issuers the reader may see names.
 */
export async function namedItems(
  items: readonly ShownItem[],
  canName: (issuerId: string) => boolean,
  { ledger, opportunities }: NamingDeps,
): Promise<readonly NamedItem[]> {
  const keys = items.flatMap(({ issuerId, volunteerId }) =>
    issuerId !== null && canName(issuerId) ? [{ issuerId, volunteerId }] : [],
  );
  const [volunteers, found] = await Promise.all([
    keys.length === 0 ? [] : ledger.volunteers(keys),
    opportunities.findMany(opportunitiesOf(items)),
  ]);
  const profiles = new Map(volunteers.map((profile) => [volunteerName(profile), profile]));
  const titles = new Map(found.map((opportunity) => [opportunityName(opportunity), opportunity]));
  return items.map((item) => {
    const { issuerId, volunteerId, opportunityId } = item;
    if (issuerId === null) return item;
    const profile = profiles.get(volunteerName({ issuerId, volunteerId }));
    const opportunity = titles.get(opportunityName({ issuerId, opportunityId }));
    return {
      ...item,
      ...(profile && { nameAr: profile.nameAr, nameEn: profile.nameEn }),
      ...(opportunity && { titleAr: opportunity.titleAr, titleEn: opportunity.titleEn }),
    };
  });
}

/** Returns each opportunity of some items once. */
const opportunitiesOf = (items: readonly ShownItem[]): OpportunityKey[] => [
  ...new Map(
    items.flatMap(({ issuerId, opportunityId }) => {
      if (issuerId === null) return [];
      const key = { issuerId, opportunityId };
      return [[opportunityName(key), key] as const];
    }),
  ).values(),
];
