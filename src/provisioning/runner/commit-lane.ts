import { type Clock, ScimulateError } from '../../kernel/index.ts';
import type { DirectoryCommit } from '../../directory/index.ts';
import type { Cause } from '../effect.ts';
import type { ProvisioningStep } from '../provisioning-step.ts';

/** A step and what else becomes durable with it. */
export interface LaneStep<T = unknown> {
  readonly step: ProvisioningStep<T>;
  readonly directory?: DirectoryCommit<unknown>;
  /** Whose doing the change of the directory is. */
  readonly cause?: Cause;
}

/** Appends a step's effects and state, and those of a change of the directory, as one batch. Rejects where that fails. */
export type CommitStep = (work: LaneStep) => Promise<void>;

/** How long a full or locked store is left alone before it is given the same step again. */
const STORE_PAUSE = 5_000;

/**
 * Makes steps durable one after the other: the next one is made when the one before is settled or taken back, so that
 * each builds on what is certain.
 */
export class CommitLane {
  readonly #commit: CommitStep;
  readonly #clock: Clock;
  #tail: Promise<unknown> = Promise.resolve();

  constructor(commit: CommitStep, clock: Clock) {
    this.#commit = commit;
    this.#clock = clock;
  }

  /** @returns the step's result once it is durable. Rejects with what `make` or the store throws; nothing has happened then. */
  run<T>(make: () => LaneStep<T>): Promise<T> {
    const turn = this.#tail.then(() => this.#take(make()));
    this.#tail = turn.catch(() => undefined);
    return turn;
  }

  /** As `run`, again and again as long as the store is only full or locked: for what has to happen sooner or later. */
  async insist<T>(make: () => LaneStep<T>): Promise<T> {
    for (;;) {
      try {
        return await this.run(make);
      } catch (error) {
        if (!isPassing(error)) throw error;
        await this.#clock.sleep(STORE_PAUSE);
      }
    }
  }

  async #take<T>(work: LaneStep<T>): Promise<T> {
    const { step, directory } = work;
    try {
      await this.#commit(work);
    } catch (error) {
      directory?.undo();
      step.undo();
      throw error;
    }
    directory?.settle();
    step.settle();
    return step.result;
  }
}

function isPassing(error: unknown): boolean {
  return error instanceof ScimulateError && (error.code === 'STORE_FULL' || error.code === 'STORE_LOCKED');
}
