import type { Certificate } from '../../domain/certificate/certificate.ts';
import { reinstate } from '../../domain/certificate/certificate-steps.ts';
import { type ChangeParts, changeCertificate, type StepRequest } from './change-certificate.ts';

/** Ends a suspension: the certificate is valid again, as it was. */
export function reinstateCertificate(request: StepRequest, parts: ChangeParts): Promise<Certificate> {
  const { actor, note } = request;
  return changeCertificate(request, parts, (certificate) =>
    certificate.state === 'issued'
      ? null
      : { certificate: reinstate(certificate, { at: parts.now(), actor, note }) },
  );
}
