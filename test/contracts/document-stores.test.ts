import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, test } from '@jest/globals';
import { S3DocumentStore } from '../../functions/storage/s3/s3-document-store.ts';
import { AccessKeys } from '../../infra/local/iam/access-keys.ts';
import { CREDENTIALS, REGION } from '../../infra/local/region.ts';
import { startS3 } from '../../infra/local/s3/s3-endpoint.ts';
import { MemoryDocumentStore } from '../fakes/memory-document-store.ts';
import { MemoryRecords } from '../fakes/memory-records.ts';
import { DOCUMENT_STORE_CONTRACT } from './document-store.contract.ts';

describe('a document store', () => {
  let storage: Awaited<ReturnType<typeof startS3>>;
  let s3: S3Client;

  beforeAll(async () => {
    const directory = mkdtempSync(join(tmpdir(), 'documents-'));
    storage = await startS3({ directory, keys: new AccessKeys(), durable: false });
    storage.createBucket('documents');
    const { endpoint } = storage;
    s3 = new S3Client({ endpoint, region: REGION, credentials: CREDENTIALS, forcePathStyle: true });
  });
  afterAll(() => storage?.stop());

  const contract = Object.entries(DOCUMENT_STORE_CONTRACT);
  test.each(contract)('in memory: %s', (_, check) => check(new MemoryDocumentStore(new MemoryRecords())));
  test.each(contract)('in S3: %s', (_, check) => check(new S3DocumentStore(s3, 'documents')));
});
