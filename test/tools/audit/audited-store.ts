import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { AccessKeys } from '../../../infra/local/iam/access-keys.ts';
import { CREDENTIALS, REGION } from '../../../infra/local/region.ts';
import { startS3 } from '../../../infra/local/s3/s3-endpoint.ts';
import type { AuditSource } from '../../../infra/tools/audit/records.ts';
import { startTable } from '../../dynamo-table.ts';
import { auditedCluster } from './audited-cluster.ts';
import { KEYS } from './audited-world.ts';

/** A table and a bucket with the records of the audited cluster. */
export interface AuditedStore {
  readonly source: AuditSource;
  readonly cluster: Awaited<ReturnType<typeof auditedCluster>>;
  readonly stop: () => Promise<void>;
}

/** Starts a table and a bucket, and writes the cluster into them. */
export async function auditedStore(): Promise<AuditedStore> {
  const table = await startTable();
  const storage = await startS3({
    directory: mkdtempSync(join(tmpdir(), 'audit-')),
    keys: new AccessKeys(),
    durable: false,
  });
  const bucketName = 'documents';
  storage.createBucket(bucketName);
  const s3 = new S3Client({
    endpoint: storage.endpoint,
    region: REGION,
    credentials: CREDENTIALS,
    forcePathStyle: true,
  });
  const { dynamo, tableName } = table;
  const source = { dynamo, tableName, s3, bucketName, keys: KEYS };
  return {
    source,
    cluster: await auditedCluster(source),
    stop: async () => void (await Promise.all([table.stop(), storage.stop()])),
  };
}
