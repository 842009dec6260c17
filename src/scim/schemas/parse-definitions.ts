import { Ajv, type ValidateFunction } from 'ajv';
import { checkDocument, type LocatedDocument, readDocument, ScimulateError } from '../../kernel/index.ts';
import type { AttributeDefinition, ResourceTypeDefinition, SchemaDefinition } from '../schema.ts';
import { attribute as simple, complex } from './define-attribute.ts';
import { resourceTypeFileSchema, schemaFileSchema } from './definition-file-schema.ts';

type AttributeFile = Pick<AttributeDefinition, 'name' | 'type'> &
  Partial<Omit<AttributeDefinition, 'subAttributes'>> & { readonly subAttributes?: readonly AttributeFile[] };

type SchemaFile = Pick<SchemaDefinition, 'id'> &
  Partial<SchemaDefinition> & { readonly attributes: readonly AttributeFile[] };

type ResourceTypeFile = Pick<ResourceTypeDefinition, 'name' | 'endpoint' | 'schema'> & Partial<ResourceTypeDefinition>;

const code = 'SCHEMA_INVALID';
const ajv = new Ajv({ strict: true });
let schemaFile: ValidateFunction<SchemaFile> | undefined;
let resourceTypeFile: ValidateFunction<ResourceTypeFile> | undefined;

/** Endpoints that the protocol has for itself (RFC 7644 table 2). */
const reserved = new Set(['/me', '/bulk', '/schemas', '/resourcetypes', '/serviceproviderconfig']);

/**
 * Reads a schema in the form of a `/Schemas` resource (RFC 7643 section 7), JSON or YAML. Characteristics that it leaves
 * out are those of section 2.2; a write-only attribute is then never returned.
 *
 * @param file its name, for messages.
 * @throws ScimulateError `SCHEMA_INVALID` naming file, line and column.
 */
export function parseSchemaDefinition(text: string, file: string): SchemaDefinition {
  schemaFile ??= ajv.compile<SchemaFile>(schemaFileSchema);
  const document = readDocument(text, file, code);
  const { id, name, description, attributes } = checkDocument(document, schemaFile, code);
  checkAttributes(document, attributes, '/attributes');
  const label = name ?? id.slice(id.lastIndexOf(':') + 1);
  return { id, name: label, description: description ?? label, attributes: attributes.map(complete) };
}

/**
 * Reads a resource type in the form of a `/ResourceTypes` resource (RFC 7643 section 6), JSON or YAML.
 *
 * @param file its name, for messages.
 * @throws ScimulateError `SCHEMA_INVALID` naming file, line and column.
 */
export function parseResourceType(text: string, file: string): ResourceTypeDefinition {
  resourceTypeFile ??= ajv.compile<ResourceTypeFile>(resourceTypeFileSchema);
  const document = readDocument(text, file, code);
  const type = checkDocument(document, resourceTypeFile, code);
  const endpoint = type.endpoint.startsWith('/') ? type.endpoint : `/${type.endpoint}`;
  if (reserved.has(endpoint.toLowerCase()))
    fail(document, '/endpoint', `"${endpoint}" is an endpoint of the protocol.`);
  const schemaExtensions = type.schemaExtensions ?? [];
  const uris = [type.schema, ...schemaExtensions.map(({ schema }) => schema)];
  const repeated = repeatedIndex(uris);
  if (repeated !== undefined) {
    fail(document, `/schemaExtensions/${repeated - 1}/schema`, `"${uris[repeated]}" is named twice.`);
  }
  const { name, schema, id = name, description = name } = type;
  return { id, name, endpoint, description, schema, schemaExtensions };
}

function checkAttributes(document: LocatedDocument, attributes: readonly AttributeFile[], pointer: string): void {
  const repeated = repeatedIndex(attributes.map(({ name }) => name));
  if (repeated !== undefined) {
    const { name } = attributes[repeated]!;
    fail(document, `${pointer}/${repeated}/name`, `"${name}" is defined twice; names are compared without case.`);
  }
  for (const [index, { name, type, subAttributes, referenceTypes }] of attributes.entries()) {
    const at = `${pointer}/${index}`;
    if (type === 'complex' && subAttributes === undefined)
      fail(document, at, `Complex "${name}" lacks "subAttributes".`);
    if (type !== 'complex' && subAttributes !== undefined)
      fail(document, `${at}/subAttributes`, `"${name}" has "subAttributes", but its type is not complex.`);
    if (type === 'reference' && referenceTypes === undefined)
      fail(document, at, `Reference "${name}" lacks "referenceTypes".`);
    if (type !== 'reference' && referenceTypes !== undefined)
      fail(document, `${at}/referenceTypes`, `"${name}" has "referenceTypes", but its type is not reference.`);
    checkAttributes(document, subAttributes ?? [], `${at}/subAttributes`);
  }
}

function complete(definition: AttributeFile): AttributeDefinition {
  const { name, type, description = name, subAttributes, ...given } = definition;
  const characteristics = {
    ...(given.mutability === 'writeOnly' ? { returned: 'never' as const } : {}),
    ...given,
  };
  if (type === 'complex') return complex(name, description, (subAttributes ?? []).map(complete), characteristics);
  return simple(name, type, description, characteristics);
}

/** Index of the first text that has stood before, without regard to case. */
function repeatedIndex(texts: readonly string[]): number | undefined {
  const seen = new Set<string>();
  const index = texts.findIndex((text) => seen.size === seen.add(text.toLowerCase()).size);
  return index < 0 ? undefined : index;
}

function fail(document: LocatedDocument, pointer: string, message: string): never {
  throw new ScimulateError(code, message, { place: document.place(pointer) });
}
