import type { Certificate, RevocationReason } from '../../domain/certificate/certificate.ts';
import { revoke } from '../../domain/certificate/certificate-steps.ts';
import { releaseHours } from '../../domain/hours/claim-hours.ts';
import type { CertificateChange } from '../../domain/ports/certificate-register.ts';
import { revokedDeltas } from '../../domain/report/issued-count.ts';
import { type AwardHolder, type AwardHolderDeps, awardHolder } from '../issuing/award-holder.ts';
import { type ChangeDeps, changeCertificate, type StepRequest, suspensionOf } from './change-certificate.ts';

/**
 * Revokes a certificate for good. The same write frees its hours for a later certificate; fraud locks them. Revoking
 * again for the same reason changes nothing.
 *
 * @throws Refusal NOT_FOUND, STATE_CONFLICT when its state doesn't allow it, or LEDGER_BUSY.
 */
export function revokeCertificate(
  request: StepRequest & { readonly reasonCode: RevocationReason },
  deps: ChangeDeps & AwardHolderDeps,
): Promise<Certificate> {
  const { actor, note, reasonCode } = request;
  return changeCertificate(request, deps, async (certificate) => {
    if (certificate.state === 'revoked' && certificate.revocation?.reasonCode === reasonCode) return null;
    const revoked = revoke(certificate, { at: deps.now(), actor, note }, reasonCode);
    const holder = await awardHolder(certificate, deps);
    return {
      certificate: revoked,
      revokedIndex: certificate.snapshot?.statusList,
      ...(certificate.state === 'suspended' ? { suspension: suspensionOf(certificate, false) } : {}),
      reportDeltas: revokedDeltas(revoked),
      ...released(holder, certificate, reasonCode === 'fraud'),
    };
  });
}

/** Returns the award's holder after the revocation: free again, or locked for ever. */
function released(
  holder: AwardHolder,
  { certificateId, issuerId, volunteerId }: Certificate,
  lock: boolean,
): Pick<CertificateChange, 'timesheet' | 'slot'> {
  if (holder === null) return {};
  if (holder.kind === 'timesheet') return { timesheet: releaseHours(holder.timesheet, certificateId, lock) };
  return { slot: { issuerId, volunteerId, slot: holder.slot.slot, becomes: lock ? 'locked' : 'free' } };
}
