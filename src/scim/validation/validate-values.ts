import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/index.ts';
import type { AttributeDefinition } from '../schema.ts';
import { canonicalForm } from './canonical-form.ts';
import { changedSpan } from './changed-span.ts';
import { joinDistinct, joinParts } from './multi-valued.ts';
import {
  type Definitions,
  type Draft,
  isJsonArray,
  refuse,
  subDefinitions,
  type ValidationScope,
} from './validation-scope.ts';
import { sameValue } from './same-value.ts';
import { faultOfValue } from './value-syntax.ts';

/**
 * The clean values of one JSON object: names as the schema spells them and in its order, unassigned attributes left out,
 * read-only ones as mutability has it, write-only ones protected.
 *
 * @param stored the values that the resource has now, if any.
 * @param prefix what stands before an attribute's name in messages: empty, `name.` or `urn:…:`.
 * @throws ScimError 400 that names the attribute.
 */
export function cleanObject(
  definitions: Definitions,
  input: JsonObject,
  stored: JsonObject | undefined,
  prefix: string,
  scope: ValidationScope,
): JsonObject {
  const given = byDefinition(definitions, input, prefix, scope);
  const clean: Draft = {};
  for (const definition of definitions.values()) {
    const path = prefix + definition.name;
    const value = cleanAttribute(definition, given, stored?.[definition.name], path, scope);
    if (value !== undefined) clean[definition.name] = value;
    else if (definition.required && definition.mutability !== 'readOnly') {
      // RFC 7644 section 3.5.2.2: a PATCH that leaves a required attribute unassigned is a matter of mutability.
      const removed = scope.mode === 'patch' && stored?.[definition.name] !== undefined;
      refuse(`Attribute '${path}' is required and must have a value.`, removed ? 'mutability' : 'invalidValue');
    }
  }
  return clean;
}

/** Finds the definition of each name without regard to case. Unknown names are refused, or left out where tolerated. */
function byDefinition(
  definitions: Definitions,
  input: JsonObject,
  prefix: string,
  scope: ValidationScope,
): ReadonlyMap<AttributeDefinition, JsonValue> {
  const given = new Map<AttributeDefinition, JsonValue>();
  for (const name of Object.keys(input)) {
    const definition = definitions.get(name.toLowerCase());
    if (definition === undefined) {
      if (scope.strictness.unknownAttributes) continue;
      refuse(`Attribute '${prefix}${excerpt(name)}' is not defined.`, unknownType(scope));
    }
    if (given.has(definition)) refuse(`Attribute '${prefix}${definition.name}' is given twice.`, 'invalidSyntax');
    given.set(definition, input[name] ?? null);
  }
  return given;
}

/** `invalidSyntax` is for requests with a body that is a resource; in a PATCH it is a value that does not fit (table 9). */
export function unknownType(scope: ValidationScope): 'invalidSyntax' | 'invalidValue' {
  return scope.mode === 'patch' ? 'invalidValue' : 'invalidSyntax';
}

/** Names from the wire can be megabytes long. */
export function excerpt(text: string): string {
  return text.length <= 100 ? text : `${text.slice(0, 100)}…`;
}

function cleanAttribute(
  definition: AttributeDefinition,
  given: ReadonlyMap<AttributeDefinition, JsonValue>,
  stored: JsonValue | undefined,
  path: string,
  scope: ValidationScope,
): JsonValue | undefined {
  const input = given.get(definition);
  // What a PATCH did not touch is the very value that is stored, and was clean then.
  if (scope.mode === 'patch' && input === stored) return stored;
  if (definition.mutability === 'readOnly') return readOnlyValue(definition, input, stored, path, scope);
  const omitted = !given.has(definition) && scope.mode === 'replace';
  // A PUT clears what it omits, unless the client could not have read it back or could not have set it anew.
  if (omitted && (definition.mutability === 'writeOnly' || definition.mutability === 'immutable')) return stored;
  const value = input === undefined ? undefined : cleanValue(definition, input, stored, path, scope);
  if (definition.mutability === 'writeOnly') return protect(value, stored, scope);
  if (definition.mutability === 'immutable' && stored !== undefined) {
    if (value === undefined || !sameValue(definition, value, stored)) {
      refuse(`Attribute '${path}' is immutable and has another value.`, 'mutability');
    }
    return stored;
  }
  return value;
}

/**
 * Requests with a body that is a resource have read-only values ignored (RFC 7644 sections 3.3 and 3.5.1), and `meta`
 * always (RFC 7643 section 3.1); a PATCH that changes one is an error. Inside of a complex value that a PATCH replaces
 * they are ignored too, since a client sends back what it has read.
 */
