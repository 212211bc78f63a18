import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { AccessKeys } from '../infra/local/iam/access-keys.ts';
import { CREDENTIALS, REGION } from '../infra/local/region.ts';
import { startS3 } from '../infra/local/s3/s3-endpoint.ts';

/** Returns a client of the embedded S3 at an address. */
export const s3At = (endpoint: string): S3Client =>
  new S3Client({ endpoint, region: REGION, credentials: CREDENTIALS, forcePathStyle: true });

/** Starts the embedded S3 with one empty bucket. */
export async function startBucket(): Promise<{
  readonly s3: S3Client;
  readonly endpoint: string;
  readonly bucketName: string;
  readonly stop: () => Promise<void>;
}> {
  const directory = mkdtempSync(join(tmpdir(), 'bucket-'));
  const storage = await startS3({ directory, keys: new AccessKeys(), durable: false });
  const bucketName = 'documents';
  storage.createBucket(bucketName);
  const { endpoint } = storage;
  const s3 = s3At(endpoint);
  return {
    s3,
    endpoint,
    bucketName,
    stop: async () => {
      s3.destroy();
      await storage.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
