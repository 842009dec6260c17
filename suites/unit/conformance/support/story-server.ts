import type { LogEntry } from '../../../../src/history/line.ts';
import type { JsonObject } from '../../../../src/kernel/index.ts';

/** A request as the story's client sends it and what comes of it. */
export interface StoryExchange {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly credential: string;
  readonly sentAt: number;
  readonly receivedAt: number;
  /** 0: none came. */
  readonly status: number;
  /** What the server would have answered where no response came. */
  readonly loggedStatus: number;
  readonly responseBody: string;
  readonly requestId: string;
}

export type Filters = Readonly<Record<string, string>>;

/** A stored entry: its place, its true time, and what the log shows of it. */
export interface Stored {
  readonly sequence: number;
  readonly instant: number;
  readonly shown: LogEntry;
}

/** What a correct request log does. A defect replaces one of these. */
export interface Behaviour {
  /** The entries that a request makes: one. `number` counts the requests from 1. */
  entries(entry: LogEntry, exchange: StoryExchange, number: number): readonly LogEntry[];
  /** The request id that the client is given; empty for none. */
  requestIdHeader(exchange: StoryExchange, number: number): string;
  /** Whether an entry matches filters. */
  matches(stored: Stored, filters: Filters): boolean;
  /** In the order in which they are shown. */
  order(found: readonly Stored[], filters: Filters): readonly Stored[];
  /** How an entry is shown in one reading. */
  show(stored: Stored, filters: Filters): LogEntry;
  /** One page of `found`, which is in order: those after the last entry given. `given` counts the entries given so far. */
  page(found: readonly Stored[], last: Stored | undefined, given: number, limit: number): readonly Stored[];
  /** 200, or the status with which a viewer is turned away. */
  admit(viewer: string): number;
  /** What a refused viewer reads. */
  refusal(log: readonly Stored[]): string;
  /** The error for filters that cannot be meant, or `undefined`. */
  impossible(filters: Filters): { readonly status: number; readonly error: string } | undefined;
  /** The filters that really act, given those that are asked for and those of the reading before. */
  effective(asked: Filters, before: Filters): Filters;
}

/** The entry that a correct log makes of a request. */
export function correctEntry(exchange: StoryExchange): JsonObject {
  const [endpoint = '', ...query] = exchange.path.split('?');
  const failed = exchange.loggedStatus >= 400;
  return {
    requestId: exchange.requestId,
    time: new Date(exchange.sentAt + 1 > exchange.receivedAt ? exchange.sentAt : exchange.sentAt + 1).toISOString(),
    status: failed ? 'Failed' : 'Success',
    errorMessage: failed ? `It failed with ${exchange.loggedStatus}.` : null,
    method: exchange.method,
    endpoint,
    query: query.join('?'),
    statusCode: exchange.loggedStatus,
    response: exchange.responseBody.replaceAll('{{secret:password}}', '***'),
    request: {
      method: exchange.method,
      headers: {
        ...Object.fromEntries(Object.entries(exchange.headers).map(([name, value]) => [name.toLowerCase(), value])),
        ...(exchange.credential === 'none' ? {} : { authorization: 'Bearer ***' }),
        host: 'scim.example.com',
        'accept-encoding': 'gzip',
      },
      body: exchange.body.replaceAll('{{secret:password}}', '***'),
    },
  };
}

/** The text in a column, or the empty string. */
export function textAt(entry: LogEntry, column: string): string {
  const value = entry[column];
  return typeof value === 'string' ? value : '';
}

const day = 86_400_000;

function spanOf(value: string): [number, number] {
  const instant = Date.parse(value);
  return value.length === 10 ? [instant, instant + day - 1] : [instant, instant];
}

