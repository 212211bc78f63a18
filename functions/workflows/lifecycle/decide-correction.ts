import type { Correction, CorrectionDecision } from '../../domain/certificate/correction.ts';
import type { CorrectionDesk } from '../../domain/ports/correction-register.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { StepRequest } from './change-certificate.ts';
import { type CorrectingParts, replaceCertificate } from './replace-certificate.ts';

export interface DecisionParts extends CorrectingParts {
  readonly corrections: CorrectionDesk;
}

export interface DecisionRequest {
  readonly correctionId: string;
  readonly decision: CorrectionDecision;
  readonly actor: string;
  readonly note: string | undefined;
  /** Whether an issuer is in the asker's scope; another's request doesn't exist for them. */
  readonly hasIssuer: (issuerId: string) => boolean;
}

/** A coordinator approves a correction, which replaces the certificate, or rejects it. The same again changes nothing. */
export async function decideCorrection(request: DecisionRequest, parts: DecisionParts): Promise<Correction> {
  const correction = await parts.corrections.find(request.correctionId);
  if (correction === undefined || !request.hasIssuer(correction.issuerId))
    throw new Refusal('NOT_FOUND', 'Your issuers have no such request.');
  const outcome = request.decision === 'approve' ? 'approved' : 'rejected';
  if (correction.state === outcome) return correction;
  if (correction.state !== 'open') throw decidedAlready(correction);
  const by = { ...request, mayTouch: () => true };
  if (outcome === 'approved') return approveCorrection(correction, by, parts);
  return close({ ...correction, state: 'rejected' }, by, parts);
}

/**
 * Replaces the certificate by one with the name asked for, then closes the request. Dying in between leaves the
 * request open; approving it again finds the replacement there.
 */
export async function approveCorrection(
  correction: Correction,
  by: Pick<StepRequest, 'actor' | 'note' | 'mayTouch'>,
  parts: DecisionParts,
): Promise<Correction> {
  const replacement = await replaceCertificate(
    {
      ...by,
      certificateId: correction.certificateId,
      name: { nameAr: correction.nameAr ?? undefined, nameEn: correction.nameEn ?? undefined },
    },
    parts,
  );
  return close({ ...correction, state: 'approved', replacementId: replacement.certificateId }, by, parts);
}

async function close(
  decided: Correction,
  { actor, note }: Pick<StepRequest, 'actor' | 'note'>,
  parts: DecisionParts,
): Promise<Correction> {
  const closed = { ...decided, decidedAt: parts.now(), decidedBy: actor, decisionNote: note ?? null };
  if (await parts.corrections.decide(closed)) return closed;
  const found = await parts.corrections.find(decided.correctionId);
  if (found?.state === closed.state) return found;
  throw decidedAlready(found ?? closed);
}

const decidedAlready = ({ state }: Correction) =>
  new Refusal('CORRECTION_DECIDED', `This request was ${state} already.`, { state });
