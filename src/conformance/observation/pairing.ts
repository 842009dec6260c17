import type { ColumnClause, DialectSpecification } from '../../audit/dialects/specification.ts';
import type { ExchangeLine } from '../../history/index.ts';
import { assign } from './assignment.ts';
import { Likeness, type PlacedExchange } from './likeness.ts';
import type { PlacedEntry } from './log-walk.ts';

export type { PlacedExchange } from './likeness.ts';

/** Which entry of a complete walk stands for which exchange. */
export interface Pairing {
  readonly entryOf: ReadonlyMap<PlacedExchange, PlacedEntry>;
  readonly exchangeOf: ReadonlyMap<PlacedEntry, PlacedExchange>;
  /** Entries without an exchange, each with the exchange that it repeats where it is a copy of another entry. */
  readonly unpaired: readonly UnpairedEntry[];
}

interface UnpairedEntry {
  readonly entry: PlacedEntry;
  readonly copyOf: PlacedExchange | undefined;
}

/**
 * Pairs exchanges with entries. Where the dialect names a response header that carries the entry's identifier, that
 * decides. What is left is assigned by what the columns show: first where everything agrees and the time lies within
 * the exchange, then allowing for columns that are wrong, so that one wrong column is not taken for a lost entry.
 */
export function pair(
  specification: DialectSpecification,
  exchanges: readonly PlacedExchange[],
  entries: readonly PlacedEntry[],
): Pairing {
  const likeness = new Likeness(specification);
  const identifier = specification.columns.find((column) => column.header !== undefined);
  const pairs = new Pairs(likeness, exchanges, entries);
  if (identifier !== undefined) pairs.makeByIdentifier(identifier);
  likeness.learn(pairs.made);
  pairs.makeAlike();
  // Where identifiers were to decide, one wrong column is doubt enough; without them more may be wrong.
  if (identifier === undefined) pairs.makeSimilar(Math.floor((likeness.columns - 1) / 2));
  else pairs.makeSimilar(1, (exchange) => !pairs.identified || givenIdentifier(identifier, exchange.line) === '');
  return {
    entryOf: pairs.made,
    exchangeOf: new Map([...pairs.made].map(([exchange, entry]) => [entry, exchange])),
    unpaired: pairs.unpaired(identifier),
  };
}

function shownIdentifier(column: ColumnClause, { entry }: PlacedEntry): string {
  const value = entry[column.name];
  return typeof value === 'string' ? value : '';
}

/** The identifier that the client was given with the response, or the empty string. */
export function givenIdentifier(column: ColumnClause, exchange: ExchangeLine): string {
  return exchange.response?.headers[column.header!.toLowerCase()] ?? '';
}

class Pairs {
  readonly made = new Map<PlacedExchange, PlacedEntry>();
  readonly #likeness: Likeness;
  readonly #exchanges: readonly PlacedExchange[];
  readonly #entries: readonly PlacedEntry[];
  /** Identifiers can be relied on: most exchanges that were given one were found by it. */
  identified = false;
  readonly #taken = new Set<PlacedEntry>();
  /** Entries that can only be copies: their identifier was given with an exchange that has its entry. */
  readonly #copies = new Set<PlacedEntry>();

  constructor(likeness: Likeness, exchanges: readonly PlacedExchange[], entries: readonly PlacedEntry[]) {
    this.#likeness = likeness;
    this.#exchanges = exchanges;
    this.#entries = entries;
  }

