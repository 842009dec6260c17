import { randomUUID } from 'node:crypto';
import { Resources, Schemas, Types } from 'scimmy';

interface Stored {
  readonly id: string;
  readonly meta: { readonly resourceType: string; readonly created: string; readonly lastModified: string };
  [attribute: string]: unknown;
}

/** An in-memory directory behind SCIMMY's User and Group, emptied at each call. */
export function declareResources(): void {
  Schemas.User.extend(Schemas.EnterpriseUser as never);
  declare(Resources.User, 'User', 'userName');
  declare(Resources.Group, 'Group', 'displayName');
}

function declare(Resource: typeof Resources.User | typeof Resources.Group, resourceType: string, unique: string): void {
  const stored = new Map<string, Stored>();
  /** Ids by the unique name in lower case, so that a create does not look at every other resource. */
  const names = new Map<string, string>();
  const handlers = {
    ingress: (resource: { id?: string }, data: Record<string, unknown>): Stored => {
      const known = resource.id === undefined ? undefined : stored.get(resource.id);
      if (resource.id !== undefined && known === undefined) throw notFound(resource.id);
      const name = String(data[unique]).toLowerCase();
      const holder = names.get(name);
      if (holder !== undefined && holder !== resource.id)
        throw new Types.Error(409, 'uniqueness', `${unique} is taken`);
      const now = new Date().toISOString();
      const id = resource.id ?? randomUUID();
      // A schema instance keeps values behind accessors; JSON gives the plain data.
      const plain = JSON.parse(JSON.stringify(data)) as Record<string, unknown>;
      // Filters see what is stored, so that it says of what type it is.
      const meta = { resourceType, created: known?.meta.created ?? now, lastModified: now };
      const next: Stored = { ...plain, id, meta };
      if (known !== undefined) names.delete(String(known[unique]).toLowerCase());
      names.set(name, id);
      stored.set(id, next);
      return next;
    },
    egress: (resource: { id?: string; filter?: { match(values: readonly Stored[]): Stored[] } }): Stored | Stored[] => {
      if (resource.id === undefined) {
        const all = [...stored.values()];
        return resource.filter === undefined ? all : resource.filter.match(all);
      }
      const found = stored.get(resource.id);
      if (found === undefined) throw notFound(resource.id);
      return found;
    },
    degress: (resource: { id: string }): void => {
      const known = stored.get(resource.id);
      if (known === undefined) throw notFound(resource.id);
      names.delete(String(known[unique]).toLowerCase());
      stored.delete(resource.id);
    },
  };
  Resources.declare(Resource as never, handlers as never);
}

function notFound(id: string): Error {
  return new Types.Error(404, null as never, `Resource ${id} not found`);
}
