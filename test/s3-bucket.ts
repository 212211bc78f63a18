import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { AccessKeys } from '../infra/local/iam/access-keys.ts';
import { CREDENTIALS, REGION } from '../infra/local/region.ts';
import { startS3 } from '../infra/local/s3/s3-endpoint.ts';

/** Starts the embedded S3 with one empty bucket. */
export async function startBucket(): Promise<{
  readonly s3: S3Client;
  readonly bucketName: string;
  readonly stop: () => Promise<void>;
}> {
  const directory = mkdtempSync(join(tmpdir(), 'bucket-'));
  const storage = await startS3({ directory, keys: new AccessKeys(), durable: false });
  const bucketName = 'documents';
  storage.createBucket(bucketName);
  const s3 = new S3Client({
    endpoint: storage.endpoint,
    region: REGION,
    credentials: CREDENTIALS,
    forcePathStyle: true,
  });
  return {
    s3,
    bucketName,
    stop: async () => {
      s3.destroy();
      await storage.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
