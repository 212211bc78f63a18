import type { Instant } from '../../calendar-date.ts';
import type { ShownCertificate } from '../../certificate/certificate-summary.ts';
import type { DirectoryCertificate, DirectoryFacts } from '../../directory/directory-certificate.ts';

/** An issuer's certificates as they were last stored. */
export interface StoredCertificates {
  readonly certificates: readonly DirectoryCertificate[];
  /** Everything reserved before is among them; undefined where none are stored yet. */
  readonly readUntil: Instant | undefined;
  readonly version: string | undefined;
}

/** Stores an issuer's directory of certificates, which a search reads as a whole. */
export interface CertificateDirectories {
  find(issuerId: string): Promise<StoredCertificates>;
  /** Replaces a directory. Returns `changed`, and writes nothing, if `version` is not the stored one any more. */
  replace(
    issuerId: string,
    directory: Required<Pick<StoredCertificates, 'certificates'>> & { readonly readUntil: Instant },
    version: string | undefined,
  ): Promise<'written' | 'changed'>;
}

export interface ReservedSince {
  readonly found: readonly { readonly id: string; readonly reservedAt: Instant }[];
  /** Where the next ones begin; undefined where nothing was reserved after the last of them. */
  readonly next: string | undefined;
}

/** What a directory of certificates is made of. */
export interface CertificateFacts {
  /**
   * Returns the certificates of an issuer that were reserved at an instant or later, or from a `next` on, oldest first,
   * eventually consistent; at most some hundreds at a time.
   */
  reservedSince(issuerId: string, from: string): Promise<ReservedSince>;
  /** Returns what a directory looks at in some certificates, those that exist, in no order. */
  facts(certificateIds: readonly string[]): Promise<readonly DirectoryFacts[]>;
  /** Returns what lists show of some certificates, those that exist, in no order; eventually consistent. */
  shown(certificateIds: readonly string[]): Promise<readonly ShownCertificate[]>;
}
