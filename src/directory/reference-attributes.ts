import { isJsonObject, type JsonObject, type JsonValue } from '../kernel/index.ts';
import type { AttributeDefinition, ResourceModel } from '../scim/index.ts';

/** A complex attribute that refers to other resources by `value` (an `id`) and `$ref` (RFC 7643 section 2.4). */
export interface ReferenceAttribute {
  /** URI of the extension in whose container it lies. */
  readonly extension?: string;
  readonly name: string;
  /** Names of the resource types that it may refer to. */
  readonly types: ReadonlySet<string>;
  /** Read-only sub-attributes that show the name of what is referred to: `displayName` of a manager. */
  readonly names: readonly string[];
}

/** What of a model has to do with other resources. */
export interface ModelReferences {
  /** The `members` of a group, or of a resource type made like it. */
  readonly members: ReferenceAttribute | undefined;
  /** Whether the groups of a resource are shown in it, as in `groups` of a User. */
  readonly groups: boolean;
  /** All others, such as the manager. */
  readonly others: readonly ReferenceAttribute[];
}

const known = new WeakMap<ResourceModel, ModelReferences>();

/** Finds the references of a model by the form of its attributes, so that other resource types have them too. */
export function referencesOf(model: ResourceModel): ModelReferences {
  let references = known.get(model);
  if (references === undefined) {
    references = find(model);
    known.set(model, references);
  }
  return references;
}

function find(model: ResourceModel): ModelReferences {
  const core = model.base.attributes.map((attribute) => referenceAttribute(attribute));
  const extended = model.extensions.flatMap(({ schema }) =>
    schema.attributes.map((attribute) => referenceAttribute(attribute, schema.id)),
  );
  const all = [...core, ...extended].filter((each) => each !== undefined);
  const groups = model.attributes.get('groups');
  return {
    members: all.find(({ extension, name }) => extension === undefined && name === 'members'),
    groups: groups?.mutability === 'readOnly' && groups.multiValued && groups.type === 'complex',
    others: all.filter(({ extension, name }) => extension !== undefined || (name !== 'members' && name !== 'groups')),
  };
}

function referenceAttribute(attribute: AttributeDefinition, extension?: string): ReferenceAttribute | undefined {
  const sub = (name: string): AttributeDefinition | undefined =>
    attribute.subAttributes?.find((each) => each.name === name);
  const types = (sub('$ref')?.referenceTypes ?? []).filter((type) => type !== 'external' && type !== 'uri');
  if (sub('value') === undefined || types.length === 0) return undefined;
  return {
    ...(extension === undefined ? {} : { extension }),
    name: attribute.name,
    types: new Set(types),
    names: ['displayName', 'display'].filter((name) => sub(name)?.mutability === 'readOnly'),
  };
}

/**
 * The id that a reference gives: its `value` or, where it has none, the last segment of its `$ref`
 * (`…/Users/2819c223`).
 */
export function referredId(reference: JsonObject): string | undefined {
  const { value, $ref } = reference;
  if (typeof value === 'string' && value !== '') return value;
  const segment = typeof $ref === 'string' ? /\/([^/?#]+)$/u.exec($ref)?.[1] : undefined;
  if (segment === undefined) return undefined;
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}

/** Replaces the values of one reference attribute; `replace` may give `undefined` to leave a value as it is. */
export function mapReferences<T extends JsonObject>(
  resource: T,
  { extension, name }: ReferenceAttribute,
  replace: (reference: JsonObject) => JsonObject | undefined,
): T {
  const container: JsonValue | undefined = extension === undefined ? resource : resource[extension];
  const value = isJsonObject(container) ? container[name] : undefined;
  if (value === undefined || !isJsonObject(container)) return resource;
  const mapped = Array.isArray(value)
    ? mapList(value as readonly JsonValue[], replace)
    : isJsonObject(value)
      ? (replace(value) ?? value)
      : value;
  if (mapped === value) return resource;
  if (extension === undefined) return { ...resource, [name]: mapped };
  return { ...resource, [extension]: { ...container, [name]: mapped } };
}

function mapList(
  list: readonly JsonValue[],
  replace: (reference: JsonObject) => JsonObject | undefined,
): readonly JsonValue[] {
  let changed = false;
  const mapped = list.map((each) => {
    const other = isJsonObject(each) ? replace(each) : undefined;
    if (other !== undefined) changed = true;
    return other ?? each;
  });
  return changed ? mapped : list;
}
