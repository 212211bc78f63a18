import type { Certificate } from '../../domain/certificate/certificate.ts';
import type { Correction } from '../../domain/certificate/correction.ts';
import { isSpelling } from '../../domain/certificate/same-name.ts';
import { issuerOf, separatesPeople } from '../../domain/issuer.ts';
import { findModifiable } from './change-certificate.ts';
import { correctedName } from './corrected-name.ts';
import { type OpeningDeps, openCorrection } from './open-correction.ts';
import { type CorrectingDeps, type ReplacementRequest, replaceCertificate } from './replace-certificate.ts';

/** A certificate with the corrected name, or the request on which an approver decides. */
export type NameCorrection = { readonly replacement: Certificate } | { readonly waiting: Correction };

/**
 * Corrects the name on a certificate for its issuer. Another spelling of the same letters replaces the certificate at once.
 * What could be another person's name opens a request, unless the issuer's policy lets one person act alone: whoever could
 * print any name on hours that two people stand behind would certify them to anybody.
 *
 * @throws Refusal as `replaceCertificate`, and STATE_CONFLICT where a request is open already.
 */
export async function correctName(
  request: ReplacementRequest,
  deps: CorrectingDeps & OpeningDeps,
): Promise<NameCorrection> {
  const certificate = await findModifiable(request, deps);
  const { state, snapshot, issuerId } = certificate;
  // One that was replaced only answers its replacement, and any other state is refused.
  if (state !== 'issued' || snapshot === null)
    return { replacement: await replaceCertificate(request, deps) };
  const { holder } = snapshot;
  const name = correctedName(snapshot, request.name, deps.findUnprintable);
  const policy = await deps.policies.of(issuerOf(deps.issuers, issuerId));
  if (isSpelling(holder, name) || !separatesPeople({ policy }))
    return { replacement: await replaceCertificate(request, deps) };
  const { actor, note = '' } = request;
  return {
    waiting: await openCorrection(
      { certificate, holder, name, note, requester: 'issuer', requestedBy: actor },
      deps,
    ),
  };
}
