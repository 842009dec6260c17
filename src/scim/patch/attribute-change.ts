import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/index.ts';
import type { Filter } from '../filter/filter-ast.ts';
import { compileValueFilter } from '../filter/filter-compiler.ts';
import { conjunctsOf } from '../filter/filter-equality.ts';
import type { PatchTarget } from '../path/patch-path.ts';
import { findSubAttribute } from '../path/resolved-attribute.ts';
import { isList, isUnassigned, ownMember } from '../path/value-reader.ts';
import type { AttributeDefinition } from '../schema.ts';
import { givenList, givenSingle, givenValue } from './given-value.ts';
import type { PatchVerb } from './patch-message.ts';
import { type PatchScope, refusal } from './patch-scope.ts';
import { mergeComplex, newComplex, replaceComplex, transition, withMember } from './transition.ts';
import { addValues, isPrimary, removeValues, replaceValues, sameElements, withOnePrimary } from './value-list.ts';

type AttributeTarget = Extract<PatchTarget, { kind: 'attribute' }>;

/**
 * Works out what an operation makes of one attribute.
 *
 * @param before the attribute's value; `undefined` when it has none.
 * @param value of the operation; `null` stands for none.
 * @param byPath whether the operation's path names it: an `add` may then give a single one of several values.
 * @param path as errors are to name the target.
 * @returns the attribute's value from then on; whether it may have it is for `transition` to say.
 */
export function changeAttribute(
  target: AttributeTarget,
  op: PatchVerb,
  before: JsonValue | undefined,
  value: JsonValue,
  byPath: boolean,
  path: string,
  scope: PatchScope,
): JsonValue | undefined {
  const { attribute, subAttribute, filter } = target;
  const change: Change = { attribute, op, value, byPath, path, scope };
  if (attribute.multiValued) {
    const values = isList(before) ? before : [];
    if (filter !== undefined) return changeSelected(change, values, filter, subAttribute);
    if (subAttribute === undefined) return changeList(change, values);
    return changeSelected(change, values, undefined, subAttribute);
  }
  if (subAttribute !== undefined) return changePart(change, isJsonObject(before) ? before : {}, subAttribute);
  return changeSingle(change, before);
}

interface Change {
  readonly attribute: AttributeDefinition;
  readonly op: PatchVerb;
  readonly value: JsonValue;
  readonly byPath: boolean;
  readonly path: string;
  readonly scope: PatchScope;
}

function changeSingle(
  { attribute, op, value, path, scope }: Change,
  before: JsonValue | undefined,
): JsonValue | undefined {
  if (op === 'remove') return undefined;
  const given = givenValue(attribute, value, path, scope);
  if (attribute.type !== 'complex' || !isJsonObject(given)) return given;
  return mergeComplex(attribute, isJsonObject(before) ? before : {}, given, path);
}

function changeList(
  { attribute, op, value, byPath, path, scope }: Change,
  before: readonly JsonValue[],
): readonly JsonValue[] {
  if (op === 'remove') {
    return value === null ? [] : removeValues(attribute, before, givenList(attribute, value, path, scope, true));
  }
  const given = givenList(attribute, value, path, scope, op === 'add' && byPath);
  return op === 'add' ? addValues(attribute, before, given, path) : replaceValues(attribute, before, given, path);
}

/** Changes one sub-attribute of a complex value. */
function changePart(change: Change, before: JsonObject, subAttribute: AttributeDefinition): JsonObject {
  const part = ownMember(before, subAttribute.name);
  const partChange = { ...change, attribute: subAttribute };
  const after = subAttribute.multiValued
    ? changeList(partChange, isList(part) ? part : [])
    : changeSingle(partChange, part);
  return withMember(before, subAttribute.name, transition(subAttribute, part, after, change.path));
}

