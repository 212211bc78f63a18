import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { DocumentConflict, type DocumentStore } from '../../domain/ports/document-store.ts';

const LINK_LIFETIME_SECONDS = 60;

export const documentKey = (certificateId: string) => `documents/${certificateId}.pdf`;

/** Documents in S3, each written once: `If-None-Match: *`, and a SHA-256 that S3 checks on arrival. */
export class S3DocumentStore implements DocumentStore {
  readonly #s3: S3Client;
  readonly #bucketName: string;

  constructor(s3: S3Client, bucketName: string) {
    this.#s3 = s3;
    this.#bucketName = bucketName;
  }

  async store(
    certificateId: string,
    bytes: Uint8Array,
    sha256Hex: string,
  ): Promise<'stored' | 'already-there'> {
    const checksum = Buffer.from(sha256Hex, 'hex').toString('base64');
    try {
      await this.#s3.send(
        new PutObjectCommand({
          Bucket: this.#bucketName,
          Key: documentKey(certificateId),
          Body: bytes,
          ContentType: 'application/pdf',
          ChecksumSHA256: checksum,
          IfNoneMatch: '*',
        }),
      );
      return 'stored';
    } catch (error) {
      // 412: an object is there. 409: another put of the same key is under way, so one is or will be.
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
    if (Body === undefined) throw new Error(`No document is kept for certificate ${certificateId}`);
    return Body.transformToByteArray();
  }

  async remove(certificateId: string): Promise<void> {
    await this.#s3.send(
      new DeleteObjectCommand({ Bucket: this.#bucketName, Key: documentKey(certificateId) }),
    );
  }

  async link(certificateId: string, fileName: string): Promise<string> {
    // Imported where it is used: a worker only writes, and needn't load it.
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
      { expiresIn: LINK_LIFETIME_SECONDS },
    );
  }

  async #requireChecksum(certificateId: string, checksum: string): Promise<void> {
    const head = await this.#s3.send(
      new HeadObjectCommand({
        Bucket: this.#bucketName,
        Key: documentKey(certificateId),
        ChecksumMode: 'ENABLED',
      }),
    );
    if (head.ChecksumSHA256 !== checksum)
      throw new DocumentConflict(`Another document is kept for certificate ${certificateId}`);
  }
}
