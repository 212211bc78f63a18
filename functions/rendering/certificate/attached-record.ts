import type { CertificateSnapshot } from '../../domain/certificate/certificate.ts';
import { displayId } from '../../domain/certificate/certificate-id.ts';
import type { AttachedKind } from '../document/embedded-files.ts';
import { verificationUrl } from './wording.ts';

/** A certificate's data, attached to its document. */
export const RECORD_FILE: AttachedKind = {
  name: 'certificate.json',
  mediaType: 'application/json',
  description: 'Certificate data',
};
/** The signed credential, attached where the issuer's proof profile asks for it. */
export const CREDENTIAL_FILE: AttachedKind = {
  name: 'credential.jwt',
  mediaType: 'application/vc+jwt',
  description: 'Signed credential',
};

/**
 * The data that is attached for programs: what the page shows and nothing else. Who approved which hours,
 * gender and the holder's number in the ledger stay out of it.
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
