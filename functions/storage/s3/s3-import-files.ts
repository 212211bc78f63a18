import {
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { type ImportProblem, UnreadableFile } from '../../domain/import/import-problem.ts';
import type { ImportSource } from '../../domain/import/import-record.ts';
import type { ImportFiles } from '../../domain/ports/import-files.ts';
import { PREFIXES } from './prefixes.ts';

const fileKey = (importId: string) => `${PREFIXES.imports}${importId}/1`;
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
    // The signature covers the length, so the link accepts only a file of the announced size.
    return getSignedUrl(this.#s3, put, {
      expiresIn: lifetimeSeconds,
      signableHeaders: new Set(['host', 'content-length']),
    });
  }

  async find(importId: string): Promise<{ bytes: number; etag: string } | undefined> {
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
