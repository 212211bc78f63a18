import type { CertificateSnapshot } from '../../domain/certificate/certificate.ts';

/**
 * The facts that the certificates of the same issuers and one day have in common, whatever their opportunity. A shared
 * page is laid out from them alone, so its bytes don't depend on which certificate comes first.
 */
export type SharedFacts = Pick<
  CertificateSnapshot,
  'issuers' | 'country' | 'track' | 'opportunityKind' | 'experience' | 'issuedOn' | 'validUntil' | 'baseUrl'
> & {
  readonly award:
    | { readonly kind: 'opportunity' | 'milestone' }
    | { readonly kind: 'annual'; readonly year: number };
  readonly holder: Pick<CertificateSnapshot['holder'], 'kind' | 'gender'>;
  /** Whether each certificate replaces another one, whose ID differs between certificates. */
  readonly replaces: boolean;
};

/** Returns the shared facts of a certificate. */
export function sharedFactsOf(snapshot: CertificateSnapshot): SharedFacts {
  const { award, issuers, country, track, opportunityKind, experience } = snapshot;
  const { issuedOn, validUntil, baseUrl } = snapshot;
  const { kind, gender } = snapshot.holder;
  return {
    award: award.kind === 'annual' ? { kind: award.kind, year: award.year } : { kind: award.kind },
    issuers,
    country,
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
