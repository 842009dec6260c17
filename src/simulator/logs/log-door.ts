import { type Instant, isJsonObject, type JsonObject } from '../../kernel/index.ts';
import {
  type AuditStore,
  csvFormat,
  type CursorSeal,
  type DialectSpecification,
  type ExportFormat,
  exportLog,
  filterChoices,
  ndjsonFormat,
  parseFilters,
  readLog,
  type RecordDraft,
  type Redactor,
  showEntry,
  takePartition,
} from '../../audit/index.ts';
import { pathSegments } from '../http/request-target.ts';
import { jsonResponse, methodRefusalStatus, withoutBody } from '../http/responses.ts';
import type { Seal } from '../security/seal.ts';
import { type SignedIn, signedIn } from '../security/signed-in.ts';
import { NO_TENANT, type Tenant } from '../tenant.ts';
import type { WireRequest, WireResponse } from '../wire.ts';
import { type LogFormat, parseQuestion, type ViewerQuestion } from './log-question.ts';
import { LogRefusal, refusalOf } from './log-refusal.ts';

export interface LogDoorOptions {
  readonly store: AuditStore;
  readonly redactor: Redactor;
  readonly seal: Seal;
  readonly dialects: readonly DialectSpecification[];
  readonly cursorTimeoutSeconds: number;
}

/** One request at the log door. */
export interface LogVisit {
  /** `undefined` where the path names one that does not exist. */
  readonly tenant: Tenant | undefined;
  readonly request: WireRequest;
  /** Below `/logs`: `/requests`. */
  readonly path: string;
  readonly query: string;
  readonly arrivedAt: Instant;
  readonly requestId: string;
}

/** What the record of a visit says beyond who and when. */
interface Trace {
  action: 'log.list' | 'log.read' | 'log.export' | 'log.specification.read' | 'log.filters.read';
  viewer: SignedIn | undefined;
  dialect: string | undefined;
  detail: JsonObject;
}

const READING = 'GET, HEAD';

const EXPORT_FORMATS: Readonly<Partial<Record<LogFormat, ExportFormat>>> = { csv: csvFormat, ndjson: ndjsonFormat };

/**
 * The read API of the logs, for every declared dialect alike: `GET /logs` lists them, `GET /logs/{dialect}` gives entries,
 * `GET /logs/{dialect}/specification` the declaration, `GET /logs/{dialect}/filters/{filter}` what can be chosen in a
 * filter while others are set. There is no other method: a log cannot be changed through it.
 *
 * Each visit is on record itself (FLD-READ-1). Where the store takes no more records but can still be read, as on a full
 * disk, the log is shown all the same: that is when it is needed.
 */
export class LogDoor {
  readonly #options: LogDoorOptions;
  readonly #dialects: ReadonlyMap<string, DialectSpecification>;

  constructor(options: LogDoorOptions) {
    this.#options = options;
    this.#dialects = new Map(options.dialects.map((specification) => [specification.dialect, specification]));
  }

  async handle(visit: LogVisit): Promise<WireResponse> {
    const trace: Trace = { action: 'log.read', viewer: undefined, dialect: undefined, detail: {} };
    let response: WireResponse;
    let reason: string | undefined;
    try {
      response = await this.#answer(visit, trace);
    } catch (error) {
      const refusal = refusalOf(error);
      response = refusal.toResponse();
      reason = refusal === error ? refusal.message : `${refusal.message} ${String(error)}`;
    }
    await this.#record(visit, trace, response.status, reason).catch(() => undefined);
    const headers = { ...response.headers, 'x-request-id': visit.requestId };
    const identified = { ...response, headers };
    return visit.request.method === 'HEAD' ? withoutBody(identified) : identified;
  }

