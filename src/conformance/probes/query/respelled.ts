import { isJsonObject, type JsonObject, type JsonValue } from '../../../kernel/index.ts';
import type { AttributeDefinition, ResourceModel } from '../../../scim/index.ts';
import { isList } from '../kit/index.ts';

/** A resource with the names of its attributes as the schemas spell them (RFC 7643 section 2.1). */
export function respelled(resource: JsonObject, model: ResourceModel): JsonObject {
  const result: Record<string, JsonValue> = {};
  for (const [name, value] of Object.entries(resource)) {
    const key = name.toLowerCase();
    const extension = model.extensions.find(({ schema }) => schema.id.toLowerCase() === key)?.schema;
    const definition = model.attributes.get(key);
    const parts = extension?.attributes ?? definition?.subAttributes;
    result[extension?.id ?? definition?.name ?? name] = respelledParts(value ?? null, parts);
  }
  return result;
}

function respelledParts(value: JsonValue, definitions: readonly AttributeDefinition[] | undefined): JsonValue {
  if (definitions === undefined) return value;
  if (isList(value)) return value.map((each) => respelledParts(each, definitions));
  if (!isJsonObject(value)) return value;
  const result: Record<string, JsonValue> = {};
  for (const [name, own] of Object.entries(value)) {
    const definition = definitions.find((each) => each.name.toLowerCase() === name.toLowerCase());
    result[definition?.name ?? name] = respelledParts(own ?? null, definition?.subAttributes);
  }
  return result;
}
