import type { Certificate } from '../../domain/certificate/certificate.ts';
import { abandon, issueReserved, supersede } from '../../domain/certificate/certificate-steps.ts';
import { moveHours } from '../../domain/hours/claim-hours.ts';
import type { CertificateChange } from '../../domain/ports/certificate-register.ts';
import type { DocumentStore } from '../../domain/ports/document-store.ts';
import { type CompletionDeps, storeDocument } from '../issuing/complete-certificate.ts';
import { awardHolder, type ChangeDeps } from './change-certificate.ts';

export interface ReplacementDeps extends ChangeDeps, Pick<CompletionDeps, 'produceDocument'> {
  readonly documents: Pick<DocumentStore, 'store' | 'remove'>;
}

/** `abandoned`: the certificate to replace was revoked, suspended or erased before, so there is nothing to correct. */
export type ReplacementOutcome = 'issued' | 'settled' | 'abandoned';

/** Others changing the same records this often within one request is no accident. */
const MOST_DECISIONS = 8;

/**
 * Brings the reservation of a correction to its end: render, store, and then one write that ends the old
 * certificate, issues the new one and moves the hours. At no moment are both valid, or neither on record.
 */
export async function completeReplacement(
  reserved: Certificate,
  { actor, note }: { readonly actor: string; readonly note?: string | undefined },
  deps: ReplacementDeps,
): Promise<ReplacementOutcome> {
  if (reserved.state !== 'reserved' || !reserved.snapshot?.supersedes) return 'settled';
  const { supersedes } = reserved.snapshot;
  const documentSha256 = await storeDocument(reserved.snapshot, deps);
  for (let decision = 1; decision <= MOST_DECISIONS; decision += 1) {
    const [old, corrected] = [
      await deps.register.find(supersedes),
      await deps.register.find(reserved.certificateId),
    ];
    if (old === undefined || corrected === undefined)
      throw new Error('A correction without its certificates');
    if (corrected.state === 'erased') return withoutDocument(corrected, deps);
    if (corrected.state !== 'reserved') return 'settled';
    const by = { at: deps.now(), actor, note };
    if (old.state !== 'issued' || old.replacementReserved !== corrected.certificateId) {
      if ((await deps.register.change([{ certificate: abandon(corrected, by) }])) === 'written')
        return withoutDocument(corrected, deps);
      continue;
    }
    const changes = await exchange(old, corrected, by, documentSha256, deps);
    if ((await deps.register.change(changes)) === 'written') return 'issued';
  }
  throw new Error('A correction could not be completed between the changes of others');
}

/** A given-up correction leaves no paper with a person's name on it behind. */
async function withoutDocument(
  { certificateId }: Certificate,
  { documents }: ReplacementDeps,
): Promise<'abandoned'> {
  await documents.remove(certificateId);
  return 'abandoned';
}

async function exchange(
  old: Certificate,
  corrected: Certificate,
  by: { readonly at: string; readonly actor: string; readonly note: string | undefined },
  documentSha256: string,
  deps: ReplacementDeps,
): Promise<readonly CertificateChange[]> {
  const newId = corrected.certificateId;
  const holder = await awardHolder(old, deps);
  const award: Pick<CertificateChange, 'timesheet' | 'slot'> =
    holder === null
      ? {}
      : holder.kind === 'timesheet'
        ? { timesheet: moveHours(holder.timesheet, old.certificateId, newId) }
        : {
            slot: {
              volunteerId: old.volunteerId,
              slot: holder.slot.slot,
              becomes: { heldBy: newId },
            },
          };
  return [
    { certificate: supersede(old, by, newId), revokedIndex: old.snapshot?.statusList, ...award },
    { certificate: issueReserved(corrected, { at: by.at, actor: by.actor }, documentSha256) },
  ];
}
