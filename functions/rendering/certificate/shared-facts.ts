import type { CertificateSnapshot } from '../../domain/certificate/certificate.ts';

/**
 * The facts that the certificates of one opportunity and one day have in common. A shared page is laid out from them
 * alone, so its bytes don't depend on which certificate comes first.
 */
export type SharedFacts = Pick<
  CertificateSnapshot,
  | 'award'
  | 'issuers'
  | 'country'
  | 'titleAr'
  | 'titleEn'
  | 'track'
  | 'opportunityKind'
  | 'experience'
  | 'issuedOn'
  | 'validUntil'
  | 'baseUrl'
> & {
  readonly holder: Pick<CertificateSnapshot['holder'], 'kind' | 'gender'>;
  /** Whether each certificate replaces another one, whose ID differs between certificates. */
  readonly replaces: boolean;
};

/** Returns the shared facts of a certificate. */
export function sharedFactsOf(snapshot: CertificateSnapshot): SharedFacts {
  const { award, issuers, country, titleAr, titleEn, track, opportunityKind, experience } = snapshot;
  const { issuedOn, validUntil, baseUrl } = snapshot;
  const { kind, gender } = snapshot.holder;
  return {
    award,
    issuers,
    country,
    titleAr,
    titleEn,
    track,
    opportunityKind,
    experience,
    issuedOn,
    validUntil,
    baseUrl,
    holder: { kind, gender },
    replaces: snapshot.supersedes !== null,
  };
}
