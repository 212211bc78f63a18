import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { NameReview } from '../../../domain/hours/name-review.ts';
import type { VolunteerKey } from '../../../domain/hours/volunteer.ts';
import type { NameReviews } from '../../../domain/ports/name-reviews.ts';
import type { Page, PageRequest } from '../../../domain/ports/page.ts';
import { mergeShards } from '../requests/merge-shards.ts';
import { nameRequestsListing, nameReviewKey } from '../table.ts';
import { nameReviewFromItem, nameReviewItem } from './name-review-item.ts';

/**
 * Reviews of names in DynamoDB. Reads and writes `NAME` items beside the profiles in the partition `VOLUNTEER#`; lists
 * those that wait by the `listing` index (`ISSUER#…#NAMES`).
 */
export class DynamoNameReviews implements NameReviews {
  readonly #dynamo: DynamoDBClient;
  readonly #tableName: string;

  constructor(dynamo: DynamoDBClient, tableName: string) {
    this.#dynamo = dynamo;
    this.#tableName = tableName;
  }

  async find(key: VolunteerKey): Promise<NameReview | undefined> {
    const { Item } = await this.#dynamo.send(
      new GetItemCommand({
        TableName: this.#tableName,
        Key: marshall(nameReviewKey(key)),
        ConsistentRead: true,
      }),
    );
    return Item && nameReviewFromItem(Item);
  }

  async put(review: NameReview): Promise<boolean> {
    try {
      await this.#dynamo.send(
        new PutItemCommand({
          TableName: this.#tableName,
          Item: nameReviewItem(review),
          ...(review.revision === 1
            ? { ConditionExpression: 'attribute_not_exists(pk)' }
            : {
                ConditionExpression: 'revision = :decidedOn',
                ExpressionAttributeValues: marshall({ ':decidedOn': review.revision - 1 }),
              }),
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }

  requests(issuerIds: readonly string[], page: PageRequest): Promise<Page<NameReview>> {
    return mergeShards({
      dynamo: this.#dynamo,
      tableName: this.#tableName,
      partitions: issuerIds.map((issuerId) => ({ partition: nameRequestsListing(issuerId) })),
      page,
      fromItem: nameReviewFromItem,
    });
  }
}
