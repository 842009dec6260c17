import type { DialectSpecification } from '../audit/dialects/specification.ts';
import type { LogEntry } from '../history/index.ts';
import type { Instant } from '../kernel/index.ts';

/** How far back before its start a scenario looks: more than two clocks may differ. */
const lookBack = 3_600_000;

/**
 * Keeps the reading of somebody's log from going through years of it: older entries are left out, and a walk through a
 * newest-first log ends with the page on which it has passed everything younger.
 */
export class LogHorizon {
  readonly instant: Instant;
  readonly #column: string;
  readonly #newestFirst: boolean;

  /** @param start when the scenario began. */
  constructor(specification: DialectSpecification, start: Instant) {
    this.instant = start - lookBack;
    this.#column = specification.order.by;
    this.#newestFirst = specification.order.direction === 'newest-first';
  }

  /** Entries that are not older; those without a readable time are kept. */
  within(entries: readonly LogEntry[]): LogEntry[] {
    return entries.filter((entry) => !this.#isOlder(entry));
  }

  /**
   * Whether a walk can end after this page, because everything on it is older and something before it was not.
   * A log that is not in the order that it promises is thus still read to its end.
   */
  isPassedBy(page: readonly LogEntry[], before: readonly LogEntry[]): boolean {
    return this.#newestFirst && page.length > 0 && before.length > 0 && page.every((entry) => this.#isOlder(entry));
  }

  #isOlder(entry: LogEntry): boolean {
    const value = entry[this.#column];
    return typeof value === 'string' && Date.parse(value) < this.instant;
  }
}
