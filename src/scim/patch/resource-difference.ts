import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/index.ts';
import { findSubAttribute, isSecret } from '../path/resolved-attribute.ts';
import { isList, isUnassigned, ownMember, sameJson } from '../path/value-reader.ts';
import type { AttributeDefinition, ResourceModel } from '../schema.ts';
import { changedSpan } from '../validation/changed-span.ts';
import { canonicalText, ValueIdentity } from './value-identity.ts';

/** What stands in the place of a secret, both before and after. */
export const maskedValue = '[redacted]';

/** One attribute that differs. A side on which it is unassigned is absent. */
interface AttributeDifference {
  /**
   * As the schema spells it: `name.familyName`, `urn:…:User:department`, and of several values the one that is meant, so
   * that it can be read and used as a PATCH path: `emails[type eq "work"].value`.
   */
  readonly path: string;
  readonly before?: JsonValue;
  readonly after?: JsonValue;
}

/** References that a list has gained and lost: the members of a group. */
interface ReferenceDifference {
  /** `members` */
  readonly path: string;
  readonly added: readonly JsonObject[];
  readonly removed: readonly JsonObject[];
}

export interface ResourceDifference {
  readonly changes: readonly AttributeDifference[];
  /** Only lists that gained or lost something. */
  readonly references: readonly ReferenceDifference[];
}

/**
 * Tells what differs between two versions of a resource, by attribute, in the order of the schema. The order of several
 * values carries no meaning; null, an empty list and absence are the same. `meta` is left out: it is the server's record
 * of the change, not part of it. Secrets are masked.
 */
export function diffResources(before: JsonObject, after: JsonObject, model: ResourceModel): ResourceDifference {
  const found: Collected = { changes: [], references: [] };
  for (const attribute of model.attributes.values()) {
    if (attribute.name !== 'meta') compareMember(found, attribute.name, attribute, before, after);
  }
  for (const { schema } of model.extensions) {
    const [left, right] = [ownMember(before, schema.id), ownMember(after, schema.id)];
    if (left === right) continue;
    for (const attribute of schema.attributes) {
      compareMember(found, `${schema.id}:${attribute.name}`, attribute, objectOf(left), objectOf(right));
    }
  }
  return found;
}

export function isDifferent({ changes, references }: ResourceDifference): boolean {
  return changes.length > 0 || references.length > 0;
}

interface Collected {
  readonly changes: AttributeDifference[];
  readonly references: ReferenceDifference[];
}

function compareMember(
  into: Collected,
  path: string,
  attribute: AttributeDefinition,
  left: JsonObject,
  right: JsonObject,
): void {
  const [before, after] = [ownMember(left, attribute.name), ownMember(right, attribute.name)];
  if (before === after || (isUnassigned(before) && isUnassigned(after))) return;
  if (attribute.multiValued) compareLists(into, path, attribute, listOf(before), listOf(after));
  else if (attribute.type === 'complex' && !isSecret(attribute))
    compareParts(into, path, attribute, objectOf(before), objectOf(after));
  else if (!sameJson(before, after)) into.changes.push(difference(path, attribute, before, after));
}

function compareParts(
  into: Collected,
  path: string,
  attribute: AttributeDefinition,
  before: JsonObject,
  after: JsonObject,
): void {
  for (const subAttribute of attribute.subAttributes ?? [])
    compareMember(into, `${path}.${subAttribute.name}`, subAttribute, before, after);
}

function compareLists(
  into: Collected,
  path: string,
  attribute: AttributeDefinition,
  before: readonly JsonValue[],
  after: readonly JsonValue[],
): void {
  if (attribute.type === 'complex' && !isSecret(attribute)) {
    const { references } = new ValueIdentity(attribute);
    // Of references there may be many, and what is outside of the span is in both lists. Where the values are named by
    // their type, the names have to be good for the whole list.
    const span = references
      ? changedSpan(before, after)
      : { start: 0, beforeEnd: before.length, afterEnd: after.length };
    for (const name of references ? ['value'] : ['type', 'value']) {
      const by = findSubAttribute(attribute, name);
      if (by === undefined || isSecret(by)) continue;
      const left = distinct(before.slice(span.start, span.beforeEnd), by);
      const right = distinct(after.slice(span.start, span.afterEnd), by);
      if (left === undefined || right === undefined) continue;
      (references ? compareReferences : compareSelected)(into, path, attribute, by, left, right);
      return;
    }
  }
  if (!sameJson(before.map(textOf).toSorted(), after.map(textOf).toSorted()))
    into.changes.push(difference(path, attribute, before, after));
}

type Distinct = ReadonlyMap<string, JsonObject>;

/** Values that a sub-attribute tells apart: each is named by it. */
function compareSelected(
  into: Collected,
  path: string,
  attribute: AttributeDefinition,
  by: AttributeDefinition,
  before: Distinct,
  after: Distinct,
): void {
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const selected = `${path}[${by.name} eq ${JSON.stringify(key)}]`;
    const [left, right] = [before.get(key), after.get(key)];
    if (left === undefined || right === undefined) into.changes.push(difference(selected, attribute, left, right));
    else if (left !== right) compareParts(into, selected, attribute, left, right);
  }
}

function compareReferences(
  into: Collected,
  path: string,
  attribute: AttributeDefinition,
  by: AttributeDefinition,
  before: Distinct,
  after: Distinct,
): void {
  const [added, removed] = [missing(after, before), missing(before, after)];
  if (added.length + removed.length > 0) into.references.push({ path, added, removed });
  for (const [key, left] of before) {
    const right = after.get(key);
    if (right !== undefined && right !== left)
      compareParts(into, `${path}[${by.name} eq ${JSON.stringify(key)}]`, attribute, left, right);
  }
}

function missing(from: Distinct, other: Distinct): readonly JsonObject[] {
  return [...from].filter(([key]) => !other.has(key)).map(([, value]) => value);
}

/** Values by a sub-attribute that each of them has and no two share; `undefined` when it does not tell them apart. */
function distinct(values: readonly JsonValue[], by: AttributeDefinition): Distinct | undefined {
  const found = new Map<string, JsonObject>();
  for (const value of values) {
    const key = isJsonObject(value) ? ownMember(value, by.name) : undefined;
    if (typeof key !== 'string' || !isJsonObject(value) || found.has(key)) return undefined;
    found.set(key, value);
  }
  return found;
}

function textOf(value: JsonValue): string {
  return isJsonObject(value) ? canonicalText(value) : JSON.stringify(value);
}

function difference(
  path: string,
  attribute: AttributeDefinition,
  before: JsonValue | undefined,
  after: JsonValue | undefined,
): AttributeDifference {
  return {
    path,
    ...(before === undefined || isUnassigned(before) ? {} : { before: masked(attribute, before) }),
    ...(after === undefined || isUnassigned(after) ? {} : { after: masked(attribute, after) }),
  };
}

/** The value as it may be shown. */
function masked(attribute: AttributeDefinition, value: JsonValue): JsonValue {
  if (isSecret(attribute)) return maskedValue;
  if (isList(value)) return value.map((each) => masked(attribute, each));
  if (!isJsonObject(value) || !attribute.subAttributes?.some(isSecret)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => {
      const subAttribute = findSubAttribute(attribute, name);
      return [name, part !== undefined && subAttribute !== undefined ? masked(subAttribute, part) : part];
    }),
  );
}

function objectOf(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  if (isList(value)) return value;
  return value === undefined || value === null ? [] : [value];
}
