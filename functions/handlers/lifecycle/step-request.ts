import { type Caller, hasIssuer } from '../../runtime/http/caller.ts';
import { readCertificateId } from '../../runtime/http/read-certificate-id.ts';
import type { StepRequest } from '../../workflows/lifecycle/change-certificate.ts';

/**
 * Returns a caller's request for a step of a certificate of their issuers.
 * @throws Refusal CERTIFICATE_ID_MALFORMED
 */
export const stepRequest = (caller: Caller, typedId: string, note?: string | undefined): StepRequest => ({
  certificateId: readCertificateId(typedId),
  actor: caller.subject,
  note,
  canModify: ({ issuerId }) => hasIssuer(caller, issuerId),
});
