import type { Instant } from '../../../domain/calendar-date.ts';
import type { Certificate } from '../../../domain/certificate/certificate.ts';
import {
  type CertificateLink,
  isKnown,
  linkEnd,
  linkPolicyOf,
  linkToken,
  type MadeLink,
  readLinkToken,
  SECRET_BYTES,
} from '../../../domain/certificate/certificate-link.ts';
import type { Volunteer } from '../../../domain/hours/volunteer.ts';
import { type Issuer, issuerOf } from '../../../domain/issuer.ts';
import type { LinkRegister } from '../../../domain/ports/emails/link-register.ts';

export interface LinkMakingDeps {
  readonly links: Pick<LinkRegister, 'add'>;
  readonly issuers: ReadonlyMap<string, Issuer>;
  readonly randomBytes: (count: number) => Uint8Array;
  readonly baseUrl: string;
  readonly now: () => Instant;
}

/**
 * Makes a link that opens one certificate without an account. Stores a hash of its secret, so that the link itself is
 * known to whoever gets it and nobody else: each email has a link of its own.
 *
 * @returns undefined where the issuer's policy has no links, or asks for a fact that isn't known of the holder.
 */
export async function makeLink(
  { certificateId, issuerId }: Pick<Certificate, 'certificateId' | 'issuerId'>,
  volunteer: Volunteer,
  madeFor: CertificateLink['madeFor'],
  { links, issuers, randomBytes, baseUrl, now }: LinkMakingDeps,
): Promise<MadeLink | undefined> {
  const policy = linkPolicyOf(issuerOf(issuers, issuerId));
  const asks = policy.facts ?? [];
  if (!policy.enabled || !asks.every((fact) => isKnown(fact, volunteer))) return undefined;
  const token = linkToken(certificateId, randomBytes(SECRET_BYTES));
  const read = readLinkToken(token);
  if (read === undefined) throw new Error('A link was made that can’t be read');
  const madeAt = now();
  const expiresAt = linkEnd(policy, madeAt);
  await links.add({ ...read, madeAt, expiresAt, madeFor });
  return { url: `${baseUrl}/my#${token}`, expiresAt, asks };
}
