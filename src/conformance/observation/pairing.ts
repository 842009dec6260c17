import type { ColumnClause, DialectSpecification } from '../../audit/dialects/specification.ts';
import type { ExchangeLine } from '../../history/line.ts';
import { assign } from './assignment.ts';
import { canonicalJson } from './canonical-json.ts';
import { compareColumn, instantOf, isComparable } from './column-agreement.ts';
import type { PlacedEntry } from './log-walk.ts';
import { wireFact } from './wire-facts.ts';

/** An exchange with the index of its history line. */
export interface PlacedExchange {
  readonly index: number;
  readonly line: ExchangeLine;
}

/** Which entry of a complete walk stands for which exchange. */
export interface Pairing {
  readonly entryOf: ReadonlyMap<PlacedExchange, PlacedEntry>;
  readonly exchangeOf: ReadonlyMap<PlacedEntry, PlacedExchange>;
  /** Entries without an exchange, each with the exchange that it repeats where it is a copy of another entry. */
  readonly unpaired: readonly { readonly entry: PlacedEntry; readonly copyOf: PlacedExchange | undefined }[];
}

/** An entry whose time is off by up to so much can still be found for its exchange, when all the rest agrees. */
const timeSlackMilliseconds = 1000;

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
  const made = new Map<PlacedExchange, PlacedEntry>();
  const scale = new Scale(specification);
  const identifier = specification.columns.find((column) => column.header !== undefined);
  if (identifier !== undefined) pairByIdentifier(identifier, scale, exchanges, entries, made);
  const claimed = identifier === undefined ? new Set<string>() : identifiersGiven(identifier, exchanges);
  const taken = new Set(made.values());
  // Oldest first on both sides, so that like stands beside like.
  const free = entries
    .filter(
      (entry) => !taken.has(entry) && !(identifier !== undefined && claimed.has(shownIdentifier(identifier, entry))),
    )
    .toSorted((left, right) => scale.instant(left) - scale.instant(right) || right.position - left.position);
  const open = exchanges.filter((exchange) => !made.has(exchange));
  pairAlike(scale, open, free, made);
  // With identifiers on both sides a wrong one is doubt enough; without, more columns may be wrong.
  const mostWrong = identifier === undefined ? Math.floor((scale.columns - 1) / 2) : 1;
  pairWithin(
    scale,
    open.filter((exchange) => !made.has(exchange)),
    withoutTaken(free, made),
    mostWrong,
    made,
  );
  return complete(scale, identifier, exchanges, entries, made);
}

/** Counts the columns of an entry that disagree with an exchange. */
class Scale {
  readonly #columns: readonly ColumnClause[];
  readonly #time: ColumnClause | undefined;
  readonly #key: readonly ColumnClause[];

  constructor(specification: DialectSpecification) {
    this.#columns = specification.columns.filter((column) => isComparable(column) && column.type !== 'instant');
    this.#time = specification.columns.find((column) => column.type === 'instant' && column.fact === 'occurredAt');
    this.#key = this.#columns.filter((column) => ['http.method', 'http.endpoint'].includes(column.fact));
  }

  get columns(): number {
    return this.#columns.length;
  }