/** A naive filter, written apart from the oracle: it goes by the text of what is shown. */
export function naiveMatch({ shown, instant }: Pick<Stored, 'shown' | 'instant'>, filters: Filters): boolean {
  for (const [name, value] of Object.entries(filters)) {
    if (value === 'All') continue;
    const endpoint = textAt(shown, 'endpoint');
    const fits: Record<string, () => boolean> = {
      startDate: () => instant >= spanOf(value)[0],
      endDate: () => instant <= spanOf(value)[1],
      method: () => shown['method'] === value,
      status: () => shown['status'] === value,
      resourceType: () => endpoint.split('/')[1] === value,
      endpoint: () => `${endpoint}/`.startsWith(`${value}/`),
    };
    if (!fits[name]!()) return false;
  }
  return true;
}

/** A request log that keeps every promise. */
export const correct: Behaviour = {
  entries: (entry) => [entry],
  requestIdHeader: (exchange) => exchange.requestId,
  matches: naiveMatch,
  order: (found) => found.toSorted((left, right) => right.sequence - left.sequence),
  show: (stored) => stored.shown,
  page: (found, last, _given, limit) =>
    found.filter((stored) => last === undefined || stored.sequence < last.sequence).slice(0, limit),
  admit: (viewer) => (viewer === 'administrator' ? 200 : 403),
  refusal: () => '{"detail":"You may not read this log."}',
  impossible: (filters) => {
    const { startDate, endDate, method } = filters;
    const dates = [startDate, endDate].filter((value) => value !== undefined);
    const isBad =
      dates.some((value) => Number.isNaN(Date.parse(value))) ||
      (startDate !== undefined && endDate !== undefined && startDate > endDate) ||
      !['GET', 'PUT', 'POST', 'PATCH', 'DELETE', 'All', undefined].includes(method);
    return isBad ? { status: 400, error: '{"detail":"No such filter."}' } : undefined;
  },
  effective: (asked) => asked,
};

/** Keeps a log as a behaviour says. */
export class StoryServer {
  readonly #behaviour: Behaviour;
  readonly #log: Stored[] = [];
  #requests = 0;
  #lastFilters: Filters = {};

  constructor(behaviour: Partial<Behaviour> = {}) {
    this.#behaviour = { ...correct, ...behaviour };
  }

  /** Logs a request. @returns the request id that the client is given. */
  log(exchange: StoryExchange, makeEntry: (exchange: StoryExchange) => LogEntry = correctEntry): string {
    this.#requests += 1;
    for (const shown of this.#behaviour.entries(makeEntry(exchange), exchange, this.#requests)) this.put(shown);
    return this.#behaviour.requestIdHeader(exchange, this.#requests);
  }

  /** Puts an entry into the log as it is. */
  put(shown: LogEntry): void {
    const instant = Date.parse(textAt(shown, 'time'));
    this.#log.push({ sequence: this.#log.length + 1, instant, shown });
  }

  /** One page. @param position what the page before gave as its end. */
  read(
    viewer: string,
    asked: Filters,
    limit: number,
    position: { readonly last: Stored | undefined; readonly given: number },
  ): { status: number; entries: LogEntry[]; error?: string; more: boolean; last: Stored | undefined } {
    const status = this.#behaviour.admit(viewer);
    const none = { entries: [], more: false, last: undefined };
    if (status !== 200) return { ...none, status, error: this.#behaviour.refusal(this.#log) };
    const impossible = this.#behaviour.impossible(asked);
    if (impossible !== undefined) return { ...none, ...impossible };
    const filters = position.given === 0 ? this.#behaviour.effective(asked, this.#lastFilters) : this.#lastFilters;
    this.#lastFilters = filters;
    const matching = this.#log.filter((stored) => this.#behaviour.matches(stored, filters));
    const found = this.#behaviour.order(matching, filters);
    const page = this.#behaviour.page(found, position.last, position.given, limit);
    const rest = this.#behaviour.page(found, page.at(-1) ?? position.last, position.given + page.length, 1);
    return {
      status,
      entries: page.map((stored) => this.#behaviour.show(stored, filters)),
      more: page.length > 0 && rest.length > 0,
      last: page.at(-1),
    };
  }
}
