import { createHmac, timingSafeEqual } from 'node:crypto';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { type CanonicalValue, canonicalJson } from '../domain/canonical-json.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Item } from './dynamo/timesheet-item.ts';

/** Returns the key of the message authentication codes, which nothing in the table tells. */
export type RecordKey = () => Promise<Uint8Array>;

const MAC = 'mac';
/** What changes in place while the record stays as it was written: no answer rests on it. */
const UNCOVERED = [MAC, 'recordRevision', 'tries'];

/**
 * Returns a record with its message authentication code: an HMAC over its keys and all its fields, so that whoever can
 * write to the table and not use the key can neither change it nor add another.
 */
export const withMac = (item: Item, key: Uint8Array): Item => ({
  ...item,
  [MAC]: { S: macOf(item, key).toString('base64url') },
});

/**
 * Checks that records are as the service wrote them.
 *
 * @throws Refusal RECORD_ALTERED where the code of one is missing or another's
 */
export async function requireMacs(items: readonly Item[], recordKey: RecordKey | undefined): Promise<void> {
  if (recordKey === undefined || items.length === 0) return;
  const key = await recordKey();
  if (items.every((item) => hasMac(item, key))) return;
  throw new Refusal('RECORD_ALTERED', 'A record is not as the service wrote it. Tell the operator.');
}

/** Returns whether a record is as the service wrote it. */
export function hasMac(item: Item, key: Uint8Array): boolean {
  const mac = Buffer.from(item[MAC]?.S ?? '', 'base64url');
  const expected = macOf(item, key);
  return mac.length === expected.length && timingSafeEqual(mac, expected);
}

/** Returns the code of a text that is stored apart from the table, under a key of its own. */
export const macOfText = (objectKey: string, text: string, key: Uint8Array): string =>
  createHmac('sha256', key).update(`${objectKey}\n${text}`).digest('base64url');

function macOf(item: Item, key: Uint8Array): Buffer {
  const covered = Object.entries(unmarshall(item)).filter(([name]) => !UNCOVERED.includes(name));
  return createHmac('sha256', key)
    .update(canonicalJson(Object.fromEntries(covered) as CanonicalValue))
    .digest();
}
