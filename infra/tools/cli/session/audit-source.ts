import { readFile } from 'node:fs/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { CREDENTIALS, REGION } from '../../../local/region.ts';
import type { AuditSource } from '../../audit/records.ts';
import type { PublicKey } from '../../audit/signatures/verify-jwt.ts';
import { embeddedCloudRecords } from '../api/embedded-cloud.ts';
import { WrongUsage } from './exit-codes.ts';
import { isLoopback, type Words } from './session.ts';

/** The options that name the table and the bucket of an installation on AWS, and a saved copy of the key set. */
export interface NamedRecords {
  readonly table?: string;
  readonly bucket?: string;
  readonly keys?: string;
}

/**
 * Returns the records to audit: those of the embedded cloud at the address, or those of AWS with the credentials of the
 * environment. The keys are those that the service publishes, or those of the saved copy: never keys of the table.
 * @throws WrongUsage when the address is not an embedded cloud and the table or the bucket is not named.
 */
export async function auditSource(
  { table: tableName, bucket, keys: savedKeys }: NamedRecords,
  url: string,
  words: Words,
): Promise<AuditSource> {
  if (tableName !== undefined && bucket !== undefined) {
    const keys = await keysOf(url, savedKeys, words);
    return { dynamo: new DynamoDBClient(), s3: new S3Client(), tableName, bucketName: bucket, keys };
  }
  if (!isLoopback(url) || tableName !== undefined || bucket !== undefined) {
    throw new WrongUsage(words.messages.auditNeedsNames(url));
  }
  const cloud = await embeddedCloudRecords(url);
  const common = { region: REGION, credentials: CREDENTIALS };
  return {
    dynamo: new DynamoDBClient({ ...common, endpoint: cloud.endpoints.dynamodb }),
    s3: new S3Client({ ...common, endpoint: cloud.endpoints.s3, forcePathStyle: true }),
    tableName: cloud.tableName,
    bucketName: cloud.bucketName,
    keys: await keysOf(url, savedKeys, words),
  };
}

/**
 * Returns the keys of a saved key set, or of the one at the address.
 * @throws WrongUsage when it is not a key set.
 */
async function keysOf(url: string, saved: string | undefined, words: Words): Promise<readonly PublicKey[]> {
  const address = `${url}/.well-known/jwks.json`;
  const text =
    saved === undefined ? await (await fetch(address)).text() : await readFile(saved, { encoding: 'utf8' });
  try {
    const { keys } = JSON.parse(text) as { readonly keys?: readonly PublicKey[] };
    if (Array.isArray(keys)) return keys;
  } catch {
    // Not JSON: the same as JSON without keys.
  }
  throw new WrongUsage(words.messages.notAKeySet(saved ?? address));
}
