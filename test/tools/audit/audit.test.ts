import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CREDENTIALS, REGION } from '../../../infra/local/region.ts';
import { startS3 } from '../../../infra/local/s3/s3-endpoint.ts';
import { audit } from '../../../infra/tools/audit/audit.ts';
import { startTable } from '../../dynamo-table.ts';
import { auditedCluster } from './audited-cluster.ts';
import { SEEDED_FAULTS } from './seeded-faults.ts';

const BUCKET = 'documents';

describe('the auditor', () => {
  let table: Awaited<ReturnType<typeof startTable>>;
  let storage: Awaited<ReturnType<typeof startS3>>;
  let store: Parameters<typeof auditedCluster>[0];
  let cluster: Awaited<ReturnType<typeof auditedCluster>>;

  beforeAll(async () => {
    table = await startTable();
    storage = await startS3({
      directory: mkdtempSync(join(tmpdir(), 'audit-')),
      credentials: CREDENTIALS,
      durable: false,
    });
    storage.createBucket(BUCKET);
    const s3 = new S3Client({
      endpoint: storage.endpoint,
      region: REGION,
      credentials: CREDENTIALS,
      forcePathStyle: true,
    });
    store = { dynamo: table.dynamo, tableName: table.tableName, s3, bucketName: BUCKET };
    cluster = await auditedCluster(store);
  }, 60_000);

  afterAll(async () => {
    await Promise.all([table?.stop(), storage?.stop()]);
  });

  const rulesFound = async () => {
    const { findings } = await audit(store, { now: new Date() });
    return [...new Set(findings.map(({ rule }) => rule))];
  };

  test('finds nothing wrong in the records that the product writes', async () => {
    const report = await audit(store, { now: new Date() });
    expect(report.findings).toEqual([]);
    expect(report.counts.certificates).toEqual({ erased: 1, issued: 12, revoked: 1, superseded: 1 });
    expect(report.counts.documents).toBe(14);
  });

  test.each(SEEDED_FAULTS.map((fault) => [fault.what, fault] as const))('finds %s', async (_, fault) => {
    const undo = await fault.seed(store, cluster);
    try {
      expect(await rulesFound()).toContain(fault.rule);
    } finally {
      await undo();
    }
    expect(await rulesFound()).toEqual([]);
  });
});
