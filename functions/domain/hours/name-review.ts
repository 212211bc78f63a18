import type { Instant } from '../calendar-date.ts';
import type { Volunteer, VolunteerKey } from './volunteer.ts';

export const NAME_REVIEW_STATES = ['confirmed', 'requested', 'corrected', 'declined'] as const;
export type NameReviewState = (typeof NAME_REVIEW_STATES)[number];

export const NAME_DECISIONS = ['approve', 'reject'] as const;
export type NameDecision = (typeof NAME_DECISIONS)[number];

/** What a volunteer has said of the name that an issuer is going to print: right, or how it should be. */
export interface NameReview extends VolunteerKey {
  /** 1 for the first, and one more after every change. A write succeeds only on the revision it was based on. */
  readonly revision: number;
  readonly state: NameReviewState;
  /** The name that the volunteer saw. */
  readonly nameAr: string;
  readonly nameEn: string;
  readonly reviewedAt: Instant;
  /** Subject (`sub`) of the identity provider: another one approves what it asks for. */
  readonly reviewedBy: string;
  /** The name that is asked for; null where the script stays as it is, and in a confirmation. */
  readonly wantedAr: string | null;
  readonly wantedEn: string | null;
  readonly note: string;
  readonly decidedAt: Instant | null;
  /** Subject (`sub`) of the identity provider. */
  readonly decidedBy: string | null;
  readonly decisionNote: string | null;
}

type Names = Pick<Volunteer, 'nameAr' | 'nameEn'>;

/** Returns the name in both scripts as a review asks for it. */
export const wantedName = ({ wantedAr, wantedEn }: NameReview, { nameAr, nameEn }: Names): Names => ({
  nameAr: wantedAr ?? nameAr,
  nameEn: wantedEn ?? nameEn,
});

/**
 * Returns a review as it stands beside the name that the ledger has now: a request is met once the name is the one that
 * was asked for, whoever recorded it, and a confirmation is void once the name is another.
 */
export function reviewOf(review: NameReview | undefined, profile: Names): NameReview | undefined {
  if (review === undefined) return undefined;
  if (review.state === 'confirmed') return isNamed(profile, review) ? review : undefined;
  if (review.state === 'requested' && isNamed(profile, wantedName(review, profile)))
    return { ...review, state: 'corrected' };
  return review;
}

/** Whether somebody bears a name. */
export const isNamed = (one: Names, other: Names): boolean =>
  one.nameAr === other.nameAr && one.nameEn === other.nameEn;
