import { isJsonObject, type JsonValue, ScimulateError } from '../kernel/index.ts';
import { TABLE_NAMES, type TableName, type Tables } from './entities.ts';
import type { OrganizationWrite } from './organization.ts';

/** Name of the table to the collection of the durable state that holds it. */
export const organizationCollections: Readonly<Record<TableName, string>> = {
  profile: 'organization.profile',
  members: 'organization.members',
  sessions: 'organization.sessions',
  'magic-links': 'organization.magic-links',
  'oidc-providers': 'organization.oidc-providers',
  invitations: 'organization.invitations',
  roles: 'organization.roles',
  'service-accounts': 'organization.service-accounts',
  'api-keys': 'organization.api-keys',
  connectors: 'organization.connectors',
  'access-keys': 'organization.access-keys',
  secrets: 'organization.secrets',
  'scim-tokens': 'organization.scim-tokens',
  'scim-clients': 'organization.scim-clients',
};

type TableMaps = { readonly [Name in TableName]: Map<string, Tables[Name]> };

/** What an organization holds in memory. */
export class OrganizationState {
  readonly #tables: TableMaps = {
    profile: new Map(),
    members: new Map(),
    sessions: new Map(),
    'magic-links': new Map(),
    'oidc-providers': new Map(),
    invitations: new Map(),
    roles: new Map(),
    'service-accounts': new Map(),
    'api-keys': new Map(),
    connectors: new Map(),
    'access-keys': new Map(),
    secrets: new Map(),
    'scim-tokens': new Map(),
    'scim-clients': new Map(),
  };
  /** Ids by table and digest of the secret. */
  readonly #byDigest = new Map<string, string>();

  get<Name extends TableName>(table: Name, id: string): Tables[Name] | undefined {
    return this.#tables[table].get(id);
  }

  /** In the order of ids, which is that of their making. */
  list<Name extends TableName>(table: Name): readonly Tables[Name][] {
    const rows: Map<string, Tables[Name]> = this.#tables[table];
    return [...rows.values()].toSorted((left, right) => (left.id < right.id ? -1 : 1));
  }

  /** The entity of which the secret with this digest is. */
  withDigest<Name extends TableName>(table: Name, digest: string): Tables[Name] | undefined {
    const id = this.#byDigest.get(`${table}/${digest}`);
    return id === undefined ? undefined : this.get(table, id);
  }

  /** Puts an entity in its place, or with `undefined` takes it out. */
  put<Name extends TableName>(table: Name, id: string, entity: Tables[Name] | undefined): void {
    const rows = this.#tables[table];
    const before = rows.get(id);
    if (before !== undefined && 'digest' in before) this.#byDigest.delete(`${table}/${before.digest}`);
    if (entity === undefined) rows.delete(id);
    else rows.set(id, entity);
    if (entity !== undefined && 'digest' in entity) this.#byDigest.set(`${table}/${entity.digest}`, id);
  }

  /** Every entity as it is stored. */
  *entries(): Generator<OrganizationWrite> {
    for (const table of TABLE_NAMES) for (const entity of this.list(table)) yield writeOf(table, entity.id, entity);
  }
}

export function writeOf<Name extends TableName>(
  table: Name,
  id: string,
  entity: Tables[Name] | undefined,
): OrganizationWrite {
  const collection = organizationCollections[table];
  return entity === undefined ? { collection, key: id } : { collection, key: id, value: { ...entity } };
}

/**
 * The state that the entries add up to.
 * @throws ScimulateError `ORGANIZATION_STATE` naming the collection and key of an entry that is no entity.
 */
export function restoreOrganization(entries: readonly OrganizationWrite[]): OrganizationState {
  const state = new OrganizationState();
  for (const { collection, key, value } of entries) {
    const table = TABLE_NAMES.find((name) => organizationCollections[name] === collection);
    if (table === undefined || !isEntity(value, key)) {
      throw new ScimulateError('ORGANIZATION_STATE', `Entry ${key} of ${collection} is damaged.`, {
        mend: 'Restore the store from a copy, or begin with an empty one.',
      });
    }
    state.put(table, key, value);
  }
  return state;
}

/** The store gives back what was written, whole or not at all; its shape is that of the table that wrote it. */
function isEntity(value: JsonValue | undefined, id: string): value is JsonValue & Tables[TableName] {
  return isJsonObject(value) && value['id'] === id;
}
