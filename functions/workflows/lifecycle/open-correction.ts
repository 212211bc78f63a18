import type { Certificate } from '../../domain/certificate/certificate.ts';
import { type Correction, correctionId } from '../../domain/certificate/correction.ts';
import type { CorrectionRegister } from '../../domain/ports/correction-register.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { PrintedName } from './corrected-name.ts';

export interface OpeningDeps {
  readonly corrections: CorrectionRegister;
  readonly now: () => string;
}

/** What a request for correction is about, and who asks. */
export interface AskedCorrection extends Pick<Correction, 'note' | 'requester' | 'requestedBy'> {
  readonly certificate: Certificate;
  /** The name on the certificate, and the one that is asked for. */
  readonly holder: PrintedName;
  readonly name: PrintedName;
}

/**
 * Opens a request to correct the name on a certificate, for somebody else to decide on.
 *
 * @throws Refusal STATE_CONFLICT where one is open already.
 */
export async function openCorrection(
  { certificate, holder, name, ...asked }: AskedCorrection,
  { corrections, now }: OpeningDeps,
): Promise<Correction> {
  const { certificateId, issuerId, volunteerId } = certificate;
  const earlier = await corrections.ofCertificate(certificateId);
  const open = earlier.find(({ state }) => state === 'open' || state === 'approving');
  if (open !== undefined)
    throw new Refusal(
      'STATE_CONFLICT',
      'A correction of this certificate is waiting for a decision already.',
      { correctionId: open.correctionId },
    );
  const correction: Correction = {
    ...{
      correctionId: correctionId(certificateId, earlier.length + 1),
      certificateId,
      issuerId,
      volunteerId,
    },
    ...asked,
    nameAr: name.nameAr === holder.nameAr ? null : name.nameAr,
    nameEn: name.nameEn === holder.nameEn ? null : name.nameEn,
    requestedAt: now(),
    state: 'open',
    ...{ decidedAt: null, decidedBy: null, decisionNote: null, replacementId: null },
  };
  if (await corrections.open(correction)) return correction;
  throw new Refusal('STATE_CONFLICT', 'A correction of this certificate was asked for at the same moment.');
}
