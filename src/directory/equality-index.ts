import { isJsonObject, type JsonObject, type JsonValue } from '../kernel/index.ts';
import { type AttributeDefinition, type ComparisonKey, comparisonKey, type ResourceModel } from '../scim/index.ts';
import type { Slot } from './stored-version.ts';

/** A simple attribute whose values are looked up by equality. */
export interface IndexedAttribute {
  /** As `analyseEquality` names it: `userName`, `emails.value`, `urn:…:User:employeeNumber`. */
  readonly path: string;
  readonly uniqueness: AttributeDefinition['uniqueness'];
  /** Comparison keys of its values in a resource. */
  keys(resource: JsonObject): readonly ComparisonKey[];
}

/** Besides unique ones: what providers look for before they create or link a resource. */
const lookedUp = new Set(['externalId', 'userName', 'displayName', 'emails.value']);

/** The attributes of a resource type that have an index. `id` has none: the directory finds it by itself. */
export function indexedAttributes(model: ResourceModel): readonly IndexedAttribute[] {
  const core = [...model.attributes.values()].flatMap((attribute) => leaves(attribute));
  const extended = model.extensions.flatMap(({ schema }) =>
    schema.attributes.flatMap((attribute) => leaves(attribute, schema.id)),
  );
  return [...core, ...extended].filter(
    ({ path, uniqueness }) => path !== 'id' && (uniqueness !== 'none' || lookedUp.has(path)),
  );
}

function leaves(attribute: AttributeDefinition, extension?: string): readonly IndexedAttribute[] {
  const name = extension === undefined ? attribute.name : `${extension}:${attribute.name}`;
  const attributeValues = (resource: JsonObject): readonly JsonValue[] => {
    const container = extension === undefined ? resource : resource[extension];
    return isJsonObject(container) ? listOf(container[attribute.name]) : [];
  };
  if (attribute.subAttributes === undefined) return [indexed(name, attribute, attributeValues)];
  return attribute.subAttributes.map((sub) =>
    indexed(`${name}.${sub.name}`, sub, (resource) =>
      attributeValues(resource).flatMap((value) => (isJsonObject(value) ? listOf(value[sub.name]) : [])),
    ),
  );
}

function indexed(
  path: string,
  leaf: AttributeDefinition,
  read: (resource: JsonObject) => readonly JsonValue[],
): IndexedAttribute {
  return {
    path,
    uniqueness: leaf.uniqueness,
    keys: (resource) => {
      const values = read(resource);
      if (values.length === 0) return [];
      return [...new Set(values.map((value) => comparisonKey(leaf, value)))].filter((key) => key !== undefined);
    },
  };
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** Slots by comparison key. Nearly every key has one slot, and a set for each would take most of the memory. */
export class EqualityIndex {
  readonly #slots = new Map<ComparisonKey, Slot | Set<Slot>>();

  add(key: ComparisonKey, slot: Slot): void {
    const present = this.#slots.get(key);
    if (present === undefined) this.#slots.set(key, slot);
    else if (present instanceof Set) present.add(slot);
    else if (present !== slot) this.#slots.set(key, new Set([present, slot]));
  }

  remove(key: ComparisonKey, slot: Slot): void {
    const present = this.#slots.get(key);
    if (present === slot) this.#slots.delete(key);
    else if (present instanceof Set) {
      present.delete(slot);
      if (present.size === 0) this.#slots.delete(key);
    }
  }

  get(key: ComparisonKey): readonly Slot[] {
    const present = this.#slots.get(key);
    if (present === undefined) return [];
    return present instanceof Set ? [...present] : [present];
  }
}
