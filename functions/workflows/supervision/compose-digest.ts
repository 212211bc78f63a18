import type { Certificate, CertificateSnapshot } from '../../domain/certificate/certificate.ts';
import type { Volunteer } from '../../domain/hours/volunteer.ts';
import { issuerOf } from '../../domain/issuer.ts';
import type { Email } from '../../domain/ports/mailer.ts';
import { type LinkMakingDeps, makeLink } from '../issuing/links/make-link.ts';

export interface DigestDeps extends LinkMakingDeps {
  readonly writeDigest: (to: string, issuerEmail: string, entries: readonly [Entry, ...Entry[]]) => Email;
}

interface Entry {
  readonly snapshot: CertificateSnapshot;
  readonly address: string;
}

/**
 * Composes the one email about several certificates of a person, each with a link of its own; where the issuer gives no
 * links, they lead to the page for signing in.
 */
export async function composeDigest(
  certificates: readonly Certificate[],
  volunteer: Volunteer,
  deps: DigestDeps,
): Promise<Email> {
  const entries = await Promise.all(
    certificates.map(async (certificate): Promise<Entry[]> => {
      if (certificate.snapshot === null) return [];
      const link = await makeLink(certificate, volunteer, 'email', deps);
      return [{ snapshot: certificate.snapshot, address: link?.url ?? `${deps.baseUrl}/my` }];
    }),
  );
  const [first, ...others] = entries.flat();
  if (first === undefined || !volunteer.email) throw new Error('An email about no certificate, or to nobody');
  const { issuerId } = first.snapshot.issuers[0];
  return deps.writeDigest(volunteer.email, issuerOf(deps.issuers, issuerId).email, [first, ...others]);
}
