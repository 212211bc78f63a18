import type { Certificate } from '../../domain/certificate/certificate.ts';
import type { Verdict } from '../../domain/eligibility/eligibility.ts';
import type { Opportunity } from '../../domain/hours/opportunity.ts';
import type { CertificateRegister } from '../../domain/ports/certificate-register.ts';
import type { HoursLedger } from '../../domain/ports/hours-ledger.ts';
import type { OpportunityCatalogue } from '../../domain/ports/opportunity-catalogue.ts';
import { Refusal } from '../../domain/refusal.ts';
import { type VerdictDeps, verdictOn } from './decide-opportunity-award.ts';
import { recognitionsOf } from './recognition-overview.ts';

interface OverviewDeps extends VerdictDeps {
  readonly ledger: Pick<HoursLedger, 'volunteerRecord'>;
  readonly catalogue: Pick<OpportunityCatalogue, 'findMany'>;
  readonly register: Pick<CertificateRegister, 'findMany'>;
}

/**
 * Returns a volunteer's profile as it will print, and for each opportunity the hours, the requirement and the verdict.
 *
 * @throws Refusal NOT_FOUND when no hours are recorded.
 */
export async function progressOfVolunteer(volunteerId: string, deps: OverviewDeps) {
  const record = await deps.ledger.volunteerRecord(volunteerId);
  if (record === undefined)
    throw new Refusal('NOT_FOUND', 'No hours have been recorded for you yet; ask your coordinator.');
  const opportunities = await deps.catalogue.findMany(
    record.timesheets.map(({ opportunityId }) => opportunityId),
  );
  const { kind, nameAr, nameEn, gender } = record.volunteer;
  return {
    volunteerId,
    kind,
    nameAr,
    nameEn,
    gender,
    opportunities: opportunities
      .toSorted((a, b) => (a.endsOn < b.endsOn ? 1 : -1))
      .map((opportunity) => progressOf(opportunity, verdictOn(record, opportunity, deps))),
    recognitions: recognitionsOf(record, deps),
  };
}

/** Returns every certificate that was issued to a volunteer, newest first, revoked and replaced ones too. */
export async function certificatesOfVolunteer(
  volunteerId: string,
  deps: OverviewDeps,
): Promise<Certificate[]> {
  const record = await deps.ledger.volunteerRecord(volunteerId);
  const ids = [
    ...(record?.timesheets ?? []).flatMap(({ certificateIds }) => certificateIds),
    ...(record?.recognitions ?? []).flatMap(({ certificateId }) => certificateId ?? []),
  ];
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
