import type { Certificate } from '../../domain/certificate/certificate.ts';
import { bearsName } from '../../domain/partner/bearing.ts';
import type { StaffRole } from '../../domain/staff/roles.ts';
import { type Caller, hasIssuer, hasRoleFor } from '../../runtime/http/caller.ts';
import { readCertificateId } from '../../runtime/http/read-certificate-id.ts';
import type { StepRequest } from '../../workflows/lifecycle/change-certificate.ts';

/** The roles in which the issuer's people suspend a certificate, and those in which a partner's people do. */
const OF_ISSUER: readonly StaffRole[] = ['coordinator', 'approver'];
const OF_PARTNER: readonly StaffRole[] = ['administrator', 'approver'];

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

/**
 * Returns a caller's request to suspend or reinstate a certificate of their issuers, or one that bears their name as a
 * partner.
 * @throws Refusal CERTIFICATE_ID_MALFORMED
 */
export function suspensionRequest(caller: Caller, typedId: string, note?: string | undefined): StepRequest {
  const ofIssuer = ({ issuerId }: Certificate) => hasRoleFor(caller, OF_ISSUER, issuerId);
  const partnerOf = (certificate: Certificate) =>
    ofIssuer(certificate) ? undefined : partnerNamed(caller, certificate);
  return {
    ...stepRequest(caller, typedId, note),
    canModify: (certificate) => ofIssuer(certificate) || partnerOf(certificate) !== undefined,
    partnerOf,
  };
}

/** Returns the partner on a certificate for which the caller speaks. An account for every issuer speaks for its own. */
const partnerNamed = (caller: Caller, certificate: Certificate): string | undefined =>
  certificate.snapshot?.issuers
    .map(({ issuerId }) => issuerId)
    .find((issuerId) => bearsName(certificate, issuerId) && hasRoleFor(caller, OF_PARTNER, issuerId));
