import { ScimulateError } from '../kernel/index.ts';
import type { AttributeDefinition, ResourceModel, ResourceTypeDefinition, SchemaDefinition } from './schema.ts';
import { commonAttributes } from './schemas/common-attributes.ts';
import { coreResourceTypes, coreSchemas, discoveryResourceTypes, discoverySchemas } from './schemas/core-schemas.ts';

/**
 * Joins a resource type with its schemas. Common attributes win over what a base schema says of them
 * (RFC 7643 section 3.1).
 *
 * @throws ScimulateError `SCHEMA_INVALID` when a schema that the type names is not among `schemas`.
 */
export function buildModel(type: ResourceTypeDefinition, schemas: readonly SchemaDefinition[]): ResourceModel {
  const base = findSchema(type, schemas, type.schema);
  const extensions = type.schemaExtensions.map(({ schema, required }) => ({
    schema: findSchema(type, schemas, schema),
    required,
  }));
  return {
    type,
    base,
    extensions,
    attributes: byName([...base.attributes, ...commonAttributes]),
    extensionAttributes: new Map(extensions.map(({ schema }) => [schema.id.toLowerCase(), byName(schema.attributes)])),
  };
}

/** Models of `User` (with the enterprise extension) and `Group`. */
export function coreModels(): readonly ResourceModel[] {
  return coreResourceTypes.map((type) => buildModel(type, coreSchemas));
}

/**
 * Models of the core resource types and of others, with their schemas. A type with the name of a core one takes its
 * place: so a User gets another extension.
 *
 * @throws ScimulateError `SCHEMA_INVALID` when a schema is missing or defined twice, or two types share a name or endpoint.
 */
export function modelsWith(
  types: readonly ResourceTypeDefinition[],
  schemas: readonly SchemaDefinition[],
): readonly ResourceModel[] {
  const names = new Set(types.map(({ name }) => name.toLowerCase()));
  const all = [...coreResourceTypes.filter(({ name }) => !names.has(name.toLowerCase())), ...types];
  requireDistinct(all, 'name');
  requireDistinct(all, 'endpoint');
  requireDistinct([...coreSchemas, ...discoverySchemas, ...schemas], 'id');
  return all.map((type) => buildModel(type, [...coreSchemas, ...schemas]));
}

/** Models of the discovery resources: `ServiceProviderConfig`, `ResourceType`, `Schema`. */
export function discoveryModels(): readonly ResourceModel[] {
  return discoveryResourceTypes.map((type) => buildModel(type, discoverySchemas));
}

function requireDistinct<Key extends string>(items: readonly Readonly<Record<Key, string>>[], key: Key): void {
  const seen = new Set<string>();
  for (const item of items) {
    const value = item[key].toLowerCase();
    if (seen.has(value)) throw new ScimulateError('SCHEMA_INVALID', `The ${key} ${item[key]} is defined twice.`);
    seen.add(value);
  }
}

function byName(attributes: readonly AttributeDefinition[]): ReadonlyMap<string, AttributeDefinition> {
  return new Map(attributes.map((attribute) => [attribute.name.toLowerCase(), attribute]));
}

function findSchema(type: ResourceTypeDefinition, schemas: readonly SchemaDefinition[], uri: string): SchemaDefinition {
  const found = schemas.find((schema) => schema.id.toLowerCase() === uri.toLowerCase());
  if (found === undefined) {
    throw new ScimulateError(
      'SCHEMA_INVALID',
      `Resource type ${type.name} names the schema ${uri}, which is not there.`,
      {
        mend: 'Load the schema too, or correct its URI.',
      },
    );
  }
  return found;
}
