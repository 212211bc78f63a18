import type { NameReview } from '../hours/name-review.ts';
import type { VolunteerKey } from '../hours/volunteer.ts';
import type { Page, PageRequest } from './page.ts';

/** Stores what volunteers say of the names that are going to be printed. */
export interface NameReviews {
  /** Returns a volunteer's review, read consistently; undefined where there is none. @throws Refusal RECORD_ALTERED */
  find(key: VolunteerKey): Promise<NameReview | undefined>;
  /** Writes a review, whose revision is one more than the one that was read. Returns false, and writes nothing, otherwise. */
  put(review: NameReview): Promise<boolean>;
  /** Deletes a volunteer's review, with the names and notes in it. */
  erase(key: VolunteerKey): Promise<void>;
  /** Returns a page of the requests that wait for the issuers, newest first; eventually consistent. */
  requests(issuerIds: readonly string[], page: PageRequest): Promise<Page<NameReview>>;
}
