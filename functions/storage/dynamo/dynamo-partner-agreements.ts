import { type DynamoDBClient, type TransactWriteItem, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { type Opportunity, type OpportunityKey, opportunityName } from '../../domain/hours/opportunity.ts';
import type { Acceptance } from '../../domain/partner/acceptance.ts';
import type { PartnerAgreements, Partnership } from '../../domain/ports/opportunity-catalogue.ts';
import type { Page, PageRequest } from '../../domain/ports/page.ts';
import { recordOfItem } from './record-of-item.ts';
import { batchGet } from './requests/batch-get.ts';
import { mergeShards } from './requests/merge-shards.ts';
import { written } from './requests/written.ts';
import { type Key, partnerKey, partnershipsListing } from './table.ts';
import type { Item } from './timesheet-item.ts';

type JointOpportunity = OpportunityKey & Pick<Opportunity, 'partnerIds'>;

/** Partners' acceptances in DynamoDB: `PARTNER#…` items in the partition of their opportunity. */
export class DynamoPartnerAgreements implements PartnerAgreements {
  readonly #dynamo: DynamoDBClient;
  readonly #tableName: string;

  constructor(dynamo: DynamoDBClient, tableName: string) {
    this.#dynamo = dynamo;
    this.#tableName = tableName;
  }

  async acceptances(opportunities: readonly JointOpportunity[]): Promise<Acceptance[]> {
    const keys = opportunities.flatMap(partnerKeys);
    if (keys.length === 0) return [];
    const items = await batchGet(this.#dynamo, this.#tableName, keys, true);
    return items.flatMap((item) => partnershipFromItem(item).acceptance ?? []);
  }

  async store(acceptance: Acceptance): Promise<'stored' | 'unknown'> {
    return (await written(
      this.#dynamo.send(
        new UpdateItemCommand({
          TableName: this.#tableName,
          Key: marshall(partnerKey(acceptance)),
          ConditionExpression: 'attribute_exists(pk)',
          UpdateExpression: 'SET acceptance = :acceptance',
          ExpressionAttributeValues: marshall({ ':acceptance': acceptance }),
        }),
      ),
    ))
      ? 'stored'
      : 'unknown';
  }

  list(partnerIds: readonly string[], page: PageRequest): Promise<Page<Partnership>> {
    return mergeShards({
      dynamo: this.#dynamo,
      tableName: this.#tableName,
      partitions: partnerIds.map((partnerId) => ({ partition: partnershipsListing(partnerId) })),
      page,
      fromItem: partnershipFromItem,
    });
  }
}

/** Returns the keys of what the partners of an opportunity accepted. */
export const partnerKeys = ({ issuerId, opportunityId, partnerIds }: JointOpportunity): Key[] =>
  [...new Set(partnerIds)].map((partnerId) => partnerKey({ issuerId, opportunityId, partnerId }));

/** Returns the writes that note an opportunity for its partners; what they accepted before stays. */
export const partnershipWrites = (tableName: string, opportunity: Opportunity): TransactWriteItem[] =>
  [...new Set(opportunity.partnerIds)].map((partnerId) => ({
    Update: {
      TableName: tableName,
      Key: marshall(partnerKey({ ...opportunity, partnerId })),
      UpdateExpression:
        'SET listPk = :listPk, listSk = :listSk, issuerId = :issuer, opportunityId = :opportunity, partnerId = :partner',
      ExpressionAttributeValues: marshall({
        ':listPk': partnershipsListing(partnerId),
        // With the partner, so that no two of a list over several partners have the same key.
        ':listSk': `${opportunity.endsOn}#${opportunityName(opportunity)}#${partnerId}`,
        ':issuer': opportunity.issuerId,
        ':opportunity': opportunity.opportunityId,
        ':partner': partnerId,
      }),
    },
  }));

function partnershipFromItem(item: Item): Partnership {
  return recordOfItem(item) as Partnership;
}
