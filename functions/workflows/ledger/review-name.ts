import type { FindUnprintable } from '../../domain/eligibility/decide-eligibility.ts';
import { isNamed, type NameReview, reviewOf } from '../../domain/hours/name-review.ts';
import type { Volunteer, VolunteerIdentity } from '../../domain/hours/volunteer.ts';
import type { HoursLedger } from '../../domain/ports/hours-ledger.ts';
import type { NameReviews } from '../../domain/ports/name-reviews.ts';
import { Refusal } from '../../domain/refusal.ts';
import { ownRecords } from '../issuing/own-records.ts';
import { type CorrectedName, correctedName } from '../lifecycle/corrected-name.ts';

export interface ReviewDeps {
  readonly ledger: Pick<HoursLedger, 'volunteerRecords'>;
  readonly reviews: Pick<NameReviews, 'put'>;
  readonly findUnprintable: FindUnprintable;
  readonly now: () => string;
}

/** Whose name, with which issuer, and who says something of it. */
export interface ReviewedProfile {
  /** A subject of the identity provider. */
  readonly actor: string;
  readonly identities: readonly VolunteerIdentity[];
  readonly issuerId: string;
}

/** A name as an issuer's ledger has it, with what its volunteer said of it. */
export interface ReviewedName {
  readonly volunteer: Volunteer;
  readonly review: NameReview;
}

const NOTHING_DECIDED = { decidedAt: null, decidedBy: null, decisionNote: null };

/**
 * Records that the name with an issuer is right as the volunteer saw it. Again, it changes nothing.
 *
 * @throws Refusal NOT_FOUND; STATE_CONFLICT where the ledger has another name by now.
 */
export async function confirmName(
  { nameAr, nameEn, ...profile }: ReviewedProfile & Pick<Volunteer, 'nameAr' | 'nameEn'>,
  deps: ReviewDeps,
): Promise<ReviewedName> {
  const { volunteer, stored, standing } = await ownProfile(profile, deps);
  const reviewedBy = profile.actor;
  if (!isNamed(volunteer, { nameAr, nameEn }))
    throw new Refusal('STATE_CONFLICT', 'The name has changed in the meantime; look at it again.');
  if (standing?.state === 'confirmed') return { volunteer, review: standing };
  const said = { state: 'confirmed', reviewedBy, wantedAr: null, wantedEn: null, note: '' } as const;
  return write(volunteer, stored, said, deps);
}

/**
 * Asks an issuer to correct the name in its ledger, before a certificate bears it. A newer request takes the place of
 * one that waits.
 *
 * @throws Refusal NOT_FOUND; BODY_INVALID for a name that can't be printed or is the one there is.
 */
export async function requestName(
  { name, note, ...profile }: ReviewedProfile & { readonly name: CorrectedName; readonly note: string },
  deps: ReviewDeps,
): Promise<ReviewedName> {
  const { volunteer, stored } = await ownProfile(profile, deps);
  const wanted = correctedName({ holder: volunteer }, name, deps.findUnprintable);
  const request = {
    state: 'requested',
    reviewedBy: profile.actor,
    wantedAr: wanted.nameAr === volunteer.nameAr ? null : wanted.nameAr,
    wantedEn: wanted.nameEn === volunteer.nameEn ? null : wanted.nameEn,
    note,
  } as const;
  return write(volunteer, stored, request, deps);
}

async function ownProfile({ identities, issuerId }: ReviewedProfile, deps: ReviewDeps) {
  const records = await ownRecords(identities, deps);
  const record = records.find(({ volunteer }) => volunteer.issuerId === issuerId);
  if (record === undefined) throw new Refusal('NOT_FOUND', 'This issuer has no record of you.');
  const { volunteer, nameReview } = record;
  return { volunteer, stored: nameReview, standing: reviewOf(nameReview, volunteer) };
}

/** @throws Refusal STATE_CONFLICT where another review came first. */
async function write(
  volunteer: Volunteer,
  before: NameReview | undefined,
  said: Pick<NameReview, 'state' | 'reviewedBy' | 'wantedAr' | 'wantedEn' | 'note'>,
  { reviews, now }: ReviewDeps,
): Promise<ReviewedName> {
  const { issuerId, volunteerId, nameAr, nameEn } = volunteer;
  const review: NameReview = {
    issuerId,
    volunteerId,
    revision: (before?.revision ?? 0) + 1,
    nameAr,
    nameEn,
    reviewedAt: now(),
    ...said,
    ...NOTHING_DECIDED,
  };
  if (await reviews.put(review)) return { volunteer, review };
  throw new Refusal('STATE_CONFLICT', 'The name was reviewed at the same moment; look at it again.');
}
