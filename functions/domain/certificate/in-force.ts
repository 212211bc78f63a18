import { dayIn, type Instant } from '../calendar-date.ts';
import type { Certificate, CertificateState } from './certificate.ts';

/** Returns whether the last day of a certificate's validity is over in the issuer's time zone. */
export function isExpired({ snapshot }: Pick<Certificate, 'snapshot'>, now: Instant): boolean {
  if (snapshot === null || snapshot.validUntil === null) return false;
  return dayIn(snapshot.timeZone, now) > snapshot.validUntil;
}

/** Returns whether a certificate is in force: issued, neither suspended, revoked nor superseded, and not expired. */
export const isInForce = (certificate: Pick<Certificate, 'state' | 'snapshot'>, now: Instant): boolean =>
  certificate.state === 'issued' && !isExpired(certificate, now);

/** Returns whether a certificate is issued or suspended: neither revoked, superseded nor erased; it may be expired. */
export const isStanding = ({ state }: Pick<Certificate, 'state'>): boolean =>
  state === 'issued' || state === 'suspended';

const WITH_DOCUMENT: ReadonlySet<CertificateState> = new Set([
  'issued',
  'suspended',
  'revoked',
  'superseded',
]);

/**
 * Returns whether a certificate has a document that its holder and issuer may see. Documents stay visible after
 * revocation and replacement; a reservation has none yet, and an erased certificate none any more.
 */
export const hasVisibleDocument = ({ state }: Pick<Certificate, 'state'>): boolean =>
  WITH_DOCUMENT.has(state);
