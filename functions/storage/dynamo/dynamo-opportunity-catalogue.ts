import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { type Opportunity, type OpportunityKey, opportunityName } from '../../domain/hours/opportunity.ts';
import type { OpportunityCatalogue, OpportunityFilter } from '../../domain/ports/opportunity-catalogue.ts';
import type { Page, PageRequest } from '../../domain/ports/page.ts';
import { type RecordKey, requireMacs, withMac } from '../record-mac.ts';
import { recordOfItem } from './record-of-item.ts';
import { batchGet } from './requests/batch-get.ts';
import { getItem } from './requests/get-item.ts';
import { mergeShards } from './requests/merge-shards.ts';
import { opportunitiesListing, opportunityKey } from './table.ts';
import type { Item } from './timesheet-item.ts';

/**
 * The opportunity catalogue in DynamoDB. Reads `OPPORTUNITY#` items, which `DynamoHoursLedger` writes; lists by the
 * `listing` index (`ISSUER#…#OPPORTUNITIES`).
 */
export class DynamoOpportunityCatalogue implements OpportunityCatalogue {
  readonly #dynamo: DynamoDBClient;
  readonly #tableName: string;
  readonly #checksWith: RecordKey | undefined;

  /** `checksWith`: opportunities that are found must be as the service wrote them; the key says whether. */
  constructor(dynamo: DynamoDBClient, tableName: string, checksWith?: RecordKey) {
    this.#dynamo = dynamo;
    this.#tableName = tableName;
    this.#checksWith = checksWith;
  }

  async find(key: OpportunityKey): Promise<Opportunity | undefined> {
    const item = await getItem(this.#dynamo, this.#tableName, opportunityKey(key));
    await requireMacs(item ? [item] : [], this.#checksWith);
    return item && opportunityFromItem(item);
  }

  async findMany(keys: readonly OpportunityKey[]): Promise<Opportunity[]> {
    const items = await batchGet(this.#dynamo, this.#tableName, keys.map(opportunityKey), true);
    await requireMacs(items, this.#checksWith);
    return items.map(opportunityFromItem);
  }

  list(filter: OpportunityFilter, page: PageRequest): Promise<Page<Opportunity>> {
    return mergeShards({
      dynamo: this.#dynamo,
      tableName: this.#tableName,
      partitions: filter.issuerIds.map((issuerId) => ({
        partition: opportunitiesListing(issuerId),
        from: filter.from,
        until: filter.to === undefined ? undefined : `${filter.to}#\uffff`,
      })),
      page,
      fromItem: opportunityFromItem,
    });
  }
}

/** Returns the `OPPORTUNITY` item with its authentication code, listed in `listing` under its issuer by last day. */
export const opportunityItem = (opportunity: Opportunity, recordKey: Uint8Array): Item =>
  withMac(
    marshall({
      ...opportunityKey(opportunity),
      listPk: opportunitiesListing(opportunity.issuerId),
      // With its issuer, so that no two of a list over several issuers have the same key.
      listSk: `${opportunity.endsOn}#${opportunityName(opportunity)}`,
      ...opportunity,
    }),
    recordKey,
  );

/** Returns the opportunity of an `OPPORTUNITY` item. */
function opportunityFromItem(item: Item): Opportunity {
  return recordOfItem(item) as Opportunity;
}
