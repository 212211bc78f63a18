import {
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import type { AuditRoot, AuditRoots } from '../../domain/ports/audit-roots.ts';

const rootKey = (day: string) => `audit/roots/${day}.json`;
// Named by the root too: what a run left behind that died before its root can't be taken for another root's.
const leavesKey = ({ day, rootHash }: AuditRoot) => `audit/leaves/${day}-${rootHash}.jsonl`;

/** Signed roots in S3, beside the leaves they were made of; neither is ever written twice. */
export class S3AuditRoots implements AuditRoots {
  readonly #s3: S3Client;
  readonly #bucketName: string;

  constructor(s3: S3Client, bucketName: string) {
    this.#s3 = s3;
    this.#bucketName = bucketName;
  }

  async find(day: string): Promise<AuditRoot | undefined> {
    try {
      const { Body } = await this.#s3.send(
        new GetObjectCommand({ Bucket: this.#bucketName, Key: rootKey(day) }),
      );
      return Body === undefined ? undefined : JSON.parse(await Body.transformToString());
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined;
      throw error;
    }
  }

  async store(root: AuditRoot, leaves: readonly string[]): Promise<'stored' | 'already-there'> {
    // The leaves first: a root without them could be checked against the records only.
    await this.#putOnce(leavesKey(root), leaves.map((leaf) => `${leaf}\n`).join(''), 'application/jsonl');
    return this.#putOnce(rootKey(root.day), JSON.stringify(root), 'application/json');
  }

  async #putOnce(key: string, body: string, contentType: string): Promise<'stored' | 'already-there'> {
    try {
      await this.#s3.send(
        new PutObjectCommand({
          Bucket: this.#bucketName,
          Key: key,
          Body: body,
          ContentType: contentType,
          IfNoneMatch: '*',
        }),
      );
      return 'stored';
    } catch (error) {
      const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
      if (status === 412 || status === 409) return 'already-there';
      throw error;
    }
  }
}
