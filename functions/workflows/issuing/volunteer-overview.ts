import type { Certificate } from '../../domain/certificate/certificate.ts';
import type { Correction } from '../../domain/certificate/correction.ts';
import type { Verdict } from '../../domain/eligibility/eligibility.ts';
import { type NameReview, reviewOf } from '../../domain/hours/name-review.ts';
import type { Opportunity } from '../../domain/hours/opportunity.ts';
import { ownEntries } from '../../domain/hours/own-entries.ts';
import { printedOf, type Volunteer, type VolunteerIdentity } from '../../domain/hours/volunteer.ts';
import type { CertificateRegister } from '../../domain/ports/certificate-register.ts';
import type { CorrectionRegister } from '../../domain/ports/correction-register.ts';
import type { HoursLedger } from '../../domain/ports/hours-ledger.ts';
import type { OpportunityCatalogue, PartnerAgreements } from '../../domain/ports/opportunity-catalogue.ts';
import { Refusal } from '../../domain/refusal.ts';
import { type VerdictDeps, verdictOn } from './decide-opportunity-award.ts';
import { ownRecords } from './own-records.ts';
import { recognitionsOf } from './recognition-overview.ts';
import { certificateIdsOf, certificatesIn, hoursByOpportunity } from './record-overview.ts';

interface OverviewDeps extends VerdictDeps {
  readonly ledger: Pick<HoursLedger, 'volunteerRecords'>;
  readonly catalogue: Pick<OpportunityCatalogue, 'findMany'>;
  readonly agreements: Pick<PartnerAgreements, 'acceptances'>;
  readonly register: Pick<CertificateRegister, 'findMany'>;
}

/**
 * Returns a volunteer's profile with each issuer, as it will print, and for each opportunity the hours, the requirement
 * and the verdict.
 *
 * @throws Refusal NOT_FOUND when no hours are recorded.
 */
export async function progressOfVolunteer(identities: readonly VolunteerIdentity[], deps: OverviewDeps) {
  const records = await ownRecords(identities, deps);
  if (records.length === 0)
    throw new Refusal('NOT_FOUND', 'No hours have been recorded for you yet; ask your coordinator.');
  const opportunities = await deps.catalogue.findMany(records.flatMap(({ timesheets }) => timesheets));
  const acceptances = await deps.agreements.acceptances(opportunities);
  const recordOf = new Map(records.map((record) => [record.volunteer.issuerId, record]));
  return {
    profiles: records.map(({ volunteer, nameReview }) => profileOf(volunteer, nameReview)),
    opportunities: opportunities
      .toSorted((a, b) => (a.endsOn < b.endsOn ? 1 : -1))
      .map((opportunity) =>
        progressOf(
          opportunity,
          verdictOn(recordOf.get(opportunity.issuerId), opportunity, acceptances, deps),
        ),
      ),
    recognitions: records.flatMap((record) => recognitionsOf(record, deps)),
  };
}

/** Returns every hours entry of a volunteer by opportunity, newest first, and whether it counts. */
export const hoursOfVolunteer = async (identities: readonly VolunteerIdentity[], deps: OverviewDeps) =>
  hoursByOpportunity(await ownRecords(identities, deps), ownEntries, deps);

/** Returns the newest request to correct each of a volunteer's certificates, where it is the volunteer's own; newest first. */
export async function correctionsOfVolunteer(
  identities: readonly VolunteerIdentity[],
  deps: OverviewDeps & { readonly corrections: Pick<CorrectionRegister, 'newestOf'> },
): Promise<Correction[]> {
  const corrections = await deps.corrections.newestOf(certificateIdsOf(await ownRecords(identities, deps)));
  const own = corrections.filter(({ requester }) => requester === 'holder');
  return own.toSorted((a, b) => (a.requestedAt < b.requestedAt ? 1 : -1));
}

/** Returns every certificate that was issued to a volunteer, newest first, revoked and replaced ones too. */
export async function certificatesOfVolunteer(
  identities: readonly VolunteerIdentity[],
  deps: OverviewDeps,
): Promise<Certificate[]> {
  return certificatesIn(await ownRecords(identities, deps), deps);
}

/** Returns a profile as far as it prints, with what the volunteer said of the name. */
function profileOf(volunteer: Volunteer, stored: NameReview | undefined) {
  const review = reviewOf(stored, volunteer);
  return { ...printedOf(volunteer), nameReview: review === undefined ? null : reviewShown(review) };
}

/** Returns a review without who decided, whom only staff may see. */
function reviewShown({ state, wantedAr, wantedEn, reviewedAt, decidedAt, decisionNote }: NameReview) {
  return { state, wantedAr, wantedEn, reviewedAt, decidedAt, decisionNote };
}

function progressOf(opportunity: Opportunity, verdict: Verdict) {
  const { opportunityId, issuerId, titleAr, titleEn, track, kind, startsOn, endsOn } = opportunity;
  // The evidence names approvers, whom only coordinators may see.
  const { evidence: _evidence, ...numbersAndReason } = { evidence: [], ...verdict };
  return { opportunityId, issuerId, titleAr, titleEn, track, kind, startsOn, endsOn, ...numbersAndReason };
}