  /** Where several exchanges or entries share an identifier, those that agree best belong together. */
  makeByIdentifier(column: ColumnClause): void {
    const given = Map.groupBy(this.#exchanges, ({ line }) => givenIdentifier(column, line));
    const shown = Map.groupBy(this.#entries, (entry) => shownIdentifier(column, entry));
    given.delete('');
    for (const [identifier, exchanges] of given) {
      const entries = shown.get(identifier) ?? [];
      const most = this.#likeness.columns + 1;
      this.#make(exchanges, entries, most, (exchange, entry) => {
        const off = this.#likeness.timeOff(entry, exchange) ?? 1;
        return off + this.#likeness.disagreements(entry, exchange, most);
      });
      for (const entry of entries) if (!this.#taken.has(entry)) this.#copies.add(entry);
    }
    const named = this.#exchanges.filter(({ line }) => givenIdentifier(column, line) !== '').length;
    this.identified = this.made.size * 2 > named;
  }

  /** Everything agrees, the time too. */
  makeAlike(): void {
    const alike = Map.groupBy(this.#free(), (entry) => this.#likeness.entryKey(entry));
    const open = Map.groupBy(this.#open(), (exchange) => this.#likeness.exchangeKey(exchange));
    for (const [key, exchanges] of open) {
      this.#make(exchanges, alike.get(key) ?? [], 0, (exchange, entry) => this.#difference(exchange, entry, 0));
    }
  }

  /**
   * So many columns at most are wrong. Only for some exchanges: one whose identifier should have been found is lost,
   * and the entry that resembles it is somebody else's.
   */
  makeSimilar(mostWrong: number, eligible: (exchange: PlacedExchange) => boolean = () => true): void {
    this.#make(this.#open().filter(eligible), this.#free(), mostWrong, (exchange, entry) =>
      this.#difference(exchange, entry, mostWrong),
    );
  }

  unpaired(identifier: ColumnClause | undefined): UnpairedEntry[] {
    const paired = this.#exchanges.filter((exchange) => this.made.has(exchange));
    const byIdentifier = new Map<string, PlacedExchange>();
    for (const exchange of identifier === undefined ? [] : paired) {
      const given = givenIdentifier(identifier!, exchange.line);
      if (given !== '') byIdentifier.set(given, exchange);
    }
    const byKey = Map.groupBy(paired, (exchange) => this.#likeness.exchangeKey(exchange));
    return this.#entries
      .filter((entry) => !this.#taken.has(entry))
      .map((entry) => {
        const sameIdentifier = identifier === undefined ? '' : shownIdentifier(identifier, entry);
        const alike = byKey.get(this.#likeness.entryKey(entry)) ?? [];
        const copyOf =
          byIdentifier.get(sameIdentifier) ?? alike.find((exchange) => this.#difference(exchange, entry, 0) === 0);
        return { entry, copyOf };
      });
  }

  #open(): PlacedExchange[] {
    return this.#exchanges.filter((exchange) => !this.made.has(exchange));
  }

  /** Entries that are free, the oldest first, as exchanges are, so that like stands beside like. */
  #free(): PlacedEntry[] {
    const time = (entry: PlacedEntry): number => this.#likeness.instant(entry) ?? Number.MIN_SAFE_INTEGER;
    return this.#entries
      .filter((entry) => !this.#taken.has(entry) && !this.#copies.has(entry))
      .toSorted((left, right) => time(left) - time(right) || right.position - left.position);
  }

  /** How many columns are wrong, the time counted, or `undefined` for more than `most`. */
  #difference(exchange: PlacedExchange, entry: PlacedEntry, most: number): number | undefined {
    const off = this.#likeness.timeOff(entry, exchange);
    if (off === undefined || off > most) return undefined;
    const wrong = off + this.#likeness.disagreements(entry, exchange, most);
    return wrong > most ? undefined : wrong;
  }

  #make(
    exchanges: readonly PlacedExchange[],
    entries: readonly PlacedEntry[],
    mostWrong: number,
    cost: (exchange: PlacedExchange, entry: PlacedEntry) => number | undefined,
  ): void {
    const entryOf = assign(exchanges.length, entries.length, mostWrong, (left, right) =>
      cost(exchanges[left]!, entries[right]!),
    );
    for (const [left, exchange] of exchanges.entries()) {
      const entry = entries[entryOf[left]!];
      if (entry === undefined) continue;
      this.made.set(exchange, entry);
      this.#taken.add(entry);
    }
  }
}
