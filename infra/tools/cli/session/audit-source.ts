import { readFile } from 'node:fs/promises';
import type { AuditSource } from '../../audit/records.ts';
import type { PublicKey } from '../../audit/signatures/verify-jwt.ts';
import { WrongUsage } from './exit-codes.ts';
import { isLoopback, type Words } from './session.ts';
import { accountClients, embeddedClients } from './store-clients.ts';

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
    return { ...accountClients(), tableName, bucketName: bucket, keys };
  }
  if (!isLoopback(url) || tableName !== undefined || bucket !== undefined) {
    throw new WrongUsage(words.messages.auditNeedsNames(url));
  }
  return { ...(await embeddedClients(url)), keys: await keysOf(url, savedKeys, words) };
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
