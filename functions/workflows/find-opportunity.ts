import type { Opportunity } from '../domain/hours/opportunity.ts';
import type { OpportunityCatalogue } from '../domain/ports/opportunity-catalogue.ts';
import { Refusal } from '../domain/refusal.ts';

type Catalogue = Pick<OpportunityCatalogue, 'findMany'>;

/**
 * Finds the opportunities that some issuers have under some IDs. An ID is unique within its issuer only: two issuers
 * may both have it, and a caller sees those of the issuers in scope and no other.
 */
export const opportunitiesOf = (
  issuerIds: readonly string[],
  opportunityIds: readonly string[],
  catalogue: Catalogue,
): Promise<Opportunity[]> =>
  catalogue.findMany(
    opportunityIds.flatMap((opportunityId) => issuerIds.map((issuerId) => ({ issuerId, opportunityId }))),
  );

/**
 * Returns the opportunities by their IDs, of which each issuer may have one.
 *
 * @throws Refusal OPPORTUNITY_AMBIGUOUS, with the issuers to choose from, when several have the ID.
 */
export function onePerId(opportunities: readonly Opportunity[]): Map<string, Opportunity> {
  const byId = new Map<string, Opportunity>();
  for (const [opportunityId, same] of Map.groupBy(opportunities, (one) => one.opportunityId)) {
    const [first] = same;
    if (same.length > 1) throw ambiguous(opportunityId, same);
    if (first !== undefined) byId.set(opportunityId, first);
  }
  return byId;
}

function ambiguous(opportunityId: string, same: readonly Opportunity[]): Refusal {
  const issuerIds = same.map(({ issuerId }) => issuerId).sort();
  return new Refusal(
    'OPPORTUNITY_AMBIGUOUS',
    `Several issuers have an opportunity ${opportunityId}: say whose with issuerId (${issuerIds.join(', ')}).`,
    { opportunityId, issuerIds },
  );
}

/**
 * Finds the opportunity that an ID names among some issuers; undefined where none of them has it.
 *
 * @throws Refusal OPPORTUNITY_AMBIGUOUS when several have it.
 */
export async function findOpportunity(
  opportunityId: string,
  issuerIds: readonly string[],
  catalogue: Catalogue,
): Promise<Opportunity | undefined> {
  return onePerId(await opportunitiesOf(issuerIds, [opportunityId], catalogue)).get(opportunityId);
}
