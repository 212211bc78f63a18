import type { AuditSource } from '../../../infra/tools/audit/records.ts';
import { startTable } from '../../dynamo-table.ts';
import { RECORD_KEY } from '../../record-key.ts';
import { startBucket } from '../../s3-bucket.ts';
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
  const { s3, bucketName, stop } = await startBucket();
  const { dynamo, tableName } = table;
  const source = { dynamo, tableName, s3, bucketName, keys: KEYS, recordKey: RECORD_KEY };
  return {
    source,
    cluster: await auditedCluster(source),
    stop: async () => void (await Promise.all([table.stop(), stop()])),
  };
}
