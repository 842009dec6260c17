import { isJsonObject, type JsonObject, type JsonValue } from '../../../kernel/index.ts';
import type { AttributeDefinition, ResourceModel } from '../../../scim/index.ts';
import { isList } from './representation.ts';

type Definitions = ReadonlyMap<string, AttributeDefinition>;

/**
 * What of a sent resource its representation must show: no `id` and `meta`, which are the server's, and of the
 * attributes only those that a client may set and that are returned without being asked for.
 */
export function visiblePart(model: ResourceModel, sent: JsonValue | undefined): JsonObject {
  if (!isJsonObject(sent)) return {};
  const result: Record<string, JsonValue> = {};
  for (const [name, value] of Object.entries(sent)) {
    const key = name.toLowerCase();
    if (value === undefined || key === 'id' || key === 'meta') continue;
    const extension = model.extensionAttributes.get(key);
    if (extension !== undefined && isJsonObject(value)) result[name] = visible(extension, value);
    else if (isShown(model.attributes.get(key))) result[name] = shownValue(model.attributes.get(key), value);
  }
  return result;
}

function visible(definitions: Definitions, value: JsonObject): JsonObject {
  const members = Object.entries(value).flatMap(([name, own]) => {
    const definition = definitions.get(name.toLowerCase());
    return own === undefined || !isShown(definition) ? [] : [[name, shownValue(definition, own)] as const];
  });
  return Object.fromEntries(members);
}

function shownValue(definition: AttributeDefinition | undefined, value: JsonValue): JsonValue {
  const parts = definition?.subAttributes;
  if (parts === undefined) return value;
  const definitions = new Map(parts.map((part) => [part.name.toLowerCase(), part]));
  const shown = (one: JsonValue): JsonValue => (isJsonObject(one) ? visible(definitions, one) : one);
  return isList(value) ? value.map(shown) : shown(value);
}

/** Of what the schemas do not define nothing is known, so that it is expected back. */
function isShown(definition: AttributeDefinition | undefined): boolean {
  if (definition === undefined) return true;
  const { mutability, returned } = definition;
  return mutability !== 'readOnly' && mutability !== 'writeOnly' && (returned === 'default' || returned === 'always');
}
