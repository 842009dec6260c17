import type { JsonObject } from '../../kernel/index.ts';
import type { AttributeDefinition, ResourceModel, ResourceTypeDefinition, SchemaDefinition } from '../schema.ts';
import { discoverySchemas } from '../schemas/core-schemas.ts';
import { schemaUris } from '../schemas/schema-uris.ts';

/**
 * The resources at `/Schemas`: every schema of these resource types, and those of the discovery resources, since each
 * URI that stands in a `schemas` attribute has its Schema resource (RFC 7643 section 7).
 */
export function schemaResources(models: readonly ResourceModel[]): readonly JsonObject[] {
  const served = models.flatMap(({ base, extensions }) => [base, ...extensions.map(({ schema }) => schema)]);
  const byId = new Map([...served, ...discoverySchemas].map((schema) => [schema.id, schema]));
  return [...byId.values()].map(schemaResource);
}

/** The resources at `/ResourceTypes`. */
export function resourceTypeResources(models: readonly ResourceModel[]): readonly JsonObject[] {
  return models.map(({ type }) => resourceTypeResource(type));
}

function schemaResource({ id, name, description, attributes }: SchemaDefinition): JsonObject {
  return {
    schemas: [schemaUris.schema],
    id,
    name,
    description,
    attributes: attributes.map(attributeObject),
    meta: { resourceType: 'Schema', location: `/Schemas/${id}` },
  };
}

/** All characteristics are written out, so that no reader depends on knowing the defaults. */
function attributeObject(definition: AttributeDefinition): JsonObject {
  const { canonicalValues, referenceTypes, subAttributes, ...characteristics } = definition;
  return {
    ...characteristics,
    ...(canonicalValues === undefined ? {} : { canonicalValues }),
    ...(referenceTypes === undefined ? {} : { referenceTypes }),
    ...(subAttributes === undefined ? {} : { subAttributes: subAttributes.map(attributeObject) }),
  };
}

function resourceTypeResource(type: ResourceTypeDefinition): JsonObject {
  const { id, name, endpoint, description, schema, schemaExtensions } = type;
  return {
    schemas: [schemaUris.resourceType],
    id,
    name,
    endpoint,
    description,
    schema,
    schemaExtensions: schemaExtensions.map((extension) => ({ schema: extension.schema, required: extension.required })),
    meta: { resourceType: 'ResourceType', location: `/ResourceTypes/${id}` },
  };
}
