import { Ajv, type ValidateFunction } from 'ajv';
import { describeSchemaError, type JsonObject, type JsonValue, ScimulateError } from '../../kernel/index.ts';
import type { HealthCheck, IdentityProvider, ImportRequest, Integration, Operation, Origin, Task } from '../model.ts';
import { StateBox, type StateCollection } from './state-box.ts';
import { stateSchemas } from './state-schemas.ts';

/** One entry of durable state, as the store gives it back. */
export interface ProvisioningEntry {
  readonly collection: string;
  readonly key: string;
  readonly value: JsonValue;
}

/** Collections of the durable state. */
export const provisioningCollections = {
  /** By id. */
  integrations: 'provisioning.integrations',
  /** By id, until they have come to their end. */
  operations: 'provisioning.operations',
  /** By id, until they have come to their end. */
  checks: 'provisioning.checks',
  /** By id. */
  providers: 'provisioning.providers',
  /** By id. */
  tasks: 'provisioning.tasks',
  /** `<task>/<number>`: what is still to be done of an import. */
  requests: 'provisioning.requests',
  /** `<provider>/<type>/<id>`. */
  origins: 'provisioning.origins',
} as const;

/** Everything that provisioning knows between two moments. */
export class ProvisioningState {
  readonly box = new StateBox();
  readonly integrations: StateCollection<Integration> = this.box.collection(provisioningCollections.integrations);
  readonly operations: StateCollection<Operation> = this.box.collection(provisioningCollections.operations);
  readonly checks: StateCollection<HealthCheck> = this.box.collection(provisioningCollections.checks);
  readonly providers: StateCollection<IdentityProvider> = this.box.collection(provisioningCollections.providers);
  readonly tasks: StateCollection<Task> = this.box.collection(provisioningCollections.tasks);
  readonly requests: StateCollection<ImportRequest> = this.box.collection(provisioningCollections.requests);
  readonly origins: StateCollection<Origin> = this.box.collection(provisioningCollections.origins);
}

const ajv = new Ajv({ strict: true, strictRequired: false, discriminator: true, allowUnionTypes: true });
const schemas = {
  integrations: ajv.compile<Integration>(stateSchemas.integrations),
  operations: ajv.compile<Operation>(stateSchemas.operations),
  checks: ajv.compile<HealthCheck>(stateSchemas.checks),
  providers: ajv.compile<IdentityProvider>(stateSchemas.providers),
  tasks: ajv.compile<Task>(stateSchemas.tasks),
  requests: ajv.compile<ImportRequest>(stateSchemas.requests),
  origins: ajv.compile<Origin>(stateSchemas.origins),
};

/**
 * Fills the state with entries, in any order of them.
 * @throws ScimulateError `PROVISIONING_STATE` naming the collection and key of an entry that cannot be understood.
 */
export function loadState(state: ProvisioningState, entries: readonly ProvisioningEntry[]): void {
  const of = (collection: string): readonly ProvisioningEntry[] =>
    entries.filter((entry) => entry.collection === collection);
  const load = <T extends JsonObject>(collection: StateCollection<T>, validate: ValidateFunction<T>): void => {
    for (const entry of of(collection.name)) collection.restore(entry.key, checked(entry, validate));
  };
  load(state.integrations, schemas.integrations);
  load(state.operations, schemas.operations);
  load(state.checks, schemas.checks);
  load(state.providers, schemas.providers);
  load(state.tasks, schemas.tasks);
  load(state.requests, schemas.requests);
  load(state.origins, schemas.origins);
}

function checked<T>({ collection, key, value }: ProvisioningEntry, validate: ValidateFunction<T>): T {
  if (validate(value)) return value;
  const { pointer, message } = describeSchemaError(validate.errors![0]!);
  throw new ScimulateError('PROVISIONING_STATE', `Entry ${key} of ${collection} is damaged. ${message}`, {
    place: { pointer },
    mend: 'restore the store from a copy, or begin with an empty one',
  });
}
