import { describe, expect, test } from '@jest/globals';
import { isIncluded, merkleTree } from '../../functions/proof/merkle.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
/** The leaves of the reference test of Certificate Transparency (`merkle_tree_test.cc`). */
const LEAVES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map((leaf) => Buffer.from(leaf, 'hex'));

describe('the tree of RFC 6962', () => {
  test.each([
    [0, 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    [1, '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'],
    [8, '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328'],
  ])('has the reference root for %i leaves', (size, root) => {
    expect(hex(merkleTree(LEAVES.slice(0, size)).root)).toBe(root);
  });

  test('proves every leaf of every size up to 70, at its own index only', () => {
    for (let size = 1; size <= 70; size += 1) {
      const leaves = Array.from({ length: size }, (_, index) => Buffer.from(`leaf ${index}`));
      const tree = merkleTree(leaves);
      for (const [index, leaf] of leaves.entries()) {
        const proof = tree.inclusionProof(index);
        const accepted = (position: { index: number; size: number }, other: Uint8Array = leaf) =>
          isIncluded(other, position, proof, tree.root);
        if (!accepted({ index, size })) throw new Error(`Leaf ${index} of ${size} is refused`);
        if (accepted({ index, size }, Buffer.from('another')))
          throw new Error(`Another leaf is accepted for ${index} of ${size}`);
        if (size > 1 && accepted({ index: (index + 1) % size, size }))
          throw new Error(`Leaf ${index} of ${size} is accepted at another index`);
        if (proof.length > 0 && isIncluded(leaf, { index, size }, proof.slice(1), tree.root))
          throw new Error('A short proof is accepted');
        if (isIncluded(leaf, { index, size }, [...proof, tree.root], tree.root))
          throw new Error('A long proof is accepted');
      }
    }
  });

  test('gives proofs as long as the tree is high', () => {
    expect(
      merkleTree(Array.from({ length: 1000 }, (_, i) => Buffer.from(String(i)))).inclusionProof(0),
    ).toHaveLength(10);
  });

  test('refuses indexes outside of it', () => {
    const tree = merkleTree(LEAVES);
    expect(() => tree.inclusionProof(8)).toThrow('No leaf');
    expect(() => tree.inclusionProof(-1)).toThrow('No leaf');
    expect(isIncluded(Buffer.from(''), { index: 8, size: 8 }, [], tree.root)).toBe(false);
    expect(isIncluded(Buffer.from(''), { index: -1, size: 8 }, [], tree.root)).toBe(false);
  });
});
