import type { Certificate } from '../../domain/certificate/certificate.ts';
import type { Correction } from '../../domain/certificate/correction.ts';
import { isSpelling } from '../../domain/certificate/same-name.ts';
import { isHalted } from '../../domain/halted.ts';
import type { Issuer } from '../../domain/issuer.ts';
import type { KillSwitch } from '../../domain/ports/supervision/kill-switch.ts';
import { Refusal } from '../../domain/refusal.ts';
import { findModifiable } from './change-certificate.ts';
import { type CorrectedName, correctedName } from './corrected-name.ts';
import { approveCorrection } from './decide-correction.ts';
import { type OpeningDeps, openCorrection } from './open-correction.ts';
import type { CorrectingDeps } from './replace-certificate.ts';

export interface CorrectionRequest {
  readonly certificateId: string;
  /** Whether the caller holds a certificate. */
  readonly isHolder: (certificate: Certificate) => boolean;
  readonly name: CorrectedName;
  readonly note: string;
  /** A subject of the identity provider. */
  readonly actor: string;
}

export interface CorrectionDeps extends CorrectingDeps, OpeningDeps {
  readonly killSwitch: Pick<KillSwitch, 'states'>;
}

/** The actor of a correction that the issuer's policy approves without a person. */
export const POLICY = 'policy';

/**
 * Opens a holder's request to correct the name on a certificate; one request may be open at a time. Another spelling
 * of the same letters is approved at once where the issuer's policy allows it and the certificate isn't a corrected one
 * already. Everything else could be another person's name, so a person decides; and while issuing is halted, what would
 * need none waits for one.
 *
 * @throws Refusal NOT_FOUND for another's certificate, STATE_CONFLICT, BODY_INVALID for a name that can't be printed.
 */
export async function requestCorrection(
  request: CorrectionRequest,
  deps: CorrectionDeps,
): Promise<Correction> {
  const certificate = await findModifiable({ ...request, canModify: request.isHolder }, deps);
  const { snapshot } = certificate;
  if (certificate.state !== 'issued' || snapshot === null)
    throw new Refusal('STATE_CONFLICT', `A certificate that is ${certificate.state} can't be corrected.`, {
      state: certificate.state,
    });
  const name = correctedName(snapshot, request.name, deps.findUnprintable);
  const { note, actor: requestedBy } = request;
  const correction = await openCorrection(
    { certificate, holder: snapshot.holder, name, note, requester: 'holder', requestedBy },
    deps,
  );
  if (!needsNoDecision(certificate, name, deps.issuers)) return correction;
  if (isHalted(await deps.killSwitch.states('issuing'), certificate.issuerId)) return correction;
  return approveCorrection(correction, { actor: POLICY, note: undefined, canModify: () => true }, deps);
}

function needsNoDecision(
  { issuerId, snapshot }: Certificate,
  name: { readonly nameAr: string; readonly nameEn: string },
  issuers: ReadonlyMap<string, Issuer>,
): boolean {
  if (snapshot === null || snapshot.supersedes !== null) return false;
  // A joint certificate may be refused for what its partners say by now: a person has to see that.
  const isJoint = snapshot.issuers.length > 1;
  return !isJoint && issuers.get(issuerId)?.selfCorrection === true && isSpelling(snapshot.holder, name);
}
