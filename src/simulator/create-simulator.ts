import {
  activityDialect,
  type AuditStore,
  createRedactor,
  iamDialect,
  orgAuditDialect,
  provisioningDialects,
  requestsDialect,
} from '../audit/index.ts';
import { organizationCollections, OrganizationRefusal } from '../organization/index.ts';
import { coreModels, type ResourceModel, scryptKeeper, type Strictness } from '../scim/index.ts';
import { AdminDoor } from './admin/admin-door.ts';
import type { Family } from './admin/family.ts';
import { organizationAdminRoutes } from './admin/routes/index.ts';
import { LogDoor } from './logs/log-door.ts';
import { openTenant, type SharedParts, sourceOf } from './open-tenant.ts';
import {
  checkOptions,
  DEFAULT_LIMITS,
  type SimulatorOptions,
  STRICT,
  TENANT_ID,
  type TenantOptions,
} from './options.ts';
import { ProvisioningDoor } from './provisioning/provisioning-door.ts';
import { DiscoveryEndpoints } from './scim/discovery-endpoints.ts';
import { ScimDoor } from './scim/scim-door.ts';
import { createRoutes } from './scim/scim-routes.ts';
import { digest } from './security/credentials.ts';
import { createSeal } from './security/seal.ts';
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
  const dialects = options.dialects ?? [
    requestsDialect,
    iamDialect,
    activityDialect,
    orgAuditDialect,
    ...provisioningDialects,
  ];
  const secret = options.secret ?? random.fork('secret').hex(32);
  const seal = createSeal(secret);
  const redactor = createRedactor({
    secrets: secretsOf(options),
    secretAttributes: secretAttributesOf(models),
  });
  const validation = { strictness, secrets: scryptKeeper(random.fork('salt')) };

  const shared: SharedParts = { models, validation, redactor, seal, secret };
  const tenants = new Map<string, Tenant>();
  for (const tenant of options.tenants) tenants.set(tenant.id, await openTenant(options, tenant, shared));
  for await (const sibling of siblingsIn(store, new Set(tenants.keys())))
    tenants.set(sibling.id, await openTenant(options, sibling, shared));
  return new ComposedSimulator({
    clock,
    limits,
    store,
    redactor,
    tenants,
    nobody: { random: await sourceOf(options, NO_TENANT) },
    scim: new ScimDoor({ validation, limits, seal }, createRoutes(models, new DiscoveryEndpoints(models, limits))),
    provisioning: new ProvisioningDoor(),
    admin: new AdminDoor({
      store,
      redactor,
      family: familyOf(options, tenants, shared),
      routes: organizationAdminRoutes,
      now: () => clock.now(),
      ...(options.outboxToken !== undefined && { postmasterDigest: digest(options.outboxToken) }),
    }),
    logs: new LogDoor({ store, redactor, seal, dialects, cursorTimeoutSeconds: limits.cursorTimeoutSeconds }),
  });
}

/** The organizations of the simulator as commands see them that concern two; a new one is served once it is added. */
function familyOf(options: SimulatorOptions, tenants: Map<string, Tenant>, shared: SharedParts): Family {
  return {
    find: (id) => tenants.get(id)?.organization,
    open: async (id) => {
      if (!TENANT_ID.test(id)) throw new OrganizationRefusal('invalid', 'An id has letters, digits, ".", "_" and "-".');
      if (tenants.has(id) || (await options.store.tenants()).includes(id))
        throw new OrganizationRefusal('conflict', 'There is already an organization with this id.');
      return openTenant(options, { id, credentials: [], viewers: [] }, shared, false);
    },
    add: (tenant) => void tenants.set(tenant.id, tenant),
  };
}

/** Organizations that were founded as siblings and that only the store knows of. */
async function* siblingsIn(store: AuditStore, known: ReadonlySet<string>): AsyncGenerator<TenantOptions> {
  for (const id of await store.tenants()) {
    if (known.has(id)) continue;
    const profile = await store.readState(id, organizationCollections.profile);
    if (profile.length > 0) yield { id, credentials: [], viewers: [] };
  }
}

function* secretsOf({ tenants, outboxToken }: SimulatorOptions): Generator<string> {
  if (outboxToken !== undefined) yield outboxToken;
  for (const { credentials, viewers, members = [] } of tenants) {
    for (const { token } of members) if (token !== undefined) yield token;
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
