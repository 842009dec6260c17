import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/index.ts';
import { excerpt } from '../filter/filter-lexer.ts';
import { type PatchTarget, printPatchTarget, resolvePatchPath } from '../path/patch-path.ts';
import { findExtension } from '../path/resolved-attribute.ts';
import { isList, isUnassigned, ownMember } from '../path/value-reader.ts';
import type { AttributeDefinition, ResourceModel, Strictness } from '../schema.ts';
import { changeAttribute } from './attribute-change.ts';
import { parsePatchRequest, type PatchOperation, type PatchVerb } from './patch-message.ts';
import { diffResources, isDifferent } from './resource-difference.ts';
import { type PatchScope, refusal } from './patch-scope.ts';
import { transition, withMember } from './transition.ts';

/** What a PATCH makes of a resource. */
export interface PatchResult {
  /** The resource itself when nothing changed; else a new one that shares with it all that did not. */
  readonly resource: JsonObject;
  readonly changed: boolean;
}

/**
 * Applies a PatchOp message to a resource (RFC 7644 section 3.5.2): all operations in their order, or none. The given
 * resource is never altered. Its names, and those of the result, are spelled as the schema spells them.
 *
 * What is checked here is what an operation may do: its form, its target, mutability, and that a value is an array or an
 * object where its attribute is multi-valued or complex. Whether simple values are of their types, and what holds for the
 * resource as a whole, is for `validatePatched`, which the result is to be given to. It also replaces secrets, so a
 * password that is set to the same value counts as `changed` here.
 *
 * @throws ScimError 400 `invalidSyntax` (message), `invalidPath` and `invalidFilter` (form of a path), `noTarget` (a path
 * that names no attribute or, in a `replace`, selects no value; a `remove` without path), `mutability`, `invalidValue`.
 */
export function applyPatch(
  resource: JsonObject,
  request: unknown,
  model: ResourceModel,
  tolerances: Partial<Strictness> = {},
): PatchResult {
  const scope: PatchScope = { model, tolerances };
  let patched = resource;
  for (const operation of parsePatchRequest(request, tolerances)) {
    patched = withSchemas(patched, applyOperation(patched, operation, scope), model);
  }
  // Operations may undo each other, or put a list into another order.
  const changed = patched !== resource && isDifferent(diffResources(resource, patched, model));
  return { resource: changed ? patched : resource, changed };
}

function applyOperation(resource: JsonObject, operation: PatchOperation, scope: PatchScope): JsonObject {
  const { op, path } = operation;
  const value = operation.value ?? null;
  if (path !== undefined) return applyToPath(resource, op, path, value, scope);
  if (!isJsonObject(value))
    throw refusal(`Without 'path', the value of ${op} must be an object of attributes`, 'invalidValue');
  return applyMembers(resource, op, value, scope);
}

/** An operation without path: each member of its value is an attribute, an extension or, where tolerated, a path. */
function applyMembers(resource: JsonObject, op: PatchVerb, value: JsonObject, scope: PatchScope): JsonObject {
  const seen = new Set<string>();
  let patched = resource;
  for (const name of Object.keys(value)) {
    const key = name.toLowerCase();
    if (seen.has(key)) throw refusal(`Attribute ${excerpt(name)} is given twice`, 'invalidValue');
    seen.add(key);
    const given = value[name] ?? null;
    const attribute = scope.model.attributes.get(key);
    const extension = findExtension(name, scope.model);
    if (attribute !== undefined) {
      // A client sends back what it has read; of the server's own record it has nothing to say (RFC 7643 section 3.1).
      if (attribute.name !== 'meta')
        patched = applyToAttribute(patched, op, { kind: 'attribute', attribute }, given, scope);
    } else if (extension !== undefined) {
      patched = applyToExtension(patched, op, extension, given, scope);
    } else if (scope.tolerances.pathKeys === true) {
      patched = applyToPath(patched, op, name, given, scope);
    } else if (scope.tolerances.unknownAttributes !== true) {
      throw refusal(
        `Attribute ${excerpt(name)} is not defined for resource type ${scope.model.type.name}`,
        'invalidValue',
      );
    }
  }
  return patched;
}

