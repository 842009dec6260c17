import { onTestFinished } from 'vitest';
import { type AuditRecord, type AuditStore, openStore } from '../../../src/audit/index.ts';
import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  parseJson,
  seededRandom,
  VirtualClock,
} from '../../../src/kernel/index.ts';
import {
  createSimulator,
  type Simulator,
  type SimulatorOptions,
  type TenantOptions,
  type WireResponse,
} from '../../../src/simulator/index.ts';

export const START = Date.parse('2026-05-13T09:30:00.000Z');
const ORIGIN = 'http://scim.test';
export const BASE = `${ORIGIN}/scim/v2`;

export const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group';
export const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
export const MESSAGE = 'urn:ietf:params:scim:api:messages:2.0:';

/** Tokens of the tenants that every test has. Each is a secret: none may ever be found in the store. */
export const TOKENS = {
  provider: 'provider-token-5f1c',
  reader: 'reader-token-77ab',
  expired: 'expired-token-aa01',
  revoked: 'revoked-token-bb02',
  person: 'person-token-cc03',
  administrator: 'administrator-token-dd04',
  secondAdministrator: 'second-administrator-token-0309',
  iamReader: 'iam-reader-token-0411',
  outsider: 'outsider-token-ee05',
  acme: 'acme-token-ff06',
  acmeAdministrator: 'acme-administrator-token-0107',
} as const;

export const CLIENT = { id: 'app-1', secret: 'client-secret-1208' } as const;

const TENANTS: readonly TenantOptions[] = [
  {
    id: 'default',
    credentials: [
      { name: 'provider', token: TOKENS.provider },
      { name: 'reader', token: TOKENS.reader, access: 'read-only' },
      { name: 'expired', token: TOKENS.expired, expiresAt: START },
      { name: 'revoked', token: TOKENS.revoked, revoked: true },
      { name: 'person', token: TOKENS.person, me: 'bjensen' },
      { name: 'client', client: CLIENT },
    ],
    viewers: [
      { name: 'ada', token: TOKENS.administrator, role: 'workspace-administrator' },
      { name: 'eva', token: TOKENS.secondAdministrator, role: 'workspace-administrator' },
      { name: 'ida', token: TOKENS.iamReader, role: ['member', 'iam-log-reader'] },
      { name: 'oscar', token: TOKENS.outsider, role: 'member' },
    ],
  },
  {
    id: 'acme',
    credentials: [{ name: 'provider', token: TOKENS.acme }],
    viewers: [{ name: 'ada', token: TOKENS.acmeAdministrator, role: 'workspace-administrator' }],
  },
];

export interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text is sent as it is, anything else as JSON. */
  readonly body?: JsonValue;
  /** The provider's token by default; `null` for no Authorization header. */
  readonly token?: string | null;
}

export interface Answer extends WireResponse {
  /** The body, parsed where it is a JSON object. */
  readonly json: JsonObject;
}

/** A simulator on a memory store under a virtual clock, with ways to talk to it. */
export interface OpenSimulator {
  readonly simulator: Simulator;
  readonly clock: VirtualClock;
  readonly store: AuditStore;
  /** Sends a request to a path at the origin: `/logs/requests`. */
  send(path: string, sent?: Sent): Promise<Answer>;
  /** Sends a request to a path below the SCIM base URI of the default tenant: `/Users`. */
  scim(method: string, path: string, body?: JsonValue, sent?: Sent): Promise<Answer>;
  /** Everything on record in a tenant, oldest first. */
  records(tenant?: string): Promise<readonly AuditRecord[]>;
}

export async function openSimulator(options: Partial<SimulatorOptions> = {}): Promise<OpenSimulator> {
  const clock = new VirtualClock(START);
  const store = options.store ?? (await openStore('memory', { clock }));
  const simulator = await createSimulator({
    clock,
    random: seededRandom('simulator'),
    tenants: TENANTS,
    ...options,
    store,
  });
  onTestFinished(() => simulator.close());
  const send = async (path: string, { method = 'GET', headers, body, token = TOKENS.provider }: Sent = {}) => {
    const response = await simulator.handle({
      method,
      url: path,
      origin: ORIGIN,
      headers: {
        ...(token !== null && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/scim+json' }),
        ...headers,
      },
      body: body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body),
    });
    return { ...response, json: parsed(response.body) };
  };
  return {
    simulator,
    clock,
    store,
    send,
    scim: (method, path, body, sent) =>
      send(`/scim/v2${path}`, { ...sent, method, ...(body !== undefined && { body }) }),
    records: (tenant = 'default') => store.read({ tenant, order: 'oldest', limit: 100_000 }),
  };
}

/** A string where one has to be. */
export function textOf(value: unknown): string {
  if (typeof value !== 'string') throw new TypeError(`Not a string: ${JSON.stringify(value)}`);
  return value;
}

function parsed(body: string): JsonObject {
  const value = parseJson(body);
  return isJsonObject(value) ? value : {};
}

/** A valid User with some userName. */
export function user(userName: string, more: JsonObject = {}): JsonObject {
  return { schemas: [USER], userName, ...more };
}

export function group(displayName: string, ...members: readonly string[]): JsonObject {
  return { schemas: [GROUP], displayName, members: members.map((value) => ({ value })) };
}

export function patchOp(...operations: readonly JsonObject[]): JsonObject {
  return { schemas: [`${MESSAGE}PatchOp`], Operations: operations };
}

export function bulk(operations: readonly JsonValue[], more: JsonObject = {}): JsonObject {
  return { schemas: [`${MESSAGE}BulkRequest`], Operations: operations, ...more };
}
