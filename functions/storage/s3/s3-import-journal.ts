import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { ImportChanges } from '../../domain/import/import-changes.ts';
import type { ImportJournal } from '../../domain/ports/import-journal.ts';
import { PREFIXES } from './prefixes.ts';

const journalKey = (importId: string, number: number) =>
  `${PREFIXES.imports}${importId}/changes/${number}.json.gz`;

/**
 * The changes of imports in S3 (`imports/<import>/changes/<number>.json.gz`). A lifecycle rule of the bucket deletes
 * them after 30 days, with the uploaded files.
 */
export class S3ImportJournal implements ImportJournal {
  readonly #s3: S3Client;
  readonly #bucketName: string;

  constructor(s3: S3Client, bucketName: string) {
    this.#s3 = s3;
    this.#bucketName = bucketName;
  }

  async store(importId: string, number: number, changes: ImportChanges): Promise<void> {
    await this.#s3.send(
      new PutObjectCommand({
        Bucket: this.#bucketName,
        Key: journalKey(importId, number),
        Body: await promisify(gzip)(JSON.stringify(changes)),
        ContentType: 'application/gzip',
      }),
    );
  }

  async read(importId: string, number: number): Promise<ImportChanges> {
    const { Body } = await this.#s3.send(
      new GetObjectCommand({ Bucket: this.#bucketName, Key: journalKey(importId, number) }),
    );
    const bytes = await promisify(gunzip)((await Body?.transformToByteArray()) ?? new Uint8Array());
    return JSON.parse(bytes.toString('utf8')) as ImportChanges;
  }
}
