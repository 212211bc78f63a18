import type { MadeLink } from '../../domain/certificate/certificate-link.ts';
import { hasVisibleDocument } from '../../domain/certificate/in-force.ts';
import type { CertificateRegister } from '../../domain/ports/certificate-register.ts';
import type { LinkRegister } from '../../domain/ports/emails/link-register.ts';
import type { HoursLedger } from '../../domain/ports/hours-ledger.ts';
import { Refusal } from '../../domain/refusal.ts';
import { type LinkMakingDeps, makeLink } from '../issuing/links/make-link.ts';
import { findModifiable, type StepRequest } from './change-certificate.ts';

type LinkStepRequest = Pick<StepRequest, 'certificateId' | 'canModify'>;

export interface HandOutDeps extends LinkMakingDeps {
  readonly register: Pick<CertificateRegister, 'find'>;
  readonly ledger: Pick<HoursLedger, 'volunteers'>;
}

/**
 * Makes a link to a certificate for a holder who has no email address: a coordinator hands it over.
 *
 * @throws Refusal NOT_FOUND, or STATE_CONFLICT for an erased certificate, and where the issuer's policy has no links or
 * asks for a fact that isn't known of the holder.
 */
export async function handOutLink(request: LinkStepRequest, deps: HandOutDeps): Promise<MadeLink> {
  const certificate = await findModifiable(request, deps);
  if (!hasVisibleDocument(certificate))
    throw new Refusal('STATE_CONFLICT', `A certificate that is ${certificate.state} has no link.`, {
      state: certificate.state,
    });
  const [volunteer] = await deps.ledger.volunteers([certificate]);
  const link = volunteer && (await makeLink(certificate, volunteer, 'coordinator', deps));
  if (link === undefined)
    throw new Refusal(
      'STATE_CONFLICT',
      'The issuer’s policy gives no link to this certificate; its holder signs in instead.',
      { state: certificate.state },
    );
  return link;
}

/**
 * Withdraws every link to a certificate, as when an email went to a wrong address. Returns how many there were.
 *
 * @throws Refusal NOT_FOUND
 */
export async function withdrawLinks(
  request: LinkStepRequest,
  deps: Pick<HandOutDeps, 'register'> & { readonly links: Pick<LinkRegister, 'withdraw'> },
): Promise<number> {
  const { certificateId } = await findModifiable(request, deps);
  return deps.links.withdraw(certificateId);
}
