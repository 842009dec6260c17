import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/index.ts';
import type { ComparisonKey } from '../comparison.ts';
import type { AttributeDefinition } from '../schema.ts';
import { refusal } from './patch-scope.ts';
import { mergeComplex, newComplex, replaceComplex, withMember } from './transition.ts';
import { canonicalText, ValueIdentity } from './value-identity.ts';

type Values = readonly JsonValue[];

/**
 * Adds values to a multi-valued attribute (RFC 7644 section 3.5.2.1). A value that is contained in one that is there
 * changes nothing; one of the same type and value completes the one that is there; any other is appended.
 *
 * @returns `before` itself when nothing changes.
 */
export function addValues(attribute: AttributeDefinition, before: Values, given: Values, path: string): Values {
  const identity = new ValueIdentity(attribute);
  const after = [...before];
  const index = new ValueIndex(identity, after, given);
  const primaries = new Set<number>();
  for (const value of given) {
    const position = index.find(value) ?? after.length;
    const known = after[position];
    if (known === undefined) {
      after.push(newComplex(attribute, value));
      index.add(position);
    } else if (!identity.contains(known, value)) {
      after[position] = mergeComplex(attribute, objectOf(known), identity.changeable(value), path);
    }
    if (isPrimary(value)) primaries.add(position);
  }
  const settled = withOnePrimary(attribute, after, primaries, path);
  return sameElements(settled, before) ? before : settled;
}

/**
 * Puts a list in the place of another (RFC 7644 section 3.5.2.3). A reference that is in both stays the one that it is,
 * but for what a client may change of it. The order of a list carries no meaning.
 *
 * @returns `before` itself when it holds the same values.
 */
export function replaceValues(attribute: AttributeDefinition, before: Values, given: Values, path: string): Values {
  const identity = new ValueIdentity(attribute);
  const index = new ValueIndex(identity, before, given);
  if (given.filter(isPrimary).length > 1) throw severalPrimaries(path);
  const after = given.map((value) => {
    const position = index.find(value);
    const known = position === undefined ? undefined : before[position];
    if (known === undefined) return newComplex(attribute, value);
    if (identity.references) return replaceComplex(attribute, objectOf(known), identity.changeable(value), path);
    return sayTheSame(known, value) ? known : newComplex(attribute, value);
  });
  const present = new Set(after);
  return after.length === before.length && before.every((value) => present.has(value)) ? before : after;
}

/**
 * Removes the values that `given` names, by what identifies them; without a type every one with that `value`.
 * To name one that is not there changes nothing.
 */
export function removeValues(attribute: AttributeDefinition, before: Values, given: Values): Values {
  const identity = new ValueIdentity(attribute);
  const keys = new Set<ComparisonKey>();
  const valueKeys = new Set<ComparisonKey>();
  for (const value of given) {
    const valueKey = identity.lacksType(value) ? identity.valueKeyOf(value) : undefined;
    if (valueKey === undefined) keys.add(identity.keyOf(value));
    else valueKeys.add(valueKey);
  }
  const after = before.filter((value) => {
    if (keys.has(identity.keyOf(value))) return false;
    const valueKey = valueKeys.size === 0 ? undefined : identity.valueKeyOf(value);
    return valueKey === undefined || !valueKeys.has(valueKey);
  });
  return after.length === before.length ? before : after;
}

/**
 * Keeps `primary` true for one value only: setting it on one takes it from all others (RFC 7644 section 3.5.2).
 *
 * @param fresh positions of the values that the operation set primary.
 * @throws ScimError 400 `invalidValue` when these are several (RFC 7643 section 2.4).
 */
export function withOnePrimary(
  attribute: AttributeDefinition,
  values: Values,
  fresh: ReadonlySet<number>,
  path: string,
): Values {
  if (fresh.size === 0 || attribute.subAttributes?.some(({ name }) => name === 'primary') !== true) return values;
  if (fresh.size > 1) throw severalPrimaries(path);
  return values.map((value, position) =>
    isPrimary(value) && !fresh.has(position) ? withMember(objectOf(value), 'primary', false) : value,
  );
}

export function isPrimary(value: JsonValue | undefined): boolean {
  return isJsonObject(value) && value['primary'] === true;
}

function severalPrimaries(path: string): Error {
  return refusal(`'${path}' must not have more than one primary value`, 'invalidValue');
}

function objectOf(value: JsonValue): JsonObject {
  return isJsonObject(value) ? value : {};
}

function sayTheSame(left: JsonValue, right: JsonValue): boolean {
  if (isJsonObject(left) && isJsonObject(right)) return canonicalText(left) === canonicalText(right);
  return left === right;
}

/** Whether two lists hold the very same values. */
export function sameElements(left: Values, right: Values): boolean {
  return left.length === right.length && left.every((value, position) => value === right[position]);
}

/** Finds values of a list by what identifies them, in the time of a look-up. */
class ValueIndex {
  readonly #identity: ValueIdentity;
  readonly #values: Values;
  /** Positions of what is looked for; `undefined` while it is not there. */
  readonly #byKey: Map<ComparisonKey, number | undefined>;
  /** The same by `value`, whatever the type, of what is looked for without one. */
  readonly #byValue: Map<ComparisonKey | undefined, number | undefined>;

  /**
   * @param values may grow; what is appended is to be told by `add`.
   * @param wanted what will be looked for: it is little, where the list may be long.
   */
  constructor(identity: ValueIdentity, values: Values, wanted: Values) {
    this.#identity = identity;
    this.#values = values;
    this.#byKey = new Map(wanted.map((value) => [identity.keyOf(value), undefined]));
    const typeless = wanted.filter((value) => identity.lacksType(value));
    this.#byValue = new Map(typeless.map((value) => [identity.valueKeyOf(value), undefined]));
    for (let position = 0; position < values.length; position++) this.add(position);
  }

  add(position: number): void {
    const value = this.#values[position] ?? null;
    note(this.#byKey, this.#identity.keyOf(value), position);
    if (this.#byValue.size > 0) note(this.#byValue, this.#identity.valueKeyOf(value), position);
  }

  /** Where the value that is the given one stands, or one that says everything that it says. */
  find(given: JsonValue): number | undefined {
    const position = this.#byKey.get(this.#identity.keyOf(given));
    if (position !== undefined || !this.#identity.lacksType(given)) return position;
    const valueKey = this.#identity.valueKeyOf(given);
    const first = valueKey === undefined ? undefined : this.#byValue.get(valueKey);
    return first !== undefined && this.#identity.contains(this.#values[first] ?? null, given) ? first : undefined;
  }
}

/** Notes the first position of a key that is looked for. */
function note<Key>(positions: Map<Key, number | undefined>, key: Key, position: number): void {
  if (positions.has(key) && positions.get(key) === undefined) positions.set(key, position);
}
