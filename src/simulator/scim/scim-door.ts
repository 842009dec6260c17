import type { Instant } from '../../kernel/index.ts';
import type { Party } from '../../audit/index.ts';
import type { DirectoryCommit } from '../../directory/index.ts';
import { ScimError } from '../../scim/index.ts';
import type { DoorAddress } from '../door-address.ts';
import { negotiate } from '../http/media-types.ts';
import { pathSegments } from '../http/request-target.ts';
import { errorResponse, methodRefusalStatus, SCIM_MEDIA_TYPES, withoutBody } from '../http/responses.ts';
import type { Authentication } from '../security/credentials.ts';
import type { CredentialOptions } from '../options.ts';
import type { Tenant } from '../tenant.ts';
import type { WireRequest, WireResponse } from '../wire.ts';
import { FAILED_AUTHENTICATION } from './canonical-action.ts';
import { allowedMethods, type Endpoint } from './endpoint.ts';
import { type HandledBulk, ScimExchange, type ScimReply, type ScimSettings } from './scim-exchange.ts';
import type { Route, Routes } from './scim-routes.ts';

/** How a request was handled: the response, and what the log is told of it. */
export interface Handling {
  readonly response: WireResponse;
  readonly action: string;
  readonly actor: Party;
  readonly target?: Party;
  /** Why it failed. */
  readonly reason?: string;
  readonly bulk?: HandledBulk;
  /** What it changed, not yet durable. */
  readonly commit?: DirectoryCommit<unknown>;
}

/** Who acted where nobody could be made out. */
const ANONYMOUS: Party = { type: 'credential', id: 'anonymous' };
const NO_CREDENTIAL: CredentialOptions = { name: 'anonymous', access: 'read-only' };

/** Challenges of RFC 6750 section 3, by what is wrong with the credentials. */
const REFUSALS = {
  absent: { detail: 'The request has no Authorization header.', challenge: '' },
  malformed: { detail: 'The Authorization header is not of the form "Bearer <token>".', challenge: 'invalid_request' },
  unknown: { detail: 'The bearer token is not valid.', challenge: 'invalid_token' },
  expired: { detail: 'The bearer token has expired.', challenge: 'invalid_token' },
  revoked: { detail: 'The bearer token has been revoked.', challenge: 'invalid_token' },
} as const;

/** A refusal with header fields of its own. */
class Refusal extends ScimError {
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, detail: string, headers: Readonly<Record<string, string>>) {
    super(status, detail);
    this.headers = headers;
  }
}

/** The SCIM protocol in front of the directories (RFC 7644): from a request to a response, synchronously. */
export class ScimDoor {
  readonly #settings: ScimSettings;
  readonly #routes: Routes;

  constructor(settings: ScimSettings, routes: Routes) {
    this.#settings = settings;
    this.#routes = routes;
  }

  /** @param tenant `undefined` where the address names one that does not exist. */
  handle(
    tenant: Tenant | undefined,
    request: WireRequest,
    address: DoorAddress,
    query: string,
    arrivedAt: Instant,
  ): Handling {
    const visit = new Visit(request, address);
    try {
      if (tenant === undefined || tenant.organization.deleted) throw new ScimError(404, 'There is no such base URI.');
      const response = this.#answer(visit, tenant, query, arrivedAt);
      return visit.handling(request.method === 'HEAD' ? withoutBody(response) : response);
    } catch (error) {
      return visit.failure(error);
    }
  }

  /** How a request is logged that never became complete: as its sender asked for, and without anything done. */
  abandon(
    tenant: Tenant | undefined,
    request: WireRequest,
    address: DoorAddress,
    arrivedAt: Instant,
    status: number,
    reason: string,
  ): Handling {
    const visit = new Visit(request, address);
    const segments = pathSegments(address.path);
    const endpoint = segments === undefined ? undefined : endpointOf(this.#routes(segments), request.method);
    if (endpoint !== undefined) visit.action = endpoint.action;
    const found = tenant?.credentials.authenticate(request.headers.authorization, arrivedAt);
    if (found?.credential !== undefined) visit.actor = partyOf(found.credential);
    return visit.handling({ status, headers: {}, body: '' }, reason);
  }

  #answer(visit: Visit, tenant: Tenant, query: string, arrivedAt: Instant): WireResponse {
    const { request, address } = visit;
    const segments = pathSegments(address.path);
    const route = segments === undefined ? undefined : this.#routes(segments);
    const endpoint = endpointOf(route, request.method);
    if (endpoint !== undefined) visit.action = endpoint.action;

    const credential = authorize(visit, tenant, endpoint, arrivedAt);
    if (address.version !== undefined && address.version !== 'v2')
      throw new ScimError(400, `SCIM protocol version "${address.version}" is not supported; "v2" is.`, 'invalidVers');
    if (segments === undefined) throw new ScimError(400, 'The path is not properly percent-encoded.');
    if (route === undefined) throw new ScimError(404, `There is no endpoint "${address.path}".`);
    if (request.method === 'OPTIONS') {
      return { status: 204, headers: { allow: allowedMethods(route.methods) }, body: '' };
    }
    if (endpoint === undefined) throw methodRefusal(request.method, allowedMethods(route.methods));
    const mediaType = negotiate(request.headers.accept, SCIM_MEDIA_TYPES);
    if (mediaType === undefined) throw new ScimError(406, `None of ${SCIM_MEDIA_TYPES.join(', ')} is acceptable.`);
    if (endpoint.writes && credential.access === 'read-only')
      throw new ScimError(403, 'The credential may read and not write.');

    const exchange = new ScimExchange({
      settings: this.#settings,
      tenant,
      request,
      credential,
      arrivedAt,
      baseUri: `${request.origin}${address.prefix}/scim/v2`,
      query,
    });
    visit.exchange = exchange;
    return wireResponse(endpoint.run(exchange, route.id), mediaType);
  }
}

