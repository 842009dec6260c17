import { EMPTY_ROOT, nodeHash } from './merkle-hash.ts';

/**
 * The root of a tree whose leaves come one after the other. It keeps one hash for each whole subtree at the right edge,
 * so that its size is the logarithm of the number of leaves.
 */
export class MerkleFrontier {
  /** Roots of whole subtrees, the largest first. */
  readonly #roots: Buffer[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** @param leaf See `leafHash`. */
  push(leaf: Buffer): void {
    let root = leaf;
    // Each trailing one bit of the size is a whole subtree that the new leaf makes into a larger one.
    for (let rest = this.#size; rest % 2 === 1; rest = (rest - 1) / 2) root = nodeHash(this.#roots.pop()!, root);
    this.#roots.push(root);
    this.#size += 1;
  }

  /** Merkle tree hash of the leaves so far (RFC 9162 section 2.1.1). */
  root(): Buffer {
    if (this.#size === 0) return EMPTY_ROOT;
    return this.#roots.reduceRight((right, left) => nodeHash(left, right));
  }
}
