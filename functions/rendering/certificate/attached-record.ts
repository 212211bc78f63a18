import type { CertificateSnapshot } from '../../domain/certificate/certificate.ts';
import { displayId } from '../../domain/certificate/certificate-id.ts';
import { verificationUrl } from '../../domain/certificate/verification-address.ts';
import type { EmbeddedFileKind } from '../document/embedded-files.ts';

/** The data of a certificate, embedded in its document. */
export const RECORD_FILE: EmbeddedFileKind = {
  name: 'certificate.json',
  mediaType: 'application/json',
  description: 'Certificate data',
};
/** The signed credential, embedded when the proof profile of the issuer requires it. */
export const CREDENTIAL_FILE: EmbeddedFileKind = {
  name: 'credential.jwt',
  mediaType: 'application/vc+jwt',
  description: 'Signed credential',
};

/**
 * Returns the JSON that is embedded for programs. It contains what the page shows and nothing else: no approvals, no
 * gender, no volunteer ID.
 */
export function attachedRecord(snapshot: CertificateSnapshot): string {
  const { holder, issuers, period } = snapshot;
  return JSON.stringify({
    certificateId: snapshot.certificateId,
    displayId: displayId(snapshot.certificateId),
    verification: verificationUrl(snapshot),
    holder: { kind: holder.kind, nameAr: holder.nameAr, nameEn: holder.nameEn },
    issuers: issuers.map(({ issuerId, nameAr, nameEn, domain }) => ({ issuerId, nameAr, nameEn, domain })),
    titleAr: snapshot.titleAr,
    titleEn: snapshot.titleEn,
    track: snapshot.track,
    minutes: snapshot.minutes,
    period,
    issuedAt: snapshot.issuedAt,
    issuedOn: snapshot.issuedOn,
    validUntil: snapshot.validUntil,
    supersedes: snapshot.supersedes,
    design: snapshot.design,
  });
}
