import type { Certificate, Evidence } from '../../domain/certificate/certificate.ts';
import { noteReplacement } from '../../domain/certificate/certificate-steps.ts';
import type { SnapshotContent } from '../../domain/certificate/freeze-snapshot.ts';
import { reservedCertificate } from '../../domain/certificate/reserved-certificate.ts';
import type { Verdict } from '../../domain/eligibility/eligibility.ts';
import { claimHours } from '../../domain/hours/claim-hours.ts';
import type { Timesheet } from '../../domain/hours/hours.ts';
import { type Issuer, issuerOf } from '../../domain/issuer.ts';
import type { CertificateRegister, Claim, SlotKey } from '../../domain/ports/certificate-register.ts';
import type { DocumentRenderer } from '../../domain/ports/document-renderer.ts';
import type { RecordRevision } from '../../domain/ports/hours-ledger.ts';
import { counterFacts, counterOf, isSameCounter } from '../../domain/report/counter.ts';
import { countsWithChunk, type IssuedCount, issuedCountOf } from '../../domain/report/issued-count.ts';
import { CONFLICT, retryOnConflict } from '../retry-on-conflict.ts';
import { type Completion, type CompletionDeps, complete } from './complete.ts';
import { type FreezingDeps, freeze } from './freeze.ts';
import type { Requester } from './requester.ts';
import { type ReservingDeps, reserve } from './reserve.ts';

/** What to do about an award, decided on the records as they are. */
export type Decision =
  | { readonly kind: 'refuse'; readonly verdict: Verdict }
  /** An earlier request reserved it or issued it; it keeps its certificate ID. */
  | { readonly kind: 'resume'; readonly certificate: Certificate }
  | { readonly kind: 'issue'; readonly award: NewAward };

/** A new certificate's content, what it claims, and the facts of its first audit event. */
export interface NewAward {
  readonly content: SnapshotContent;
  readonly basis: ClaimBasis;
  /** The volunteer's record that was read; absent for a correction, which is decided on its original. */
  readonly decidedOn?: RecordRevision;
  readonly facts: Readonly<Record<string, string>>;
}

/** What a reservation claims, as it was read: hours, a recognition's slot, or the certificate it corrects. */
export type ClaimBasis =
  | { readonly kind: 'timesheet'; readonly timesheet: Timesheet; readonly evidence: readonly Evidence[] }
  | ({ readonly kind: 'recognition' } & SlotKey)
  | { readonly kind: 'replacement'; readonly original: Certificate };

export type IssueOutcome =
  | {
      readonly outcome: 'issued' | 'alreadyIssued';
      readonly certificateId: string;
      /** What it adds to the reports, where the requesting batch is to count it with its chunk. */
      readonly counted?: IssuedCount;
    }
  | { readonly outcome: 'refused'; readonly verdict: Verdict };

export interface ResumingDeps extends CompletionDeps {
  readonly issuers: ReadonlyMap<string, Issuer>;
}

export interface IssuingDeps extends FreezingDeps, ReservingDeps, ResumingDeps {
  readonly register: Pick<CertificateRegister, 'find' | 'reserve' | 'finalise' | 'change'>;
  readonly renderer: DocumentRenderer;
}

/**
 * Issues one certificate exactly once: decide → freeze → reserve → render → store → finalise. An opportunity's award,
 * a recognition and a correction differ in their decision only. A certificate that an earlier request left reserved is
 * completed under its own ID.
 *
 * @param subject What is busy when writers conflict: `These hours are`.
 * @throws Refusal LEDGER_BUSY when the records changed during every attempt.
 */
export function issue(
  subject: string,
  decide: () => Promise<Decision>,
  requester: Requester,
  deps: IssuingDeps,
): Promise<IssueOutcome> {
  return retryOnConflict(subject, async () => {
    const decision = await decide();
    if (decision.kind === 'refuse') return { outcome: 'refused', verdict: decision.verdict };
    if (decision.kind === 'resume') return resume(decision.certificate, requester, deps);

    const { content, basis, decidedOn, facts } = decision.award;
    const snapshot = await freeze(content, deps);
    const certificate = reservedCertificate(snapshot, requester.actor, {
      ...facts,
      ...counterFacts(requester.counter),
    });
    const claim = claimOf(basis, snapshot.certificateId);
    const reservation = { certificate, claim, ...(decidedOn && { decidedOn }) };
    if ((await reserve(reservation, deps)) === 'changed') return CONFLICT;
    const completion = await complete(certificate, requester, deps);
    if (completion === 'abandoned') return CONFLICT;
    return issuedOutcome(await asIssued(certificate, completion, deps), requester, deps);
  });
}

/**
 * Completes a certificate that was reserved before. It counts as issued for the batch that reserved it, whoever
 * completes it, and for a single request only where that request completed it: no two count the same certificate.
 */
export async function resume(
  certificate: Certificate,
  requester: Requester,
  deps: ResumingDeps,
): Promise<IssueOutcome | typeof CONFLICT> {
  const completion = await complete(certificate, requester, deps);
  if (completion === 'abandoned') return CONFLICT;
  const isOwn = isSameCounter(counterOf(certificate), requester.counter);
  if (!isOwn || (requester.counter.kind === 'issue' && completion !== 'issued'))
    return { outcome: 'alreadyIssued', certificateId: certificate.certificateId };
  return issuedOutcome(await asIssued(certificate, completion, deps), requester, deps);
}

/** Reads the certificate again where another process issued it: the event of its issue says whether it is counted. */
async function asIssued(
  certificate: Certificate,
  completion: Completion,
  { register }: Pick<CompletionDeps, 'register'>,
): Promise<Certificate> {
  if (completion === 'issued' || certificate.state !== 'reserved') return certificate;
  return (await register.find(certificate.certificateId)) ?? certificate;
}

function issuedOutcome(
  certificate: Certificate,
  { counter }: Requester,
  { issuers }: Pick<ResumingDeps, 'issuers'>,
): IssueOutcome {
  const { timeZone } = issuerOf(issuers, certificate.issuerId);
  const counted = countsWithChunk(certificate, counter) ? issuedCountOf(certificate, timeZone) : undefined;
  return {
    outcome: 'issued',
    certificateId: certificate.certificateId,
    ...(counted === undefined ? {} : { counted }),
  };
}

function claimOf(basis: ClaimBasis, certificateId: string): Claim {
  switch (basis.kind) {
    case 'timesheet':
      return {
        kind: 'timesheet',
        timesheet: claimHours(basis.timesheet, certificateId, basis.evidence),
      };
    case 'recognition':
      return basis;
    case 'replacement':
      return { kind: 'replacement', replaced: noteReplacement(basis.original, certificateId) };
  }
}
