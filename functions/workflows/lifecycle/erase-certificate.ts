import type { Certificate } from '../../domain/certificate/certificate.ts';
import { erase } from '../../domain/certificate/certificate-steps.ts';
import type { ArchiveRegister } from '../../domain/ports/archive-register.ts';
import type { CorrectionRegister } from '../../domain/ports/correction-register.ts';
import type { DocumentStore } from '../../domain/ports/document-store.ts';
import type { LinkRegister } from '../../domain/ports/emails/link-register.ts';
import type { Outbox } from '../../domain/ports/emails/outbox.ts';
import type { NameReviews } from '../../domain/ports/name-reviews.ts';
import type { ResultStore } from '../../domain/ports/result-store.ts';
import type { WorkQueue } from '../../domain/ports/work-queue.ts';
import { archiveFile } from '../batches/archive-parts.ts';
import { type ChangeDeps, changeCertificate, type StepRequest, suspensionOf } from './change-certificate.ts';

export interface ErasureDeps extends ChangeDeps {
  readonly documents: Pick<DocumentStore, 'remove'>;
  readonly corrections: Pick<CorrectionRegister, 'erase'>;
  readonly reviews: Pick<NameReviews, 'erase'>;
  readonly archives: Pick<ArchiveRegister, 'withdraw' | 'forget'>;
  readonly results: Pick<ResultStore, 'remove'>;
  readonly queue: WorkQueue;
  readonly links: Pick<LinkRegister, 'withdraw'>;
  readonly outbox: Pick<Outbox, 'erase'>;
}

/**
 * Erases a person from a certificate. The record becomes a tombstone first, so that nothing is shown from then on; then
 * its correction requests, what its holder said of the name, its links and notifications, its document and the files of batches that hold a copy of it are
 * removed, and these are built again without it. Asked again, it removes what is left. The award stays taken, or the next batch would issue it again.
 *
 * @throws Refusal NOT_FOUND, STATE_CONFLICT when its state doesn't allow it, or LEDGER_BUSY.
 */
export async function eraseCertificate(request: StepRequest, deps: ErasureDeps): Promise<Certificate> {
  const erased = await changeCertificate(request, deps, (certificate) =>
    certificate.state === 'erased'
      ? null
      : {
          certificate: erase(certificate, { at: deps.now(), actor: request.actor }),
          revokedIndex: certificate.snapshot?.statusList,
          ...(certificate.state === 'suspended' ? { suspension: suspensionOf(certificate, false) } : {}),
        },
  );
  await deps.corrections.erase(request.certificateId);
  await deps.reviews.erase(erased);
  await deps.links.withdraw(request.certificateId);
  await deps.outbox.erase(request.certificateId);
  await deps.documents.remove(request.certificateId);
  await removeFromArchives(erased, deps);
  return erased;
}

/** Removes the files of batches that may hold a certificate's document, and orders them anew. */
async function removeFromArchives(
  { issuerId, certificateId }: Certificate,
  { archives, results, queue }: ErasureDeps,
): Promise<void> {
  for (const withdrawn of await archives.withdraw(issuerId, certificateId)) {
    for (const build of withdrawn.builds) await results.remove(archiveFile(withdrawn, build));
    await archives.forget(issuerId, withdrawn);
    const { batchId, run, format, part } = withdrawn;
    await queue.send([{ kind: 'archive', batchId, run, format, part }]);
  }
}
