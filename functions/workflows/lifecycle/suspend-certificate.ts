import type { Certificate } from '../../domain/certificate/certificate.ts';
import { suspend } from '../../domain/certificate/certificate-steps.ts';
import { type ChangeDeps, changeCertificate, type StepRequest } from './change-certificate.ts';

/** Stops a certificate from being valid during a dispute; its hours stay claimed. */
export function suspendCertificate(request: StepRequest, deps: ChangeDeps): Promise<Certificate> {
  const { actor, note } = request;
  return changeCertificate(request, deps, (certificate) =>
    certificate.state === 'suspended'
      ? null
      : { certificate: suspend(certificate, { at: deps.now(), actor, note }) },
  );
}
