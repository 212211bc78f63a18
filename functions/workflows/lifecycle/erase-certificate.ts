import type { Certificate } from '../../domain/certificate/certificate.ts';
import { erase } from '../../domain/certificate/certificate-steps.ts';
import type { CorrectionRegister } from '../../domain/ports/correction-register.ts';
import type { DocumentStore } from '../../domain/ports/document-store.ts';
import { type ChangeDeps, changeCertificate, type StepRequest } from './change-certificate.ts';

export interface ErasureDeps extends ChangeDeps {
  readonly documents: Pick<DocumentStore, 'remove'>;
  readonly corrections: Pick<CorrectionRegister, 'erase'>;
}

/**
 * Erases a person from a certificate. The record becomes a tombstone first, so that nothing is shown from then on; then
 * its correction requests and its document are removed. Asked again, it removes what is left. The award stays taken,
 * or the next batch would issue it again.
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
        },
  );
  await deps.corrections.erase(request.certificateId);
  await deps.documents.remove(request.certificateId);
  return erased;
}
