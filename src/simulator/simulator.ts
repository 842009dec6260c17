import { type Clock, orderedUuid } from '../kernel/index.ts';
import type { AuditStore, Redactor, StateWrite } from '../audit/index.ts';
import { ScimError } from '../scim/index.ts';
import type { AdminDoor } from './admin/admin-door.ts';
import { addressOf, type DoorAddress } from './door-address.ts';
import { toFetchResponse, toWireRequest } from './fetch-adapter.ts';
import { splitTarget } from './http/request-target.ts';
import { errorResponse, jsonResponse } from './http/responses.ts';
import type { LogDoor } from './logs/log-door.ts';
import type { Limits } from './options.ts';
import { draftsOf } from './record-drafts.ts';
import type { ProvisioningDoor } from './provisioning/provisioning-door.ts';
import { draftOf } from './provisioning/tenant-provisioning.ts';
import type { Handling, ScimDoor } from './scim/scim-door.ts';
import { issueToken } from './security/token-endpoint.ts';
import { NO_TENANT, type Tenant } from './tenant.ts';
import type { WireRequest, WireResponse } from './wire.ts';

/**
 * Why a request never became complete: the client closed the connection, or did not send it in time.
 * Either is on record as a failure, with status 499 (which nginx made customary) or 408.
 */
export type Abandonment = 'disconnect' | 'timeout';

/** The SCIM service, its logs and its token endpoint, as one function from request to response. */
export interface Simulator {
  readonly clock: Clock;
  /** Bytes of a request body that are taken in. */
  readonly bodyLimit: number;
  /**
   * Answers a complete request. Its effects and its record are durable when the promise resolves; it never rejects.
   * Requests are handled in the order of the calls.
   */
  handle(request: WireRequest): Promise<WireResponse>;
  /** Puts a request on record that broke off before it was complete. `request` has what did arrive. */
  abandon(request: WireRequest, cause: Abandonment): Promise<void>;
  /** `handle` for the Fetch API, for use in process and in msw. */
  fetch(request: Request): Promise<Response>;
  /** Makes durable what is under way and closes the store. Idempotent. */
  close(): Promise<void>;
}

export interface SimulatorParts {
  readonly clock: Clock;
  readonly limits: Limits;
  readonly store: AuditStore;
  readonly redactor: Redactor;
  readonly tenants: ReadonlyMap<string, Tenant>;
  /** Stands in for a tenant where a request names none that exists. */
  readonly nobody: Pick<Tenant, 'random'>;
  /** The doors by what is asked of them, so that something else can stand in front of one. */
  readonly scim: Pick<ScimDoor, 'handle' | 'abandon'>;
  readonly provisioning: Pick<ProvisioningDoor, 'owns' | 'handle'>;
  readonly admin: Pick<AdminDoor, 'handle'>;
  readonly logs: Pick<LogDoor, 'handle'>;
}

const ABANDONMENTS = {
  disconnect: { status: 499, reason: 'The connection was closed before the request was complete.' },
  timeout: { status: 408, reason: 'The request was not complete in time.' },
} as const;

export class ComposedSimulator implements Simulator {
  readonly clock: Clock;
  readonly bodyLimit: number;
  readonly #parts: SimulatorParts;

  constructor(parts: SimulatorParts) {
    this.clock = parts.clock;
    this.bodyLimit = parts.limits.bodyBytes;
    this.#parts = parts;
  }

