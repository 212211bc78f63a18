import type { Certificate, Evidence } from '../../domain/certificate/certificate.ts';
import { certificateIdFrom } from '../../domain/certificate/certificate-id.ts';
import { freezeSnapshot, opportunitySubject } from '../../domain/certificate/freeze-snapshot.ts';
import { reservedCertificate } from '../../domain/certificate/reserved-certificate.ts';
import { decideEligibility, type FindUnprintable } from '../../domain/eligibility/decide-eligibility.ts';
import type { Verdict } from '../../domain/eligibility/eligibility.ts';
import { claimHours } from '../../domain/hours/claim-hours.ts';
import type { Timesheet } from '../../domain/hours/hours.ts';
import type { Opportunity } from '../../domain/hours/opportunity.ts';
import type { Issuer } from '../../domain/issuer.ts';
import type { CertificateRegister } from '../../domain/ports/certificate-register.ts';
import type { HoursLedger, VolunteerRecord } from '../../domain/ports/hours-ledger.ts';
import type { StatusIndexes } from '../../domain/ports/status-indexes.ts';
import { Refusal } from '../../domain/refusal.ts';
import {
  countsWithChunk,
  eligibleSince,
  type IssuedCount,
  issuedCountOf,
} from '../../domain/report/issued-count.ts';
import { type CompletionDeps, completeCertificate } from './complete-certificate.ts';
import { type ReservingDeps, reserveCertificate } from './reserve-certificate.ts';

export interface IssueRequest {
  readonly volunteerId: string;
  readonly opportunity: Opportunity;
  /** The volunteer's record, where it was read beside the opportunity: the first decision is made on it. */
  readonly read?: { readonly record: VolunteerRecord | undefined };
  /** Who asks: a subject of the identity provider. */
  readonly actor: string;
  /** Whether the holder is told by e-mail. */
  readonly notify: boolean;
  /** The batch it is part of. */
  readonly batchId?: string;
}

export type IssueOutcome =
  | {
      readonly outcome: 'issued' | 'alreadyIssued';
      readonly certificateId: string;
      /** What it adds to the reports; only where the batch that asks counts it with its chunk. */
      readonly counted?: IssuedCount;
    }
  | { readonly outcome: 'refused'; readonly verdict: Verdict };

export interface IssuingDeps extends CompletionDeps, ReservingDeps {
  readonly ledger: Pick<HoursLedger, 'volunteerRecord'>;
  readonly register: Pick<CertificateRegister, 'find' | 'findMany' | 'reserve' | 'finalise'>;
  readonly issuers: ReadonlyMap<string, Issuer>;
  readonly findUnprintable: FindUnprintable;
  readonly statusIndexes: Pick<StatusIndexes, 'next'>;
  readonly randomBytes: (count: number) => Uint8Array;
  readonly baseUrl: string;
  readonly credentialKeyId: string | null;
  /** The key that seals, where it has a certificate; null: nothing can be sealed. */
  readonly sealingKey: () => Promise<string | null>;
}

/** Another writer changing the same sheet this often within one request is no accident. */
const MOST_DECISIONS = 5;

/**
 * Issues one certificate, exactly once: decide on the hours as they are, reserve on exactly those hours, then
 * complete. A reservation found from an earlier try is resumed under its own certificate ID, and a batch issues
 * once to an award, whatever has become of that certificate since.
 */
export async function issueCertificate(request: IssueRequest, deps: IssuingDeps): Promise<IssueOutcome> {
  let { read } = request;
  for (let decision = 1; decision <= MOST_DECISIONS; decision += 1) {
    const record = read ? read.record : await deps.ledger.volunteerRecord(request.volunteerId);
    read = undefined;
    const { timesheet, certificates } = await awardOf(record, request, deps);
    const own = ownOf(certificates, request);
    if (own) return resume(own, request, deps);
    const verdict = verdictOn(record, request.opportunity, deps);
    if (verdict.reason === 'ALREADY_ISSUED') {
      const live = certificates.find(({ certificateId }) => certificateId === verdict.certificateId);
      if (live === undefined) throw new Error('A sheet names a certificate that was never written');
      return resume(live, request, deps);
    }
    if (verdict.reason !== 'ELIGIBLE') return { outcome: 'refused', verdict };
    if (record === undefined || timesheet === undefined) throw new Error('Nobody is eligible without hours');

    const reserved = await reserve(request, record, timesheet, verdict.evidence, deps);
    if (reserved === 'changed') continue;
    const completed = await completeCertificate(reserved, request.actor, deps, request.batchId);
    return issuedOutcome(await asIssued(reserved, completed, deps), request, deps);
  }
  throw new Refusal('LEDGER_BUSY', 'These hours are being changed right now; please try again in a moment.');
}

/** The verdict on a volunteer's hours for one opportunity, today. */
export function verdictOn(
  record: VolunteerRecord | undefined,
  opportunity: Opportunity,
  deps: Pick<IssuingDeps, 'issuers' | 'now' | 'findUnprintable'>,
): Verdict {
  return decideEligibility({
    volunteer: record?.volunteer,
    timesheets: record?.timesheets ?? [],
    opportunity,
    issuer: issuerOf(deps.issuers, opportunity.issuerId),
    now: deps.now(),
    findUnprintable: deps.findUnprintable,
  });
}

