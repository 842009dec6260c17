import type { Head } from '../store.ts';
import { type ChainVerdict, ChainVerifier } from '../verification.ts';
import type { Checkpoint } from './checkpoint.ts';
import { MerkleFrontier } from './merkle-frontier.ts';
import { leafHash } from './merkle-hash.ts';

/** What is known of a log from elsewhere. */
export interface LogKnowledge {
  /** A head that was noted earlier. */
  readonly known?: Head;
  /** Of this tenant, in any order. */
  readonly checkpoints?: readonly Checkpoint[];
}

export interface LogVerdict extends ChainVerdict {
  /** Records up to the largest checkpoint that holds; 0 without one. They are all there, and are those of then. */
  readonly proven: number;
  /** Root of the Merkle tree over all lines, whether they are right or not. */
  readonly root: Buffer;
}

/**
 * Verifies the lines of one tenant one by one: by their chain, which names the first one that is wrong, and by
 * checkpoints, which alone notice what is consistent in itself, such as an end that was cut off.
 */
export class LogVerifier {
  readonly #chain: ChainVerifier;
  readonly #frontier = new MerkleFrontier();
  readonly #checkpoints: readonly Checkpoint[];
  /** Roots that the log had at the sizes of checkpoints. */
  readonly #roots = new Map<number, Buffer>();

  constructor(tenant: string, { known, checkpoints = [] }: LogKnowledge = {}) {
    this.#chain = new ChainVerifier(tenant, known === undefined ? {} : { known });
    this.#checkpoints = checkpoints.toSorted((left, right) => left.size - right.size);
    this.#note();
  }

  /** The next line of the log. @param key The sequence under which it is stored, where that stands beside the line. */
  push(line: string, key?: number): void {
    this.#chain.push(line, key);
    this.#frontier.push(leafHash(line));
    this.#note();
  }

  finish(): LogVerdict {
    const { fault, ...verdict } = this.#chain.finish();
    const root = this.#frontier.root();
    const broken = this.#checkpoints.find(({ size, root: signed }) => this.#roots.get(size)?.equals(signed) !== true);
    const holding =
      broken === undefined ? this.#checkpoints : this.#checkpoints.slice(0, this.#checkpoints.indexOf(broken));
    const proven = holding.at(-1)?.size ?? 0;
    const found = fault ?? (broken && this.#faultOf(broken, proven));
    return { ...verdict, proven, root, ...(found !== undefined && { fault: found }) };
  }

  #note(): void {
    const { size } = this.#frontier;
    if (this.#checkpoints.some((checkpoint) => checkpoint.size === size)) this.#roots.set(size, this.#frontier.root());
  }

  #faultOf({ size }: Checkpoint, proven: number): NonNullable<ChainVerdict['fault']> {
    const records = this.#frontier.size;
    const first = Math.min(proven, size) + 1;
    if (size > records) {
      const message = `the log ends at ${records}, but a checkpoint was made over ${size} records`;
      return { kind: 'missing', sequence: records + 1, message };
    }
    const message = `records ${first} to ${size} are right in themselves, but not those that a checkpoint was made over; which of them is the first that was written anew cannot be told`;
    return { kind: 'rewritten', sequence: first, message };
  }
}
