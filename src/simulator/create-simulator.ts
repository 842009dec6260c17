import type { Random } from '../kernel/index.ts';
import { createRedactor, iamDialect, type Redactor, requestsDialect } from '../audit/index.ts';
import { createMemoryDirectory, directoryCollections, type DirectoryWrite } from '../directory/index.ts';
import { fetchSender } from '../provisioning/index.ts';
import {
  coreModels,
  type ResourceModel,
  scryptKeeper,
  type Strictness,
  type ValidationOptions,
} from '../scim/index.ts';
import { LogDoor } from './logs/log-door.ts';
import { checkOptions, DEFAULT_LIMITS, type SimulatorOptions, STRICT, type TenantOptions } from './options.ts';
import { ProvisioningDoor, viewerAsAdministrator } from './provisioning/provisioning-door.ts';
import { openProvisioning } from './provisioning/tenant-provisioning.ts';
import { DiscoveryEndpoints } from './scim/discovery-endpoints.ts';
import { ScimDoor } from './scim/scim-door.ts';
import { createRoutes } from './scim/scim-routes.ts';
import { CredentialRegistry } from './security/credentials.ts';
import { createSeal, type Seal } from './security/seal.ts';
import { ViewerRegistry } from './security/viewers.ts';
import { ComposedSimulator, type Simulator } from './simulator.ts';
import { NO_TENANT, type Tenant } from './tenant.ts';

/**
 * Builds a simulator on a store, with the directories that the store holds.
 *
 * @throws ScimulateError `SIMULATOR_OPTIONS` for options that cannot work, `DIRECTORY_STATE` for a state in the store
 * that is not understood.
 */
export async function createSimulator(options: SimulatorOptions): Promise<Simulator> {
  checkOptions(options);
  const { clock, random, store } = options;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const strictness: Strictness = { ...STRICT, ...options.strictness };
  const models = options.models ?? coreModels();
  const dialects = options.dialects ?? [requestsDialect, iamDialect];
  const secret = options.secret ?? random.fork('secret').hex(32);
  const seal = createSeal(secret);
  const redactor = createRedactor({
    secrets: secretsOf(options.tenants),
    secretAttributes: secretAttributesOf(models),
  });
  const validation = { strictness, secrets: scryptKeeper(random.fork('salt')) };

  const tenants = new Map<string, Tenant>();
  for (const tenant of options.tenants)
    tenants.set(tenant.id, await openTenant(options, tenant, { models, validation, redactor, seal }));
  return new ComposedSimulator({
    clock,
    limits,
    store,
    redactor,
    tenants,
    nobody: { random: await sourceOf(options, NO_TENANT) },
    scim: new ScimDoor({ validation, limits, seal }, createRoutes(models, new DiscoveryEndpoints(models, limits))),
    provisioning: new ProvisioningDoor(viewerAsAdministrator),
    logs: new LogDoor({ store, redactor, seal, dialects, cursorTimeoutSeconds: limits.cursorTimeoutSeconds }),
  });
}

/** What the tenants of a simulator share. */
interface SharedParts {
  readonly models: readonly ResourceModel[];
  readonly validation: ValidationOptions;
  readonly redactor: Redactor;
  readonly seal: Seal;
}

async function openTenant(
  { clock, store, random, send = fetchSender }: SimulatorOptions,
  tenant: TenantOptions,
  shared: SharedParts,
): Promise<Tenant> {
  const entries: DirectoryWrite[] = [];
  for (const collection of Object.values(directoryCollections))
    for (const { key, value } of await store.readState(tenant.id, collection)) entries.push({ collection, key, value });
  const source = await sourceOf({ store, random }, tenant.id);
  const { validation, redactor } = shared;
  const directory = createMemoryDirectory({
    models: shared.models,
    clock,
    random: source.fork('directory'),
    lenientMembers: validation.strictness.lenientMembers,
    entries,
  });
  return {
    id: tenant.id,
    directory,
    provisioning: await openProvisioning({
      tenant: tenant.id,
      clock,
      random: source.fork('provisioning'),
      store,
      redactor,
      directory,
      validation,
      send,
    }),
    credentials: new CredentialRegistry(tenant.id, tenant.credentials, shared.seal),
    viewers: new ViewerRegistry(tenant.viewers),
    random: source.fork('requests'),
  };
}

/**
 * A tenant's source of ids. It depends on how far its log has come: a simulator that starts again with the same seed on
 * the same store must not give out the same ids again.
 */
async function sourceOf(
  { store, random }: Pick<SimulatorOptions, 'store' | 'random'>,
  tenant: string,
): Promise<Random> {
  const { sequence } = await store.head(tenant);
  return random.fork(`tenant/${tenant}/${sequence}`);
}

function* secretsOf(tenants: readonly TenantOptions[]): Generator<string> {
  for (const { credentials, viewers } of tenants) {
    for (const { token, client } of credentials) {
      if (token !== undefined) yield token;
      if (client !== undefined) yield client.secret;
    }
    for (const { token } of viewers) yield token;
  }
}

/** Attributes that a client can write and nobody can read. */
function* secretAttributesOf(models: readonly ResourceModel[]): Generator<string> {
  for (const model of models) {
    const schemas = [model.base, ...model.extensions.map((extension) => extension.schema)];
    for (const attribute of schemas.flatMap((schema) => schema.attributes))
      for (const each of [attribute, ...(attribute.subAttributes ?? [])])
        if (each.mutability === 'writeOnly' || each.returned === 'never') yield each.name;
  }
}
