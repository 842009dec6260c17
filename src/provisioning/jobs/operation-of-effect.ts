import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/index.ts';
import type { Effect, StoredResource } from '../../directory/index.ts';
import type { AttributeDefinition } from '../../scim/index.ts';
import type { ObjectType, OperationKind, SyncObject, SyncType } from '../model.ts';

/** What an operation is to bring about in an application. */
export interface OperationContent {
  readonly kind: OperationKind;
  readonly object: SyncObject;
  readonly syncType: SyncType;
  readonly desired: JsonObject | null;
}

/**
 * The operation that an accepted write calls for; `undefined` where it calls for none. What a deletion brings about in
 * other resources is no write of its own: the application does the same when the user goes.
 */
export function operationOf(effect: Effect): OperationContent | undefined {
  const { operation, resourceType, id, display, after, causedBy, activation } = effect;
  if (causedBy !== undefined || !isObjectType(resourceType)) return undefined;
  const object = { type: resourceType, id, display };
  if (operation === 'delete' || after === undefined)
    return { kind: removal(resourceType), object, syncType: 'delete', desired: null };
  const desired = exportedAttributes(after);
  if (operation === 'create') return { kind: creation(resourceType), object, syncType: 'create', desired };
  // A user who gets access again is provisioned again, and one who loses it is deprovisioned.
  if (activation === 'activated') return { kind: 'user.invite', object, syncType: 'update', desired };
  if (activation === 'deactivated') return { kind: 'user.removal', object, syncType: 'update', desired };
  return { kind: resourceType === 'User' ? 'user.update' : 'group.update', object, syncType: 'update', desired };
}

export function isObjectType(type: string): type is ObjectType {
  return type === 'User' || type === 'Group';
}

export function creation(type: ObjectType): OperationKind {
  return type === 'User' ? 'user.invite' : 'group.creation';
}

export function removal(type: ObjectType): OperationKind {
  return type === 'User' ? 'user.removal' : 'group.removal';
}

/** Attributes that belong to the directory alone: an application assigns its own. */
const own: ReadonlySet<string> = new Set(['id', 'meta', 'groups']);

/**
 * What an application is told of a resource: everything that can be read, under the resource's id as `externalId`
 * (RFC 7643 section 3.1). Members carry ids of the directory.
 */
export function exportedAttributes({ id, model, resource }: StoredResource): JsonObject {
  const extensions = new Map(model.extensions.map(({ schema }) => [schema.id, definitionsOf(schema.attributes)]));
  const content: Record<string, JsonValue> = {};
  for (const [name, value] of Object.entries(readable(resource, model.attributes))) {
    if (value === undefined || own.has(name)) continue;
    const extension = extensions.get(name);
    const known = extension !== undefined && isJsonObject(value) ? readable(value, extension) : value;
    content[name] = withoutReferences(known);
  }
  return { ...content, externalId: id };
}

type Definitions = ReadonlyMap<string, AttributeDefinition>;

function definitionsOf(attributes: readonly AttributeDefinition[]): Definitions {
  return new Map(attributes.map((attribute) => [attribute.name.toLowerCase(), attribute]));
}

/** Without what nobody may read, of which the directory holds no more than a hash. */
function readable(container: JsonObject, definitions: Definitions): JsonObject {
  const isSecret = (name: string): boolean => {
    const definition = definitions.get(name.toLowerCase());
    return definition?.mutability === 'writeOnly' || definition?.returned === 'never';
  };
  return Object.fromEntries(Object.entries(container).filter(([name]) => !isSecret(name)));
}

/** Without `$ref`: a URI of this service means nothing elsewhere. */
function withoutReferences(value: JsonValue): JsonValue {
  if (isList(value)) return value.map(withoutReferences);
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).flatMap(([name, inner]) =>
    name === '$ref' || inner === undefined ? [] : [[name, withoutReferences(inner)] as const],
  );
  return Object.fromEntries(entries);
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** Ids of the members that a group is to have, in their order. */
export function memberIds(desired: JsonObject | null): readonly string[] {
  const members = desired?.['members'];
  if (!Array.isArray(members)) return [];
  return members.flatMap((member) =>
    isJsonObject(member) && typeof member['value'] === 'string' ? [member['value']] : [],
  );
}
