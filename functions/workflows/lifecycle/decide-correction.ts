import {
  type Correction,
  type CorrectionDecision,
  type CorrectionState,
  numberOfCorrection,
} from '../../domain/certificate/correction.ts';
import { type LaterNotification, rejectionName } from '../../domain/certificate/notification.ts';
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
}

/**
 * Approves a correction, which replaces the certificate, or rejects it. Either way the holder is told: by the email about
 * the corrected certificate, or by one with the reason.
 *
 * @throws Refusal NOT_FOUND, CORRECTION_DECIDED for a second decision, and what `replaceCertificate` throws.
 */
export async function decideCorrection(request: DecisionRequest, deps: DecisionDeps): Promise<Correction> {
  const correction = await deps.corrections.find(request.correctionId);
  if (correction === undefined || !request.hasIssuer(correction.issuerId))
    throw new Refusal('NOT_FOUND', 'Your issuers have no such request.');
  const by = { ...request, canModify: () => true };
  if (request.decision === 'approve') return approveCorrection(correction, by, deps);
  const rejected = decidedBy(by, { ...correction, state: 'rejected' }, deps);
  return settle(rejected, ['open'], deps, {
    certificateId: correction.certificateId,
    issuerId: correction.issuerId,
    name: rejectionName(numberOfCorrection(correction.correctionId)),
    at: rejected.decidedAt ?? deps.now(),
  });
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
    const replacement = await replaceCertificate({ ...by, certificateId, name, isAskedFor: true }, deps);
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
