import { isJsonObject, type JsonObject, type JsonValue, ScimulateError } from '../kernel/index.ts';
import {
  buildModel,
  coreModels,
  type AttributeDefinition,
  type ResourceModel,
  type ResourceTypeDefinition,
  type SchemaDefinition,
  schemaUris,
} from '../scim/index.ts';
import type { Capability, Discovery } from './probe.ts';

/** Bodies of the discovery endpoints; `undefined` where the target did not answer with one. */
export interface DiscoveryDocuments {
  readonly configuration: JsonObject | undefined;
  readonly resourceTypes: JsonObject | undefined;
  readonly schemas: JsonObject | undefined;
}

/** Requests that fetch the documents, by the label under which the exchange is recorded. */
export const discoveryRequests: readonly { readonly label: keyof DiscoveryDocuments; readonly path: string }[] = [
  { label: 'configuration', path: '/ServiceProviderConfig' },
  { label: 'resourceTypes', path: '/ResourceTypes' },
  { label: 'schemas', path: '/Schemas' },
];

/** Sub-attributes of ServiceProviderConfig with a `supported` flag (RFC 7643 section 5). */
const announced: readonly Capability[] = ['patch', 'bulk', 'filter', 'changePassword', 'sort', 'etag'];

/**
 * Reads what a target says of itself. What it leaves out is taken from RFC 7643: a target without `/Schemas` is asked
 * about its core attributes; one that does not announce a feature does not have it.
 */
export function readDiscovery(documents: DiscoveryDocuments): Discovery {
  const configuration = documents.configuration ?? {};
  const models = readModels(documents);
  const capabilities = new Set<Capability>(announced.filter((name) => flag(configuration[name], 'supported')));
  const pagination = configuration['pagination'];
  if (flag(pagination, 'cursor')) capabilities.add('cursor');
  // Index paging is the only method of RFC 7644; only a target that says otherwise (RFC 9865 section 4) lacks it.
  if (!isJsonObject(pagination) || flag(pagination, 'index')) capabilities.add('index');
  if (models.has('Group')) capabilities.add('groups');
  if (models.get('User')?.extensionAttributes.has(schemaUris.enterpriseUser.toLowerCase()) === true)
    capabilities.add('enterprise');
  if (schemeTypes(configuration).includes('oauth2')) capabilities.add('oauth');
  return { models, capabilities, configuration };
}

function flag(value: JsonValue | undefined, name: string): boolean {
  return isJsonObject(value) && value[name] === true;
}

function schemeTypes(configuration: JsonObject): readonly (JsonValue | undefined)[] {
  const schemes = configuration['authenticationSchemes'];
  return Array.isArray(schemes) ? schemes.map((scheme) => (isJsonObject(scheme) ? scheme['type'] : undefined)) : [];
}

function readModels(documents: DiscoveryDocuments): ReadonlyMap<string, ResourceModel> {
  const types = resources(documents.resourceTypes).flatMap((item) => toResourceType(item) ?? []);
  const schemas = resources(documents.schemas).flatMap((item) => toSchema(item) ?? []);
  const core = new Map(coreModels().map((model) => [model.type.name, model]));
  if (types.length === 0) return core;
  return new Map(
    types.flatMap((type) => {
      const model = tryBuild(type, schemas) ?? core.get(type.name);
      return model === undefined ? [] : [[type.name, model] as const];
    }),
  );
}

function resources(document: JsonObject | undefined): readonly JsonObject[] {
  const list = document?.['Resources'];
  return Array.isArray(list) ? list.filter(isJsonObject) : [];
}

function tryBuild(type: ResourceTypeDefinition, schemas: readonly SchemaDefinition[]): ResourceModel | undefined {
  try {
    return buildModel(type, schemas);
  } catch (error) {
    if (error instanceof ScimulateError) return undefined;
    throw error;
  }
}

function text(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

function toResourceType(item: JsonObject): ResourceTypeDefinition | undefined {
  const [name, endpoint, schema] = [text(item['name']), text(item['endpoint']), text(item['schema'])];
  if (name === '' || endpoint === '' || schema === '') return undefined;
  const extensions = Array.isArray(item['schemaExtensions']) ? item['schemaExtensions'].filter(isJsonObject) : [];
  return {
    id: text(item['id']) === '' ? name : text(item['id']),
    name,
    endpoint: endpoint.startsWith('/') ? endpoint : `/${endpoint}`,
    description: text(item['description']),
    schema,
    schemaExtensions: extensions.map((extension) => ({
      schema: text(extension['schema']),
      required: extension['required'] === true,
    })),
  };
}

function toSchema(item: JsonObject): SchemaDefinition | undefined {
  const id = text(item['id']);
  if (id === '') return undefined;
  return {
    id,
    name: text(item['name']),
    description: text(item['description']),
    attributes: toAttributes(item['attributes']),
  };
}

function toAttributes(value: JsonValue | undefined): readonly AttributeDefinition[] {
  return (Array.isArray(value) ? value.filter(isJsonObject) : []).map(toAttribute);
}

function strings(list: JsonValue | undefined): string[] | undefined {
  return Array.isArray(list) ? list.filter((entry) => typeof entry === 'string') : undefined;
}

/** Characteristics that a target leaves out have the defaults of RFC 7643 section 2.2. */
function toAttribute(item: JsonObject): AttributeDefinition {
  const subAttributes = toAttributes(item['subAttributes']);
  const canonicalValues = strings(item['canonicalValues']);
  const referenceTypes = strings(item['referenceTypes']);
  return {
    name: text(item['name']),
    type: oneOf(item['type'], [
      'string',
      'boolean',
      'decimal',
      'integer',
      'dateTime',
      'binary',
      'reference',
      'complex',
    ]),
    multiValued: item['multiValued'] === true,
    description: text(item['description']),
    required: item['required'] === true,
    caseExact: item['caseExact'] === true,
    mutability: oneOf(item['mutability'], ['readWrite', 'readOnly', 'immutable', 'writeOnly']),
    returned: oneOf(item['returned'], ['default', 'always', 'never', 'request']),
    uniqueness: oneOf(item['uniqueness'], ['none', 'server', 'global']),
    ...(canonicalValues === undefined ? {} : { canonicalValues }),
    ...(referenceTypes === undefined ? {} : { referenceTypes }),
    ...(subAttributes.length === 0 ? {} : { subAttributes }),
  };
}

/** The value where it is one of the allowed ones, otherwise the first of them, which is the default. */
function oneOf<const T extends string>(value: JsonValue | undefined, allowed: readonly [T, ...T[]]): T {
  return allowed.find((candidate) => candidate === value) ?? allowed[0];
}
