import type { JsonObject, JsonValue } from '../../../kernel/index.ts';
import type { AttributeDefinition, ResourceModel } from '../../../scim/index.ts';
import { sampleValue } from '../kit/index.ts';

/** Values of read-only attributes as no server would have assigned them. */
export function forged(model: ResourceModel, name: string): JsonObject {
  const own = model.base.attributes.filter(isForgeable).map((each) => [each.name, forgedValue(each, name)] as const);
  return {
    id: name,
    meta: { resourceType: 'Elsewhere', created: '2001-02-03T04:05:06Z', location: `https://example.com/${name}` },
    ...Object.fromEntries(own),
  };
}

function forgedValue(definition: AttributeDefinition, name: string): JsonValue {
  const { type, multiValued, subAttributes = [] } = definition;
  const parts = subAttributes.filter((each) => texts.has(each.type));
  const part = parts.find((each) => each.name === 'value') ?? parts[0];
  const value = type === 'complex' ? { [part?.name ?? 'value']: name } : sampleValue(definition, name);
  return multiValued ? [value] : value;
}

/** Paths of the values that {@link forged} gives. */
export function forgeable({ base }: ResourceModel): readonly string[] {
  const common = ['id', 'meta.resourceType', 'meta.created', 'meta.location'];
  return [...common, ...base.attributes.filter(isForgeable).map(({ name }) => name)];
}

/** Only what holds a text can be told from a value that the server has chosen itself. */
function isForgeable({ name, mutability, type, subAttributes = [] }: AttributeDefinition): boolean {
  const own = type === 'complex' ? subAttributes.some((each) => texts.has(each.type)) : texts.has(type);
  return mutability === 'readOnly' && own && !['id', 'meta', 'schemas'].includes(name.toLowerCase());
}

const texts: ReadonlySet<string> = new Set(['string', 'reference', 'binary']);
