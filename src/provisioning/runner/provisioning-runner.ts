import type { Clock } from '../../kernel/index.ts';
import type { Provisioning } from '../engine.ts';
import { CommitLane, type CommitStep } from './commit-lane.ts';
import { JobRunner } from './job-runner.ts';
import type { RunnerParts } from './runner-parts.ts';
import { ScheduleRunner } from './schedule-runner.ts';
import { StoppableClock } from './stoppable-clock.ts';
import { TaskRunner } from './task-runner.ts';

export interface ProvisioningRunnerOptions extends Pick<RunnerParts, 'appOf' | 'sourceOf'> {
  readonly engine: Provisioning;
  readonly clock: Clock;
  readonly commit: CommitStep;
}

/**
 * What happens by itself: jobs, tasks, health checks, schedules. It keeps nothing that is not in the state, so that after
 * a restart it goes on where it was, and each unfinished job still ends once.
 */
export class ProvisioningRunner {
  /** Every step but those of accepted SCIM writes goes through it. */
  readonly lane: CommitLane;
  readonly #clock: StoppableClock;
  readonly #runners: readonly { start(): void }[];
  #failure: unknown;

  constructor({ engine, clock, commit, appOf, sourceOf }: ProvisioningRunnerOptions) {
    this.#clock = new StoppableClock(clock);
    this.lane = new CommitLane(commit, this.#clock);
    const parts: RunnerParts = {
      engine,
      clock: this.#clock,
      lane: this.lane,
      appOf,
      sourceOf,
      launch: (work) => this.#launch(work),
    };
    this.#runners = [new JobRunner(parts), new TaskRunner(parts), new ScheduleRunner(parts)];
  }

  start(): void {
    for (const runner of this.#runners) runner.start();
  }

  /** Begins nothing more and waits for nothing more. What is under way is taken up again from the state. Idempotent. */
  stop(): void {
    this.#clock.stop();
  }

  /** Why nothing runs any more; `undefined` as long as all is well. */
  get failure(): unknown {
    return this.#failure;
  }

  #launch(work: () => Promise<void>): void {
    if (this.#clock.stopped) return;
    work().catch((error: unknown) => {
      // A store that takes nothing more, or a fault of this program: to go on could only make the log disagree with it.
      if (!this.#clock.stopped) this.#failure = error;
      this.stop();
    });
  }
}
