import type { S3Client } from '@aws-sdk/client-s3';
import type { CertificateState } from '../../domain/certificate/certificate.ts';
import type { DirectoryCertificate } from '../../domain/directory/directory-certificate.ts';
import type {
  CertificateDirectories,
  StoredCertificates,
} from '../../domain/ports/directory/certificate-directories.ts';
import { PREFIXES } from './prefixes.ts';
import { VersionedObjects } from './versioned-objects.ts';

const directoryKey = (issuerId: string) => `${PREFIXES.directories}${issuerId}/certificates.json.gz`;

type Row = readonly [
  certificateId: string,
  volunteerId: string,
  opportunityId: string | null,
  state: CertificateState,
  sequence: number,
  reservedAt: string,
];

interface Stored {
  readonly readUntil: string;
  readonly rows: readonly Row[];
}

/** Directories of certificates in S3: one object for each issuer, kept in memory until another version is there. */
export class S3CertificateDirectories implements CertificateDirectories {
  readonly #objects: VersionedObjects<Omit<StoredCertificates, 'version'>>;

  constructor(s3: S3Client, bucketName: string) {
    this.#objects = new VersionedObjects(s3, bucketName, (json) => {
      const { readUntil, rows } = json as Stored;
      return { readUntil, certificates: rows.map(certificateOf) };
    });
  }

  async find(issuerId: string): Promise<StoredCertificates> {
    const found = await this.#objects.find(directoryKey(issuerId));
    if (found === undefined) return { certificates: [], readUntil: undefined, version: undefined };
    return { ...found.content, version: found.etag };
  }

  replace(
    issuerId: string,
    { certificates, readUntil }: Parameters<CertificateDirectories['replace']>[1],
    version: string | undefined,
  ): Promise<'written' | 'changed'> {
    const stored: Stored = { readUntil, rows: certificates.map(rowOf) };
    return this.#objects.replace(directoryKey(issuerId), stored, version);
  }
}

const rowOf = (certificate: DirectoryCertificate): Row => [
  certificate.certificateId,
  certificate.volunteerId,
  certificate.opportunityId,
  certificate.state,
  certificate.sequence,
  certificate.reservedAt,
];

const certificateOf = ([
  certificateId,
  volunteerId,
  opportunityId,
  state,
  sequence,
  reservedAt,
]: Row): DirectoryCertificate => ({
  certificateId,
  volunteerId,
  opportunityId,
  state,
  sequence,
  reservedAt,
});
