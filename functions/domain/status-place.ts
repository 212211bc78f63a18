import { createHmac } from 'node:crypto';

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
const HALF_MASK = (1 << HALF_BITS) - 1;
const ROUNDS = 6;

/**
 * The place of the n-th certificate in an issuer's lists: each list is filled in an order that only the key's owner
 * knows, so that neighbours in a list say nothing of neighbours in time, and no two certificates share a place. A
 * Feistel network over 18 bits, walked until it lands among the 17 that a list has.
 */
export function statusPlace(
  count: number,
  key: Uint8Array,
): { readonly list: number; readonly index: number } {
  if (!Number.isSafeInteger(count) || count < 0) throw new Error(`No place for certificate number ${count}`);
  const list = Math.floor(count / LIST_BITS);
  let index = count % LIST_BITS;
  do index = permuted(index, list, key);
  while (index >= LIST_BITS);
  return { list, index };
}

function permuted(index: number, list: number, key: Uint8Array): number {
  let left = index >> HALF_BITS;
  let right = index & HALF_MASK;
  for (let round = 0; round < ROUNDS; round += 1) {
    const mixed =
      createHmac('sha256', key).update(`${list}/${round}/${right}`).digest().readUInt16BE(0) & HALF_MASK;
    [left, right] = [right, left ^ mixed];
  }
  return (left << HALF_BITS) | right;
}
