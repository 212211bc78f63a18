import { dayIn, type Instant } from '../calendar-date.ts';
import type { Certificate, CertificateState } from './certificate.ts';

/** Whether a certificate's validity has ended: its last day, in the issuer's time zone, is over. */
export function isExpired({ snapshot }: Pick<Certificate, 'snapshot'>, now: Instant): boolean {
  if (snapshot === null || snapshot.validUntil === null) return false;
  return dayIn(snapshot.timeZone, now) > snapshot.validUntil;
}

/** Whether a certificate is in force: issued, not suspended, withdrawn or replaced, and not expired. */
export const isInForce = (certificate: Pick<Certificate, 'state' | 'snapshot'>, now: Instant): boolean =>
  certificate.state === 'issued' && !isExpired(certificate, now);

/** Whether a certificate is neither withdrawn nor replaced nor erased; it may be suspended or expired. */
export const isStanding = ({ state }: Pick<Certificate, 'state'>): boolean =>
  state === 'issued' || state === 'suspended';

const WITH_DOCUMENT: ReadonlySet<CertificateState> = new Set([
  'issued',
  'suspended',
  'revoked',
  'superseded',
]);

/**
 * Whether a certificate has a document that its holder and its issuer may see. A withdrawn or replaced one stays
 * theirs to see; a reservation has none yet, and an erased certificate none any more.
 */
export const hasVisibleDocument = ({ state }: Pick<Certificate, 'state'>): boolean =>
  WITH_DOCUMENT.has(state);
