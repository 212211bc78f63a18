import type { Certificate } from '../../domain/certificate/certificate.ts';
import { suspend } from '../../domain/certificate/certificate-steps.ts';
import { type ChangeParts, changeCertificate, type StepRequest } from './change-certificate.ts';

/** Stops a certificate from being valid during a dispute; its hours stay claimed. */
export function suspendCertificate(request: StepRequest, parts: ChangeParts): Promise<Certificate> {
  const { actor, note } = request;
  return changeCertificate(request, parts, (certificate) =>
    certificate.state === 'suspended'
      ? null
      : { certificate: suspend(certificate, { at: parts.now(), actor, note }) },
  );
}
