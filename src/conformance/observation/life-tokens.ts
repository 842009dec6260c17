import type { LifeCycleClause } from '../../audit/dialects/specification.ts';

/** Most ways of telling lives apart that are followed at once. */
const mostReadings = 64;

/**
 * Where the lives that share a key may stand, as far as the events so far tell: each reading says how many stand in which
 * state. Several lives under one key cannot be told apart, so that an event may be the next step of any that fits.
 */
export class LifeTokens {
  readonly #cycle: LifeCycleClause;
  /** Several lives may go on under the key at once. */
  readonly #shared: boolean;
  #readings: ReadonlyMap<string, number>[] = [new Map()];

  constructor(cycle: LifeCycleClause, shared: boolean) {
    this.#cycle = cycle;
    this.#shared = shared;
  }

  /** Takes the next event. @returns whether some life can take this step; otherwise nothing has changed. */
  take(event: string): boolean {
    const next = this.#readings.flatMap((reading) => this.#steps(reading, event));
    if (next.length === 0) return false;
    const distinct = new Map(next.map((reading) => [nameOf(reading), reading]));
    this.#readings = [...distinct.values()].slice(0, mostReadings);
    return true;
  }

  /** The states in which lives may stand now, with those at their end left out where all of them may be. */
  open(): readonly string[] {
    const readings = this.#readings.map((reading) =>
      [...reading].flatMap(([state, count]) => (count > 0 && !this.#cycle.terminal.includes(state) ? [state] : [])),
    );
    return readings.find((states) => states.length === 0) ?? readings[0] ?? [];
  }

  /** The states in which lives stand in the first reading, for messages; nothing where no life has begun. */
  states(): readonly string[] {
    return [...(this.#readings[0] ?? [])].flatMap(([state, count]) => (count > 0 ? [state] : []));
  }

  #steps(reading: ReadonlyMap<string, number>, event: string): ReadonlyMap<string, number>[] {
    const { initial, transitions } = this.#cycle;
    const hasBegun = reading.size > 0;
    return transitions
      .filter((transition) => transition.event === event)
      .filter(({ from }) => (from === initial ? this.#shared || !hasBegun : (reading.get(from) ?? 0) > 0))
      .map(({ from, to }) => {
        const next = new Map(reading);
        if (from !== initial) next.set(from, next.get(from)! - 1);
        next.set(to, (next.get(to) ?? 0) + 1);
        return next;
      });
  }
}

/** The same for readings that say the same. */
function nameOf(reading: ReadonlyMap<string, number>): string {
  return [...reading]
    .filter(([, count]) => count > 0)
    .map(([state, count]) => `${state} ${count}`)
    .toSorted((left, right) => (left < right ? -1 : 1))
    .join(', ');
}
