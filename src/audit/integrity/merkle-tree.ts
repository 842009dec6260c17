import { EMPTY_ROOT, HASH_BYTES, nodeHash } from './merkle-hash.ts';

/** A growing list of hashes in one piece of memory. */
class HashList {
  #bytes = Buffer.allocUnsafe(HASH_BYTES * 64);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: Uint8Array): void {
    const end = (this.#length + 1) * HASH_BYTES;
    if (end > this.#bytes.length) this.#bytes = Buffer.concat([this.#bytes], this.#bytes.length * 2);
    this.#bytes.set(value, end - HASH_BYTES);
    this.#length += 1;
  }

  at(index: number): Buffer {
    return this.#bytes.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES);
  }
}

/**
 * The Merkle tree of a log (RFC 9162 section 2.1), with the proofs that it gives. It keeps every node of every whole
 * subtree: 64 bytes a leaf.
 */
export class MerkleTree {
  /** Roots of whole subtrees of 1, 2, 4 … leaves, from left to right. */
  readonly #levels: HashList[] = [new HashList()];

  get size(): number {
    return this.#levels[0]!.length;
  }

  /** @param leaf See `leafHash`. */
  push(leaf: Uint8Array): void {
    this.#levels[0]!.push(leaf);
    for (let level = 0; this.#levels[level]!.length % 2 === 0; level++) {
      const nodes = this.#levels[level]!;
      const above = (this.#levels[level + 1] ??= new HashList());
      above.push(nodeHash(nodes.at(nodes.length - 2), nodes.at(nodes.length - 1)));
    }
  }

  /** The root of the tree as it was at this size. @throws RangeError for a size that it never had. */
  root(size = this.size): Buffer {
    this.#check(size);
    return size === 0 ? EMPTY_ROOT : this.#subtree(0, size);
  }

  /**
   * The proof that a leaf is the one at this place (RFC 9162 section 2.1.3.1), the nodes next to the leaf first.
   * @param index From 0. @throws RangeError for a place that the tree did not have at this size.
   */
  inclusionProof(index: number, size = this.size): readonly Buffer[] {
    this.#check(size);
    if (!Number.isSafeInteger(index) || index < 0 || index >= size)
      throw new RangeError(`A tree of ${size} leaves has none at ${index}.`);
    return this.#path(index, 0, size);
  }

  /**
   * The proof that the tree of a smaller size is the beginning of the one of a larger size (RFC 9162 section 2.1.4.1).
   * @throws RangeError for sizes that it never had, or where the first is 0 or the larger one.
   */
  consistencyProof(first: number, second = this.size): readonly Buffer[] {
    this.#check(second);
    if (!Number.isSafeInteger(first) || first < 1 || first > second)
      throw new RangeError(`There is no proof from ${first} to ${second} leaves.`);
    return this.#subproof(first, 0, second, true);
  }

  #path(index: number, start: number, end: number): readonly Buffer[] {
    if (end - start === 1) return [];
    const middle = start + splitOf(end - start);
    return index < middle
      ? [...this.#path(index, start, middle), this.#subtree(middle, end)]
      : [...this.#path(index, middle, end), this.#subtree(start, middle)];
  }

  /** SUBPROOF of RFC 9162 section 2.1.4.1 for the leaves from `start` to `end`, of which `first` counts from 0. */
  #subproof(first: number, start: number, end: number, isKnown: boolean): readonly Buffer[] {
    if (first === end) return isKnown ? [] : [this.#subtree(start, end)];
    const middle = start + splitOf(end - start);
    return first <= middle
      ? [...this.#subproof(first, start, middle, isKnown), this.#subtree(middle, end)]
      : [...this.#subproof(first, middle, end, false), this.#subtree(start, middle)];
  }

  #subtree(start: number, end: number): Buffer {
    const leaves = end - start;
    const level = Math.log2(leaves);
    // A whole subtree that begins at a multiple of its own size is a node that is kept.
    if (Number.isInteger(level) && start % leaves === 0) return this.#levels[level]!.at(start / leaves);
    const middle = start + splitOf(leaves);
    return nodeHash(this.#subtree(start, middle), this.#subtree(middle, end));
  }

  #check(size: number): void {
    if (!Number.isSafeInteger(size) || size < 0 || size > this.size)
      throw new RangeError(`The tree has ${this.size} leaves, and never had ${size}.`);
  }
}

/** The largest power of two that is smaller than a number of leaves of at least 2. */
function splitOf(leaves: number): number {
  return 2 ** (Math.ceil(Math.log2(leaves)) - 1);
}