  async #answer(visit: LogVisit, trace: Trace): Promise<WireResponse> {
    const { request, tenant } = visit;
    const viewer = tenant && signedIn(tenant, request.headers.authorization, visit.arrivedAt);
    trace.viewer = viewer;
    const [dialect, part, filter, ...more] = pathSegments(visit.path) ?? ['', '', '', ''];
    if (dialect === undefined) trace.action = 'log.list';
    if (part === 'specification') trace.action = 'log.specification.read';
    if (part === 'filters') trace.action = 'log.filters.read';
    if (dialect !== undefined) trace.dialect = dialect;
    if (tenant === undefined || viewer === undefined)
      throw new LogRefusal(401, 'unauthorized', 'A valid bearer token is required.', {
        'www-authenticate': 'Bearer realm="logs"',
      });
    if (request.method !== 'GET' && request.method !== 'HEAD')
      throw new LogRefusal(methodRefusalStatus(request.method), 'methodNotAllowed', 'The log can only be read.', {
        allow: READING,
      });
    if (dialect === undefined) return this.#list(viewer);
    const specification = this.#dialects.get(dialect);
    const isKnown = filter === undefined ? part === undefined || part === 'specification' : part === 'filters';
    if (specification === undefined || more.length > 0 || !isKnown)
      throw new LogRefusal(404, 'notFound', 'There is no such log.');
    if (!mayRead(specification, viewer)) throw new LogRefusal(403, 'forbidden', 'Access is denied.');
    if (part === 'specification') return jsonResponse(200, specification);
    const parameters = parseQuestion(visit.query, request.headers.accept);
    const question = { ...parameters, ...takePartition(specification, parameters.filters) };
    if (filter !== undefined) {
      trace.detail = { filter, filters: question.filters };
      return jsonResponse(200, { filter, choices: filterChoices(specification, filter, question.filters) ?? [] });
    }
    const format = EXPORT_FORMATS[question.format];
    if (format !== undefined) return this.#export(visit, tenant, specification, question, format, trace);
    return this.#page(visit, tenant, viewer, specification, question, trace);
  }

  #list(viewer: SignedIn): WireResponse {
    const readable = this.#options.dialects.filter((specification) => mayRead(specification, viewer));
    const logs = readable.map(({ dialect, title, source }) => ({ dialect, title, source }));
    return jsonResponse(200, { logs });
  }

  async #page(
    visit: LogVisit,
    tenant: Tenant,
    viewer: SignedIn,
    specification: DialectSpecification,
    question: ViewerQuestion,
    trace: Trace,
  ): Promise<WireResponse> {
    const { cursor, limit, count, shown } = question;
    trace.detail = { ...askedOf(question), continued: cursor !== undefined };
    const { dialect } = specification;
    // A page without entries still has to tell whether the question is a good one.
    parseFilters(specification, question.filters, { now: visit.arrivedAt, zone: question.zone ?? 'UTC' });
    if (limit === 0) return jsonResponse(200, { dialect, entries: [], itemsPerPage: 0 });
    const asked = { ...askedOf(question), tenant: tenant.id, now: visit.arrivedAt, limit };
    const seal = this.#cursorSeal(visit.arrivedAt, viewer, count);
    const { entries, next } = await readLog(
      this.#options.store,
      specification,
      { ...asked, ...(cursor !== undefined && { cursor }) },
      seal,
    );
    trace.detail = { ...trace.detail, entries: entries.length };
    const given = shown ? entries.map((entry) => showEntry(specification, entry)) : entries;
    const page = { dialect, entries: given, itemsPerPage: entries.length, ...refreshOf(specification, entries) };
    return jsonResponse(200, next === undefined ? page : { ...page, nextCursor: next });
  }

  async #export(
    visit: LogVisit,
    tenant: Tenant,
    specification: DialectSpecification,
    question: ViewerQuestion,
    format: ExportFormat,
    trace: Trace,
  ): Promise<WireResponse> {
    trace.action = 'log.export';
    trace.detail = { ...askedOf(question), format: question.format };
    const asked = { ...askedOf(question), tenant: tenant.id, now: visit.arrivedAt };
    const pieces = exportLog(this.#options.store, specification, asked, format);
    // The first piece also tells whether the question is a good one, and most logs have no second.
    const [first, second] = [await pieces.next(), await pieces.next()];
    const response = { status: 200, headers: exportHeaders(specification, question, format), body: first.value ?? '' };
    return second.done === true ? response : { ...response, chunks: resume(second.value, pieces) };
  }

  /** Cursors that open for the viewer who got them, for some time, and with the count of the first page (RFC 9865). */
  #cursorSeal(now: Instant, viewer: SignedIn, count: number | undefined): CursorSeal {
    const { seal, cursorTimeoutSeconds } = this.#options;
    const own = (purpose: string): string => `${purpose}/${viewer.party.type}/${viewer.party.id}`;
    const expiresAt = now + cursorTimeoutSeconds * 1000;
    return {
      close: (purpose, content) => seal.close(own(purpose), { content, expiresAt, count: count ?? null }),
      open: (purpose, text) => {
        const opened = seal.open(own(purpose), text);
        if (opened === undefined) return undefined;
        if (opened.count !== (count ?? null))
          throw new LogRefusal(400, 'invalidCount', 'The count differs from that of the first page.');
        if (now >= Number(opened.expiresAt))
          throw new LogRefusal(400, 'expiredCursor', 'The cursor has expired; begin with the first page again.');
        return isJsonObject(opened.content) ? opened.content : undefined;
      },
    };
  }

  async #record(visit: LogVisit, trace: Trace, status: number, reason: string | undefined): Promise<void> {
    const { store, redactor } = this.#options;
    const draft: RecordDraft = {
      tenant: visit.tenant?.id ?? NO_TENANT,
      id: visit.requestId,
      kind: 'log.read',
      occurredAt: visit.arrivedAt,
      correlationId: visit.requestId,
      action: trace.action,
      outcome: reason === undefined ? 'success' : 'failure',
      actor: trace.viewer?.party ?? { type: 'viewer', id: 'anonymous' },
      ...(trace.dialect !== undefined && { target: { type: 'log', id: trace.dialect } }),
      ...(reason !== undefined && { reason }),
      detail: { method: visit.request.method, status, ...trace.detail },
    };
    await store.append({ records: redactor.drafts([draft]) });
  }
}

/** What a question is about, whichever way it is answered. */
function askedOf({
  filters,
  partition,
  search,
  zone,
}: ViewerQuestion): Pick<ViewerQuestion, 'filters' | 'partition' | 'search' | 'zone'> {
  return {
    filters,
    ...(partition !== undefined && { partition }),
    ...(search !== undefined && { search }),
    ...(zone !== undefined && { zone }),
  };
}

/** When a page is to be read again, because something that it shows is still going on. */
function refreshOf({ refresh }: DialectSpecification, entries: readonly JsonObject[]): { refreshSeconds?: number } {
  if (refresh === undefined) return {};
  const goesOn = entries.some((entry) => refresh.values.some((value) => entry[refresh.column] === value));
  return goesOn ? { refreshSeconds: refresh.seconds } : {};
}

function exportHeaders(
  { dialect }: DialectSpecification,
  { format }: ViewerQuestion,
  { mediaType }: ExportFormat,
): Record<string, string> {
  return { 'content-type': mediaType, 'content-disposition': `attachment; filename="${dialect}.${format}"` };
}

async function* resume(piece: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield piece;
  yield* rest;
}

function mayRead(specification: DialectSpecification, viewer: SignedIn): boolean {
  return viewer.roles.some((role) => specification.access.roles.includes(role));
}
