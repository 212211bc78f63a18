import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { NameReview } from '../../../domain/hours/name-review.ts';
import type { VolunteerKey } from '../../../domain/hours/volunteer.ts';
import type { NameReviews } from '../../../domain/ports/name-reviews.ts';
import type { Page, PageRequest } from '../../../domain/ports/page.ts';
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

  constructor(dynamo: DynamoDBClient, tableName: string) {
    this.#dynamo = dynamo;
    this.#tableName = tableName;
  }

  async find(key: VolunteerKey): Promise<NameReview | undefined> {
    const item = await getItem(this.#dynamo, this.#tableName, nameReviewKey(key));
    return item && nameReviewFromItem(item);
  }

  put(review: NameReview): Promise<boolean> {
    return putRevision(this.#dynamo, this.#tableName, nameReviewItem(review), review.revision);
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