/** Whose award for what, and who asks. */
export interface AwardRequest extends Pick<IssueRequest, 'volunteerId' | 'actor' | 'batchId'> {
  readonly opportunity: Pick<Opportunity, 'opportunityId'>;
}

/**
 * What the batch that asks has reserved for the award in an earlier try, brought to its end; nothing new is reserved.
 * Undefined: it has reserved nothing.
 */
export async function resumeOwn(request: AwardRequest, deps: IssuingDeps): Promise<IssueOutcome | undefined> {
  const record = await deps.ledger.volunteerRecord(request.volunteerId);
  const own = ownOf((await awardOf(record, request, deps)).certificates, request);
  return own && resume(own, request, deps);
}

/** The hours of an award and every certificate it ever had: a second read, only where there is one. */
async function awardOf(
  record: VolunteerRecord | undefined,
  { opportunity }: AwardRequest,
  { register }: Pick<IssuingDeps, 'register'>,
) {
  const timesheet = record?.timesheets.find(
    ({ opportunityId }) => opportunityId === opportunity.opportunityId,
  );
  const certificateIds = timesheet?.certificateIds ?? [];
  return {
    timesheet,
    certificates: certificateIds.length > 0 ? await register.findMany(certificateIds) : [],
  };
}

/** The certificate that the same batch has reserved; it may be withdrawn or replaced by now. */
const ownOf = (certificates: readonly Certificate[], { batchId }: AwardRequest): Certificate | undefined =>
  certificates.find(({ events }) => batchId !== undefined && events[0]?.facts.batchId === batchId);

async function resume(
  certificate: Certificate,
  request: AwardRequest,
  deps: IssuingDeps,
): Promise<IssueOutcome> {
  const { certificateId } = certificate;
  const completed = await completeCertificate(certificate, request.actor, deps, request.batchId);
  // A batch counts what it has reserved, and nothing else, whoever completes it: no two count the same as issued.
  const reservedBy = certificate.events[0]?.facts.batchId;
  const counts = reservedBy === request.batchId && (reservedBy !== undefined || completed === 'issued');
  if (!counts) return { outcome: 'alreadyIssued', certificateId };
  return issuedOutcome(await asIssued(certificate, completed, deps), request, deps);
}

/** The certificate as whoever was faster has issued it: the event of its issue says whether it is counted. */
async function asIssued(
  certificate: Certificate,
  completed: 'issued' | 'settled',
  { register }: Pick<IssuingDeps, 'register'>,
): Promise<Certificate> {
  if (completed === 'issued' || certificate.state !== 'reserved') return certificate;
  return (await register.find(certificate.certificateId)) ?? certificate;
}

function issuedOutcome(
  certificate: Certificate,
  { batchId }: AwardRequest,
  { issuers }: Pick<IssuingDeps, 'issuers'>,
): IssueOutcome {
  const counted = countsWithChunk(certificate, batchId)
    ? issuedCountOf(certificate, issuerOf(issuers, certificate.issuerId).timeZone)
    : undefined;
  return {
    outcome: 'issued',
    certificateId: certificate.certificateId,
    ...(counted === undefined ? {} : { counted }),
  };
}

async function reserve(
  request: IssueRequest,
  { volunteer }: VolunteerRecord,
  timesheet: Timesheet,
  evidence: readonly Evidence[],
  deps: IssuingDeps,
): Promise<Certificate | 'changed'> {
  const { opportunity, actor, notify, batchId } = request;
  const now = deps.now();
  const certificateId = certificateIdFrom(deps.randomBytes(10));
  const issuer = issuerOf(deps.issuers, opportunity.issuerId);
  const snapshot = freezeSnapshot({
    certificateId,
    subject: opportunitySubject(opportunity),
    volunteer,
    issuers: [issuer, ...opportunity.partnerIds.map((issuerId) => issuerOf(deps.issuers, issuerId))],
    evidence,
    now,
    baseUrl: deps.baseUrl,
    statusList: await deps.statusIndexes.next(opportunity.issuerId),
    credentialKeyId: deps.credentialKeyId,
    sealKeyId: issuer.proof === 'sealed' ? await deps.sealingKey() : null,
    supersedes: null,
  });
  const certificate = reservedCertificate(snapshot, actor, {
    eligibleSince: eligibleSince(opportunity, timesheet.entries, evidence, issuer.timeZone),
    ...(batchId === undefined ? {} : { batchId }),
    ...(notify ? { notify: 'yes' } : {}),
  });
  const claim = { kind: 'timesheet', timesheet: claimHours(timesheet, certificateId, evidence) } as const;
  return (await reserveCertificate({ certificate, claim }, deps)) === 'reserved' ? certificate : 'changed';
}

function issuerOf(issuers: ReadonlyMap<string, Issuer>, issuerId: string): Issuer {
  const issuer = issuers.get(issuerId);
  if (issuer === undefined) throw new Error(`No issuer ${issuerId} is configured`);
  return issuer;
}
