import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListPartsCommand,
  PutObjectCommand,
  type S3Client,
  S3ServiceException,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { type ImportProblem, UnreadableFile } from '../../domain/import/import-problem.ts';
import type { ImportSource } from '../../domain/import/import-record.ts';
import type { AnnouncedFile, ImportFiles } from '../../domain/ports/import-files.ts';
import { PREFIXES } from './prefixes.ts';

const fileKey = (importId: string) => `${PREFIXES.imports}${importId}/1`;
/** The signature covers the length, so a link accepts only a file, or a part, of the announced size. */
const linkOf = (lifetimeSeconds: number) => ({
  expiresIn: lifetimeSeconds,
  signableHeaders: new Set(['host', 'content-length']),
});
const problemsKey = (importId: string) => `${PREFIXES.imports}${importId}/problems.json`;

/**
 * Uploaded files in S3 (`imports/<import>/1`) and their problems (`imports/<import>/problems.json`). A lifecycle rule
 * of the bucket deletes them after 30 days.
 */
export class S3ImportFiles implements ImportFiles {
  readonly #s3: S3Client;
  readonly #bucketName: string;

  constructor(s3: S3Client, bucketName: string) {
    this.#s3 = s3;
    this.#bucketName = bucketName;
  }

  uploadLink(importId: string, bytes: number, lifetimeSeconds: number): Promise<string> {
    const put = new PutObjectCommand({
      Bucket: this.#bucketName,
      Key: fileKey(importId),
      ContentLength: bytes,
    });
    return getSignedUrl(this.#s3, put, linkOf(lifetimeSeconds));
  }

  async beginParts(
    importId: string,
    sizes: readonly number[],
    lifetimeSeconds: number,
  ): Promise<{ uploadId: string; links: string[] }> {
    const object = { Bucket: this.#bucketName, Key: fileKey(importId) };
    const { UploadId = '' } = await this.#s3.send(new CreateMultipartUploadCommand(object));
    const links = sizes.map((bytes, index) => {
      const part = { ...object, UploadId, PartNumber: index + 1, ContentLength: bytes };
      return getSignedUrl(this.#s3, new UploadPartCommand(part), linkOf(lifetimeSeconds));
    });
    return { uploadId: UploadId, links: await Promise.all(links) };
  }

  async find(file: AnnouncedFile): Promise<{ bytes: number; etag: string } | undefined> {
    const found = await this.#head(file.importId);
    if (found !== undefined || file.uploadId === undefined) return found;
    await this.#joinParts(file);
    return this.#head(file.importId);
  }

  /** Joins the parts of an upload to the file, once all are there. */
  async #joinParts({ importId, bytes, uploadId }: AnnouncedFile): Promise<void> {
    const upload = { Bucket: this.#bucketName, Key: fileKey(importId), UploadId: uploadId };
    try {
      const { Parts = [] } = await this.#s3.send(new ListPartsCommand(upload));
      if (Parts.reduce((sum, { Size = 0 }) => sum + Size, 0) < bytes) return;
      const listed = Parts.map(({ PartNumber, ETag }) => ({ PartNumber, ETag }));
      await this.#s3.send(
        new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts: listed } }),
      );
    } catch (error) {
      // Another request has joined them.
      if (!(error instanceof S3ServiceException && error.name === 'NoSuchUpload')) throw error;
    }
  }

  async #head(importId: string): Promise<{ bytes: number; etag: string } | undefined> {
    try {
      const head = await this.#s3.send(
        new HeadObjectCommand({ Bucket: this.#bucketName, Key: fileKey(importId) }),
      );
      return { bytes: head.ContentLength ?? 0, etag: head.ETag ?? '' };
    } catch (error) {
      // Without `s3:ListBucket`, S3 answers 403 for an object that doesn't exist.
      const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
      if (status === 404 || status === 403) return undefined;
      throw error;
    }
  }

  source(importId: string, fileName: string, found: { bytes: number; etag: string }): ImportSource {
    return {
      fileName,
      bytes: found.bytes,
      open: async () => {
        try {
          const { Body } = await this.#s3.send(
            new GetObjectCommand({ Bucket: this.#bucketName, Key: fileKey(importId), IfMatch: found.etag }),
          );
          return Body as unknown as AsyncIterable<Uint8Array>;
        } catch (error) {
          if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 412)
            throw new UnreadableFile({ code: 'FILE_CHANGED' });
          throw error;
        }
      },
    };
  }

  async storeProblems(importId: string, problems: readonly ImportProblem[]): Promise<void> {
    await this.#s3.send(
      new PutObjectCommand({
        Bucket: this.#bucketName,
        Key: problemsKey(importId),
        Body: JSON.stringify(problems),
        ContentType: 'application/json',
      }),
    );
  }

  async problems(importId: string): Promise<ImportProblem[]> {
    const { Body } = await this.#s3.send(
      new GetObjectCommand({ Bucket: this.#bucketName, Key: problemsKey(importId) }),
    );
    return JSON.parse((await Body?.transformToString('utf8')) ?? '[]') as ImportProblem[];
  }
}
