import type { Certificate } from '../../domain/certificate/certificate.ts';
import { reinstate } from '../../domain/certificate/certificate-steps.ts';
import { type ChangeDeps, changeCertificate, type StepRequest, suspensionOf } from './change-certificate.ts';

/**
 * Ends a suspension: the certificate is valid again, as it was. Reinstating again changes nothing.
 *
 * @throws Refusal NOT_FOUND, STATE_CONFLICT when its state doesn't allow it, or LEDGER_BUSY.
 */
export function reinstateCertificate(request: StepRequest, deps: ChangeDeps): Promise<Certificate> {
  const { actor, note, partnerOf } = request;
  return changeCertificate(request, deps, (certificate) =>
    certificate.state === 'issued'
      ? null
      : {
          certificate: reinstate(certificate, { at: deps.now(), actor, note }, partnerOf?.(certificate)),
          suspension: suspensionOf(certificate, false),
        },
  );
}
