import type { Certificate } from '../../domain/certificate/certificate.ts';
import { type Correction, correctionId } from '../../domain/certificate/correction.ts';
import { isSameName } from '../../domain/certificate/same-name.ts';
import { isHalted } from '../../domain/halted.ts';
import type { Issuer } from '../../domain/issuer.ts';
import type { CorrectionRegister } from '../../domain/ports/correction-register.ts';
import type { KillSwitch } from '../../domain/ports/supervision/kill-switch.ts';
import { Refusal } from '../../domain/refusal.ts';
import { findModifiable } from './change-certificate.ts';
import { type CorrectedName, correctedName } from './corrected-name.ts';
import { approveCorrection } from './decide-correction.ts';
import type { CorrectingDeps } from './replace-certificate.ts';

export interface CorrectionRequest {
  readonly certificateId: string;
  /** Whether the caller holds a certificate. */
  readonly isHolder: (certificate: Certificate) => boolean;
  readonly name: CorrectedName;
  readonly note: string;
}

export interface CorrectionDeps extends CorrectingDeps {
  readonly corrections: CorrectionRegister;
  readonly issuers: ReadonlyMap<string, Issuer>;
  readonly killSwitch: Pick<KillSwitch, 'states'>;
}

/** The actor of a correction that the issuer's policy approves without a person. */
export const POLICY = 'policy';

/**
 * Opens a holder's request to correct the name on a certificate; one request may be open at a time. Another spelling
 * of the same letters is approved at once where the issuer's policy allows it and the certificate isn't a corrected one
 * already. Everything else could be another person's name, so a person decides; and while issuing is halted, what would
 * need none waits for one.
 *
 * @throws Refusal NOT_FOUND for another's certificate, STATE_CONFLICT, BODY_INVALID for a name that can't be printed.
 */
export async function requestCorrection(
  request: CorrectionRequest,
  deps: CorrectionDeps,
): Promise<Correction> {
  const certificate = await findModifiable({ ...request, canModify: request.isHolder }, deps);
  const { snapshot } = certificate;
  if (certificate.state !== 'issued' || snapshot === null)
    throw new Refusal('STATE_CONFLICT', `A certificate that is ${certificate.state} can't be corrected.`, {
      state: certificate.state,
    });
  const name = correctedName(snapshot, request.name, deps.findUnprintable);
  const earlier = await deps.corrections.ofCertificate(request.certificateId);
  const open = earlier.find(({ state }) => state === 'open' || state === 'approving');
  if (open !== undefined)
    throw new Refusal(
      'STATE_CONFLICT',
      'A correction of this certificate is waiting for a decision already.',
      {
        correctionId: open.correctionId,
      },
    );
  const correction: Correction = {
    correctionId: correctionId(request.certificateId, earlier.length + 1),
    certificateId: request.certificateId,
    issuerId: certificate.issuerId,
    volunteerId: certificate.volunteerId,
    nameAr: name.nameAr === snapshot.holder.nameAr ? null : name.nameAr,
    nameEn: name.nameEn === snapshot.holder.nameEn ? null : name.nameEn,
    note: request.note,
    requestedAt: deps.now(),
    state: 'open',
    decidedAt: null,
    decidedBy: null,
    decisionNote: null,
    replacementId: null,
  };
  if (!(await deps.corrections.open(correction)))
    throw new Refusal('STATE_CONFLICT', 'A correction of this certificate was asked for at the same moment.');
  if (!needsNoDecision(certificate, name, deps.issuers)) return correction;
  if (isHalted(await deps.killSwitch.states('issuing'), certificate.issuerId)) return correction;
  return approveCorrection(correction, { actor: POLICY, note: undefined, canModify: () => true }, deps);
}

function needsNoDecision(
  { issuerId, snapshot }: Certificate,
  name: { readonly nameAr: string; readonly nameEn: string },
  issuers: ReadonlyMap<string, Issuer>,
): boolean {
  if (snapshot === null || snapshot.supersedes !== null) return false;
  const { holder } = snapshot;
  return (
    issuers.get(issuerId)?.selfCorrection === true &&
    isSameName(holder.nameAr, name.nameAr) &&
    isSameName(holder.nameEn, name.nameEn)
  );
}
