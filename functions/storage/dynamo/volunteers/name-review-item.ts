import { marshall } from '@aws-sdk/util-dynamodb';
import type { NameReview } from '../../../domain/hours/name-review.ts';
import { withMac } from '../../record-mac.ts';
import { recordOfItem } from '../record-of-item.ts';
import { nameRequestsListing, nameReviewKey } from '../table.ts';
import type { Item } from '../timesheet-item.ts';

/** Returns the `NAME` item with its authentication code; a request that waits is listed under its issuer. */
export const nameReviewItem = (review: NameReview, recordKey: Uint8Array): Item =>
  withMac(
    marshall({
      ...nameReviewKey(review),
      ...(review.state === 'requested'
        ? {
            listPk: nameRequestsListing(review.issuerId),
            listSk: `${review.reviewedAt}#${review.volunteerId}`,
          }
        : {}),
      ...review,
    }),
    recordKey,
  );

/** Returns the review of a `NAME` item. */
export function nameReviewFromItem(item: Item): NameReview {
  return recordOfItem(item) as NameReview;
}
