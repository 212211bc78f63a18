import type { CertificateSnapshot } from '../../domain/certificate/certificate.ts';

/**
 * What the certificates of one opportunity and one day have in common. An edition is set from it alone, so that
 * what it prints can't depend on whose certificate happened to come first.
 */
export type SharedFacts = Pick<
  CertificateSnapshot,
  | 'award'
  | 'issuers'
  | 'country'
  | 'titleAr'
  | 'titleEn'
  | 'track'
  | 'period'
  | 'issuedOn'
  | 'validUntil'
  | 'baseUrl'
> & {
  readonly holder: Pick<CertificateSnapshot['holder'], 'kind' | 'gender'>;
  /** Whether each of them replaces another certificate, whose number is its own affair. */
  readonly replaces: boolean;
};

export function sharedFactsOf(snapshot: CertificateSnapshot): SharedFacts {
  const { award, issuers, country, titleAr, titleEn, track, period, issuedOn, validUntil, baseUrl } =
    snapshot;
  const { kind, gender } = snapshot.holder;
  return {
    award,
    issuers,
    country,
    titleAr,
    titleEn,
    track,
    period,
    issuedOn,
    validUntil,
    baseUrl,
    holder: { kind, gender },
    replaces: snapshot.supersedes !== null,
  };
}
