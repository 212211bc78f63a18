import { createHash } from 'node:crypto';

/** Returns the root of the Merkle tree (RFC 6962) over leaves in their order, as lower-case hex. */
export function merkleRoot(leaves: readonly string[]): string {
  let level = leaves.map((leaf) => hashOf(0, Buffer.from(leaf)));
  if (level.length === 0) return createHash('sha256').digest('hex');
  while (level.length > 1) {
    const above: Buffer[] = [];
    for (let index = 0; index < level.length; index += 2) {
      const pair = level.slice(index, index + 2);
      above.push(pair.length === 2 ? hashOf(1, ...pair) : (pair[0] as Buffer));
    }
    level = above;
  }
  return (level[0] as Buffer).toString('hex');
}

const hashOf = (kind: 0 | 1, ...parts: readonly Buffer[]): Buffer =>
  createHash('sha256')
    .update(Buffer.concat([Buffer.of(kind), ...parts]))
    .digest();
