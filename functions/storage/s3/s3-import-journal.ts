import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { ImportChanges } from '../../domain/import/import-changes.ts';
import type { ImportJournal } from '../../domain/ports/import-journal.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { ReportDelta } from '../../domain/report/report-delta.ts';
import { macOfText, type RecordKey } from '../record-mac.ts';
import { PREFIXES } from './prefixes.ts';

const changesKey = (importId: string, number: number) =>
  `${PREFIXES.imports}${importId}/changes/${number}.json.gz`;
const countersKey = (importId: string) => `${PREFIXES.imports}${importId}/counters.json.gz`;

/**
 * The changes of imports in S3 (`imports/<import>/changes/<number>.json.gz`), and the counter changes of their releases
 * (`imports/<import>/counters.json.gz`). A lifecycle rule of the bucket deletes
 * them after 30 days, with the uploaded files. Each has its authentication code on a line before it: a withdrawal writes
 * what they say into the ledger. Who has no key only reads which entries an import recorded.
 */
export class S3ImportJournal implements ImportJournal {
  readonly #s3: S3Client;
  readonly #bucketName: string;
  readonly #recordKey: RecordKey | undefined;

  constructor(s3: S3Client, bucketName: string, recordKey?: RecordKey) {
    this.#s3 = s3;
    this.#bucketName = bucketName;
    this.#recordKey = recordKey;
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
    if (this.#recordKey === undefined) throw new Error('This journal of imports only reads');
    const text = JSON.stringify(value);
    const mac = macOfText(key, text, await this.#recordKey());
    await this.#s3.send(
      new PutObjectCommand({
        Bucket: this.#bucketName,
        Key: key,
        Body: await promisify(gzip)(`${mac}\n${text}`),
        ContentType: 'application/gzip',
      }),
    );
  }

  async #get<T>(key: string): Promise<T> {
    const { Body } = await this.#s3.send(new GetObjectCommand({ Bucket: this.#bucketName, Key: key }));
    const bytes = await promisify(gunzip)((await Body?.transformToByteArray()) ?? new Uint8Array());
    const stored = bytes.toString('utf8');
    const end = stored.indexOf('\n');
    const text = stored.slice(end + 1);
    const isOurs =
      this.#recordKey === undefined || stored.slice(0, end) === macOfText(key, text, await this.#recordKey());
    if (!isOurs)
      throw new Refusal(
        'RECORD_ALTERED',
        'What the import changed is not as the service wrote it. Tell the operator.',
      );
    return JSON.parse(text) as T;
  }
}
