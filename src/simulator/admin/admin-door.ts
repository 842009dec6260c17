import { type Instant, isJsonObject, type JsonObject, messageOf, parseJson } from '../../kernel/index.ts';
import type { AuditStore, RecordDraft, Redactor, StateWrite } from '../../audit/index.ts';
import { ANONYMOUS, OrganizationRefusal, type Principal } from '../../organization/index.ts';
import { parseContentType } from '../http/media-types.ts';
import { parseQuery } from '../http/query-parameters.ts';
import { pathSegments } from '../http/request-target.ts';
import { jsonResponse, methodRefusalStatus } from '../http/responses.ts';
import { bearerToken, digest } from '../security/credentials.ts';
import type { Tenant } from '../tenant.ts';
import type { WireRequest, WireResponse } from '../wire.ts';
import { CHALLENGE, faultResponse, refusalResponse } from './admin-refusal.ts';
import type { AdminAnswer, AdminCommit, AdminRoute, AdminVisit } from './admin-route.ts';
import type { Family } from './family.ts';
import { type Mail, POSTMASTER } from './outbox.ts';
import { type FoundRoute, RouteTable } from './route-table.ts';

export interface AdminDoorOptions {
  readonly store: AuditStore;
  readonly redactor: Redactor;
  readonly family: Family;
  readonly routes: readonly AdminRoute[];
  readonly now: () => Instant;
  /** SHA-256 in base64 of the token with which outboxes are read; absent where nobody reads them. */
  readonly postmasterDigest?: string;
}

/** One request at the admin door. */
export interface AdminRequest {
  /** `undefined` where the path names one that does not exist. */
  readonly tenant: Tenant | undefined;
  readonly request: WireRequest;
  /** Below `/admin`: `/roles`. */
  readonly path: string;
  readonly query: string;
  readonly requestId: string;
}

/**
 * The admin API: JSON requests under `/admin`, each a command of the organization or of what belongs to it. What a
 * command did is recorded and stored in one append before it is answered; where that fails, it has not been done.
 *
 * Commands are carried out one after the other, whatever tenant they are for, because one may rest on what the one
 * before has done, and some concern two organizations.
 */
export class AdminDoor {
  readonly #options: AdminDoorOptions;
  readonly #routes: RouteTable;
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: AdminDoorOptions) {
    this.#options = options;
    this.#routes = new RouteTable(options.routes);
  }

  /** Never rejects. */
  handle(asked: AdminRequest): Promise<WireResponse> {
    const answer = this.#last.then(() => this.#answer(asked));
    this.#last = answer;
    return answer;
  }

  async #answer(asked: AdminRequest): Promise<WireResponse> {
    const identified = (response: WireResponse): WireResponse => ({
      ...response,
      headers: { 'cache-control': 'no-store', ...response.headers, 'x-request-id': asked.requestId },
    });
    try {
      return identified(await this.#route(asked));
    } catch (error) {
      if (error instanceof OrganizationRefusal) return identified(refusalResponse(error.code, error.message));
      return identified(faultResponse(500, `An internal error kept this from being done. ${messageOf(error)}`));
    }
  }

  async #route(asked: AdminRequest): Promise<WireResponse> {
    const { tenant, request, path } = asked;
    const segments = pathSegments(path);
    const found = segments === undefined ? [] : this.#routes.find(segments);
    if (tenant === undefined || tenant.organization.deleted || found.length === 0)
      return refusalResponse('not-found', 'There is nothing at this path.');
    const chosen = found.find(({ route }) => route.method === request.method);
    if (chosen === undefined) {
      const allow = found.map(({ route }) => route.method).join(', ');
      return faultResponse(methodRefusalStatus(request.method), `The methods here are ${allow}.`, { allow });
    }
    const now = this.#options.now();
    const mails: Mail[] = [];
    const visit = this.#visit(asked, tenant, chosen, now, mails);
    const answer = await chosen.route.run(visit);
    if (!(await this.#record(answer.commits ?? [], now, asked.requestId)))
      return faultResponse(503, 'This could not be put on record, so that it was not done.', { 'retry-after': '5' });
    answer.settled?.();
    for (const mail of mails) tenant.outbox.send(mail, now);
    return responseOf(answer);
  }

  #visit(
    { request, query }: AdminRequest,
    tenant: Tenant,
    { parameters }: FoundRoute,
    now: Instant,
    mails: Mail[],
  ): AdminVisit {
    const asked = parseQuery(query);
    if (asked === undefined)
      throw new OrganizationRefusal('invalid', 'The query string is not properly percent-encoded.');
    return {
      tenant,
      organization: tenant.organization,
      principal: this.#principal(tenant, request.headers.authorization, now),
      parameters,
      query: new Map([...asked].map(([name, [value = '']]) => [name, value])),
      now,
      body: () => bodyOf(request),
      family: this.#options.family,
      send: (mail) => void mails.push(mail),
    };
  }

  /** @throws OrganizationRefusal `unauthenticated` for a token of nobody: whoever shows one means somebody by it. */
  #principal({ organization }: Tenant, authorization: string | undefined, now: Instant): Principal {
    if (authorization === undefined) return ANONYMOUS;
    const token = bearerToken(authorization) ?? '';
    if (digest(token) === this.#options.postmasterDigest) return POSTMASTER;
    const principal = organization.authenticate(token, now);
    if (principal === undefined) throw new OrganizationRefusal('unauthenticated', 'The token is not valid.');
    return principal;
  }

  /** @returns whether it is durable; otherwise it was undone. */
  async #record(commits: readonly AdminCommit[], now: Instant, requestId: string): Promise<boolean> {
    const { store, redactor } = this.#options;
    const records: RecordDraft[] = [];
    const state: StateWrite[] = [];
    for (const { tenant, drafts, writes } of commits) {
      for (const draft of drafts) {
        const id = records.length === 0 ? requestId : `${requestId}.${records.length}`;
        records.push({ ...draft, tenant, id, occurredAt: now, correlationId: requestId });
      }
      for (const write of writes) state.push({ ...write, tenant });
    }
    try {
      if (records.length + state.length > 0) await store.append({ records: redactor.drafts(records), state });
      for (const commit of commits) commit.settle();
      return true;
    } catch {
      for (const commit of commits.toReversed()) commit.undo();
      return false;
    }
  }
}

function bodyOf({ body, bodyFault, headers }: WireRequest): JsonObject {
  const { mediaType } = parseContentType(headers['content-type'] ?? '');
  const value = mediaType === 'application/json' && bodyFault === undefined ? parseJson(body) : undefined;
  if (isJsonObject(value)) return value;
  throw new OrganizationRefusal('invalid', 'A JSON object of the type application/json is expected.');
}

function responseOf({ status, body }: AdminAnswer): WireResponse {
  const challenge = status === 401 ? CHALLENGE : {};
  return body === undefined ? { status, headers: challenge, body: '' } : jsonResponse(status, body, challenge);
}
