import { createPublicKey } from 'node:crypto';
import { HeadObjectCommand, NotFound, type S3Client } from '@aws-sdk/client-s3';
import { S3SealChains, sealChainKey } from '../../../functions/storage/s3/s3-seal-chains.ts';
import type { KmsKeys } from '../kms/kms-keys.ts';
import { testSealChain } from './test-authority.ts';

/** Matches the id of the sealing key, which holds its logical id in the template. */
const SEAL_KEY = /Seal/;

/**
 * Stores a certificate chain of a test authority for each sealing key that has none. On AWS, an operator gets the chain
 * from a certification authority and stores it under the same key.
 */
export async function ensureSealChains(
  keyIds: readonly string[],
  keys: KmsKeys,
  s3: S3Client,
  bucketName: string,
): Promise<void> {
  for (const keyId of keyIds.filter((id) => SEAL_KEY.test(id))) {
    const key = keys.find(keyId);
    if (key === undefined || (await exists(s3, bucketName, sealChainKey(keyId)))) continue;
    const publicKey = createPublicKey(key.secret).export({ type: 'spki', format: 'der' });
    await new S3SealChains(s3, bucketName).store(keyId, testSealChain(publicKey, new Date()));
  }
}

async function exists(s3: S3Client, bucketName: string, key: string): Promise<boolean> {
  try {
    await s3.send(new HeadObjectCommand({ Bucket: bucketName, Key: key }));
    return true;
  } catch (error) {
    if (error instanceof NotFound) return false;
    throw error;
  }
}
