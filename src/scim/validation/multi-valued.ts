import { isJsonObject, type JsonValue } from '../../kernel/index.ts';
import type { AttributeDefinition } from '../schema.ts';
import { refuse, subDefinitions } from './validation-scope.ts';

/** A list in three parts, of which only the middle one can hold anything new. */
export interface ListParts {
  readonly head: readonly JsonValue[];
  readonly fresh: readonly JsonValue[];
  readonly tail: readonly JsonValue[];
}

export function joinParts({ head, fresh, tail }: ListParts): readonly JsonValue[] {
  return head.length === 0 && tail.length === 0 ? fresh : [...head, ...fresh, ...tail];
}

/**
 * Joins the values of a complex multi-valued attribute under the rules of RFC 7643 section 2.4. A value that says exactly
 * what another one says is left out: returning both is what a provider should not do, and PingOne sends such pairs.
 *
 * @throws ScimError 400 `invalidValue` for a second primary value, and for two values of one type and value that differ
 * in something else, since no one can tell which is meant.
 */
export function joinDistinct(definition: AttributeDefinition, parts: ListParts, path: string): readonly JsonValue[] {
  const subAttributes = subDefinitions(definition);
  const values = joinParts({
    ...parts,
    fresh: subAttributes.has('value') ? distinct(definition, parts, path) : parts.fresh,
  });
  if (subAttributes.has('primary')) {
    const primaries = values.filter((each) => part(each, 'primary') === true);
    if (primaries.length > 1) refuse(`Attribute '${path}' must not have more than one primary value.`, 'invalidValue');
  }
  return values;
}

function distinct(definition: AttributeDefinition, parts: ListParts, path: string): readonly JsonValue[] {
  const seen = new Map<string, JsonValue>();
  for (const each of [...sharing(definition, parts, parts.head), ...sharing(definition, parts, parts.tail)]) {
    const key = identity(definition, each);
    if (key !== undefined) seen.set(key, each);
  }
  const kept: JsonValue[] = [];
  for (const each of parts.fresh) {
    const key = identity(definition, each);
    const first = key === undefined ? undefined : seen.get(key);
    if (key === undefined || first === undefined) {
      if (key !== undefined) seen.set(key, each);
      kept.push(each);
    } else if (!sameParts(definition, first, each)) {
      refuse(`Attribute '${path}' has two values of the same type and value.`, 'invalidValue');
    }
  }
  return kept;
}

/** Those of `values` that have the `value` of a fresh one. They are few, and finding them is cheaper than their keys. */
function sharing(
  definition: AttributeDefinition,
  { fresh }: ListParts,
  values: readonly JsonValue[],
): readonly JsonValue[] {
  if (values.length === 0 || fresh.length === 0) return [];
  const caseExact = subDefinitions(definition).get('value')?.caseExact === true;
  const plain = (each: JsonValue): JsonValue | undefined => comparable(part(each, 'value'), caseExact);
  const wanted = new Set(fresh.map(plain));
  return values.filter((each) => wanted.has(plain(each)));
}

/** `(type, value)`, without case where case carries no meaning; nothing where there is no value to compare. */
function identity(definition: AttributeDefinition, element: JsonValue): string | undefined {
  if (part(element, 'value') === undefined) return undefined;
  const parts = ['type', 'value'].map((name) =>
    comparable(part(element, name), subDefinitions(definition).get(name)?.caseExact === true),
  );
  return JSON.stringify(parts);
}

function sameParts(definition: AttributeDefinition, left: JsonValue, right: JsonValue): boolean {
  return [...subDefinitions(definition).values()].every(({ name, caseExact }) => {
    const [one, other] = [comparable(part(left, name), caseExact), comparable(part(right, name), caseExact)];
    // A value that says nothing of `primary` says false (RFC 7643 section 2.4).
    return one === other || (name === 'primary' && one !== true && other !== true);
  });
}

function comparable(value: JsonValue | undefined, caseExact: boolean): JsonValue | undefined {
  return typeof value === 'string' && !caseExact ? value.toLowerCase() : value;
}

function part(element: JsonValue, name: string): JsonValue | undefined {
  return isJsonObject(element) ? element[name] : undefined;
}
