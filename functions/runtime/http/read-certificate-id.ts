import { parseCertificateId } from '../../domain/certificate/certificate-id.ts';
import { Refusal } from '../../domain/refusal.ts';

/**
 * Returns a certificate ID in its stored form.
 * @throws Refusal CERTIFICATE_ID_MALFORMED with the rule that the text breaks.
 */
export function readCertificateId(typed: string): string {
  const read = parseCertificateId(typed);
  if (!read.ok)
    throw new Refusal('CERTIFICATE_ID_MALFORMED', 'This is not a certificate ID.', { rule: read.rule });
  return read.certificateId;
}