/** Changes the values that a filter selects, or a sub-attribute of each; without filter of all. */
function changeSelected(
  change: Change,
  before: readonly JsonValue[],
  filter: Filter | undefined,
  subAttribute: AttributeDefinition | undefined,
): readonly JsonValue[] {
  const { attribute, op, path, scope } = change;
  const test = filter === undefined ? () => true : compileValueFilter(filter, attribute, scope.tolerances);
  const after: JsonValue[] = [];
  const primaries = new Set<number>();
  let selected = false;
  for (const value of before) {
    const matches = test(value);
    const changed = matches ? changeValue(change, value, subAttribute) : value;
    selected ||= matches;
    if (changed === undefined || (matches && isUnassigned(changed))) continue;
    if (matches && setsPrimary(change, subAttribute, changed)) primaries.add(after.length);
    after.push(changed);
  }
  // Nothing to remove is nothing to complain of (RFC 7644 section 3.5.2.2).
  if (!selected) return op === 'remove' ? before : withSelectable(change, before, filter, subAttribute);
  const settled = withOnePrimary(attribute, after, primaries, path);
  return sameElements(settled, before) ? before : settled;
}

/** One selected value after the operation; `undefined` when it is gone. */
function changeValue(
  change: Change,
  before: JsonValue,
  subAttribute: AttributeDefinition | undefined,
): JsonValue | undefined {
  const { attribute, op, value, path, scope } = change;
  if (subAttribute !== undefined) return changePart(change, isJsonObject(before) ? before : {}, subAttribute);
  if (op === 'remove') return undefined;
  if (value === null) return op === 'add' ? before : undefined;
  const given = givenSingle(attribute, value, path, scope);
  if (!isJsonObject(given) || !isJsonObject(before)) return given ?? undefined;
  // A selected value is replaced as a whole; only a complex attribute keeps what is not named (section 3.5.2.3).
  return (op === 'add' ? mergeComplex : replaceComplex)(attribute, before, given, path);
}

/** Whether the operation itself made this value primary. */
function setsPrimary(
  { op, value }: Change,
  subAttribute: AttributeDefinition | undefined,
  after: JsonValue | undefined,
): boolean {
  if (op === 'remove' || !isPrimary(after)) return false;
  if (subAttribute !== undefined) return subAttribute.name === 'primary';
  return isJsonObject(value) && Object.keys(value).some((name) => name.toLowerCase() === 'primary');
}

/**
 * No value is selected. A `replace` then has no target; an `add` makes the value: "If the target location does not
 * exist, the attribute and value are added" (RFC 7644 section 3.5.2.1). The new value is what the filter asks for, as
 * far as it asks for equality; one that asks for anything else does not say what to add.
 */
function withSelectable(
  change: Change,
  before: readonly JsonValue[],
  filter: Filter | undefined,
  subAttribute: AttributeDefinition | undefined,
): readonly JsonValue[] {
  const { attribute, op, value, path, scope } = change;
  const seed = filter === undefined ? {} : seedOf(filter, attribute, path, scope);
  if ((op === 'replace' && filter !== undefined) || seed === undefined)
    throw refusal(`Path ${path} selects no value`, 'noTarget');
  if (value === null) return before;
  if (attribute.type !== 'complex')
    return addValues(attribute, before, [givenSingle(attribute, value, path, scope)], path);
  const given =
    subAttribute === undefined
      ? givenSingle(attribute, value, path, scope)
      : { [subAttribute.name]: givenValue(subAttribute, value, path, scope) };
  const made = isJsonObject(given) ? { ...seed, ...given } : given;
  return addValues(attribute, before, [newComplex(attribute, made)], path);
}

/** The value that fulfils a filter of equalities; `undefined` when the filter asks for more than that. */
function seedOf(
  filter: Filter,
  attribute: AttributeDefinition,
  path: string,
  scope: PatchScope,
): JsonObject | undefined {
  const parts = filter.type === 'and' ? filter.filters : [filter];
  const equalities = conjunctsOf(filter).filter(({ operator, value }) => operator === 'eq' && value !== null);
  if (equalities.length !== parts.length) return undefined;
  const seed: [string, JsonValue][] = [];
  for (const { path: name, value } of equalities) {
    const subAttribute = findSubAttribute(attribute, name.name);
    if (subAttribute !== undefined && subAttribute.mutability !== 'readOnly')
      seed.push([subAttribute.name, givenSingle(subAttribute, value, path, scope)]);
  }
  return Object.fromEntries(seed);
}
