import * as fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../../kernel/index.ts';
import type { AttributeDefinition, ResourceModel } from '../../../scim/index.ts';
import { fragmentAt, overlaid, type PlacedAttribute } from '../kit/index.ts';
import type { FilterSubject } from './filter-subjects.ts';

/** Texts that share beginnings, ends and middles with each other, and some that are apart in case only. */
const words = ['a', 'b', 'ab', 'ba', 'Ab', 'bA', 'b0', '10', '9', 'a b', 'a"b', 'b\u00E9'] as const;
const instants = ['2024-02-29T12:34:56Z', '2024-02-29T12:34:57Z', '2025-12-31T23:59:59Z'] as const;
const numbers = [-1, 0, 9, 10, 100] as const;

/** The values that an attribute gets, and with which filters compare it. */
function pool({ name, type, canonicalValues = [] }: AttributeDefinition, parent?: string): readonly JsonValue[] {
  if (type === 'boolean') return [true, false];
  if (type === 'integer') return numbers;
  if (type === 'decimal') return [...numbers, 9.5, -0.25];
  if (type === 'dateTime') return instants;
  if (canonicalValues.length > 0) return canonicalValues.slice(0, 3);
  if (name === 'type') return ['work', 'home'];
  return parent === 'emails' ? ['a@example.com', 'b@example.com', 'ab@example.org'] : words;
}

function valueOf({ definition, parent }: PlacedAttribute): fc.Arbitrary<JsonValue> {
  return fc.constantFrom(...pool(definition, parent?.name));
}

/** What a resource has in these attributes; each may be left out. */
export function valuesFor(subjects: readonly FilterSubject[]): fc.Arbitrary<JsonObject> {
  const values = subjects.map((subject) => fc.option(subject.kind === 'single' ? single(subject) : list(subject)));
  return fc
    .tuple(...values)
    .map((fragments) => fragments.reduce<JsonObject>((whole, own) => overlaid(whole, own ?? {}), {}));
}

function single({ attribute }: Extract<FilterSubject, { kind: 'single' }>): fc.Arbitrary<JsonObject> {
  return valueOf(attribute).map((value) => fragmentAt(attribute, value));
}

/** Up to three values, no two with the same `value`, one of them primary at most. */
function list(subject: Extract<FilterSubject, { kind: 'list' }>): fc.Arbitrary<JsonObject> {
  const { attribute, value, type, primary } = subject;
  const parts: Record<string, fc.Arbitrary<JsonValue>> = { [value.definition.name]: valueOf(value) };
  if (type !== undefined) parts[type.definition.name] = valueOf(type);
  const elements = fc.uniqueArray(fc.record(parts, { requiredKeys: [value.definition.name], noNullPrototype: true }), {
    minLength: 1,
    maxLength: 3,
    selector: (each) => JSON.stringify(each[value.definition.name]).toLowerCase(),
  });
  return fc.tuple(elements, fc.option(fc.nat(2))).map(([all, first]) => {
    const marked = all.map((each, index) =>
      primary !== undefined && index === first ? { ...each, [primary.definition.name]: true } : each,
    );
    return fragmentAt(attribute, marked);
  });
}

/** How the words of a filter may be spelled: their case is without meaning (RFC 7644 section 3.4.2.2). */
const spelling = fc.constantFrom(
  (text: string) => text,
  (text: string) => text.toLowerCase(),
  (text: string) => text.toUpperCase(),
);

/** The URI before a name stays as it is: of URNs not every part is free of case (RFC 8141 section 3.1). */
function spelled(text: string): fc.Arbitrary<string> {
  const start = text.lastIndexOf(':') + 1;
  return spelling.map((change) => `${text.slice(0, start)}${change(text.slice(start))}`);
}

/** Operators by type: those that RFC 7644 table 3 gives a meaning for. */
function operatorsFor({ type }: AttributeDefinition): readonly string[] {
  if (type === 'string') return ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'];
  return type === 'boolean' ? ['eq', 'ne'] : ['eq', 'ne', 'gt', 'ge', 'lt', 'le'];
}

