import { anyText, closed, listOf, objectType, text, whole } from './schema-parts.ts';

const instant = { type: 'integer' };
const choice = (...values: readonly string[]): object => ({ enum: values });

const party = closed({ type: text, id: text, display: anyText }, ['display']);
const syncObject = closed({ type: objectType, id: text, display: anyText });
const syncType = choice('create', 'update', 'delete');
const method = choice('manual', 'automatic');
/** `null` stands for "nothing". */
const resource = { type: ['object', 'null'], required: [] };

const connection = {
  type: 'object',
  required: ['kind'],
  discriminator: { propertyName: 'kind' },
  oneOf: [
    closed({ kind: { const: 'simulated' }, latency: whole }),
    closed({ kind: { const: 'scim' }, baseUrl: text, token: anyText }),
  ],
};

const policy = closed({
  attempts: { type: 'integer', minimum: 1 },
  timeLimit: { type: 'integer', minimum: 1 },
  backoff: closed({ first: whole, factor: { type: 'number', minimum: 1 }, longest: whole }),
  concurrency: { type: 'integer', minimum: 1 },
});

/** JSON Schemas of what the state holds under each key, by collection. */
export const stateSchemas = {
  integrations: closed(
    {
      id: text,
      name: text,
      policy,
      application: connection,
      serviceAccount: closed({ id: text, name: text }),
      gateway: closed({ id: text, connectedAt: instant, credentials: listOf(text) }),
    },
    ['serviceAccount', 'gateway'],
  ),
  operations: closed(
    {
      id: text,
      order: whole,
      integration: text,
      kind: choice('user.invite', 'user.update', 'user.removal', 'group.creation', 'group.update', 'group.removal'),
      object: syncObject,
      syncType,
      desired: resource,
      actor: party,
      correlationId: text,
      method,
      task: text,
      stage: choice('requested', 'in-progress'),
      failures: whole,
      dueAt: instant,
      at: instant,
    },
    ['task', 'dueAt'],
  ),
  checks: closed({ id: text, integration: text, correlationId: text, actor: party, at: instant }),
  providers: closed(
    {
      id: text,
      name: text,
      source: connection,
      timeLimit: { type: 'integer', minimum: 1 },
      pace: whole,
      schedule: closed({ everyMilliseconds: { type: 'integer', minimum: 1 }, nextAt: instant }),
    },
    ['schedule'],
  ),
  tasks: closed(
    {
      id: text,
      order: whole,
      mode: choice('identity-provider-import', 'application-push'),
      module: closed({ id: text, name: text }),
      method,
      actor: party,
      correlationId: text,
      status: choice('initial', 'running', 'successful', 'failed', 'partially-succeeded'),
      description: anyText,
      startedAt: instant,
      endedAt: instant,
      halted: { type: 'boolean' },
      requests: whole,
      succeeded: whole,
      failedAccounts: whole,
      failedOrganizations: whole,
      runAgainOf: text,
    },
    ['endedAt', 'runAgainOf'],
  ),
  requests: closed({ task: text, number: whole, object: syncObject, syncType, resource }),
  origins: closed({ provider: text, type: objectType, id: text, resource: text }),
} as const;
