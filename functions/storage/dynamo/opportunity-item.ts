import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Opportunity } from '../../domain/hours/opportunity.ts';
import { opportunitiesListing, opportunityKey } from './table.ts';
import type { Item } from './timesheet-item.ts';

/** Returns the `OPPORTUNITY` item, listed in `listing` under its issuer by last day. */
export const opportunityItem = (opportunity: Opportunity): Item =>
  marshall({
    ...opportunityKey(opportunity.opportunityId),
    listPk: opportunitiesListing(opportunity.issuerId),
    listSk: `${opportunity.endsOn}#${opportunity.opportunityId}`,
    ...opportunity,
  });

/** Returns the opportunity of an `OPPORTUNITY` item. */
export function opportunityFromItem(item: Item): Opportunity {
  const { pk: _pk, sk: _sk, listPk: _listPk, listSk: _listSk, ...opportunity } = unmarshall(item);
  return opportunity as Opportunity;
}
