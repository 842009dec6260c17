import type { ColumnClause, DialectSpecification } from '../../audit/dialects/specification.ts';
import type { ExchangeLine } from '../../history/index.ts';
import { canonicalJson } from './canonical-json.ts';
import { compareColumn, instantOf, isComparable } from './column-agreement.ts';
import type { PlacedEntry } from './log-walk.ts';
import { wireFact } from './wire-facts.ts';

/** An exchange with the index of its history line. */
export interface PlacedExchange {
  readonly index: number;
  readonly line: ExchangeLine;
}

/** An entry whose time is off by up to so much can still be found for its exchange, when all the rest agrees. */
const timeSlackMilliseconds = 1000;

/** How far an entry is from being that of an exchange: how many of its columns say something else. */
export class Likeness {
  readonly #columns: readonly ColumnClause[];
  readonly #time: ColumnClause | undefined;
  readonly #key: readonly ColumnClause[];
  /** By how much, in milliseconds, the log's times are off throughout. */
  #shift = 0;

  constructor(specification: DialectSpecification) {
    this.#columns = specification.columns.filter((column) => isComparable(column) && column.type !== 'instant');
    this.#time = specification.columns.find((column) => column.type === 'instant' && column.fact === 'occurredAt');
    this.#key = this.#columns.filter((column) => ['http.method', 'http.endpoint'].includes(column.fact));
  }

  /** How many columns can be compared, the time not counted. */
  get columns(): number {
    return this.#columns.length;
  }

  /** The entry's time, or `undefined` where it shows none that can be read. */
  instant({ entry }: PlacedEntry): number | undefined {
    return this.#time === undefined ? undefined : instantOf(entry[this.#time.name]);
  }

  /** Learns from pairs that are certain by how much a log's times are off throughout, as in a log that shows local time. */
  learn(pairs: Iterable<readonly [PlacedExchange, PlacedEntry]>): void {
    const shifts = [...pairs]
      .map(([exchange, entry]) => (this.instant(entry) ?? Number.NaN) - exchange.line.sentAt)
      .filter((shift) => !Number.isNaN(shift))
      .toSorted((left, right) => left - right);
    this.#shift = shifts[Math.floor(shifts.length / 2)] ?? 0;
  }

  /** 0: the time lies within the exchange. 1: it does not, but the entry may be the exchange's. `undefined`: it is not. */
  timeOff(entry: PlacedEntry, exchange: PlacedExchange): 0 | 1 | undefined {
    if (this.#time === undefined) return 0;
    const instant = this.instant(entry);
    // An entry that shows no time may stand for any exchange; its column is what is wrong.
    if (instant === undefined) return 1;
    const off = this.#distance(instant, exchange);
    if (off <= 0) return 0;
    return Math.min(off, this.#distance(instant - this.#shift, exchange)) <= timeSlackMilliseconds ? 1 : undefined;
  }

  /** Milliseconds by which an instant lies outside of an exchange; not above 0 within it. */
  #distance(instant: number, { line }: PlacedExchange): number {
    const tolerance = this.#time?.toleranceMilliseconds ?? 0;
    const before = Math.min(line.sentAt, line.receivedAt) - tolerance - instant;
    const after = instant - Math.max(line.sentAt, line.receivedAt) - tolerance;
    return Math.max(before, after);
  }

  /** How many columns disagree with the exchange; counting stops above `most`. */
  disagreements({ entry }: PlacedEntry, { line }: PlacedExchange, most: number): number {
    let wrong = 0;
    for (const column of this.#columns) {
      if (compareColumn(column, entry, line)?.agrees === false) wrong += 1;
      if (wrong > most) break;
    }
    return wrong;
  }

  /** The same text for an exchange and for an entry that shows its method and path. */
  exchangeKey({ line }: PlacedExchange): string {
    return canonicalJson(this.#key.map((column) => wireFact(column.fact, line) ?? null));
  }

  /** See `exchangeKey`. */
  entryKey({ entry }: PlacedEntry): string {
    return canonicalJson(this.#key.map((column) => entry[column.name] ?? null));
  }
}
