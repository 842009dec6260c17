import type { DialectSpecification } from '../audit/dialects/specification.ts';
import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  parseJson,
  resolvePointer,
  ScimulateError,
} from '../kernel/index.ts';
import { type Authorizer, type AuthorizerMeans, createAuthorizer } from './credential.ts';
import type { IssuedCredentials } from './issued-credentials.ts';
import { readChoices } from './log-choices.ts';
import { LogFault } from './log-fault.ts';
import {
  firstPosition,
  type LogPosition,
  nextPosition,
  pagingParameter,
  readPosition,
  writePosition,
} from './log-paging.ts';
import { type Parameters, questionParameters, withQuery } from './log-question.ts';
import { namesIn, pointersOf, toLogEntry } from './log-values.ts';
import { patientRead } from './retry-after.ts';
import type { ChoicesQuery, LogChoices, LogPage, LogQuery, LogSettling, LogSource, TargetResponse } from './target.ts';
import type { LogSetup } from './target-setup.ts';
import type { TransportRequest } from './transport.ts';

/** Characters of a refusal that a page keeps. */
const keptError = 2_000;

/** A log that is read as JSON over HTTP, whoever keeps it. */
export class HttpLogSource implements LogSource {
  readonly specification;
  readonly viewers: readonly string[];
  readonly sessions: readonly string[];
  readonly unavailable;
  readonly settling: LogSettling;
  readonly #setup: LogSetup;
  readonly #means: AuthorizerMeans;
  readonly #issued: IssuedCredentials;
  readonly #authorizers = new Map<string, Authorizer>();
  /** Pointers that have led somewhere at least once. */
  readonly #seen = new Set<string>();

  constructor(setup: LogSetup, means: AuthorizerMeans, issued: IssuedCredentials) {
    const { wait = 0, poll = 500, timeout = 0 } = setup.source.settle ?? {};
    this.specification = setup.specification;
    this.unavailable = setup.unavailable;
    this.settling = { wait, poll, timeout };
    this.#setup = setup;
    this.#means = means;
    this.#issued = issued;
    this.sessions = issued.sessions;
    const names = new Set<string>();
    for (const [tenant, viewers] of setup.viewers) {
      for (const [viewer, credential] of viewers) {
        names.add(viewer);
        this.#authorizers.set(JSON.stringify([tenant, viewer]), createAuthorizer(credential, means));
      }
    }
    this.viewers = [...names];
  }

  async read(query: LogQuery): Promise<LogPage> {
    const authorize = this.#check(query);
    const { source } = this.#setup;
    const position = query.cursor === undefined ? firstPosition(source.paging) : readPosition(query.cursor);
    if (position === undefined)
      throw this.#fault(this.#urlFor(query)).error('CURSOR', 'the cursor was not given out by this log.');
    const request = this.#request(query, position, await authorize());
    const fault = this.#fault(request.url, request.method);
    const response = await patientRead(this.#means, request);
    if ('failure' in response) {
      throw fault.error('UNREACHABLE', `${response.failure.code}: ${response.failure.message}`);
    }
    return this.#page(query, position, request.url, response, fault);
  }

  async choices(query: ChoicesQuery): Promise<LogChoices> {
    const authorize = this.#check(query, `choices:${this.specification.dialect}.${query.filter}`);
    const common = { setup: this.#setup, specification: this.specification, means: this.#means };
    return readChoices({ ...common, authorization: await authorize() }, query);
  }

  #urlFor({ tenant }: LogQuery): string {
    return this.#setup.tenantUrls?.get(tenant) ?? this.#setup.url;
  }

  /** @throws ScimulateError `LOG_SOURCE_UNAVAILABLE` for anything that this source cannot be asked. */
  #check({ filters, search, partition, zone, viewer, tenant }: LogQuery, ...more: readonly string[]): Authorizer {
    const { dialect } = this.specification;
    const asked = [...more, ...Object.keys(filters).map((name) => `filter:${dialect}.${name}`)];
    if (search !== undefined) asked.push(`search:${dialect}`);
    if (partition !== undefined) asked.push(`partition:${dialect}`);
    if (zone !== undefined) asked.push(`zone:${dialect}`);
    for (const key of asked) {
      const reason = this.unavailable[key];
      if (reason !== undefined)
        throw new ScimulateError('LOG_SOURCE_UNAVAILABLE', `${key} cannot be asked: ${reason}.`);
    }
    const session = this.#issued.session(tenant, viewer);
    const authorizer = session?.authorize ?? this.#authorizers.get(JSON.stringify([tenant, viewer]));
    if (authorizer !== undefined) return authorizer;
    const reason = this.unavailable[`viewer:${dialect}.${viewer}`] ?? 'the target has no such viewer for this tenant';
    const who = `viewer:${dialect}.${viewer} of the tenant ${JSON.stringify(tenant)}`;
    throw new ScimulateError('LOG_SOURCE_UNAVAILABLE', `${who} cannot read: ${reason}.`);
  }

