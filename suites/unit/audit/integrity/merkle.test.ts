import { assert, integer, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MerkleFrontier } from '../../../../src/audit/integrity/merkle-frontier.ts';
import { EMPTY_ROOT, leafHash } from '../../../../src/audit/integrity/merkle-hash.ts';
import { provesConsistency, provesInclusion } from '../../../../src/audit/integrity/merkle-proofs.ts';
import { MerkleTree } from '../../../../src/audit/integrity/merkle-tree.ts';

const leaves = (count: number): readonly Buffer[] =>
  Array.from({ length: count }, (_, index) => leafHash(`line ${index}`));

function treeOf(of: readonly Buffer[]): MerkleTree {
  const tree = new MerkleTree();
  for (const leaf of of) tree.push(leaf);
  return tree;
}

const MOST = 70;
const all = leaves(MOST);
const whole = treeOf(all);

/** A copy with one bit of one byte turned over. */
function bent(bytes: Buffer, at = 0): Buffer {
  const copy = Buffer.from(bytes);
  copy[at]! ^= 1;
  return copy;
}

// Hashes of a tree of the byte strings below, as published with the reference implementation of Certificate Transparency.
describe('known roots', () => {
  const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
  const roots = [
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ];

  test('of nothing and of one to eight leaves', () => {
    expect(EMPTY_ROOT.toString('hex')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    const [frontier, tree] = [new MerkleFrontier(), new MerkleTree()];
    expect([frontier.root(), tree.root()]).toEqual([EMPTY_ROOT, EMPTY_ROOT]);
    for (const [index, input] of inputs.entries()) {
      const leaf = leafHash(Buffer.from(input, 'hex').toString('latin1'));
      frontier.push(leaf);
      tree.push(leaf);
      expect(frontier.root().toString('hex')).toBe(roots[index]);
      expect(tree.root().toString('hex')).toBe(roots[index]);
    }
    for (const [index, root] of roots.entries()) expect(tree.root(index + 1).toString('hex')).toBe(root);
  });
});

test('a frontier has the root of a tree at every size', () => {
  const frontier = new MerkleFrontier();
  for (const [index, leaf] of all.entries()) {
    frontier.push(leaf);
    expect(frontier.root()).toEqual(whole.root(index + 1));
  }
});

describe('a proof of inclusion', () => {
  test('proves each leaf at each size', () => {
    for (let size = 1; size <= MOST; size++) {
      const root = whole.root(size);
      for (let index = 0; index < size; index++) {
        const claim = { leaf: all[index]!, index, size, proof: whole.inclusionProof(index, size), root };
        expect(provesInclusion(claim), `${index} of ${size}`).toBe(true);
      }
    }
  });

  test('proves no other leaf, place or root, and nothing where a part of it is changed', () => {
    assert(
      property(
        integer({ min: 2, max: MOST }),
        integer({ min: 0, max: MOST - 1 }),
        integer({ min: 0, max: 31 }),
        (size, place, byte) => {
          const index = place % size;
          const claim = {
            leaf: all[index]!,
            index,
            size,
            proof: whole.inclusionProof(index, size),
            root: whole.root(size),
          };
          const other = (index + 1) % size;
          const wrong = [
            { ...claim, leaf: all[other]! },
            { ...claim, index: other },
            { ...claim, root: bent(claim.root, byte) },
            { ...claim, proof: claim.proof.slice(1) },
            { ...claim, proof: [...claim.proof, claim.leaf] },
            {
              ...claim,
              proof: claim.proof.map((node, at) => (at === byte % claim.proof.length ? bent(node, byte) : node)),
            },
            { ...claim, proof: claim.proof.map((node) => node.subarray(1)) },
            { ...claim, index: -1 },
            { ...claim, index: size },
            { ...claim, index: 0.5 },
          ];
          expect(wrong.map(provesInclusion)).toEqual(wrong.map(() => false));
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('a proof of consistency', () => {
  test('proves each earlier tree of each size', () => {
    for (let second = 1; second <= MOST; second++) {
      for (let first = 1; first <= second; first++) {
        const proof = whole.consistencyProof(first, second);
        const claim = { first, firstRoot: whole.root(first), second, secondRoot: whole.root(second), proof };
        expect(provesConsistency(claim), `${first} to ${second}`).toBe(true);
      }
    }
  });

  test('proves no tree that was written anew, however early', () => {
    assert(
      property(
        integer({ min: 2, max: MOST }),
        integer({ min: 1, max: MOST }),
        integer({ min: 0, max: MOST }),
        (second, size, at) => {
          const first = 1 + (size % (second - 1));
          const changed = all.slice(0, second).map((leaf, index) => (index === at % first ? bent(leaf) : leaf));
          const anew = treeOf(changed);
          const claim = {
            first,
            firstRoot: whole.root(first),
            second,
            secondRoot: anew.root(),
            proof: anew.consistencyProof(first),
          };
          expect(provesConsistency(claim)).toBe(false);
          expect(provesConsistency({ ...claim, firstRoot: anew.root(first) })).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('proves nothing where a part of it is changed', () => {
    const claim = {
      first: 3,
      firstRoot: whole.root(3),
      second: 7,
      secondRoot: whole.root(7),
      proof: whole.consistencyProof(3, 7),
    };
    const wrong = [
      { ...claim, first: 4 },
      { ...claim, first: 0 },
      { ...claim, first: 8 },
      { ...claim, firstRoot: bent(claim.firstRoot) },
      { ...claim, secondRoot: bent(claim.secondRoot) },
      { ...claim, proof: [] },
      { ...claim, proof: claim.proof.slice(1) },
      { ...claim, proof: [...claim.proof, all[0]!] },
      { ...claim, proof: claim.proof.map((node) => bent(node)) },
      { first: 4, firstRoot: whole.root(4), second: 4, secondRoot: whole.root(4), proof: [all[0]!] },
      { first: 4, firstRoot: whole.root(4), second: 7, secondRoot: whole.root(7), proof: [] },
    ];
    expect(wrong.map(provesConsistency)).toEqual(wrong.map(() => false));
  });
});

test('there is no proof of what a tree never had', () => {
  expect(() => whole.root(MOST + 1)).toThrow(RangeError);
  expect(() => whole.inclusionProof(5, 5)).toThrow(RangeError);
  expect(() => whole.inclusionProof(-1)).toThrow(RangeError);
  expect(() => whole.consistencyProof(0, 5)).toThrow(RangeError);
  expect(() => whole.consistencyProof(6, 5)).toThrow(RangeError);
});
