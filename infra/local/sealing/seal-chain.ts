import { createPublicKey } from 'node:crypto';
import { HeadObjectCommand, NotFound, type S3Client } from '@aws-sdk/client-s3';
import { S3SealChains, sealChainKey } from '../../../functions/storage/s3/s3-seal-chains.ts';
import type { SigningKeys } from '../kms/signing-keys.ts';
import { testSealChain } from './test-authority.ts';

/** The logical id of the key that seals begins so in the template. */
const SEAL_KEY = /Seal/;

/**
 * Gives every sealing key of the embedded cloud a certificate of a test authority, on first use: an operator of a real
 * one gets it from a certification authority and puts it at the same place.
 */
export async function ensureSealChains(
  keyIds: readonly string[],
  keys: SigningKeys,
  s3: S3Client,
  bucketName: string,
): Promise<void> {
  for (const keyId of keyIds.filter((id) => SEAL_KEY.test(id))) {
    const key = keys.find(keyId);
    if (key === undefined || (await isThere(s3, bucketName, sealChainKey(keyId)))) continue;
    const publicKey = createPublicKey(key.privateKey).export({ type: 'spki', format: 'der' });
    await new S3SealChains(s3, bucketName).store(keyId, testSealChain(publicKey, new Date()));
  }
}

async function isThere(s3: S3Client, bucketName: string, key: string): Promise<boolean> {
  try {
    await s3.send(new HeadObjectCommand({ Bucket: bucketName, Key: key }));
    return true;
  } catch (error) {
    if (error instanceof NotFound) return false;
    throw error;
  }
}
