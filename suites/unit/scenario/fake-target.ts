import type { LogEntry } from '../../../src/history/index.ts';
import {
  type Clock,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  parseJson,
  VirtualClock,
} from '../../../src/kernel/index.ts';
import type {
  LogPage,
  LogQuery,
  LogSettling,
  LogSource,
  Target,
  TargetRequest,
  TargetResponse,
} from '../../../src/targets/index.ts';
import { smallDialect } from './small-dialect.ts';

/** What the fake does otherwise than usual. */
export interface FakeOptions {
  readonly kind?: Target['kind'];
  readonly clock?: Clock;
  readonly credentials?: readonly string[];
  readonly viewers?: readonly string[];
  readonly unavailable?: Readonly<Record<string, string>>;
  readonly settling?: LogSettling;
  /** Entries show up in the log only so many milliseconds after their request. */
  readonly lag?: number;
  /** Stands in for the answer to a request; `undefined` lets the fake answer itself. */
  readonly answer?: (request: TargetRequest) => TargetResponse | undefined;
  readonly readLog?: (query: LogQuery) => LogPage | undefined;
}

const validToken = 'token-of-the-fake-0123456789';

/** A small SCIM service with a request log, in memory. It knows creating, reading, replacing, patching and deleting; filters by `eq`. */
export class FakeTarget implements Target {
  readonly name = 'fake';
  readonly kind: Target['kind'];
  readonly clock: Clock;
  readonly credentials: readonly string[];
  readonly tenants = ['default'];
  readonly secrets = new Map([['valid', validToken]]);
  readonly logs: ReadonlyMap<string, LogSource>;
  readonly requests: TargetRequest[] = [];
  readonly reads: LogQuery[] = [];
  readonly resources = new Map<string, JsonObject>();
  readonly #options: FakeOptions;
  readonly #entries: { readonly at: number; readonly entry: LogEntry }[] = [];

  constructor(options: FakeOptions = {}) {
    this.#options = options;
    this.kind = options.kind ?? 'reference';
    this.clock = options.clock ?? new VirtualClock(Date.parse('2026-05-13T09:00:00.000Z'));
    this.credentials = options.credentials ?? ['valid', 'wrong', 'none', 'expired'];
    const source: LogSource = {
      specification: smallDialect,
      viewers: options.viewers ?? ['administrator', 'outsider'],
      sessions: [],
      unavailable: options.unavailable ?? {},
      settling: options.settling ?? { wait: 0, poll: 0, timeout: 0 },
      read: (query) => Promise.resolve(this.#read(query)),
      choices: () => Promise.resolve({ status: 404, choices: [] }),
    };
    this.logs = new Map([[smallDialect.dialect, source]]);
  }

  send(request: TargetRequest): Promise<TargetResponse> {
    this.requests.push(request);
    const response = this.#options.answer?.(request) ?? this.#answer(request);
    const requestId = `request-${String(this.requests.length).padStart(4, '0')}`;
    const at = this.clock.now();
    const [endpoint = '', query = ''] = request.path.split('?');
    const status = 'status' in response ? response.status : 0;
    const entry = {
      requestId,
      time: new Date(at).toISOString(),
      method: request.method,
      endpoint,
      query,
      statusCode: status,
      outcome: status < 400 ? 'Success' : 'Failed',
      request: request.body,
    };
    this.#entries.push({ at, entry });
    if ('failure' in response) return Promise.resolve(response);
    return Promise.resolve({ ...response, headers: { ...response.headers, 'x-request-id': requestId } });
  }

  probe(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  #answer({ method, path, body, credential }: TargetRequest): TargetResponse {
    if (credential !== 'valid') return json(401, { detail: `not ${credential}` });
    const [endpoint = '', query = ''] = path.split('?');
    const value = parseJson(body);
    const sent = isJsonObject(value) ? value : {};
    if (method === 'POST') return this.#create(endpoint, sent);
    const present = this.resources.get(endpoint);
    if (method === 'GET' && endpoint.split('/').length === 2) return this.#list(endpoint, query);
    if (present === undefined) return json(404, { detail: `${endpoint} is not there` });
    if (method === 'DELETE') {
      this.resources.delete(endpoint);
      return { status: 204, headers: {}, body: '' };
    }
    if (method === 'PUT') this.resources.set(endpoint, { ...sent, id: present['id'] });
    return json(200, this.resources.get(endpoint) ?? {});
  }

  #create(endpoint: string, sent: JsonObject): TargetResponse {
    const taken = [...this.resources.values()].some(
      (other) => sent['userName'] !== undefined && other['userName'] === sent['userName'],
    );
    if (taken) return json(409, { scimType: 'uniqueness' });
    const id = `id-${this.resources.size + 1}-${this.requests.length}`;
    const { password: _password, ...shown } = sent;
    this.resources.set(`${endpoint}/${id}`, { ...shown, id });
    return json(201, { ...shown, id });
  }

  #list(endpoint: string, query: string): TargetResponse {
    const filter = /^(\w+) eq "(.*)"$/u.exec(new URLSearchParams(query).get('filter') ?? '');
    const all = [...this.resources].filter(([path]) => path.startsWith(`${endpoint}/`)).map(([, resource]) => resource);
    const found = filter === null ? all : all.filter((resource) => resource[filter[1]!] === filter[2]);
    return json(200, { totalResults: found.length, Resources: found });
  }

  #read(query: LogQuery): LogPage {
    this.reads.push(query);
    const other = this.#options.readLog?.(query);
    if (other !== undefined) return other;
    if (query.viewer !== 'administrator') return { status: 403, entries: [], error: 'no' };
    const now = this.clock.now();
    const shown = this.#entries.filter(({ at }) => at + (this.#options.lag ?? 0) <= now).map(({ entry }) => entry);
    const matching = shown.toReversed().filter((entry) => matches(entry, query.filters));
    const from =
      query.cursor === undefined ? 0 : matching.findIndex((entry) => entry['requestId'] === query.cursor) + 1;
    const page = matching.slice(from, from + (query.limit ?? 10));
    const last = page.at(-1)?.['requestId'];
    const more = from + page.length < matching.length && typeof last === 'string';
    return { status: 200, entries: page, ...(more ? { next: last } : {}) };
  }
}

function matches(entry: LogEntry, filters: Readonly<Record<string, string>>): boolean {
  const { startDate, endDate, method, endpoint, outcome } = filters;
  const at = Date.parse(textOf(entry['time']));
  const path = textOf(entry['endpoint']);
  return (
    (startDate === undefined || at >= Date.parse(startDate)) &&
    (endDate === undefined || at <= Date.parse(endDate) + (endDate.length === 10 ? 86_399_999 : 0)) &&
    (method === undefined || method === 'All' || entry['method'] === method) &&
    (outcome === undefined || outcome === 'All' || entry['outcome'] === outcome) &&
    (endpoint === undefined || path === endpoint || path.startsWith(`${endpoint}/`))
  );
}

function json(status: number, body: JsonObject): TargetResponse {
  return { status, headers: { 'content-type': 'application/scim+json' }, body: JSON.stringify(body) };
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
