import type { Cause } from './effect.ts';
import type { IdentityProvider, Schedule, SourceSettings, Task, TriggerMethod } from './model.ts';
import { refusal } from './provisioning-error.ts';
import type { ProvisioningStep } from './provisioning-step.ts';
import type { Recorder, StepMaker } from './step-maker.ts';
import type { Tasks } from './tasks/tasks.ts';

export interface NewIdentityProvider {
  /** What people call it; unique. */
  readonly name: string;
  readonly source?: SourceSettings;
  readonly timeLimit?: number;
  readonly pace?: number;
}

/** Identity providers, the imports from them, and when those are due. */
export class IdentityProviders {
  readonly #maker: StepMaker;
  readonly #tasks: Tasks;

  constructor(maker: StepMaker, tasks: Tasks) {
    this.#maker = maker;
    this.#tasks = tasks;
  }

  list(): readonly IdentityProvider[] {
    return this.#maker.state.providers.values();
  }

  /** @throws ScimulateError `PROVISIONING_UNKNOWN` */
  require(id: string): IdentityProvider {
    const provider = this.#maker.state.providers.get(id);
    if (provider !== undefined) return provider;
    throw refusal('UNKNOWN', 'There is no such identity provider.', 'name one that has been created');
  }

  /** @throws ScimulateError `PROVISIONING_CONFLICT` for a name that another one has. */
  create({ name, source, timeLimit, pace }: NewIdentityProvider): ProvisioningStep<IdentityProvider> {
    return this.#maker.step(() => {
      if (this.list().some((other) => other.name === name))
        throw refusal('CONFLICT', 'Another identity provider has this name.', 'give it another one');
      const provider: IdentityProvider = {
        id: this.#maker.id(),
        name,
        source: source ?? { kind: 'simulated', latency: 200 },
        timeLimit: timeLimit ?? 10_000,
        pace: pace ?? 20,
      };
      return this.#put(provider);
    });
  }

  /** Imports everything every so many milliseconds from now on; `undefined` for no more. */
  setSchedule(id: string, everyMilliseconds: number | undefined): ProvisioningStep<IdentityProvider> {
    return this.#maker.step(() => {
      const { schedule: _replaced, ...provider } = this.require(id);
      if (everyMilliseconds === undefined) return this.#put(provider);
      const schedule: Schedule = { everyMilliseconds, nextAt: this.#maker.now() + everyMilliseconds };
      return this.#put({ ...provider, schedule });
    });
  }

  /**
   * Starts an import of everything by hand.
   * @throws ScimulateError `PROVISIONING_CONFLICT` while one from this provider is under way.
   */
  import(id: string, cause: Cause): ProvisioningStep<Task> {
    return this.#maker.step((record) => {
      const provider = this.require(id);
      if (this.isBusy(id))
        throw refusal('CONFLICT', 'An import from this identity provider is under way.', 'wait until it has ended');
      return this.#begin(provider, 'manual', cause, record);
    });
  }

  /** Starts the import that is due by the schedule, and sets the time of the next one: never more than one for the past. */
  importOnSchedule(id: string): ProvisioningStep<Task> {
    return this.#maker.step((record) => {
      const provider = this.require(id);
      const { schedule } = provider;
      if (schedule === undefined) throw new RangeError(`Identity provider ${id} has no schedule.`);
      const { everyMilliseconds, nextAt } = schedule;
      const missed = Math.max(0, Math.floor((this.#maker.now() - nextAt) / everyMilliseconds));
      this.#put({ ...provider, schedule: { everyMilliseconds, nextAt: nextAt + (missed + 1) * everyMilliseconds } });
      const actor = { type: 'identity-provider', id, display: provider.name };
      return this.#begin(provider, 'automatic', { correlationId: this.#maker.id(), actor }, record);
    });
  }

  isBusy(id: string): boolean {
    return this.#tasks.underWay('identity-provider-import', id) !== undefined;
  }

  #begin(module: IdentityProvider, method: TriggerMethod, cause: Cause, record: Recorder): Task {
    return this.#tasks.create({ mode: 'identity-provider-import', module, method, ...cause }, record);
  }

  #put(provider: IdentityProvider): IdentityProvider {
    this.#maker.state.providers.put(provider.id, provider);
    return provider;
  }
}
