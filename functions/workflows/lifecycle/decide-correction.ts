import {
  type Correction,
  type CorrectionDecision,
  type CorrectionState,
  numberOfCorrection,
} from '../../domain/certificate/correction.ts';
import { type LaterNotification, rejectionName } from '../../domain/certificate/notification.ts';
import type { VolunteerKey } from '../../domain/hours/volunteer.ts';
import type { CorrectionRegister } from '../../domain/ports/correction-register.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { StepRequest } from './change-certificate.ts';
import { type CorrectingDeps, replaceCertificate } from './replace-certificate.ts';

export interface DecisionDeps extends CorrectingDeps {
  readonly corrections: CorrectionRegister;
}

export interface DecisionRequest {
  readonly correctionId: string;
  readonly decision: CorrectionDecision;
  readonly actor: string;
  readonly note: string | undefined;
  /** Whether an issuer is in the actor's scope; for the actor, requests of any other don't exist. */
  readonly hasIssuer: (issuerId: string) => boolean;
  /** Whether the actor is an approver of an issuer: no administrator gives that role alone. */
  readonly isApprover: (issuerId: string) => boolean;
  /** Whether the actor is a volunteer. */
  readonly isVolunteer: (volunteer: VolunteerKey) => boolean;
}

/**
 * Approves a correction, which replaces the certificate, or rejects it. Either way a holder who asked is told: by the email
 * about the corrected certificate, or by one with the reason. Who asked for the issuer may reject it, to take it back.
 *
 * @throws Refusal NOT_FOUND; SAME_PERSON for who asked, or holds the certificate, and would approve; FORBIDDEN_ROLE for who is
 * no approver, and would approve what a coordinator asked for; CORRECTION_DECIDED for a second decision, and what `replaceCertificate` throws.
 */
export async function decideCorrection(request: DecisionRequest, deps: DecisionDeps): Promise<Correction> {
  const correction = await deps.corrections.find(request.correctionId);
  if (correction === undefined || !request.hasIssuer(correction.issuerId))
    throw new Refusal('NOT_FOUND', 'Your issuers have no such request.');
  const by = { ...request, canModify: () => true };
  if (request.decision === 'approve') {
    if (correction.requestedBy === request.actor || request.isVolunteer(correction))
      throw new Refusal('SAME_PERSON', 'You asked for this correction; another person approves it.');
    if (correction.requester === 'issuer' && !request.isApprover(correction.issuerId))
      throw new Refusal(
        'FORBIDDEN_ROLE',
        'The issuer’s own people asked for this: an approver approves it.',
        {
          roles: ['approver'],
        },
      );
    return approveCorrection(correction, by, deps);
  }
  const rejected = decidedBy(by, { ...correction, state: 'rejected' }, deps);
  return settle(rejected, ['open'], deps, rejectionOf(rejected));
}

/** Returns the notification of a rejection; undefined where nobody but the issuer's own people asked. */
function rejectionOf(rejected: Correction): LaterNotification | undefined {
  const { certificateId, issuerId, correctionId, decidedAt, requester } = rejected;
  if (requester !== 'holder' || decidedAt === null) return undefined;
  return { certificateId, issuerId, name: rejectionName(numberOfCorrection(correctionId)), at: decidedAt };
}

/**
 * Takes the decision, which nobody can reject from then on; replaces the certificate by one with the name asked for; and
 * closes the request. After a crash in between, approving it again goes on. A replacement that is refused opens it again.
 */
export async function approveCorrection(
  correction: Correction,
  by: Pick<StepRequest, 'actor' | 'note' | 'canModify'>,
  deps: DecisionDeps,
): Promise<Correction> {
  const approving = decidedBy(by, { ...correction, state: 'approving' }, deps);
  await settle(approving, ['open', 'approving'], deps);
  const { certificateId, nameAr, nameEn } = correction;
  const name = { nameAr: nameAr ?? undefined, nameEn: nameEn ?? undefined };
  try {
    const isAskedFor = correction.requester === 'holder';
    const replacement = await replaceCertificate({ ...by, certificateId, name, isAskedFor }, deps);
    const approved = { ...approving, state: 'approved' as const, replacementId: replacement.certificateId };
    // Open: another approval at the same time was refused.
    return await settle(approved, ['open', 'approving'], deps);
  } catch (error) {
    // When the ledger is busy, this approval or another one may have begun to replace the certificate.
    if (error instanceof Refusal && error.code !== 'LEDGER_BUSY' && error.code !== 'CORRECTION_DECIDED')
      await deps.corrections.decide({ ...correction, state: 'open' }, ['approving']);
    throw error;
  }
}

const decidedBy = (
  { actor, note }: Pick<StepRequest, 'actor' | 'note'>,
  correction: Correction,
  { now }: Pick<DecisionDeps, 'now'>,
): Correction => ({ ...correction, decidedAt: now(), decidedBy: actor, decisionNote: note ?? null });

/** @throws Refusal CORRECTION_DECIDED where the request isn't in one of the states any more. */
async function settle(
  decided: Correction,
  from: readonly CorrectionState[],
  { corrections }: DecisionDeps,
  notification?: LaterNotification,
): Promise<Correction> {
  if (await corrections.decide(decided, from, notification)) return decided;
  throw decidedAlready((await corrections.find(decided.correctionId)) ?? decided);
}

/** The facts name who decided by the identity provider's subject, and leave out the names asked for and the notes. */
function decidedAlready({ state, decidedAt, decidedBy, replacementId }: Correction): Refusal {
  const decision = state === 'approving' ? 'approved' : state;
  return new Refusal('CORRECTION_DECIDED', `This request was ${decision} at ${decidedAt} by ${decidedBy}.`, {
    state: decision,
    decidedAt,
    decidedBy,
    replacementId,
  });
}