function readOnlyValue(
  definition: AttributeDefinition,
  input: JsonValue | undefined,
  stored: JsonValue | undefined,
  path: string,
  scope: ValidationScope,
): JsonValue | undefined {
  if (scope.mode === 'create') return undefined;
  const ignored = scope.mode === 'replace' || path === 'meta' || path.includes('.', path.lastIndexOf(':') + 1);
  // `applyPatch` lets no client set one, so what a changed value of a list has of them, it has from before.
  if (ignored) return stored ?? (scope.mode === 'patch' ? (input ?? undefined) : undefined);
  const [before, after] = [stored ?? null, input ?? null];
  if (!sameValue(definition, after, before)) refuse(`Attribute '${path}' is read-only.`, 'mutability');
  return stored;
}

/** Cleans a value of an attribute, singular or multi-valued. `undefined`: unassigned (RFC 7643 section 2.5). */
function cleanValue(
  definition: AttributeDefinition,
  input: JsonValue,
  stored: JsonValue | undefined,
  path: string,
  scope: ValidationScope,
): JsonValue | undefined {
  if (input === null) return undefined;
  if (!definition.multiValued) return cleanSingle(definition, singularOf(input, path, scope), stored, path, scope);
  const list = listOf(input, path, scope);
  const before = scope.mode === 'patch' && isJsonArray(stored) ? stored : [];
  const span = changedSpan(before, list);
  const known = new Set(before.slice(span.start, span.beforeEnd));
  const fresh: JsonValue[] = [];
  for (const element of list.slice(span.start, span.afterEnd)) {
    if (element === null) refuse(`Attribute '${path}' must not have null among its values.`, 'invalidValue');
    const value = known.has(element) ? element : cleanSingle(definition, element, undefined, path, scope);
    if (value !== undefined) fresh.push(value);
  }
  const parts = { head: list.slice(0, span.start), fresh, tail: list.slice(span.afterEnd) };
  const values = definition.type === 'complex' ? joinDistinct(definition, parts, path) : joinParts(parts);
  return values.length === 0 ? undefined : values;
}

function singularOf(input: JsonValue, path: string, scope: ValidationScope): JsonValue {
  if (!isJsonArray(input)) return input;
  if (scope.strictness.arrayForSingular && input.length <= 1) return input[0] ?? null;
  return refuse(`Attribute '${path}' is singular: it must not be an array.`, 'invalidValue');
}

function listOf(input: JsonValue, path: string, scope: ValidationScope): readonly JsonValue[] {
  if (isJsonArray(input)) return input;
  if (scope.strictness.singleForMultiValued) return [input];
  return refuse(`Attribute '${path}' is multi-valued: it must be an array.`, 'invalidValue');
}

function cleanSingle(
  definition: AttributeDefinition,
  input: JsonValue,
  stored: JsonValue | undefined,
  path: string,
  scope: ValidationScope,
): JsonValue | undefined {
  if (input === null) return undefined;
  if (definition.type === 'complex') return cleanComplex(definition, input, stored, path, scope);
  const value = definition.type === 'boolean' ? booleanOf(input, scope) : input;
  const fault = faultOfValue(definition, value);
  if (fault !== undefined) refuse(`Attribute '${path}' ${fault}.`, 'invalidValue');
  if (value === '' && definition.required) return undefined;
  return canonicalForm(definition, value, path, scope);
}

function booleanOf(input: JsonValue, scope: ValidationScope): JsonValue {
  if (!scope.strictness.booleanStrings || typeof input !== 'string') return input;
  const text = input.toLowerCase();
  return text === 'true' || text === 'false' ? text === 'true' : input;
}

function cleanComplex(
  definition: AttributeDefinition,
  input: JsonValue,
  stored: JsonValue | undefined,
  path: string,
  scope: ValidationScope,
): JsonValue | undefined {
  const object = complexOf(definition, input, scope);
  if (!isJsonObject(object)) return refuse(`Attribute '${path}' must be an object.`, 'invalidValue');
  const clean = cleanObject(
    subDefinitions(definition),
    object,
    isJsonObject(stored) ? stored : undefined,
    `${path}.`,
    scope,
  );
  // An object without a value assigns nothing.
  return Object.keys(clean).length === 0 ? undefined : clean;
}

/** `managerAsString`: a singular complex attribute with a `value`, given as that value. */
function complexOf(definition: AttributeDefinition, input: JsonValue, scope: ValidationScope): JsonValue {
  if (typeof input !== 'string' || definition.multiValued || !scope.strictness.managerAsString) return input;
  if (!subDefinitions(definition).has('value')) return input;
  return input === '' ? {} : { value: input };
}

function protect(
  value: JsonValue | undefined,
  stored: JsonValue | undefined,
  scope: ValidationScope,
): JsonValue | undefined {
  if (typeof value !== 'string') return value;
  if (typeof stored === 'string' && scope.secrets.matches(value, stored)) return stored;
  return scope.secrets.keep(value);
}