  #request(query: LogQuery, position: LogPosition, authorization: Readonly<Record<string, string>>): TransportRequest {
    const { source, headers } = this.#setup;
    const url = this.#urlFor(query);
    const common = { Accept: 'application/json', ...headers, ...authorization };
    if (source.paging.style === 'link' && typeof position.at === 'string') {
      return { method: 'GET', url: position.at, headers: common, body: '' };
    }
    const parameters: Parameters = questionParameters(source, this.specification, query);
    const page = pagingParameter(source.paging, position);
    if (page !== undefined) parameters.set(...page);
    if (source.method !== 'POST') return { method: 'GET', url: withQuery(url, parameters), headers: common, body: '' };
    const body = JSON.stringify(Object.fromEntries(parameters));
    return { method: 'POST', url, headers: { ...common, 'Content-Type': 'application/json' }, body };
  }

  #page(
    query: LogQuery,
    position: LogPosition,
    url: string,
    response: Extract<TargetResponse, { status: number }>,
    fault: LogFault,
  ): LogPage {
    const { status, headers, body } = response;
    if (status < 200 || status > 299) {
      if (mayBeRefused(query, status, this.specification)) {
        return { status, entries: [], error: this.#means.secrets.redact(body).slice(0, keptError) };
      }
      throw unusable(response, fault);
    }
    const { source } = this.#setup;
    const document = parseAnswer(response, fault);
    const rawEntries = resolvePointer(document, source.entries);
    if (!Array.isArray(rawEntries)) {
      const found = `the answer is ${namesIn(document)}`;
      throw fault.error(
        'ENTRIES',
        `there is no list of entries at "${source.entries}"; ${found}.`,
        'correct "entries".',
      );
    }
    const entries = this.#entries(rawEntries, fault);
    const next = nextPosition(source.paging, position, { url, headers, document, rawEntries }, fault);
    const refresh = source.refresh === undefined ? undefined : resolvePointer(document, source.refresh);
    return {
      status,
      entries,
      ...(next !== undefined && { next: writePosition(next) }),
      ...(typeof refresh === 'number' && { refreshSeconds: refresh }),
    };
  }

  #entries(rawEntries: readonly JsonValue[], fault: LogFault): readonly JsonObject[] {
    const objects = rawEntries.filter(isJsonObject);
    if (objects.length < rawEntries.length) {
      const odd = rawEntries.find((entry) => !isJsonObject(entry)) ?? null;
      throw fault.error('ENTRY', `an entry is not an object but ${namesIn(odd)}.`, 'correct "entries".');
    }
    const { fields } = this.#setup.source;
    if (fields === undefined) return objects;
    this.#checkPointers(objects, fault);
    return objects.map((entry) => toLogEntry(entry, this.specification.columns, fields));
  }

  /**
   * A pointer that has never led anywhere is taken for a mistake in the target file where every entry should have the
   * column; one entry without it is a matter for a verdict.
   */
  #checkPointers(entries: readonly JsonObject[], fault: LogFault): void {
    const { fields = {} } = this.#setup.source;
    for (const column of this.specification.columns) {
      const field = fields[column.name];
      if (field === undefined || column.presence !== 'always') continue;
      for (const pointer of pointersOf(field)) {
        if (this.#seen.has(pointer)) continue;
        if (entries.some((entry) => resolvePointer(entry, pointer) !== undefined)) this.#seen.add(pointer);
        else if (entries.length > 1) {
          const message = `no entry has anything at "${pointer}" for the column "${column.name}"; an entry is ${namesIn(entries[0]!)}.`;
          throw fault.error(
            'COLUMN',
            message,
            'correct the pointer, or leave the column out if the log does not have it.',
          );
        }
      }
    }
  }

  #fault(url: string, method: string = this.#setup.source.method ?? 'GET'): LogFault {
    const redact = (text: string): string => this.#means.secrets.redact(text);
    return new LogFault(this.specification.dialect, `${method} ${url}`, redact, this.#setup.place);
  }
}

/**
 * 401 and 403 are answers to anybody. Whoever is not the administrator may be turned away in any way, and a question
 * with filters or a search may be refused; the plain question of an administrator has to be answered.
 */
function mayBeRefused(query: LogQuery, status: number, { partition }: DialectSpecification): boolean {
  if (status === 401 || status === 403 || query.viewer !== 'administrator') return true;
  if (partition !== undefined && query.partition === undefined) return status >= 400;
  return status >= 400 && (Object.keys(query.filters).length > 0 || query.search !== undefined);
}

type Response = Extract<TargetResponse, { status: number }>;

function unusable({ status, headers, body }: Response, fault: LogFault): ScimulateError {
  if (status >= 300 && status < 400) {
    const target = headers['location'] === undefined ? 'nowhere' : fault.excerpt(headers['location']);
    const message = `the answer is a redirect (status ${status}) to ${target}.`;
    return fault.error('REDIRECTED', message, 'give the address it leads to.');
  }
  const message = `the status is ${status}, the content type ${contentType(headers, fault)}: ${fault.excerpt(body)}`;
  return fault.error('REFUSED', message);
}

function parseAnswer({ status, headers, body }: Response, fault: LogFault): JsonValue {
  const value = parseJson(body);
  if (value !== undefined) return value;
  const what = `status ${status}, content type ${contentType(headers, fault)}: ${fault.excerpt(body)}`;
  throw fault.error('NOT_JSON', `the answer is not JSON; ${what}`);
}

function contentType(headers: Readonly<Record<string, string>>, fault: LogFault): string {
  return headers['content-type'] === undefined ? 'not given' : fault.excerpt(headers['content-type']);
}
