import type { AttributeDefinition, AttributeType } from '../schema.ts';

type Characteristics = Partial<Omit<AttributeDefinition, 'name' | 'type' | 'description' | 'subAttributes'>>;

/**
 * An attribute with the characteristics that RFC 7643 section 2.2 assumes where nothing is said. References and binaries
 * are case exact whatever a schema says (sections 2.3.6 and 2.3.7); the JSON of section 8.7 has `false` for them.
 */
export function attribute(
  name: string,
  type: Exclude<AttributeType, 'complex'>,
  description: string,
  characteristics: Characteristics = {},
): AttributeDefinition {
  return { ...assumed(name, type, description), ...characteristics };
}

/** A complex attribute. */
export function complex(
  name: string,
  description: string,
  subAttributes: readonly AttributeDefinition[],
  characteristics: Characteristics = {},
): AttributeDefinition {
  return { ...assumed(name, 'complex', description), ...characteristics, subAttributes };
}

function assumed(name: string, type: AttributeType, description: string): AttributeDefinition {
  return {
    name,
    type,
    multiValued: false,
    description,
    required: false,
    caseExact: type === 'reference' || type === 'binary',
    mutability: 'readWrite',
    returned: 'default',
    uniqueness: 'none',
  };
}

/** Gives the attributes, and their sub-attributes, one mutability. */
export function withMutability(
  mutability: AttributeDefinition['mutability'],
  attributes: readonly AttributeDefinition[],
): readonly AttributeDefinition[] {
  return attributes.map((definition) => ({
    ...definition,
    mutability,
    ...(definition.subAttributes === undefined
      ? {}
      : { subAttributes: withMutability(mutability, definition.subAttributes) }),
  }));
}
