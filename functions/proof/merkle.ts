import { createHash } from 'node:crypto';

/** The Merkle tree of RFC 6962, section 2.1: SHA-256, with a prefix byte that separates leaves from nodes. */
export interface MerkleTree {
  /** Number of leaves. */
  readonly size: number;
  readonly root: Uint8Array;
  /** Returns the audit path of a leaf: the siblings on the way to the root, from the bottom. */
  inclusionProof(index: number): Uint8Array[];
}

/** Builds the tree over the leaves in the order given. The root of an empty tree is the hash of no bytes. */
export function merkleTree(leaves: readonly Uint8Array[]): MerkleTree {
  const levels: Uint8Array[][] = [leaves.map(leafHash)];
  for (let level = levels[0] ?? []; level.length > 1; level = levels.at(-1) ?? [])
    levels.push(levelAbove(level));
  const root = levels.at(-1)?.[0] ?? sha256();
  return { size: leaves.length, root, inclusionProof: (index) => siblings(levels, index) };
}

/** Returns whether a leaf has the given index in the tree of a root and a size (RFC 9162, section 2.1.3.2). */
export function isIncluded(
  leaf: Uint8Array,
  { index, size }: { readonly index: number; readonly size: number },
  proof: readonly Uint8Array[],
  root: Uint8Array,
): boolean {
  let node = index;
  let last = size - 1;
  if (node < 0 || node > last) return false;
  let hash = leafHash(leaf);
  for (const sibling of proof) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(sibling, hash);
      // The right-most node moves up unchanged until it has a sibling.
      while (node % 2 === 0 && node !== 0) [node, last] = [node >>> 1, last >>> 1];
    } else {
      hash = nodeHash(hash, sibling);
    }
    [node, last] = [node >>> 1, last >>> 1];
  }
  return last === 0 && Buffer.compare(hash, root) === 0;
}

function levelAbove(level: readonly Uint8Array[]): Uint8Array[] {
  const above: Uint8Array[] = [];
  for (let left = 0; left < level.length; left += 2) {
    const [one, other] = [level[left], level[left + 1]];
    if (one !== undefined) above.push(other === undefined ? one : nodeHash(one, other));
  }
  return above;
}

function siblings(levels: readonly (readonly Uint8Array[])[], index: number): Uint8Array[] {
  if (!Number.isInteger(index) || index < 0 || index >= (levels[0]?.length ?? 0))
    throw new Error(`No leaf ${index}`);
  return levels.slice(0, -1).flatMap((level, height) => {
    const sibling = level[(index >> height) ^ 1];
    return sibling === undefined ? [] : [sibling];
  });
}

const leafHash = (leaf: Uint8Array) => sha256(Buffer.of(0), leaf);
const nodeHash = (left: Uint8Array, right: Uint8Array) => sha256(Buffer.of(1), left, right);

function sha256(...parts: readonly Uint8Array[]): Uint8Array {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}