function applyToPath(
  resource: JsonObject,
  op: PatchVerb,
  path: string,
  value: JsonValue,
  scope: PatchScope,
): JsonObject {
  const target = resolvePatchPath(path, scope.model, scope.tolerances);
  if (target === undefined) {
    if (scope.tolerances.unknownAttributes === true) return resource;
    throw refusal(`Path ${excerpt(path)} names no attribute of resource type ${scope.model.type.name}`, 'noTarget');
  }
  return target.kind === 'extension'
    ? applyToExtension(resource, op, target.extension, value, scope)
    : applyToAttribute(resource, op, target, value, scope, true);
}

function applyToAttribute(
  resource: JsonObject,
  op: PatchVerb,
  target: Extract<PatchTarget, { kind: 'attribute' }>,
  value: JsonValue,
  scope: PatchScope,
  byPath = false,
): JsonObject {
  const container = target.extension === undefined ? resource : containerOf(resource, target.extension);
  const { name } = target.attribute;
  const path = printPatchTarget(target);
  const before = ownMember(container, name);
  const after = transition(
    target.attribute,
    before,
    changeAttribute(target, op, before, value, byPath, path, scope),
    path,
  );
  const changed = withMember(container, name, after);
  return target.extension === undefined ? changed : withContainer(resource, target.extension, changed);
}

/** An extension is a complex attribute in its own container: what is not named in the value stays. */
function applyToExtension(
  resource: JsonObject,
  op: PatchVerb,
  extension: string,
  value: JsonValue,
  scope: PatchScope,
): JsonObject {
  const attributes = scope.model.extensionAttributes.get(extension.toLowerCase());
  if (attributes === undefined) return resource;
  if (op === 'remove' || value === null) return removeExtension(resource, extension, attributes, scope.model);
  if (!isJsonObject(value))
    throw refusal(`The value of '${extension}' must be an object of attributes`, 'invalidValue');
  const seen = new Set<AttributeDefinition>();
  let patched = resource;
  for (const name of Object.keys(value)) {
    const attribute = attributes.get(name.toLowerCase());
    if (attribute === undefined) {
      if (scope.tolerances.unknownAttributes === true) continue;
      throw refusal(`'${extension}' has no attribute ${excerpt(name)}`, 'invalidValue');
    }
    if (seen.has(attribute)) throw refusal(`'${extension}:${attribute.name}' is given twice`, 'invalidValue');
    seen.add(attribute);
    patched = applyToAttribute(patched, op, { kind: 'attribute', extension, attribute }, value[name] ?? null, scope);
  }
  return patched;
}

function removeExtension(
  resource: JsonObject,
  extension: string,
  attributes: ReadonlyMap<string, AttributeDefinition>,
  model: ResourceModel,
): JsonObject {
  const container = containerOf(resource, extension);
  const required = model.extensions.some((each) => each.schema.id === extension && each.required);
  if (required && !isUnassigned(container)) throw refusal(`'${extension}' is required`, 'mutability');
  for (const attribute of attributes.values()) {
    // With the extension gone nothing of it is required any more.
    const optional = { ...attribute, required: false };
    transition(optional, ownMember(container, attribute.name), undefined, `${extension}:${attribute.name}`);
  }
  return withMember(resource, extension, undefined);
}

function containerOf(resource: JsonObject, extension: string): JsonObject {
  const container = ownMember(resource, extension);
  return isJsonObject(container) ? container : {};
}

function withContainer(resource: JsonObject, extension: string, container: JsonObject): JsonObject {
  if (container === ownMember(resource, extension)) return resource;
  return withMember(resource, extension, isUnassigned(container) ? undefined : container);
}

/** Adds the URI of an extension that has come, and takes away that of one that has gone (RFC 7644 section 3.5.2). */
function withSchemas(before: JsonObject, after: JsonObject, model: ResourceModel): JsonObject {
  let patched = after;
  for (const { schema, required } of model.extensions) {
    const listed = patched['schemas'];
    const schemas = isList(listed) ? listed : [];
    const isUri = (uri: JsonValue): boolean => typeof uri === 'string' && uri.toLowerCase() === schema.id.toLowerCase();
    const present = ownMember(patched, schema.id) !== undefined;
    if (present && !schemas.some(isUri)) {
      patched = withMember(patched, 'schemas', [...schemas, schema.id]);
    } else if (!present && !required && ownMember(before, schema.id) !== undefined) {
      patched = withMember(
        patched,
        'schemas',
        schemas.filter((uri) => !isUri(uri)),
      );
    }
  }
  return patched;
}
