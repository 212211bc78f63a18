import type { Instant } from '../calendar-date.ts';
import type { Certificate, CertificateState } from '../certificate/certificate.ts';

/** A certificate in an issuer's directory: what a search selects by, and no personal data. */
export interface DirectoryCertificate {
  readonly certificateId: string;
  readonly volunteerId: string;
  /** Null for a recognition, and once erased. */
  readonly opportunityId: string | null;
  readonly state: CertificateState;
  /** The `sequence` of its last audit event: a later step is not in the directory yet. */
  readonly sequence: number;
  readonly reservedAt: Instant;
}

/** What a directory looks at in a certificate. */
export type DirectoryFacts = Pick<
  Certificate,
  'certificateId' | 'volunteerId' | 'state' | 'reservedAt' | 'snapshot'
> & { readonly events: readonly { readonly sequence: number }[] };

/** Returns a certificate as a directory holds it. */
export const directoryCertificate = (certificate: DirectoryFacts): DirectoryCertificate => ({
  certificateId: certificate.certificateId,
  volunteerId: certificate.volunteerId,
  opportunityId:
    certificate.snapshot?.award.kind === 'opportunity' ? certificate.snapshot.award.opportunityId : null,
  state: certificate.state,
  sequence: certificate.events.at(-1)?.sequence ?? 0,
  reservedAt: certificate.reservedAt,
});

/** What a search of certificates asks for; what is left out may be anything. */
export interface CertificateSearch {
  /** The certificates of these people, and those whose ID this text begins. */
  readonly volunteerIds?: ReadonlySet<string> | undefined;
  readonly idPrefix?: string | undefined;
  readonly opportunityId?: string | undefined;
  readonly state?: CertificateState | undefined;
}

/** Returns the certificates that a search asks for, newest first. */
export function findCertificates(
  certificates: readonly DirectoryCertificate[],
  { volunteerIds, idPrefix, opportunityId, state }: CertificateSearch,
): readonly DirectoryCertificate[] {
  const isNamed = (certificate: DirectoryCertificate): boolean =>
    volunteerIds === undefined ||
    volunteerIds.has(certificate.volunteerId) ||
    (idPrefix !== undefined && certificate.certificateId.startsWith(idPrefix));
  return certificates
    .filter(
      (certificate) =>
        (state === undefined || certificate.state === state) &&
        (opportunityId === undefined || certificate.opportunityId === opportunityId) &&
        isNamed(certificate),
    )
    .sort((a, b) => (a.reservedAt < b.reservedAt ? 1 : a.reservedAt > b.reservedAt ? -1 : 0));
}
