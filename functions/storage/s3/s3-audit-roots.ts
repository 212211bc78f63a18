import {
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import type { AuditRoot, AuditRoots } from '../../domain/ports/audit-roots.ts';
import { PREFIXES } from './prefixes.ts';

const rootKey = (day: string) => `${PREFIXES.auditRoots}roots/${day}.json`;
// The root hash is part of the name: leaves of a run that stopped before it stored its root belong to no other root.
const leavesKey = ({ day, rootHash }: AuditRoot) => `${PREFIXES.auditRoots}leaves/${day}-${rootHash}.jsonl`;

/**
 * Audit roots in S3: `audit/roots/<day>.json` and the leaves in `audit/leaves/<day>-<root hash>.jsonl`. Neither is ever
 * overwritten (`If-None-Match: *`).
 */
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
    // The leaves first: an auditor needs them to check a root without access to the table.
    await this.#putOnce(leavesKey(root), leaves.map((leaf) => `${leaf}\n`).join(''), 'application/jsonl');
    return this.#putOnce(rootKey(root.day), JSON.stringify(root), 'application/json');
  }

  /** Puts an object unless the key exists. S3 answers 412 if it does, 409 if another put of it is in progress. */
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
