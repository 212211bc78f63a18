import type { Instant } from '../../domain/calendar-date.ts';
import type { Certificate } from '../../domain/certificate/certificate.ts';
import {
  abandon,
  issueReserved,
  type StepBy,
  supersede,
} from '../../domain/certificate/certificate-steps.ts';
import { moveHours } from '../../domain/hours/claim-hours.ts';
import type { CertificateChange, CertificateRegister } from '../../domain/ports/certificate-register.ts';
import type { DocumentStore } from '../../domain/ports/document-store.ts';
import { CONFLICT, retryOnConflict } from '../retry-on-conflict.ts';
import { type AwardHolderDeps, awardHolder } from './award-holder.ts';
import type { Requester } from './requester.ts';

export interface ReplacementDeps extends AwardHolderDeps {
  readonly register: Pick<CertificateRegister, 'find' | 'change'>;
  readonly documents: Pick<DocumentStore, 'remove'>;
  readonly now: () => Instant;
}

/**
 * Issues a reserved correction whose document is stored: one write supersedes the original, issues the correction and
 * moves the award to it, so that they are never both valid and never both invalid. Where the original is no longer
 * issued, the correction is abandoned and its document removed.
 *
 * @throws Refusal LEDGER_BUSY when one of the records changed during every attempt.
 */
export function finaliseReplacement(
  certificateId: string,
  supersedes: string,
  documentSha256: string,
  requester: Requester,
  deps: ReplacementDeps,
): Promise<'issued' | 'settled' | 'abandoned'> {
  return retryOnConflict('This certificate is', async () => {
    // One after the other: the original is decided on as it was before the correction was read.
    const original = await deps.register.find(supersedes);
    const correction = await deps.register.find(certificateId);
    if (original === undefined || correction === undefined)
      throw new Error('A correction without its certificates');
    if (correction.state === 'erased') return withoutDocument(correction, deps);
    if (correction.state !== 'reserved') return 'settled';
    const by = { at: deps.now(), actor: requester.actor, note: requester.note };
    if (original.state !== 'issued' || original.replacementReserved !== certificateId) {
      const written = await deps.register.change([{ certificate: abandon(correction, by) }]);
      return written === 'changed' ? CONFLICT : withoutDocument(correction, deps);
    }
    const changes = await exchange(original, correction, by, documentSha256, deps);
    return (await deps.register.change(changes)) === 'changed' ? CONFLICT : 'issued';
  });
}

/** Removes an abandoned correction's document, which names a person. */
async function withoutDocument(
  { certificateId }: Certificate,
  { documents }: ReplacementDeps,
): Promise<'abandoned'> {
  await documents.remove(certificateId);
  return 'abandoned';
}

async function exchange(
  original: Certificate,
  correction: Certificate,
  by: StepBy,
  documentSha256: string,
  deps: ReplacementDeps,
): Promise<readonly CertificateChange[]> {
  const { certificateId } = correction;
  return [
    {
      certificate: supersede(original, by, certificateId),
      revokedIndex: original.snapshot?.statusList,
      ...(await movedAward(original, certificateId, deps)),
    },
    { certificate: issueReserved(correction, { at: by.at, actor: by.actor }, documentSha256) },
  ];
}

async function movedAward(
  original: Certificate,
  toCertificateId: string,
  deps: ReplacementDeps,
): Promise<Pick<CertificateChange, 'timesheet' | 'slot'>> {
  const holder = await awardHolder(original, deps);
  if (holder === null) return {};
  if (holder.kind === 'timesheet')
    return { timesheet: moveHours(holder.timesheet, original.certificateId, toCertificateId) };
  const { issuerId, volunteerId } = original;
  return { slot: { issuerId, volunteerId, slot: holder.slot.slot, becomes: { heldBy: toCertificateId } } };
}
