import type { Timer } from '../../kernel/index.ts';
import type { IdentityProvider } from '../model.ts';
import type { RunnerParts } from './runner-parts.ts';

/** Starts imports when they are due. One that is due while another one is under way begins when that has ended. */
export class ScheduleRunner {
  readonly #parts: RunnerParts;
  readonly #timers = new Map<string, Timer>();
  readonly #due = new Set<string>();

  constructor(parts: RunnerParts) {
    this.#parts = parts;
  }

  start(): void {
    const { providers, tasks } = this.#parts.engine.state;
    for (const provider of providers.settledValues()) this.#set(provider);
    providers.onSettled((_id, provider) => {
      if (provider !== undefined) this.#set(provider);
    });
    tasks.onSettled(() => {
      for (const id of this.#due) this.#begin(id);
    });
  }

  #set({ id, schedule }: IdentityProvider): void {
    const { clock } = this.#parts;
    this.#timers.get(id)?.cancel();
    this.#timers.delete(id);
    this.#due.delete(id);
    if (schedule === undefined) return;
    // Never longer than a period, even where the clock has been put back since.
    const wait = Math.min(Math.max(0, schedule.nextAt - clock.now()), schedule.everyMilliseconds);
    this.#timers.set(
      id,
      clock.after(wait, () => this.#begin(id)),
    );
  }

  #begin(id: string): void {
    const { engine, lane, launch } = this.#parts;
    this.#due.add(id);
    if (engine.providers.isBusy(id)) return;
    this.#due.delete(id);
    launch(async () => {
      await lane.insist(() => ({ step: engine.providers.importOnSchedule(id) }));
    });
  }
}