function expression(name: string, attribute: PlacedAttribute): fc.Arbitrary<string> {
  const { definition, parent } = attribute;
  const comparison = fc
    .tuple(spelled(name), fc.constantFrom(...operatorsFor(definition)).chain(spelled), literalOf(attribute))
    .map((parts) => parts.join(' '));
  // A "primary" that is not there is false, so that only the question whether it is true has one answer.
  if (definition.name.toLowerCase() === 'primary' && parent !== undefined)
    return spelled(name).map((each) => `${each} eq true`);
  return fc.oneof({ weight: 4, arbitrary: comparison }, { weight: 1, arbitrary: present(name) });
}

function literalOf(attribute: PlacedAttribute): fc.Arbitrary<string> {
  // Of texts beginnings and ends, too: what they are compared by in part.
  const compared = pool(attribute.definition, attribute.parent?.name).flatMap((value): readonly JsonValue[] => {
    const divisible = typeof value === 'string' && attribute.definition.type === 'string';
    return divisible ? [value, value.slice(0, 1), value.slice(-1)] : [value];
  });
  return fc.constantFrom(...compared).map((value) => JSON.stringify(value));
}

function present(name: string): fc.Arbitrary<string> {
  return fc.tuple(spelled(name), spelled('pr')).map((parts) => parts.join(' '));
}

/** Names of an attribute: with the URI of its schema now and then, as those of extensions always have it (section 3.10). */
function names({ path, extension }: PlacedAttribute, model: ResourceModel): readonly string[] {
  return extension === undefined ? [path, path, path, `${model.base.id}:${path}`] : [path];
}

function leavesOf(subject: FilterSubject, model: ResourceModel): readonly fc.Arbitrary<string>[] {
  const { attribute } = subject;
  if (subject.kind === 'single') {
    const { parent, path } = attribute;
    const whole = parent === undefined ? [] : [present(path.slice(0, path.lastIndexOf('.')))];
    const own = names(attribute, model).map((name) => expression(name, attribute));
    return [...whole, fc.oneof(...own)];
  }
  const parts = [subject.value, subject.type, subject.primary].filter((each) => each !== undefined);
  const inner = fc.oneof(...parts.map((part) => expression(part.definition.name, part)));
  const path = chained(inner, 1).map((filter) => `${attribute.path}[${filter}]`);
  return [present(attribute.path), ...parts.map((part) => expression(part.path, part)), path, path];
}

/** Expressions joined, negated and grouped (RFC 7644 figure 1). */
function chained(leaf: fc.Arbitrary<string>, depth: number): fc.Arbitrary<string> {
  if (depth === 0) return leaf;
  const inner = chained(leaf, depth - 1);
  const operand = fc.oneof(
    { withCrossShrink: true },
    { weight: 4, arbitrary: leaf },
    { weight: 1, arbitrary: inner.map((filter) => `(${filter})`) },
    { weight: 1, arbitrary: fc.tuple(spelled('not'), inner).map(([not, filter]) => `${not} (${filter})`) },
  );
  const more = fc.array(fc.tuple(fc.constantFrom('and', 'or').chain(spelled), operand), { maxLength: 2 });
  return fc.tuple(operand, more).map(([first, others]) => [first, ...others.flat()].join(' '));
}

/** Filters on these attributes and the common ones, each a text that the grammar of figure 1 has. */
export function filtersOn(subjects: readonly FilterSubject[], model: ResourceModel): fc.Arbitrary<string> {
  const common = [
    `meta.resourceType eq ${JSON.stringify(model.type.name)}`,
    'meta.created gt "2001-01-01T00:00:00Z"',
    'meta.lastModified lt "2001-01-01T00:00:00+01:00"',
    `schemas eq ${JSON.stringify(model.base.id)}`,
  ];
  const leaves = [...subjects.flatMap((subject) => leavesOf(subject, model)), fc.constantFrom(...common)];
  return chained(fc.oneof(...leaves), 2);
}
