import type { Certificate } from '../../domain/certificate/certificate.ts';
import { suspend } from '../../domain/certificate/certificate-steps.ts';
import { type ChangeDeps, changeCertificate, type StepRequest, suspensionOf } from './change-certificate.ts';

/**
 * Suspends a certificate during a dispute; its hours stay claimed. Suspending again changes nothing.
 *
 * @throws Refusal NOT_FOUND, STATE_CONFLICT when its state doesn't allow it, or LEDGER_BUSY.
 */
export function suspendCertificate(request: StepRequest, deps: ChangeDeps): Promise<Certificate> {
  const { actor, note, partnerOf } = request;
  return changeCertificate(request, deps, (certificate) =>
    certificate.state === 'suspended'
      ? null
      : {
          certificate: suspend(certificate, { at: deps.now(), actor, note }, partnerOf?.(certificate)),
          suspension: suspensionOf(certificate, true),
        },
  );
}
