import { createHash } from 'node:crypto';

/** Bits of one list: 16 KiB, the least that the standard allows, so that one bit hides among many. */
export const LIST_BITS = 131_072;

/** A list's public name: `rawabi-health-cluster-1` for an issuer's first. */
export const statusListId = (issuerId: string, list: number) => `${issuerId}-${list + 1}`;

/** The issuer and number of a list's public name; undefined for any other text. */
export function readStatusListId(listId: string): { issuerId: string; list: number } | undefined {
  const parts = /^([a-z0-9-]{1,64})-([1-9][0-9]{0,5})$/.exec(listId);
  return parts?.[1] === undefined ? undefined : { issuerId: parts[1], list: Number(parts[2]) - 1 };
}

const HALF_BITS = 9;
const HALF = 1 << HALF_BITS;
const ROUNDS = 6;

/**
 * The place of the n-th certificate in an issuer's lists: each list is filled in an order that only the key's owner
 * knows, so that neighbours in a list say nothing of neighbours in time, and no two certificates share a place. A
 * Feistel network over 18 bits, walked until it lands among the 17 that a list has.
 */
export function statusIndex(
  count: number,
  key: Uint8Array,
): { readonly list: number; readonly index: number } {
  if (!Number.isSafeInteger(count) || count < 0) throw new Error(`No place for certificate number ${count}`);
  const list = Math.floor(count / LIST_BITS);
  const tables = roundTables(list, key);
  let index = count % LIST_BITS;
  do index = permuted(index, tables);
  while (index >= LIST_BITS);
  return { list, index };
}

function permuted(index: number, tables: Buffer): number {
  let left = index >> HALF_BITS;
  let right = index % HALF;
  for (let round = 0; round < ROUNDS; round += 1) {
    [left, right] = [right, left ^ (tables.readUInt16BE((round * HALF + right) * 2) % HALF)];
  }
  return (left << HALF_BITS) | right;
}

/** The tables of the order used last: an issuer's certificates come in thousands. */
let latest: { readonly list: number; readonly key: Uint8Array; readonly tables: Buffer } | undefined;

/** Each round's function as a table of random numbers, all drawn from the key at once by SHAKE-256. */
function roundTables(list: number, key: Uint8Array): Buffer {
  if (latest?.list === list && Buffer.compare(latest.key, key) === 0) return latest.tables;
  const tables = createHash('shake256', { outputLength: ROUNDS * HALF * 2 })
    .update(`status list ${list}/`)
    .update(key)
    .digest();
  latest = { list, key: Uint8Array.from(key), tables };
  return tables;
}
