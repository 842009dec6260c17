import type { JsonObject } from '../../kernel/index.ts';
import {
  type AppFault,
  type ApplicationSettings,
  appFaultSchema,
  type HeldObject,
  type JobPolicy,
  type ObjectType,
  type SourceFault,
  sourceFaultSchema,
  type SourceObject,
  sourceObjectSchema,
  type SourceSettings,
} from '../../provisioning/index.ts';
import { bodySchema, closed } from './request-input.ts';

const name = { type: 'string', minLength: 1, maxLength: 200 };
const id = { type: 'string', minLength: 1, maxLength: 200 };
const milliseconds = { type: 'integer', minimum: 0, maximum: 86_400_000 };
const count = { type: 'integer', minimum: 1, maximum: 1000 };
const objectType = { enum: ['User', 'Group'] };
const resource = { type: 'object' };

/** How a system elsewhere is reached: one in this process, or any SCIM 2.0 service. */
const connection = {
  type: 'object',
  required: ['kind'],
  discriminator: { propertyName: 'kind' },
  oneOf: [
    closed({ kind: { const: 'simulated' }, latency: milliseconds }),
    closed({
      kind: { const: 'scim' },
      baseUrl: { type: 'string', pattern: '^https?://[^\\s?#]+$', description: 'an absolute http or https URL' },
      token: { type: 'string' },
    }),
  ],
};

const policy = closed(
  {
    attempts: count,
    timeLimit: { type: 'integer', minimum: 1, maximum: 3_600_000 },
    backoff: closed({
      first: milliseconds,
      factor: { type: 'number', minimum: 1, maximum: 100 },
      longest: milliseconds,
    }),
    concurrency: count,
  },
  ['attempts', 'timeLimit', 'backoff', 'concurrency'],
);

/** Bodies of the requests of the provisioning API. */
export const bodies = {
  integration: bodySchema<{ name: string; application?: ApplicationSettings; policy?: Partial<JobPolicy> }>(
    closed({ name, application: connection, policy }, ['application', 'policy']),
  ),
  application: bodySchema<ApplicationSettings>(connection),
  serviceAccount: bodySchema<{ name: string }>(closed({ name })),
  gateway: bodySchema<{ credentials?: string[] }>(
    closed({ credentials: { type: 'array', items: name, uniqueItems: true } }, ['credentials']),
  ),
  nothing: bodySchema<Record<string, never>>(closed({})),
  appFaults: bodySchema<{ faults: AppFault[] }>(closed({ faults: { type: 'array', items: appFaultSchema } })),
  heldObject: bodySchema<{ attributes: JsonObject; owner?: HeldObject['owner'] }>(
    closed({ attributes: resource, owner: { enum: ['ours', 'other', 'nobody'] } }, ['owner']),
  ),
  provider: bodySchema<{ name: string; source?: SourceSettings; timeLimit?: number; pace?: number }>(
    closed({ name, source: connection, timeLimit: { type: 'integer', minimum: 1 }, pace: milliseconds }, [
      'source',
      'timeLimit',
      'pace',
    ]),
  ),
  sourceObjects: bodySchema<{ objects: SourceObject[] }>(
    closed({ objects: { type: 'array', items: sourceObjectSchema } }),
  ),
  sourceFaults: bodySchema<{ faults: SourceFault[] }>(closed({ faults: { type: 'array', items: sourceFaultSchema } })),
  schedule: bodySchema<{ everySeconds: number }>(
    closed({ everySeconds: { type: 'integer', minimum: 1, maximum: 31_536_000 } }),
  ),
  synchronization: bodySchema<SynchronizationBody>(
    closed(
      {
        mode: { type: 'string' },
        provider: id,
        integration: id,
        type: objectType,
        id,
        resource: { type: ['object', 'null'] },
      },
      ['provider', 'integration', 'type', 'id', 'resource'],
    ),
  ),
};

/** What is to be synchronized, by the mode: which of the members it needs. */
export interface SynchronizationBody {
  readonly mode: string;
  readonly provider?: string;
  readonly integration?: string;
  readonly type?: ObjectType;
  readonly id?: string;
  readonly resource?: JsonObject | null;
}
