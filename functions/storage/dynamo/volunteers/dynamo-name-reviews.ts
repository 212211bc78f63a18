import { DeleteItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { NameReview } from '../../../domain/hours/name-review.ts';
import type { VolunteerKey } from '../../../domain/hours/volunteer.ts';
import type { NameReviews } from '../../../domain/ports/name-reviews.ts';
import type { Page, PageRequest } from '../../../domain/ports/page.ts';
import { type RecordKey, requireMacs } from '../../record-mac.ts';
import { getItem } from '../requests/get-item.ts';
import { mergeShards } from '../requests/merge-shards.ts';
import { putRevision } from '../requests/put-revision.ts';
import { nameRequestsListing, nameReviewKey } from '../table.ts';
import { nameReviewFromItem, nameReviewItem } from './name-review-item.ts';

/**
 * Reviews of names in DynamoDB. Reads and writes `NAME` items beside the profiles in the partition `VOLUNTEER#`; lists
 * those that wait by the `listing` index (`ISSUER#…#NAMES`).
 */
export class DynamoNameReviews implements NameReviews {
  readonly #dynamo: DynamoDBClient;
  readonly #tableName: string;
  readonly #recordKey: RecordKey;

  constructor(dynamo: DynamoDBClient, tableName: string, recordKey: RecordKey) {
    this.#dynamo = dynamo;
    this.#tableName = tableName;
    this.#recordKey = recordKey;
  }

  async find(key: VolunteerKey): Promise<NameReview | undefined> {
    const item = await getItem(this.#dynamo, this.#tableName, nameReviewKey(key));
    await requireMacs(item ? [item] : [], this.#recordKey);
    return item && nameReviewFromItem(item);
  }

  async put(review: NameReview): Promise<boolean> {
    const item = nameReviewItem(review, await this.#recordKey());
    return putRevision(this.#dynamo, this.#tableName, item, review.revision);
  }

  async erase(key: VolunteerKey): Promise<void> {
    await this.#dynamo.send(
      new DeleteItemCommand({ TableName: this.#tableName, Key: marshall(nameReviewKey(key)) }),
    );
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