  instant({ entry }: PlacedEntry): number {
    return (this.#time === undefined ? undefined : instantOf(entry[this.#time.name])) ?? Number.NEGATIVE_INFINITY;
  }

  /** 0 within the exchange, 1 shortly before or after it, `undefined` elsewhere or where the time cannot be read. */
  timeOff(entry: PlacedEntry, { line }: PlacedExchange): number | undefined {
    if (this.#time === undefined) return 0;
    const instant = this.instant(entry);
    // An entry that shows no time may stand for any exchange; its column is what is wrong.
    if (instant === Number.NEGATIVE_INFINITY) return 1;
    const tolerance = this.#time.toleranceMilliseconds ?? 0;
    const before = Math.min(line.sentAt, line.receivedAt) - tolerance - instant;
    const after = instant - Math.max(line.sentAt, line.receivedAt) - tolerance;
    const off = Math.max(before, after);
    if (off <= 0) return 0;
    return off <= timeSlackMilliseconds ? 1 : undefined;
  }

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

  entryKey({ entry }: PlacedEntry): string {
    return canonicalJson(this.#key.map((column) => entry[column.name] ?? null));
  }
}

function shownIdentifier(column: ColumnClause, { entry }: PlacedEntry): string {
  const value = entry[column.name];
  return typeof value === 'string' ? value : '';
}

/** The identifier that the client was given with the response, or the empty string. */
export function givenIdentifier(column: ColumnClause, exchange: ExchangeLine): string {
  return exchange.response?.headers[column.header!.toLowerCase()] ?? '';
}

function identifiersGiven(column: ColumnClause, exchanges: readonly PlacedExchange[]): Set<string> {
  return new Set(exchanges.map(({ line }) => givenIdentifier(column, line)).filter((given) => given !== ''));
}

/** Where several exchanges or entries share an identifier, those that agree best belong together. */
function pairByIdentifier(
  column: ColumnClause,
  scale: Scale,
  exchanges: readonly PlacedExchange[],
  entries: readonly PlacedEntry[],
  made: Map<PlacedExchange, PlacedEntry>,
): void {
  const byIdentifier = Map.groupBy(entries, (entry) => shownIdentifier(column, entry));
  const given = Map.groupBy(exchanges, ({ line }) => givenIdentifier(column, line));
  given.delete('');
  for (const [identifier, lefts] of given) {
    const rights = byIdentifier.get(identifier) ?? [];
    const most = scale.columns + 1;
    const cost = (left: number, right: number): number => {
      const off = scale.timeOff(rights[right]!, lefts[left]!) ?? 1;
      return off + scale.disagreements(rights[right]!, lefts[left]!, most);
    };
    record(lefts, rights, assign(lefts.length, rights.length, most, cost), made);
  }
}

/** Everything agrees but, perhaps, the time by a little. */
function pairAlike(
  scale: Scale,
  exchanges: readonly PlacedExchange[],
  entries: readonly PlacedEntry[],
  made: Map<PlacedExchange, PlacedEntry>,
): void {
  const alike = Map.groupBy(entries, (entry) => scale.entryKey(entry));
  for (const [key, lefts] of Map.groupBy(exchanges, (exchange) => scale.exchangeKey(exchange))) {
    pairWithin(scale, lefts, alike.get(key) ?? [], 0, made);
  }
}

function pairWithin(
  scale: Scale,
  lefts: readonly PlacedExchange[],
  rights: readonly PlacedEntry[],
  mostWrong: number,
  made: Map<PlacedExchange, PlacedEntry>,
): void {
  const cost = (left: number, right: number): number | undefined => {
    const off = scale.timeOff(rights[right]!, lefts[left]!);
    if (off === undefined) return undefined;
    const wrong = off + scale.disagreements(rights[right]!, lefts[left]!, mostWrong);
    return wrong > mostWrong ? undefined : wrong;
  };
  record(lefts, rights, assign(lefts.length, rights.length, mostWrong, cost), made);
}

function record(
  lefts: readonly PlacedExchange[],
  rights: readonly PlacedEntry[],
  rightOf: Int32Array,
  made: Map<PlacedExchange, PlacedEntry>,
): void {
  for (const [left, exchange] of lefts.entries()) {
    if (rightOf[left] !== -1) made.set(exchange, rights[rightOf[left]!]!);
  }
}

function withoutTaken(entries: readonly PlacedEntry[], made: ReadonlyMap<PlacedExchange, PlacedEntry>): PlacedEntry[] {
  const taken = new Set(made.values());
  return entries.filter((entry) => !taken.has(entry));
}

function complete(
  scale: Scale,
  identifier: ColumnClause | undefined,
  exchanges: readonly PlacedExchange[],
  entries: readonly PlacedEntry[],
  made: ReadonlyMap<PlacedExchange, PlacedEntry>,
): Pairing {
  const paired = exchanges.filter((exchange) => made.has(exchange));
  const given =
    identifier === undefined
      ? []
      : paired.map((exchange) => [givenIdentifier(identifier, exchange.line), exchange] as const);
  const byIdentifier = new Map(given);
  byIdentifier.delete('');
  const byKey = Map.groupBy(paired, (exchange) => scale.exchangeKey(exchange));
  const copyOf = (entry: PlacedEntry): PlacedExchange | undefined =>
    (identifier === undefined ? undefined : byIdentifier.get(shownIdentifier(identifier, entry))) ??
    byKey
      .get(scale.entryKey(entry))
      ?.find((exchange) => scale.timeOff(entry, exchange) === 0 && scale.disagreements(entry, exchange, 0) === 0);
  return {
    entryOf: made,
    exchangeOf: new Map([...made].map(([exchange, entry]) => [entry, exchange])),
    unpaired: withoutTaken(entries, made).map((entry) => ({ entry, copyOf: copyOf(entry) })),
  };
}
