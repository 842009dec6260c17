import type { JsonObject, JsonValue } from '../../../kernel/index.ts';
import type { AttributeDefinition } from '../../../scim/index.ts';

/** Values that servers with a check of their own accept for attributes with a format (RFC 7643 section 4.1). */
const known: Readonly<Record<string, string>> = {
  preferredlanguage: 'en-US',
  locale: 'en-US',
  timezone: 'America/New_York',
  country: 'US',
  postalcode: '91608',
};

/**
 * A valid value of an attribute, a single one also where it is multi-valued.
 *
 * @param name a text that nobody else uses; text values and URIs contain it, so that unique attributes are unique.
 */
export function sampleValue(definition: AttributeDefinition, name: string, parent?: AttributeDefinition): JsonValue {
  const [canonical] = definition.canonicalValues ?? [];
  switch (definition.type) {
    case 'string':
      return canonical ?? sampleText(definition, name, parent);
    case 'boolean':
      return definition.name.toLowerCase() !== 'primary';
    case 'decimal':
      return 12.75;
    case 'integer':
      return 42;
    case 'dateTime':
      return '2024-02-29T12:34:56Z';
    case 'binary':
      return Buffer.from(name).toString('base64');
    case 'reference':
      return `https://example.com/${name}`;
    case 'complex':
    default:
      return sampleComplex(definition, name);
  }
}

function sampleText(definition: AttributeDefinition, name: string, parent: AttributeDefinition | undefined): string {
  const own = definition.name.toLowerCase();
  if (own === 'value' && parent?.name === 'emails') return `${name}@example.com`;
  if (own === 'value' && parent?.name === 'phoneNumbers') return 'tel:+1-201-555-0123';
  if (own === 'password') return `Pw-1!${name}`;
  return known[own] ?? name;
}

/** Its required sub-attributes; where none is required `value`, or else the first that can be written. */
function sampleComplex(definition: AttributeDefinition, name: string): JsonObject {
  const writable = (definition.subAttributes ?? []).filter((each) => each.mutability !== 'readOnly');
  const required = writable.filter((each) => each.required);
  const value = writable.find((each) => each.name === 'value') ?? writable[0];
  const chosen = required.length > 0 || value === undefined ? required : [value];
  return Object.fromEntries(chosen.map((each) => [each.name, sampleWhole(each, name, definition)]));
}

/** A value as it stands in a resource: in an array where the attribute is multi-valued. */
export function sampleWhole(definition: AttributeDefinition, name: string, parent?: AttributeDefinition): JsonValue {
  const value = sampleValue(definition, name, parent);
  return definition.multiValued ? [value] : value;
}
