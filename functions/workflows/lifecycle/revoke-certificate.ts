import type { Certificate, RevocationReason } from '../../domain/certificate/certificate.ts';
import { revoke } from '../../domain/certificate/certificate-steps.ts';
import { releaseHours } from '../../domain/hours/claim-hours.ts';
import type { CertificateChange } from '../../domain/ports/certificate-register.ts';
import { revokedDeltas } from '../../domain/report/issued-count.ts';
import {
  type AwardHolder,
  awardHolder,
  type ChangeDeps,
  changeCertificate,
  type StepRequest,
} from './change-certificate.ts';

/**
 * Withdraws a certificate for good. Its hours are free for a later certificate from the same write on; fraud
 * locks them. Revoking again for the same reason changes nothing.
 */
export function revokeCertificate(
  request: StepRequest & { readonly reasonCode: RevocationReason },
  deps: ChangeDeps,
): Promise<Certificate> {
  const { actor, note, reasonCode } = request;
  return changeCertificate(request, deps, async (certificate) => {
    if (certificate.state === 'revoked' && certificate.revocation?.reasonCode === reasonCode) return null;
    const revoked = revoke(certificate, { at: deps.now(), actor, note }, reasonCode);
    const holder = await awardHolder(certificate, deps);
    return {
      certificate: revoked,
      revokedIndex: certificate.snapshot?.statusList,
      reportDeltas: revokedDeltas(revoked),
      ...released(holder, certificate, reasonCode === 'fraud'),
    };
  });
}

/** The award given back, or closed for ever. */
function released(
  holder: AwardHolder,
  { certificateId, volunteerId }: Certificate,
  lock: boolean,
): Pick<CertificateChange, 'timesheet' | 'slot'> {
  if (holder === null) return {};
  if (holder.kind === 'timesheet') return { timesheet: releaseHours(holder.timesheet, certificateId, lock) };
  return { slot: { volunteerId, slot: holder.slot.slot, becomes: lock ? 'locked' : 'free' } };
}
