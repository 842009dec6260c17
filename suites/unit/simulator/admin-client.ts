import type { AuditRecord } from '../../../src/audit/index.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../src/kernel/index.ts';
import type { SimulatorOptions } from '../../../src/simulator/index.ts';
import { type Answer, type OpenSimulator, openSimulator, textOf } from './open-simulator.ts';

/** Standing sessions: `root` administers its organization, `plain` is a member without roles. */
export const SESSIONS = {
  root: 'root-session-1f20',
  plain: 'plain-session-2e31',
  acmeRoot: 'acme-root-session-3d42',
} as const;

export const OUTBOX_TOKEN = 'outbox-token-4c53';

export interface OpenAdmin extends OpenSimulator {
  /** Sends a request below `/admin` of the default tenant, or of another one; as `root` unless said otherwise. */
  readonly admin: (method: string, path: string, asked?: Asked) => Promise<Answer>;
  /** As `admin`, for a request that has to succeed; gives its body. */
  readonly done: (method: string, path: string, asked?: Asked) => Promise<JsonObject>;
  /** The code of the latest mail to an address. */
  readonly codeFor: (email: string, tenant?: string) => Promise<string>;
  /** What is on record of the organization, oldest first. */
  readonly actions: (tenant?: string) => Promise<readonly AuditRecord[]>;
}

export interface Asked {
  readonly body?: JsonValue;
  /** `null` for nobody. */
  readonly token?: string | null;
  readonly tenant?: string;
}

export async function openAdmin(options: Partial<SimulatorOptions> = {}): Promise<OpenAdmin> {
  const administrator = ['organization-administrator'];
  const simulator = await openSimulator({
    outboxToken: OUTBOX_TOKEN,
    tenants: [
      {
        id: 'default',
        credentials: [{ name: 'provider', token: 'provider-token-5f1c' }],
        viewers: [{ name: 'ada', token: 'administrator-token-dd04', role: 'organization-administrator' }],
        members: [
          { email: 'root@example.com', password: 'root-password', roles: administrator, token: SESSIONS.root },
          { email: 'plain@example.com', name: 'Plain', password: 'plain-password', token: SESSIONS.plain },
        ],
      },
      {
        id: 'acme',
        credentials: [],
        viewers: [],
        members: [{ email: 'root@acme.example', roles: administrator, token: SESSIONS.acmeRoot }],
      },
    ],
    ...options,
  });
  const admin = (method: string, path: string, { body, token = SESSIONS.root, tenant }: Asked = {}): Promise<Answer> =>
    simulator.send(`${tenant === undefined ? '' : `/tenants/${tenant}`}/admin${path}`, {
      method,
      token,
      headers: { 'content-type': 'application/json' },
      ...(body !== undefined && { body }),
    });
  return {
    ...simulator,
    admin,
    done: async (method, path, asked) => {
      const answer = await admin(method, path, asked);
      if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.body}`);
      return answer.json;
    },
    codeFor: async (email, tenant) => {
      const { json } = await admin('GET', `/outbox?to=${encodeURIComponent(email)}`, {
        token: OUTBOX_TOKEN,
        ...(tenant !== undefined && { tenant }),
      });
      const [latest] = Array.isArray(json.items) ? json.items : [];
      return textOf(isJsonObject(latest) ? latest.code : undefined);
    },
    actions: async (tenant) => (await simulator.records(tenant)).filter(({ kind }) => kind === 'organization.action'),
  };
}
