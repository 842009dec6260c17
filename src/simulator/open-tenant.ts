import { createHmac } from 'node:crypto';
import type { Random } from '../kernel/index.ts';
import type { AuditStore, Redactor } from '../audit/index.ts';
import { createMemoryDirectory, directoryCollections } from '../directory/index.ts';
import {
  createOrganization,
  foundOrganization,
  type Organization,
  organizationCollections,
  type OrganizationMeans,
  scimClientSecret,
  scimTokenSecret,
} from '../organization/index.ts';
import { fetchSender } from '../provisioning/index.ts';
import { type ResourceModel, scryptKeeper, type ValidationOptions } from '../scim/index.ts';
import { Outbox } from './admin/outbox.ts';
import type { SimulatorOptions, TenantOptions } from './options.ts';
import { openProvisioning } from './provisioning/tenant-provisioning.ts';
import { CredentialRegistry } from './security/credentials.ts';
import type { Seal } from './security/seal.ts';
import { ViewerRegistry } from './security/viewers.ts';
import type { Tenant } from './tenant.ts';

/** What the tenants of a simulator share. */
export interface SharedParts {
  readonly models: readonly ResourceModel[];
  readonly validation: ValidationOptions;
  readonly redactor: Redactor;
  readonly seal: Seal;
  /** Key of the secrets that organizations give out. */
  readonly secret: string;
}

/**
 * Opens a tenant with what the store holds of it.
 * @param found Whether an organization of which the store holds nothing is founded with the members of the options.
 */
export async function openTenant(
  options: SimulatorOptions,
  tenant: TenantOptions,
  shared: SharedParts,
  found = true,
): Promise<Tenant> {
  const { clock, store, send = fetchSender } = options;
  const source = await sourceOf(options, tenant.id);
  const { validation, redactor } = shared;
  const directory = createMemoryDirectory({
    models: shared.models,
    clock,
    random: source.fork('directory'),
    lenientMembers: validation.strictness.lenientMembers,
    entries: await entriesOf(store, tenant.id, directoryCollections),
  });
  const means = meansOf(tenant.id, source.fork('organization'), shared);
  const organization = createOrganization({
    id: tenant.id,
    clock,
    ...means,
    entries: await entriesOf(store, tenant.id, organizationCollections),
    ...(found && { found: (transaction) => void foundOrganization(transaction, tenant.id, tenant.members ?? []) }),
  });
  const credentials = new CredentialRegistry(tenant.id, tenant.credentials, shared.seal);
  const admitScimCredentials = (): void => admitAll(credentials, organization, means);
  admitScimCredentials();
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
    credentials,
    viewers: new ViewerRegistry(tenant.viewers),
    organization,
    outbox: new Outbox(),
    random: source.fork('requests'),
    admitScimCredentials,
  };
}

/**
 * A tenant's source of ids. It depends on how far its log has come: a simulator that starts again with the same seed on
 * the same store must not give out the same ids again.
 */
export async function sourceOf(
  { store, random }: Pick<SimulatorOptions, 'store' | 'random'>,
  tenant: string,
): Promise<Random> {
  const { sequence } = await store.head(tenant);
  return random.fork(`tenant/${tenant}/${sequence}`);
}

async function entriesOf(
  store: AuditStore,
  tenant: string,
  collections: Readonly<Record<string, string>>,
): Promise<
  { collection: string; key: string; value: Awaited<ReturnType<AuditStore['readState']>>[number]['value'] }[]
> {
  const states = await Promise.all(
    Object.values(collections).map(async (collection) => {
      const entries = await store.readState(tenant, collection);
      return entries.map(({ key, value }) => ({ collection, key, value }));
    }),
  );
  return states.flat();
}

/** Secrets follow from what they are of, under the key: none has to be stored to be known again. */
function meansOf(tenant: string, random: Random, { secret, redactor }: SharedParts): OrganizationMeans {
  return {
    random,
    mint: (name) => {
      const minted = createHmac('sha256', secret).update(`minted/${tenant}/${name}`).digest('base64url');
      redactor.learn(minted);
      return minted;
    },
    passwords: scryptKeeper(random.fork('passwords')),
  };
}

/** Opens the SCIM door to every token and client of the organization, and closes it to those that are revoked. */
function admitAll(
  credentials: CredentialRegistry,
  organization: Organization,
  means: Pick<OrganizationMeans, 'mint'>,
): void {
  const admitted = [
    ...organization.list('scim-tokens').map((token) => ({ entity: token, token: scimTokenSecret(token, means) })),
    ...organization.list('scim-clients').map((client) => ({
      entity: client,
      client: { id: client.id, secret: scimClientSecret(client, means) },
    })),
  ];
  for (const { entity, ...secret } of admitted) {
    const { id, name, revokedAt } = entity;
    const end = 'expiresAt' in entity && entity.expiresAt !== undefined ? { expiresAt: entity.expiresAt } : {};
    credentials.add({ name: id, display: name, ...secret, ...end, revoked: revokedAt !== undefined });
  }
}
