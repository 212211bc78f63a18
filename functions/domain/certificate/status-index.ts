import { createHash } from 'node:crypto';

/** Bits in a list: 16 KiB, the minimum of W3C Bitstring Status List 1.0, so that one bit hides among many. */
export const LIST_BITS = 131_072;

/** Returns a list's public name: `rawabi-health-cluster-1` for an issuer's first list (`list` 0). */
export const statusListId = (issuerId: string, list: number) => `${issuerId}-${list + 1}`;

/** What a set bit of a list means: gone for good, or held back for now. */
export type StatusPurpose = 'revocation' | 'suspension';

/**
 * Returns the address part of a signed list. The list of revocations, which credentials name, has the list's own name;
 * beside it stands that of suspensions, with the same indexes.
 */
export const publicListId = (listId: string, purpose: StatusPurpose): string =>
  purpose === 'revocation' ? listId : `${listId}-suspension`;

/** Returns the issuer, number and purpose in the address of a signed list; undefined for any other text. */
export function readPublicListId(
  text: string,
): { issuerId: string; list: number; purpose: StatusPurpose } | undefined {
  const [, issuerId, number, suspension] =
    /^([a-z0-9-]{1,64})-([1-9][0-9]{0,5})(-suspension)?$/.exec(text) ?? [];
  if (issuerId === undefined) return undefined;
  return { issuerId, list: Number(number) - 1, purpose: suspension ? 'suspension' : 'revocation' };
}

const HALF_BITS = 9;
const HALF = 1 << HALF_BITS;
const ROUNDS = 6;

/**
 * Returns list and index of an issuer's certificate number `count`, from 0. The key decides the order in which a list
 * is filled, so that neighbouring indexes say nothing about times of issue; no two numbers get the same index.
 *
 * The permutation is a Feistel network over 18 bits with cycle walking: it is repeated until the result has the 17 bits
 * of a list.
 */
export function statusIndex(
  count: number,
  key: Uint8Array,
): { readonly list: number; readonly index: number } {
  if (!Number.isSafeInteger(count) || count < 0)
    throw new Error(`No status index for certificate number ${count}`);
  const list = Math.floor(count / LIST_BITS);
  const tables = roundTables(list, key);
  let index = count % LIST_BITS;
  do index = permuted(index, tables);
  while (index >= LIST_BITS);
  return { list, index };
}

/** Applies the permutation of 18 bits once. */
function permuted(index: number, tables: Buffer): number {
  let left = index >> HALF_BITS;
  let right = index % HALF;
  for (let round = 0; round < ROUNDS; round += 1) {
    [left, right] = [right, left ^ (tables.readUInt16BE((round * HALF + right) * 2) % HALF)];
  }
  return (left << HALF_BITS) | right;
}

/** The tables used last: an issuer's certificates often come by the thousand. */
let cached: { readonly list: number; readonly key: Uint8Array; readonly tables: Buffer } | undefined;

/** Returns the round functions as tables of random numbers, all derived from the key by SHAKE-256 (FIPS 202). */
function roundTables(list: number, key: Uint8Array): Buffer {
  if (cached?.list === list && Buffer.compare(cached.key, key) === 0) return cached.tables;
  const tables = createHash('shake256', { outputLength: ROUNDS * HALF * 2 })
    .update(`status list ${list}/`)
    .update(key)
    .digest();
  cached = { list, key: Uint8Array.from(key), tables };
  return tables;
}
