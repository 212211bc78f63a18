import type { Certificate } from '../../domain/certificate/certificate.ts';
import type { Verdict } from '../../domain/eligibility/eligibility.ts';
import type { Opportunity } from '../../domain/hours/opportunity.ts';
import type { VolunteerIdentity } from '../../domain/hours/volunteer.ts';
import type { CertificateRegister } from '../../domain/ports/certificate-register.ts';
import type { HoursLedger } from '../../domain/ports/hours-ledger.ts';
import type { OpportunityCatalogue, PartnerAgreements } from '../../domain/ports/opportunity-catalogue.ts';
import { Refusal } from '../../domain/refusal.ts';
import { type VerdictDeps, verdictOn } from './decide-opportunity-award.ts';
import { ownRecords } from './own-records.ts';
import { recognitionsOf } from './recognition-overview.ts';

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
    profiles: records.map(({ volunteer: { issuerId, volunteerId, kind, nameAr, nameEn, gender } }) => ({
      issuerId,
      volunteerId,
      kind,
      nameAr,
      nameEn,
      gender,
    })),
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

/** Returns every certificate that was issued to a volunteer, newest first, revoked and replaced ones too. */
export async function certificatesOfVolunteer(
  identities: readonly VolunteerIdentity[],
  deps: OverviewDeps,
): Promise<Certificate[]> {
  const ids = (await ownRecords(identities, deps)).flatMap(({ timesheets, recognitions }) => [
    ...timesheets.flatMap(({ certificateIds }) => certificateIds),
    ...recognitions.flatMap(({ certificateId }) => certificateId ?? []),
  ]);
  const certificates = await deps.register.findMany(ids);
  return certificates
    .filter(({ state }) => state !== 'reserved' && state !== 'erased')
    .toSorted((a, b) => (a.reservedAt < b.reservedAt ? 1 : -1));
}

function progressOf(opportunity: Opportunity, verdict: Verdict) {
  const { opportunityId, issuerId, titleAr, titleEn, track, kind, startsOn, endsOn } = opportunity;
  // The evidence names approvers, whom only coordinators may see.
  const { evidence: _evidence, ...numbersAndReason } = { evidence: [], ...verdict };
  return { opportunityId, issuerId, titleAr, titleEn, track, kind, startsOn, endsOn, ...numbersAndReason };
}
