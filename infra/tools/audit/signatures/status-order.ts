import { createHash } from 'node:crypto';

const LIST_BITS = 131_072;
const HALF_BITS = 9;
const HALF = 1 << HALF_BITS;
const ROUNDS = 6;

/**
 * Returns the indexes that an issuer's first certificates get in its status lists, as `list#index`: a Feistel network over
 * 18 bits, repeated until the result has the 17 of a list, with round functions from SHAKE-256. Written again for the
 * audit.
 */
export function allottedIndexes(issuerId: string, allotted: number, orderKey: Uint8Array): Set<string> {
  const indexes = new Set<string>();
  for (let list = 0; list * LIST_BITS < allotted; list += 1) {
    const functions = createHash('shake256', { outputLength: ROUNDS * HALF * 2 })
      .update(`status list ${list}/`)
      .update(orderKey)
      .digest();
    const inList = Math.min(LIST_BITS, allotted - list * LIST_BITS);
    for (let count = 0; count < inList; count += 1)
      indexes.add(`${issuerId}-${list + 1}#${indexOfCount(count, functions)}`);
  }
  return indexes;
}

function indexOfCount(count: number, functions: Buffer): number {
  let index = count;
  do {
    let [left, right] = [index >> HALF_BITS, index % HALF];
    for (let round = 0; round < ROUNDS; round += 1)
      [left, right] = [right, left ^ (functions.readUInt16BE((round * HALF + right) * 2) % HALF)];
    index = (left << HALF_BITS) | right;
  } while (index >= LIST_BITS);
  return index;
}
