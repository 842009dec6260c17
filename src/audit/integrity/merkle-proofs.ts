import { HASH_BYTES, nodeHash } from './merkle-hash.ts';

/** A leaf in its place, with what proves it. */
export interface InclusionClaim {
  readonly leaf: Uint8Array;
  /** From 0. */
  readonly index: number;
  readonly size: number;
  readonly proof: readonly Uint8Array[];
  readonly root: Uint8Array;
}

/** Whether a tree of this size and root has the leaf at this place (RFC 9162 section 2.1.3.2). */
export function provesInclusion({ leaf, index, size, proof, root }: InclusionClaim): boolean {
  if (!isCount(index) || !isCount(size) || index >= size || !proof.every(isHash)) return false;
  let [at, last] = [index, size - 1];
  let hash: Buffer = Buffer.from(leaf);
  for (const node of proof) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      hash = nodeHash(node, hash);
      // The last node of a level without a sibling moves up as it is.
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, half(last)];
    } else {
      hash = nodeHash(hash, node);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && hash.equals(root);
}

/** Two heads of one log, with what proves that the first is the beginning of the second. */
export interface ConsistencyClaim {
  readonly first: number;
  readonly firstRoot: Uint8Array;
  readonly second: number;
  readonly secondRoot: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

/** Whether the log of the first head is the beginning of that of the second (RFC 9162 section 2.1.4.2). */
export function provesConsistency(claim: ConsistencyClaim): boolean {
  const { first, second, proof } = claim;
  const [firstRoot, secondRoot] = [Buffer.from(claim.firstRoot), Buffer.from(claim.secondRoot)];
  if (!isCount(first) || !isCount(second) || first < 1 || first > second || !proof.every(isHash)) return false;
  if (first === second) return proof.length === 0 && firstRoot.equals(secondRoot);
  const isPower = Number.isInteger(Math.log2(first));
  const [start, ...rest] = isPower ? [firstRoot, ...proof] : proof;
  if (start === undefined) return false;
  let [at, last] = [first - 1, second - 1];
  while (at % 2 === 1) [at, last] = [half(at), half(last)];
  let before: Buffer = Buffer.from(start);
  let after: Buffer = before;
  for (const node of rest) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      [before, after] = [nodeHash(node, before), nodeHash(node, after)];
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, half(last)];
    } else {
      after = nodeHash(after, node);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && before.equals(firstRoot) && after.equals(secondRoot);
}

function half(count: number): number {
  return Math.floor(count / 2);
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function isHash(value: Uint8Array): boolean {
  return value.length === HASH_BYTES;
}
