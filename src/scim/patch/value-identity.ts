import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/index.ts';
import { type ComparisonKey, comparisonKey } from '../comparison.ts';
import { findSubAttribute } from '../path/resolved-attribute.ts';
import { isUnassigned, ownMember, sameJson } from '../path/value-reader.ts';
import type { AttributeDefinition } from '../schema.ts';

/**
 * Tells the values of one multi-valued attribute apart. A reference is identified by its `value`; any other complex
 * value by the pair of `type` and `value`, which a provider should not have twice (RFC 7643 section 2.4), and where it
 * has no `value` by all that it says; a simple value by itself, under the attribute's case rule.
 */
export class ValueIdentity {
  /** Whether the values refer to resources by id: `members`, `groups`. One resource is one value. */
  readonly references: boolean;
  readonly #attribute: AttributeDefinition;
  readonly #value: AttributeDefinition | undefined;
  readonly #type: AttributeDefinition | undefined;
  /** Sub-attributes that a value once there can still be given. */
  readonly #changeable: readonly AttributeDefinition[];

  constructor(attribute: AttributeDefinition) {
    this.#attribute = attribute;
    this.#value = findSubAttribute(attribute, 'value');
    this.references = this.#value !== undefined && findSubAttribute(attribute, '$ref') !== undefined;
    this.#type = this.references ? undefined : findSubAttribute(attribute, 'type');
    const subAttributes = attribute.subAttributes ?? [];
    this.#changeable = this.references
      ? subAttributes.filter(({ mutability }) => mutability !== 'immutable' && mutability !== 'readOnly')
      : subAttributes;
  }

  /** The same for two values exactly when they are one and the same. */
  keyOf(value: JsonValue): ComparisonKey {
    if (this.#attribute.type !== 'complex') return comparisonKey(this.#attribute, value) ?? JSON.stringify([value]);
    if (!isJsonObject(value)) return JSON.stringify([value]);
    const key = this.valueKeyOf(value);
    if (key === undefined) return canonicalText(value);
    if (this.#type === undefined) return key;
    const type = comparisonKey(this.#type, ownMember(value, this.#type.name)) ?? '';
    // With its length before it, no type and value can be taken for another pair.
    return `${String(type).length} ${type}${typeof key} ${key}`;
  }

  /** The key of the `value` alone, which stands for the whole where no `type` is given. */
  valueKeyOf(value: JsonValue): ComparisonKey | undefined {
    if (this.#value === undefined || !isJsonObject(value)) return undefined;
    return comparisonKey(this.#value, ownMember(value, this.#value.name));
  }

  /** Whether values have a `type` besides their `value`, and this one leaves it out. */
  lacksType(value: JsonValue): boolean {
    return this.#type !== undefined && isJsonObject(value) && isUnassigned(ownMember(value, this.#type.name));
  }

  /** Whether `value` already says everything that `given` says. What cannot be changed in a reference is not asked for. */
  contains(value: JsonValue, given: JsonValue): boolean {
    if (!isJsonObject(value) || !isJsonObject(given)) return true;
    return this.#changeable.every((subAttribute) => {
      const wanted = ownMember(given, subAttribute.name);
      const found = ownMember(value, subAttribute.name);
      // A value that says nothing of `primary` says false (RFC 7643 section 2.4).
      if (subAttribute.name === 'primary' && wanted === false) return found !== true;
      return isUnassigned(wanted) || sameSimple(subAttribute, found, wanted);
    });
  }

  /** What of a given value can be set on one that is there. */
  changeable(given: JsonValue): JsonObject {
    if (!isJsonObject(given)) return {};
    if (!this.references) return given;
    return Object.fromEntries(
      this.#changeable.filter(({ name }) => Object.hasOwn(given, name)).map(({ name }) => [name, given[name]]),
    );
  }
}

/** All that a complex value says, in one order. */
export function canonicalText(value: JsonObject): string {
  const assigned = Object.entries(value).filter(([, part]) => !isUnassigned(part));
  return JSON.stringify(assigned.toSorted(([left], [right]) => (left < right ? -1 : 1)));
}

function sameSimple(
  attribute: AttributeDefinition,
  left: JsonValue | undefined,
  right: JsonValue | undefined,
): boolean {
  if (sameJson(left, right)) return true;
  const key = comparisonKey(attribute, left);
  return key !== undefined && key === comparisonKey(attribute, right);
}
