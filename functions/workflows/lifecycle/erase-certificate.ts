import type { Certificate } from '../../domain/certificate/certificate.ts';
import { erase } from '../../domain/certificate/certificate-steps.ts';
import type { CorrectionDesk } from '../../domain/ports/correction-register.ts';
import type { DocumentStore } from '../../domain/ports/document-store.ts';
import { type ChangeParts, changeCertificate, type StepRequest } from './change-certificate.ts';

export interface ErasureParts extends ChangeParts {
  readonly documents: Pick<DocumentStore, 'remove'>;
  readonly corrections: Pick<CorrectionDesk, 'erase'>;
}

/**
 * Erases a person from a certificate: the record becomes a tombstone first, so that nothing is shown from then
 * on, then the document and the requests for correction go. Asked again, it finishes what was left. The award
 * stays taken, or the next batch would issue the same again.
 */
export async function eraseCertificate(request: StepRequest, parts: ErasureParts): Promise<Certificate> {
  const erased = await changeCertificate(request, parts, (certificate) =>
    certificate.state === 'erased'
      ? null
      : {
          certificate: erase(certificate, { at: parts.now(), actor: request.actor }),
          revokedPlace: certificate.snapshot?.statusList,
        },
  );
  await parts.corrections.erase(request.certificateId);
  await parts.documents.remove(request.certificateId);
  return erased;
}
