import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/index.ts';
import { isUnassigned, ownMember, sameJson } from '../path/value-reader.ts';
import type { AttributeDefinition } from '../schema.ts';
import { refusal } from './patch-scope.ts';

/**
 * Lets an attribute go from one value to another, if it may (RFC 7644 sections 3.5.2 and 3.5.2.2). To set the value
 * that is there already changes nothing, and so is always allowed: providers send back what they have read.
 *
 * @returns the value from then on: `before` itself when nothing changes, `undefined` for unassigned.
 * @throws ScimError 400 `mutability` for a read-only attribute, an immutable one that has a value, and a required one
 * that would lose its value.
 */
export function transition(
  attribute: AttributeDefinition,
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  path: string,
): JsonValue | undefined {
  const [had, has] = [!isUnassigned(before), !isUnassigned(after)];
  if (had === has && (!had || sameJson(before, after))) return before;
  if (attribute.mutability === 'readOnly') throw refusal(`'${path}' is read-only`, 'mutability');
  if (attribute.mutability === 'immutable' && had)
    throw refusal(`'${path}' is immutable and has a value already`, 'mutability');
  if (attribute.required && !has) throw refusal(`'${path}' is required and cannot be removed`, 'mutability');
  return has ? after : undefined;
}

/** Sets or unsets one member of an object. Returns the same object when the member is that value already. */
export function withMember(object: JsonObject, name: string, value: JsonValue | undefined): JsonObject {
  if (ownMember(object, name) === value) return object;
  if (value !== undefined) return { ...object, [name]: value };
  const { [name]: _, ...others } = object;
  return others;
}

/**
 * Sets sub-attributes of one complex value; those that `given` does not name stay (RFC 7644 section 3.5.2.3).
 *
 * @param given names as the schema spells them; `null` unassigns.
 * @returns `before` itself when nothing changes.
 * @throws ScimError 400 `mutability`
 */
export function mergeComplex(
  attribute: AttributeDefinition,
  before: JsonObject,
  given: JsonObject,
  path: string,
): JsonObject {
  let merged = before;
  for (const subAttribute of attribute.subAttributes ?? []) {
    const { name } = subAttribute;
    const value = ownMember(given, name);
    if (value === undefined) continue;
    merged = withMember(merged, name, transition(subAttribute, ownMember(before, name), value, `${path}.${name}`));
  }
  return merged;
}

/**
 * Puts another complex value in the place of one. What the client could not have set, read-only and immutable
 * sub-attributes that it leaves out, stays.
 *
 * @throws ScimError 400 `mutability`
 */
export function replaceComplex(
  attribute: AttributeDefinition,
  before: JsonObject,
  given: JsonObject,
  path: string,
): JsonObject {
  const whole: Record<string, JsonValue | undefined> = { ...given };
  for (const { name, mutability } of attribute.subAttributes ?? []) {
    const fixed = mutability === 'readOnly' || mutability === 'immutable';
    if (!fixed && !Object.hasOwn(whole, name) && Object.hasOwn(before, name)) whole[name] = null;
  }
  return mergeComplex(attribute, before, whole, path);
}

/** A complex value from a request as it is stored: without what is unassigned. */
export function newComplex(attribute: AttributeDefinition, given: JsonValue): JsonValue {
  return attribute.type === 'complex' && isJsonObject(given)
    ? mergeComplex(attribute, {}, given, attribute.name)
    : given;
}
