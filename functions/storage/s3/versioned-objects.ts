import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { GetObjectCommand, PutObjectCommand, type S3Client, S3ServiceException } from '@aws-sdk/client-s3';

/** Objects that a process keeps in memory. */
const KEPT = 32;

interface Found<T> {
  readonly content: T;
  readonly etag: string;
}

/**
 * JSON objects in S3, compressed, that are read often and replaced seldom. What was read is kept in memory by its ETag: a
 * later read asks only whether it is still the newest.
 */
export class VersionedObjects<T> {
  readonly #s3: S3Client;
  readonly #bucketName: string;
  readonly #read: (json: unknown) => T;
  readonly #kept = new Map<string, Found<T>>();

  /** `read` makes the content of the parsed JSON, once for each version. */
  constructor(s3: S3Client, bucketName: string, read: (json: unknown) => T) {
    this.#s3 = s3;
    this.#bucketName = bucketName;
    this.#read = read;
  }

  /** Returns the newest version of an object; undefined where there is none. */
  async find(key: string): Promise<Found<T> | undefined> {
    const kept = this.#kept.get(key);
    try {
      const { Body, ETag = '' } = await this.#s3.send(
        new GetObjectCommand({
          Bucket: this.#bucketName,
          Key: key,
          ...(kept === undefined ? {} : { IfNoneMatch: kept.etag }),
        }),
      );
      const bytes = await promisify(gunzip)((await Body?.transformToByteArray()) ?? new Uint8Array());
      const found = { content: this.#read(JSON.parse(bytes.toString('utf8'))), etag: ETag };
      this.#keep(key, found);
      return found;
    } catch (error) {
      const status = statusOf(error);
      if (status === 304) return kept;
      if (status === 404) return undefined;
      throw error;
    }
  }

  /** Replaces an object. Returns `changed`, and writes nothing, if `etag` is not its newest version any more. */
  async replace(key: string, json: unknown, etag: string | undefined): Promise<'written' | 'changed'> {
    try {
      await this.#s3.send(
        new PutObjectCommand({
          Bucket: this.#bucketName,
          Key: key,
          Body: await promisify(gzip)(JSON.stringify(json)),
          ContentType: 'application/gzip',
          ...(etag === undefined ? { IfNoneMatch: '*' } : { IfMatch: etag }),
        }),
      );
      return 'written';
    } catch (error) {
      // 409: another write was on its way. 404: the version that was read is gone.
      if ([404, 409, 412].includes(statusOf(error) ?? 0)) return 'changed';
      throw error;
    }
  }

  #keep(key: string, found: Found<T>): void {
    this.#kept.delete(key);
    this.#kept.set(key, found);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > KEPT && oldest !== undefined) this.#kept.delete(oldest);
  }
}

const statusOf = (error: unknown): number | undefined =>
  error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