  handle(request: WireRequest): Promise<WireResponse> {
    const { path, query } = splitTarget(request.url);
    const address = addressOf(path);
    if (address === undefined) {
      const detail = 'There is nothing at this path.';
      return Promise.resolve(jsonResponse(404, { status: 404, code: 'notFound', detail }));
    }
    const limited = this.#limited(request);
    switch (address.door) {
      case 'scim':
        return this.#handleScim(limited, address, query);
      case 'logs':
        return this.#handleLogs(limited, address, query);
      case 'admin':
        return this.#handleAdmin(limited, address, query);
      case 'token':
      default:
        return Promise.resolve(this.#handleToken(limited, address));
    }
  }

  async abandon(request: WireRequest, cause: Abandonment): Promise<void> {
    const { path, query } = splitTarget(request.url);
    const address = addressOf(path);
    if (address?.door !== 'scim') return;
    const arrivedAt = this.clock.now();
    const tenant = this.#parts.tenants.get(address.tenant);
    const { status, reason } = ABANDONMENTS[cause];
    const handling = this.#parts.scim.abandon(tenant, request, address, arrivedAt, status, reason);
    await this.#record(request, address, query, arrivedAt, handling, tenant);
  }

  async fetch(request: Request): Promise<Response> {
    return toFetchResponse(await this.handle(await toWireRequest(request)));
  }

  close(): Promise<void> {
    for (const { provisioning } of this.#parts.tenants.values()) provisioning.runner.stop();
    return this.#parts.store.close();
  }

  #handleScim(request: WireRequest, address: DoorAddress, query: string): Promise<WireResponse> {
    const arrivedAt = this.clock.now();
    const tenant = this.#parts.tenants.get(address.tenant);
    const handling = this.#parts.scim.handle(tenant, request, address, query, arrivedAt);
    return this.#record(request, address, query, arrivedAt, handling, tenant);
  }

  /**
   * Appends the request and its effects, with the state that they leave, as one batch, and answers once it is durable.
   * Where it cannot become so, nothing has happened: the change is taken back, and the client may try again.
   * That holds for reads too: an answer that is not on record would make the log incomplete.
   */
  #record(
    request: WireRequest,
    address: DoorAddress,
    query: string,
    arrivedAt: number,
    handled: Handling,
    tenant: Tenant | undefined,
  ): Promise<WireResponse> {
    const { store, redactor } = this.#parts;
    const { commit } = handled;
    const tenantId = tenant?.id ?? NO_TENANT;
    const requestId = this.#requestId(tenant, arrivedAt);
    const headers = { ...handled.response.headers, 'x-request-id': requestId };
    const response: WireResponse = { ...handled.response, headers };
    const facts = { tenant: tenantId, requestId, arrivedAt, finishedAt: this.clock.now(), request, address, query };
    const cause = { correlationId: requestId, actor: handled.actor };
    const step = commit && tenant?.provisioning.engine.operations.accept(commit.effects, handled.actor.id, cause);
    const drafts = draftsOf({ ...facts, handling: { ...handled, response } });
    const records = redactor.drafts([...drafts, ...(step?.effects ?? []).map((effect) => draftOf(tenantId, effect))]);
    const state: StateWrite[] | undefined =
      commit && [...commit.writes, ...(step?.writes ?? [])].map((write) => ({ tenant: tenantId, ...write }));
    return store.append({ records, ...(state !== undefined && { state }) }).then(
      () => {
        commit?.settle();
        step?.settle();
        return response;
      },
      () => {
        commit?.undo();
        step?.undo();
        const error = new ScimError(503, 'The request could not be put on record, so that it was not carried out.');
        return errorResponse(error, { 'x-request-id': requestId, 'retry-after': '5' });
      },
    );
  }

  #handleLogs(request: WireRequest, address: DoorAddress, query: string): Promise<WireResponse> {
    const tenant = this.#parts.tenants.get(address.tenant);
    const arrivedAt = this.clock.now();
    const requestId = this.#requestId(tenant, arrivedAt);
    return this.#parts.logs.handle({ tenant, request, path: address.path, query, arrivedAt, requestId });
  }

  #handleAdmin(request: WireRequest, { tenant: id, path }: DoorAddress, query: string): Promise<WireResponse> {
    const { tenants, provisioning, admin } = this.#parts;
    const tenant = tenants.get(id);
    const arrivedAt = this.clock.now();
    const requestId = this.#requestId(tenant, arrivedAt);
    if (provisioning.owns(path)) return provisioning.handle({ tenant, request, path, arrivedAt, requestId });
    return admin.handle({ tenant, request, path, query, requestId });
  }

  #handleToken(request: WireRequest, address: DoorAddress): WireResponse {
    const tenant = this.#parts.tenants.get(address.tenant);
    if (tenant === undefined || tenant.organization.deleted) return jsonResponse(404, { error: 'invalid_request' });
    return issueToken(request, {
      credentials: tenant.credentials,
      now: this.clock.now(),
      lifetimeSeconds: this.#parts.limits.accessTokenSeconds,
      serial: tenant.random.hex(16),
    });
  }

  /** Ids that begin with the time lie side by side in the store, which makes appending faster. */
  #requestId(tenant: Tenant | undefined, arrivedAt: number): string {
    return orderedUuid(arrivedAt, (tenant ?? this.#parts.nobody).random);
  }

  /** Whoever hands a body over whole, without a server in front that stops reading, is held to the same limit. */
  #limited(request: WireRequest): WireRequest {
    if (request.body.length <= this.bodyLimit / 3 || Buffer.byteLength(request.body) <= this.bodyLimit) return request;
    return { ...request, bodyFault: 'too-large' };
  }
}
