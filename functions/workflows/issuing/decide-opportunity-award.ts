import { dayIn, type Instant } from '../../domain/calendar-date.ts';
import type { Certificate } from '../../domain/certificate/certificate.ts';
import { designOf, opportunitySubject } from '../../domain/certificate/freeze-snapshot.ts';
import { decideEligibility, type FindUnprintable } from '../../domain/eligibility/decide-eligibility.ts';
import { type FindDesignRoom, roomReason } from '../../domain/eligibility/design-room.ts';
import type { IneligibilityReason, Verdict } from '../../domain/eligibility/eligibility.ts';
import type { TimesheetKey } from '../../domain/hours/hours.ts';
import type { Opportunity } from '../../domain/hours/opportunity.ts';
import type { Volunteer } from '../../domain/hours/volunteer.ts';
import { type Issuer, issuerOf } from '../../domain/issuer.ts';
import { type Acceptance, type JointIssuers, jointIssuers } from '../../domain/partner/acceptance.ts';
import type { CertificateRegister } from '../../domain/ports/certificate-register.ts';
import { type HoursLedger, revisionOf, type VolunteerRecord } from '../../domain/ports/hours-ledger.ts';
import type { PartnerAgreements } from '../../domain/ports/opportunity-catalogue.ts';
import { type Counter, counterOf, isSameCounter } from '../../domain/report/counter.ts';
import { eligibleSince } from '../../domain/report/issued-count.ts';
import type { Decision } from './issue.ts';

export interface OpportunityDecisionDeps extends VerdictDeps {
  readonly ledger: Pick<HoursLedger, 'volunteerRecord'>;
  readonly register: Pick<CertificateRegister, 'findMany'>;
  readonly agreements: Pick<PartnerAgreements, 'acceptances'>;
}

export interface VerdictDeps {
  readonly issuers: ReadonlyMap<string, Issuer>;
  readonly findUnprintable: FindUnprintable;
  readonly designRoom: FindDesignRoom;
  readonly now: () => string;
}

export interface OpportunityAward {
  readonly opportunity: Opportunity;
  readonly counter: Counter;
  /** Whether the holder is to be notified by email. */
  readonly notify: boolean;
  /** Who issues it without a second person, where the issuer's policy separates people, and since when. */
  readonly alone?: { readonly by: string; readonly since: Instant } | undefined;
}

/**
 * Decides on a volunteer's award for one opportunity. A certificate that the requesting batch reserved in an earlier
 * attempt is resumed whatever became of it since: a batch issues once to an award.
 *
 * What partners accepted is read here, right before the reservation: of an acceptance taken back at the same time, the
 * certificate may still be issued, and none whose decision begins afterwards.
 */
export async function decideOpportunityAward(
  record: VolunteerRecord | undefined,
  { opportunity, counter, notify, alone }: OpportunityAward,
  deps: OpportunityDecisionDeps,
): Promise<Decision> {
  const timesheet = record?.timesheets.find(
    ({ opportunityId }) => opportunityId === opportunity.opportunityId,
  );
  const certificates = await certificatesOf(timesheet?.certificateIds, deps);
  const own = reservedByBatch(certificates, counter);
  if (own) return { kind: 'resume', certificate: own };
  const acceptances = await deps.agreements.acceptances([opportunity]);
  const verdict = verdictOn(record, opportunity, acceptances, deps);
  if (verdict.reason === 'ALREADY_ISSUED') {
    const live = certificates.find(({ certificateId }) => certificateId === verdict.certificateId);
    if (live === undefined) throw new Error('A timesheet names a certificate that was never written');
    return { kind: 'resume', certificate: live };
  }
  if (verdict.reason !== 'ELIGIBLE') return { kind: 'refuse', verdict };
  if (record === undefined || timesheet === undefined) throw new Error('Nobody is eligible without hours');
  const { evidence } = verdict;
  if (alone !== undefined && evidence.some(({ approval: { by, at } }) => by === alone.by && at > alone.since))
    return { kind: 'refuse', verdict: { ...verdict, reason: 'APPROVED_BY_REQUESTER' } };
  const { issuers } = issuersOf(opportunity, acceptances, deps);
  const [issuer] = issuers;
  return {
    kind: 'issue',
    award: {
      content: {
        kind: 'award',
        subject: opportunitySubject(opportunity),
        volunteer: record.volunteer,
        issuers,
        evidence,
      },
      basis: { kind: 'timesheet', timesheet, evidence },
      decidedOn: revisionOf(record),
      facts: {
        eligibleSince: eligibleSince(opportunity, evidence, issuer.timeZone),
        ...(notify ? { notify: 'yes' } : {}),
      },
    },
  };
}

/** Returns the verdict on a volunteer's hours for one opportunity, today, by what its partners accepted. */
export function verdictOn(
  record: VolunteerRecord | undefined,
  opportunity: Opportunity,
  acceptances: readonly Acceptance[],
  deps: VerdictDeps,
): Verdict {
  const { issuers, reason } = issuersOf(opportunity, acceptances, deps);
  const [issuer] = issuers;
  return decideEligibility({
    volunteer: record?.volunteer,
    timesheets: record?.timesheets ?? [],
    opportunity,
    issuer,
    now: deps.now(),
    findUnprintable: deps.findUnprintable,
    commonReason: roomReasonOf(issuers, record?.volunteer, opportunity, deps) ?? reason,
  });
}

/** Returns the reason if the design of an award has no room for its issuers and their signatories. */
export function roomReasonOf(
  issuers: readonly [Issuer, ...Issuer[]],
  volunteer: Pick<Volunteer, 'kind'> | undefined,
  opportunity: Opportunity | null,
  { designRoom }: Pick<VerdictDeps, 'designRoom'>,
): IneligibilityReason | undefined {
  return roomReason(
    issuers,
    designRoom(designOf(issuers[0], volunteer ?? { kind: 'individual' }, opportunity)),
  );
}

/** Returns the issuer of an opportunity, then its partners, as they agreed today. */
function issuersOf(
  opportunity: Opportunity,
  acceptances: readonly Acceptance[],
  { issuers, now }: Pick<VerdictDeps, 'issuers' | 'now'>,
): JointIssuers {
  const { timeZone } = issuerOf(issuers, opportunity.issuerId);
  return jointIssuers(opportunity, acceptances, issuers, dayIn(timeZone, now()));
}

/** Finds the certificate that a batch reserved for an award; undefined where it has reserved none. */
export async function findReservedByBatch(
  { issuerId, volunteerId, opportunityId }: TimesheetKey,
  counter: Counter,
  deps: Pick<OpportunityDecisionDeps, 'ledger' | 'register'>,
): Promise<Certificate | undefined> {
  const record = await deps.ledger.volunteerRecord(issuerId, volunteerId);
  const timesheet = record?.timesheets.find((one) => one.opportunityId === opportunityId);
  return reservedByBatch(await certificatesOf(timesheet?.certificateIds, deps), counter);
}

/** Reads every certificate that an award ever had; no read where it had none. */
const certificatesOf = async (
  certificateIds: readonly string[] = [],
  { register }: Pick<OpportunityDecisionDeps, 'register'>,
): Promise<readonly Certificate[]> => (certificateIds.length > 0 ? register.findMany(certificateIds) : []);

const reservedByBatch = (certificates: readonly Certificate[], counter: Counter): Certificate | undefined =>
  counter.kind === 'batch'
    ? certificates.find((certificate) => isSameCounter(counterOf(certificate), counter))
    : undefined;
