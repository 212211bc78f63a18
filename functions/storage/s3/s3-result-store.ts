import { Readable } from 'node:stream';
import { GetObjectCommand, HeadObjectCommand, NotFound, type S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { ArchivedDocument, ResultKey, ResultStore } from '../../domain/ports/result-store.ts';
import { DOWNLOAD_LINK_SECONDS, PREFIXES } from './prefixes.ts';
import { removeVersions } from './remove-versions.ts';
import { documentKey } from './s3-document-store.ts';
import { zipDocuments } from './zip-documents.ts';

/** S3 takes at most 10,000 parts in an upload, so a result may have up to 160 GB. */
const UPLOAD_PART_BYTES = 16 * 1024 * 1024;

const resultPath = ({ batchId, run, name }: ResultKey) => `${PREFIXES.results}${batchId}/${run}/${name}`;

/**
 * Results of batches in S3 (`results/<batch>/<run>/<name>`). Uploads are multipart streams; a failed one is
 * aborted and leaves no object.
 */
export class S3ResultStore implements ResultStore {
  readonly #s3: S3Client;
  readonly #bucketName: string;

  constructor(s3: S3Client, bucketName: string) {
    this.#s3 = s3;
    this.#bucketName = bucketName;
  }

  async exists(key: ResultKey): Promise<boolean> {
    try {
      await this.#s3.send(new HeadObjectCommand({ Bucket: this.#bucketName, Key: resultPath(key) }));
      return true;
    } catch (error) {
      if (error instanceof NotFound) return false;
      throw error;
    }
  }

  async write(key: ResultKey, mediaType: string, content: AsyncIterable<string | Uint8Array>): Promise<void> {
    await this.#upload(key, mediaType, Readable.from(encoded(content), { objectMode: false }));
  }

  async writeArchive(key: ResultKey, documents: AsyncIterable<ArchivedDocument>): Promise<void> {
    await this.#upload(
      key,
      'application/zip',
      zipDocuments(documents, (certificateId) => this.#document(certificateId)),
    );
  }

  async remove(key: ResultKey): Promise<void> {
    await removeVersions(this.#s3, this.#bucketName, resultPath(key));
  }

  link(key: ResultKey, fileName: string): Promise<string> {
    return getSignedUrl(
      this.#s3,
      new GetObjectCommand({
        Bucket: this.#bucketName,
        Key: resultPath(key),
        ResponseContentDisposition: `attachment; filename="${fileName}"`,
        ResponseCacheControl: 'no-store',
      }),
      { expiresIn: DOWNLOAD_LINK_SECONDS },
    );
  }

  async #upload(key: ResultKey, mediaType: string, body: Readable): Promise<void> {
    await new Upload({
      client: this.#s3,
      queueSize: 2,
      partSize: UPLOAD_PART_BYTES,
      params: { Bucket: this.#bucketName, Key: resultPath(key), ContentType: mediaType, Body: body },
    }).done();
  }

  async #document(certificateId: string): Promise<Uint8Array> {
    const { Body } = await this.#s3.send(
      new GetObjectCommand({ Bucket: this.#bucketName, Key: documentKey(certificateId) }),
    );
    if (Body === undefined) throw new Error('S3 answered without a body');
    return Body.transformToByteArray();
  }
}

/** Yields bytes as they are, and text as UTF-8. */
async function* encoded(content: AsyncIterable<string | Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const piece of content) yield typeof piece === 'string' ? Buffer.from(piece) : piece;
}
