import {
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { DocumentConflict, type DocumentStore } from '../../domain/ports/document-store.ts';
import { DOWNLOAD_LINK_SECONDS, PREFIXES } from './prefixes.ts';
import { removeVersions } from './remove-versions.ts';

/** Returns the key of a certificate's document. */
export const documentKey = (certificateId: string) => `${PREFIXES.documents}${certificateId}.pdf`;

/** What is noted of a document that is stored, so that one can tell which request it comes from. */
export interface StoringTrace {
  readonly requestId: () => string | undefined;
  readonly stored: (certificateId: string) => void;
}

/**
 * Documents in S3 (`documents/<certificate>.pdf`). Puts are conditional (`If-None-Match: *`), so nothing is
 * overwritten, and carry the SHA-256, which S3 checks against the bytes, and the ID of the request in their metadata.
 */
export class S3DocumentStore implements DocumentStore {
  readonly #s3: S3Client;
  readonly #bucketName: string;
  readonly #trace: StoringTrace | undefined;

  constructor(s3: S3Client, bucketName: string, trace?: StoringTrace) {
    this.#s3 = s3;
    this.#bucketName = bucketName;
    this.#trace = trace;
  }

  async store(
    certificateId: string,
    bytes: Uint8Array,
    sha256Hex: string,
  ): Promise<'stored' | 'already-there'> {
    const checksum = Buffer.from(sha256Hex, 'hex').toString('base64');
    const requestId = this.#trace?.requestId();
    try {
      await this.#s3.send(
        new PutObjectCommand({
          Bucket: this.#bucketName,
          Key: documentKey(certificateId),
          Body: bytes,
          ContentType: 'application/pdf',
          ChecksumSHA256: checksum,
          IfNoneMatch: '*',
          ...(requestId === undefined ? {} : { Metadata: { 'request-id': requestId } }),
        }),
      );
      this.#trace?.stored(certificateId);
      return 'stored';
    } catch (error) {
      // 412: the object exists. 409: another put of the same key is in progress.
      const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
      if (status !== 412 && status !== 409) throw error;
    }
    await this.#requireChecksum(certificateId, checksum);
    return 'already-there';
  }

  async read(certificateId: string): Promise<Uint8Array> {
    const { Body } = await this.#s3.send(
      new GetObjectCommand({ Bucket: this.#bucketName, Key: documentKey(certificateId) }),
    );
    if (Body === undefined) throw new Error(`No document is stored for certificate ${certificateId}`);
    return Body.transformToByteArray();
  }

  async remove(certificateId: string): Promise<void> {
    await removeVersions(this.#s3, this.#bucketName, documentKey(certificateId));
  }

  async link(certificateId: string, fileName: string): Promise<string> {
    // Imported on use: workers only write documents, and needn't load the presigner.
    const { getSignedUrl } = await import('@aws-sdk/s3-request-presigner');
    return getSignedUrl(
      this.#s3,
      new GetObjectCommand({
        Bucket: this.#bucketName,
        Key: documentKey(certificateId),
        ResponseContentDisposition: `attachment; filename="${fileName}"`,
        ResponseContentType: 'application/pdf',
        ResponseCacheControl: 'no-store',
      }),
      { expiresIn: DOWNLOAD_LINK_SECONDS },
    );
  }

  /** Throws `DocumentConflict` if the stored document has another SHA-256 (base64). */
  async #requireChecksum(certificateId: string, checksum: string): Promise<void> {
    const head = await this.#s3.send(
      new HeadObjectCommand({
        Bucket: this.#bucketName,
        Key: documentKey(certificateId),
        ChecksumMode: 'ENABLED',
      }),
    );
    if (head.ChecksumSHA256 !== checksum)
      throw new DocumentConflict(`Another document is stored for certificate ${certificateId}`);
  }
}
