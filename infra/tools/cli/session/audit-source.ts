import { readFile } from 'node:fs/promises';
import { recordKeyFrom } from '../../audit/record-key.ts';
import type { AuditSource } from '../../audit/records.ts';
import type { PublicKey } from '../../audit/signatures/verify-jwt.ts';
import { WrongUsage } from './exit-codes.ts';
import { isLoopback, type Words } from './session.ts';
import { accountClients, embeddedClients } from './store-clients.ts';

/** The options that name the table, the bucket and the record key of an installation on AWS, and a saved copy of the key set. */
export interface NamedRecords {
  readonly table?: string;
  readonly bucket?: string;
  readonly recordKey?: string;
  readonly keys?: string;
}

/**
 * Returns the records to audit: those of the embedded cloud at the address, or those of AWS with the credentials of the
 * environment. The keys are those that the service publishes, or those of the saved copy: never keys of the table.
 * @throws WrongUsage when the address is not an embedded cloud and the table, the bucket or the record key is not named.
 */
export async function auditSource(
  { table: tableName, bucket, recordKey: recordKeyId, keys: savedKeys }: NamedRecords,
  url: string,
  words: Words,
): Promise<AuditSource> {
  if (tableName !== undefined && bucket !== undefined && recordKeyId !== undefined) {
    const { dynamo, s3, kms } = accountClients();
    const [keys, recordKey] = await Promise.all([
      keysOf(url, savedKeys, words),
      recordKeyFrom(kms, recordKeyId),
    ]);
    return { dynamo, s3, tableName, bucketName: bucket, keys, recordKey };
  }
  if (!isLoopback(url) || [tableName, bucket, recordKeyId].some((name) => name !== undefined)) {
    throw new WrongUsage(words.messages.auditNeedsNames(url));
  }
  const { dynamo, s3, kms, ...embedded } = await embeddedClients(url);
  const recordKey = await recordKeyFrom(kms, embedded.recordKeyId);
  const { tableName: table, bucketName } = embedded;
  return { dynamo, s3, tableName: table, bucketName, keys: await keysOf(url, savedKeys, words), recordKey };
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
