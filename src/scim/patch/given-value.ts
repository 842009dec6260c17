import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/index.ts';
import { excerpt } from '../filter/filter-lexer.ts';
import { findSubAttribute } from '../path/resolved-attribute.ts';
import { isList } from '../path/value-reader.ts';
import type { AttributeDefinition } from '../schema.ts';
import { type PatchScope, refusal } from './patch-scope.ts';

/** A complex value from a request, its names as the schema spells them. `null` stands for a sub-attribute to unassign. */
type GivenComplex = JsonObject;

/**
 * Reads the value that a request gives for a whole attribute: names as the schema spells them, tolerated forms in the
 * proper one. It has the shape that the attribute asks for, array or not, object or not; whether the simple values in
 * it are of their types is for the validation of the result to say.
 *
 * @returns `null` for a value that unassigns.
 * @throws ScimError 400 `invalidValue`
 */
export function givenValue(
  attribute: AttributeDefinition,
  input: JsonValue,
  path: string,
  scope: PatchScope,
): JsonValue {
  if (input === null) return null;
  if (attribute.multiValued) return givenList(attribute, input, path, scope, false);
  return givenSingle(attribute, singular(input, path, scope), path, scope);
}

/**
 * Reads the values that a request gives for a multi-valued attribute.
 *
 * @param single whether one value may stand for itself, as in an `add` to the attribute (RFC 7644 section 3.5.2.1).
 */
export function givenList(
  attribute: AttributeDefinition,
  input: JsonValue,
  path: string,
  scope: PatchScope,
  single: boolean,
): readonly JsonValue[] {
  if (input === null) return [];
  if (!isList(input) && !single && scope.tolerances.singleForMultiValued !== true)
    throw refusal(`'${path}' is multi-valued: its value must be an array`, 'invalidValue');
  return (isList(input) ? input : [input]).map((each) => {
    if (each === null) throw refusal(`'${path}' must not have null among its values`, 'invalidValue');
    return givenSingle(attribute, each, path, scope);
  });
}

/** Reads one value of an attribute. Sub-attributes that are read-only are left out: they are not the client's to set. */
export function givenSingle(
  attribute: AttributeDefinition,
  input: JsonValue,
  path: string,
  scope: PatchScope,
): JsonValue {
  if (attribute.type === 'complex') return givenComplex(attribute, input, path, scope);
  if (attribute.type === 'boolean' && scope.tolerances.booleanStrings === true && typeof input === 'string') {
    const lower = input.toLowerCase();
    return lower === 'true' ? true : lower === 'false' ? false : input;
  }
  return input;
}

function givenComplex(
  attribute: AttributeDefinition,
  input: JsonValue,
  path: string,
  scope: PatchScope,
): GivenComplex | null {
  if (typeof input === 'string' && scope.tolerances.managerAsString === true && !attribute.multiValued) {
    const value = findSubAttribute(attribute, 'value');
    if (value !== undefined) return input === '' ? null : { [value.name]: input };
  }
  if (!isJsonObject(input)) throw refusal(`'${path}' is complex: its value must be an object`, 'invalidValue');
  const given = new Map<string, JsonValue>();
  for (const name of Object.keys(input)) {
    const subAttribute = findSubAttribute(attribute, name);
    if (subAttribute === undefined) {
      if (scope.tolerances.unknownAttributes === true) continue;
      throw refusal(`'${path}' has no sub-attribute ${excerpt(name)}`, 'invalidValue');
    }
    if (given.has(subAttribute.name)) throw refusal(`'${path}.${subAttribute.name}' is given twice`, 'invalidValue');
    // An attribute that is read-only as a whole is compared as a whole.
    if (subAttribute.mutability === 'readOnly' && attribute.mutability !== 'readOnly') continue;
    given.set(subAttribute.name, givenValue(subAttribute, input[name] ?? null, `${path}.${subAttribute.name}`, scope));
  }
  return Object.fromEntries(given);
}

function singular(input: JsonValue, path: string, scope: PatchScope): JsonValue {
  if (!isList(input)) return input;
  if (scope.tolerances.arrayForSingular === true && input.length === 1) return input[0] ?? null;
  throw refusal(`'${path}' is singular: its value must not be an array`, 'invalidValue');
}