/** What becomes known of a request on its way, so that the log has it whichever way it ends. */
class Visit {
  readonly request: WireRequest;
  readonly address: DoorAddress;
  action = 'other';
  actor: Party = ANONYMOUS;
  exchange: ScimExchange | undefined;

  constructor(request: WireRequest, address: DoorAddress) {
    this.request = request;
    this.address = address;
  }

  handling(response: WireResponse, reason?: string): Handling {
    const { action, actor, exchange } = this;
    const headers = { ...exchange?.headers, ...response.headers };
    return {
      response: { ...response, headers },
      action,
      actor,
      ...(exchange?.target !== undefined && { target: exchange.target }),
      ...(reason !== undefined && { reason }),
      ...(exchange?.bulk !== undefined && { bulk: exchange.bulk }),
      ...(exchange?.commit !== undefined && { commit: exchange.commit }),
    };
  }

  failure(error: unknown): Handling {
    // What was changed before the failure must not stay: the client is told that nothing was.
    this.exchange?.commit?.undo();
    if (this.exchange !== undefined) this.exchange.commit = undefined;
    if (error instanceof ScimError) {
      const response = errorResponse(error, error instanceof Refusal ? error.headers : {});
      return this.handling(this.request.method === 'HEAD' ? withoutBody(response) : response, error.message);
    }
    const cause = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    const answer = new ScimError(500, 'An internal error kept the request from being handled.');
    return this.handling(errorResponse(answer), `${answer.message} ${cause}`);
  }
}

/** HEAD is answered wherever GET is (RFC 9110 section 9.3.2). */
function endpointOf(route: Route | undefined, method: string): Endpoint | undefined {
  const name = method === 'HEAD' ? 'GET' : method;
  return route !== undefined && Object.hasOwn(route.methods, name) ? route.methods[name] : undefined;
}

function authorize(
  visit: Visit,
  tenant: Tenant,
  endpoint: Endpoint | undefined,
  arrivedAt: Instant,
): CredentialOptions {
  const authorization = visit.request.headers.authorization;
  const found = tenant.credentials.authenticate(authorization, arrivedAt);
  const credential = found.credential;
  if (credential !== undefined) visit.actor = partyOf(credential);
  if (found.accepted) return found.credential;
  if (found.cause === 'absent' && endpoint?.public === true) return NO_CREDENTIAL;
  visit.action = FAILED_AUTHENTICATION;
  throw unauthorized(found.cause);
}

/** The credential itself, never who once made it (FLD-ACTOR-1). */
function partyOf({ name, display }: CredentialOptions): Party {
  return { type: 'credential', id: name, ...(display !== undefined && { display }) };
}

function unauthorized(cause: Exclude<Authentication, { accepted: true }>['cause']): Refusal {
  const { detail, challenge } = REFUSALS[cause];
  const error = challenge === '' ? '' : `, error="${challenge}", error_description="${detail.replaceAll('"', "'")}"`;
  return new Refusal(401, detail, { 'www-authenticate': `Bearer realm="scim"${error}` });
}

function methodRefusal(method: string, allow: string): Refusal {
  const status = methodRefusalStatus(method);
  return new Refusal(status, `The method ${method} is not supported here; ${allow} are.`, { allow });
}

function wireResponse(reply: ScimReply, mediaType: string): WireResponse {
  const { status, body } = reply;
  const headers = body === '' ? (reply.headers ?? {}) : { 'content-type': mediaType, ...reply.headers };
  return { status, headers, body };
}
