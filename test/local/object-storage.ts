import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  type GetObjectCommandInput,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListPartsCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  S3Client,
  type S3ClientConfig,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';

/** An object store that the conformance suite can run against. */
export interface ObjectStorage {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** The name of a bucket that exists. */
  readonly bucket: string;
  stop(): Promise<void>;
}

/** Calls one bucket through the AWS SDK; every method is one request. */
export class BucketUser {
  readonly client: S3Client;
  readonly #Bucket: string;

  constructor(storage: ObjectStorage, changes: S3ClientConfig = {}) {
    const { endpoint, region, credentials } = storage;
    this.client = new S3Client({
      endpoint,
      region,
      credentials,
      forcePathStyle: true,
      maxAttempts: 1,
      ...changes,
    });
    this.#Bucket = storage.bucket;
  }

  put(
    Key: string,
    Body: NonNullable<PutObjectCommandInput['Body']>,
    more: Partial<PutObjectCommandInput> = {},
  ) {
    return this.client.send(new PutObjectCommand({ ...more, Bucket: this.#Bucket, Key, Body }));
  }

  get(Key: string, more: Partial<GetObjectCommandInput> = {}) {
    return this.client.send(new GetObjectCommand({ Bucket: this.#Bucket, Key, ...more }));
  }

  async bytes(Key: string, more: Partial<GetObjectCommandInput> = {}): Promise<Buffer> {
    return Buffer.from((await (await this.get(Key, more)).Body?.transformToByteArray()) ?? []);
  }

  head(Key: string) {
    return this.client.send(new HeadObjectCommand({ Bucket: this.#Bucket, Key }));
  }

  list(more: object) {
    return this.client.send(new ListObjectsV2Command({ Bucket: this.#Bucket, ...more }));
  }

  delete(Key: string) {
    return this.client.send(new DeleteObjectCommand({ Bucket: this.#Bucket, Key }));
  }

  deleteMany(keys: readonly string[]) {
    const Delete = { Objects: keys.map((Key) => ({ Key })) };
    return this.client.send(new DeleteObjectsCommand({ Bucket: this.#Bucket, Delete }));
  }

  readLink(Key: string, more: Partial<GetObjectCommandInput> = {}, expiresIn = 60): Promise<string> {
    return getSignedUrl(this.client, new GetObjectCommand({ Bucket: this.#Bucket, Key, ...more }), {
      expiresIn,
    });
  }

  writeLink(Key: string, more: Partial<PutObjectCommandInput> = {}): Promise<string> {
    const command = new PutObjectCommand({ Bucket: this.#Bucket, Key, ...more });
    return getSignedUrl(this.client, command, {
      expiresIn: 60,
      unhoistableHeaders: new Set(['x-amz-checksum-sha256']),
      signableHeaders: new Set(['content-length', 'host']),
    });
  }

  async startUpload(Key: string, more: object = {}): Promise<string> {
    const { UploadId } = await this.client.send(
      new CreateMultipartUploadCommand({ Bucket: this.#Bucket, Key, ...more }),
    );
    return UploadId ?? '';
  }

  part(Key: string, UploadId: string, PartNumber: number, Body: Buffer, more: object = {}) {
    return this.client.send(
      new UploadPartCommand({ Bucket: this.#Bucket, Key, UploadId, PartNumber, Body, ...more }),
    );
  }

  completeUpload(Key: string, UploadId: string, Parts: object[], more: object = {}) {
    return this.client.send(
      new CompleteMultipartUploadCommand({
        Bucket: this.#Bucket,
        Key,
        UploadId,
        MultipartUpload: { Parts },
        ...more,
      }),
    );
  }

  listParts(Key: string, UploadId: string) {
    return this.client.send(new ListPartsCommand({ Bucket: this.#Bucket, Key, UploadId }));
  }

  abortUpload(Key: string, UploadId: string) {
    return this.client.send(new AbortMultipartUploadCommand({ Bucket: this.#Bucket, Key, UploadId }));
  }
}

export const md5 = (bytes: Buffer): string => createHash('md5').update(bytes).digest('hex');
export const sha256Base64 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('base64');

/** Returns a stream of unknown length, in pieces of an odd size. */
export const streamOf = (bytes: Buffer): Readable =>
  Readable.from(
    (function* () {
      for (let at = 0; at < bytes.length; at += 70_001) yield bytes.subarray(at, at + 70_001);
    })(),
  );
