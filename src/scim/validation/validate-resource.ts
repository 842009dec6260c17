import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/index.ts';
import type { AttributeDefinition, ResourceModel } from '../schema.ts';
import { checkSchemas, schemasOf } from './resource-schemas.ts';
import { cleanObject, excerpt, unknownType } from './validate-values.ts';
import {
  type Definitions,
  type Draft,
  refuse,
  type ValidationOptions,
  type ValidationScope,
} from './validation-scope.ts';

/**
 * Validates the body of a create (RFC 7644 section 3.3).
 *
 * @returns what is to be stored, without what the service provider assigns (`id`, `meta`, other read-only attributes).
 * @throws ScimError 400 that names the attribute, with the scimType of RFC 7644 table 9.
 */
export function validateCreate(model: ResourceModel, input: unknown, options: ValidationOptions): JsonObject {
  return validateBody(model, input, undefined, { ...options, mode: 'create' });
}

/**
 * Validates the body of a PUT (RFC 7644 section 3.5.1). What it leaves out is cleared, except read-only, immutable and
 * write-only attributes, which stay as `stored` has them.
 *
 * @throws ScimError 400 that names the attribute; `mutability` for another value of an immutable one.
 */
export function validateReplace(
  model: ResourceModel,
  input: unknown,
  stored: JsonObject,
  options: ValidationOptions,
): JsonObject {
  return validateBody(model, input, stored, { ...options, mode: 'replace' });
}

/**
 * Validates what a PATCH made of a stored resource (RFC 7644 section 3.5.2). Values that are the very objects of `before`
 * are not looked at again, so that the cost follows the change and not the size of a group.
 *
 * @throws ScimError 400 that names the attribute; `mutability` for a change of a read-only or immutable one and for a
 * required one that lost its value.
 */
export function validatePatched(
  model: ResourceModel,
  resource: JsonObject,
  before: JsonObject,
  options: ValidationOptions,
): JsonObject {
  const scope: ValidationScope = { ...options, mode: 'patch' };
  checkSchemas(model, resource['schemas'], scope);
  return clean(model, resource, before, scope);
}

function validateBody(
  model: ResourceModel,
  input: unknown,
  stored: JsonObject | undefined,
  scope: ValidationScope,
): JsonObject {
  if (!isJsonObject(input)) return refuse('The body must be a JSON object.', 'invalidSyntax');
  const named = checkSchemas(model, valueOf(input, 'schemas'), scope);
  for (const { schema, required } of model.extensions) {
    const key = schema.id.toLowerCase();
    const missing = !named.has(key) && (required || isAssigned(valueOf(input, key)));
    if (missing && !scope.strictness.unknownAttributes) {
      refuse(`Attribute 'schemas' must have '${schema.id}', whose attributes are present.`, 'invalidSyntax');
    }
  }
  return clean(model, input, stored, scope);
}

function clean(
  model: ResourceModel,
  input: JsonObject,
  stored: JsonObject | undefined,
  scope: ValidationScope,
): JsonObject {
  const { core, extensions } = split(model, input, scope);
  const resource: Draft = { ...cleanObject(ownDefinitions(model), core, stored, '', scope) };
  for (const { schema, required } of model.extensions) {
    const given = extensions.get(schema.id) ?? null;
    const before = stored?.[schema.id];
    if (scope.mode === 'patch' && given === before) {
      if (before !== undefined && before !== null) resource[schema.id] = before;
      continue;
    }
    const part = cleanExtension(model, schema.id, given, before, required, scope);
    if (part !== undefined) resource[schema.id] = part;
  }
  return { schemas: schemasOf(model, resource), ...resource };
}

function cleanExtension(
  model: ResourceModel,
  uri: string,
  given: JsonValue,
  stored: JsonValue | undefined,
  required: boolean,
  scope: ValidationScope,
): JsonObject | undefined {
  if (given !== null && !isJsonObject(given)) return refuse(`Attribute '${uri}' must be an object.`, 'invalidValue');
  const before = isJsonObject(stored) ? stored : undefined;
  // Without the extension nothing of it is required, but a PUT cannot take away what is not the client's to take.
  const absent = given === null || !isAssigned(given);
  if (absent && !required && before === undefined) return undefined;
  const definitions = model.extensionAttributes.get(uri.toLowerCase()) ?? new Map<string, AttributeDefinition>();
  const scoped = absent && !required ? optional(definitions) : definitions;
  const part = cleanObject(scoped, given ?? {}, before, `${uri}:`, scope);
  return Object.keys(part).length === 0 ? undefined : part;
}

/** Definitions that ask for nothing: of an extension that is taken off a resource. */
function optional(definitions: Definitions): Definitions {
  return new Map([...definitions].map(([name, definition]) => [name, { ...definition, required: false }]));
}

/** Parts attributes from extensions. `schemas` is in neither: it is checked on its own and always made anew. */
function split(
  model: ResourceModel,
  input: JsonObject,
  scope: ValidationScope,
): { core: JsonObject; extensions: ReadonlyMap<string, JsonValue> } {
  const core: Draft = {};
  const extensions = new Map<string, JsonValue>();
  for (const name of Object.keys(input)) {
    const key = name.toLowerCase();
    const extension = model.extensions.find(({ schema }) => schema.id.toLowerCase() === key);
    if (extension !== undefined) {
      if (extensions.has(extension.schema.id))
        refuse(`Attribute '${extension.schema.id}' is given twice.`, 'invalidSyntax');
      extensions.set(extension.schema.id, input[name] ?? null);
    } else if (model.attributes.has(key)) {
      if (key !== 'schemas') core[name] = input[name] ?? null;
    } else if (!scope.strictness.unknownAttributes) {
      refuse(`Attribute '${excerpt(name)}' is not defined for resource type ${model.type.name}.`, unknownType(scope));
    }
  }
  return { core, extensions };
}

const withoutSchemas = new WeakMap<ResourceModel, Definitions>();

function ownDefinitions(model: ResourceModel): Definitions {
  let definitions = withoutSchemas.get(model);
  if (definitions === undefined) {
    definitions = new Map([...model.attributes].filter(([name]) => name !== 'schemas'));
    withoutSchemas.set(model, definitions);
  }
  return definitions;
}

/** The value under a name in any case. */
function valueOf(input: JsonObject, name: string): JsonValue | undefined {
  const key = Object.keys(input).find((each) => each.toLowerCase() === name);
  return key === undefined ? undefined : input[key];
}

/** An object of nothing but nulls assigns nothing (RFC 7643 section 2.5). */
function isAssigned(value: JsonValue | undefined): boolean {
  if (value === undefined || value === null) return false;
  return !isJsonObject(value) || Object.values(value).some((each) => each !== null && each !== undefined);
}
