import type { Correction, CorrectionDecision } from '../../domain/certificate/correction.ts';
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
 * Approves a correction, which replaces the certificate, or rejects it.
 *
 * @throws Refusal NOT_FOUND, CORRECTION_DECIDED for a second decision, and what `replaceCertificate` throws.
 */
export async function decideCorrection(request: DecisionRequest, deps: DecisionDeps): Promise<Correction> {
  const correction = await deps.corrections.find(request.correctionId);
  if (correction === undefined || !request.hasIssuer(correction.issuerId))
    throw new Refusal('NOT_FOUND', 'Your issuers have no such request.');
  if (correction.state !== 'open') throw decidedAlready(correction);
  const by = { ...request, canModify: () => true };
  if (request.decision === 'approve') return approveCorrection(correction, by, deps);
  return close({ ...correction, state: 'rejected' }, by, deps);
}

/**
 * Replaces the certificate by one with the name asked for, then closes the request. After a crash in between the
 * request is still open, and approving it again finds the replacement.
 */
export async function approveCorrection(
  correction: Correction,
  by: Pick<StepRequest, 'actor' | 'note' | 'canModify'>,
  deps: DecisionDeps,
): Promise<Correction> {
  const replacement = await replaceCertificate(
    {
      ...by,
      certificateId: correction.certificateId,
      name: { nameAr: correction.nameAr ?? undefined, nameEn: correction.nameEn ?? undefined },
    },
    deps,
  );
  return close({ ...correction, state: 'approved', replacementId: replacement.certificateId }, by, deps);
}

async function close(
  decided: Correction,
  { actor, note }: Pick<StepRequest, 'actor' | 'note'>,
  deps: DecisionDeps,
): Promise<Correction> {
  const closed = { ...decided, decidedAt: deps.now(), decidedBy: actor, decisionNote: note ?? null };
  if (await deps.corrections.decide(closed)) return closed;
  throw decidedAlready((await deps.corrections.find(decided.correctionId)) ?? closed);
}

/** The facts name who decided by the identity provider's subject, and leave out the names asked for and the notes. */
const decidedAlready = ({ state, decidedAt, decidedBy, replacementId }: Correction) =>
  new Refusal('CORRECTION_DECIDED', `This request was ${state} at ${decidedAt} by ${decidedBy}.`, {
    state,
    decidedAt,
    decidedBy,
    replacementId,
  });
