import { type Clock, type Instant, orderedUuid, type Random } from '../kernel/index.ts';
import type { ProvisioningEffect } from './effect.ts';
import type { ProvisioningStep } from './provisioning-step.ts';
import type { ProvisioningState } from './state/provisioning-state.ts';

/** Takes down what happens in a step. */
export type Recorder = (effect: ProvisioningEffect) => void;

/** What every part of the engine works with. */
export class StepMaker {
  readonly state: ProvisioningState;
  readonly #clock: Clock;
  readonly #ids: Random;

  constructor(state: ProvisioningState, clock: Clock, ids: Random) {
    this.state = state;
    this.#clock = clock;
    this.#ids = ids;
  }

  now(): Instant {
    return this.#clock.now();
  }

  id(): string {
    return orderedUuid(this.#clock.now(), this.#ids);
  }

  /** Does `work` as one transaction. What it throws has had no effect. */
  step<T>(work: (record: Recorder) => T): ProvisioningStep<T> {
    const effects: ProvisioningEffect[] = [];
    return { ...this.state.box.transact(() => work((effect) => void effects.push(effect))), effects };
  }
}
