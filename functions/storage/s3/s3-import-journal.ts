import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { ImportChanges } from '../../domain/import/import-changes.ts';
import type { ImportJournal } from '../../domain/ports/import-journal.ts';
import type { ReportDelta } from '../../domain/report/report-delta.ts';
import { PREFIXES } from './prefixes.ts';

const changesKey = (importId: string, number: number) =>
  `${PREFIXES.imports}${importId}/changes/${number}.json.gz`;
const countersKey = (importId: string) => `${PREFIXES.imports}${importId}/counters.json.gz`;

/**
 * The changes of imports in S3 (`imports/<import>/changes/<number>.json.gz`), and the counter changes of their releases
 * (`imports/<import>/counters.json.gz`). A lifecycle rule of the bucket deletes
 * them after 30 days, with the uploaded files.
 */
export class S3ImportJournal implements ImportJournal {
  readonly #s3: S3Client;
  readonly #bucketName: string;

  constructor(s3: S3Client, bucketName: string) {
    this.#s3 = s3;
    this.#bucketName = bucketName;
  }

  store(importId: string, number: number, changes: ImportChanges): Promise<void> {
    return this.#put(changesKey(importId, number), changes);
  }

  read(importId: string, number: number): Promise<ImportChanges> {
    return this.#get(changesKey(importId, number));
  }

  storeCounters(importId: string, lists: readonly (readonly ReportDelta[])[]): Promise<void> {
    return this.#put(countersKey(importId), lists);
  }

  readCounters(importId: string): Promise<ReportDelta[][]> {
    return this.#get(countersKey(importId));
  }

  async #put(key: string, value: object): Promise<void> {
    await this.#s3.send(
      new PutObjectCommand({
        Bucket: this.#bucketName,
        Key: key,
        Body: await promisify(gzip)(JSON.stringify(value)),
        ContentType: 'application/gzip',
      }),
    );
  }

  async #get<T>(key: string): Promise<T> {
    const { Body } = await this.#s3.send(new GetObjectCommand({ Bucket: this.#bucketName, Key: key }));
    const bytes = await promisify(gunzip)((await Body?.transformToByteArray()) ?? new Uint8Array());
    return JSON.parse(bytes.toString('utf8')) as T;
  }
}
