import type { Instant } from '../calendar-date.ts';
import type { Certificate } from './certificate.ts';
import { displayId } from './certificate-id.ts';
import { isExpired, isStanding } from './in-force.ts';
import { verificationUrl } from './verification-address.ts';

/** What lists show of a certificate: neither its events nor the notes on them. */
export type ShownCertificate = Omit<Certificate, 'events' | 'notes'>;

/** Returns a certificate as lists show it now to its holder and its issuer's coordinators. */
export function certificateSummary(certificate: ShownCertificate, now: Instant) {
  const { snapshot } = certificate;
  return {
    certificateId: certificate.certificateId,
    displayId: displayId(certificate.certificateId),
    state: certificate.state,
    issuerId: certificate.issuerId,
    partners: (snapshot?.issuers ?? [])
      .slice(1)
      .map(({ issuerId, nameAr, nameEn }) => ({ issuerId, nameAr, nameEn })),
    volunteerId: certificate.volunteerId,
    opportunityId: snapshot?.award.kind === 'opportunity' ? snapshot.award.opportunityId : null,
    nameAr: snapshot?.holder.nameAr ?? null,
    nameEn: snapshot?.holder.nameEn ?? null,
    titleAr: snapshot?.titleAr ?? null,
    titleEn: snapshot?.titleEn ?? null,
    track: snapshot?.track ?? null,
    minutes: snapshot?.minutes ?? null,
    period: snapshot?.period ?? null,
    issuedOn: certificate.state === 'reserved' ? null : (snapshot?.issuedOn ?? null),
    issuedAt: certificate.state === 'reserved' ? null : (snapshot?.issuedAt ?? null),
    validUntil: snapshot?.validUntil ?? null,
    isExpired: isExpired(certificate, now),
    documentSha256: certificate.documentSha256,
    revocation: certificate.revocation,
    supersededBy: certificate.supersededBy,
    supersedes: snapshot?.supersedes ?? null,
    suspendedAt: certificate.suspendedAt,
    verificationUrl: snapshot === null ? null : verificationUrl(snapshot),
  };
}

/**
 * Returns a certificate as whoever has its link sees it now: without IDs of the ledger, and what is revoked or replaced
 * without name, hours and document. A suspended one has no document.
 */
export function linkedCertificate(certificate: Certificate, now: Instant) {
  const {
    volunteerId: _volunteer,
    opportunityId: _opportunity,
    ...summary
  } = certificateSummary(certificate, now);
  const shown =
    certificate.state === 'issued' ? summary : { ...summary, documentSha256: null, supersededBy: null };
  return isStanding(certificate)
    ? shown
    : { ...shown, nameAr: null, nameEn: null, minutes: null, period: null };
}
