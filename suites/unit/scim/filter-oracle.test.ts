import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonObject } from '../../../src/kernel/index.ts';
import {
  analyseEquality,
  type Comparison,
  comparisonKey,
  compileFilter,
  type Filter,
  type FilterLiteral,
  parseAttributePath,
  parseFilter,
  printFilter,
  resolvePath,
} from '../../../src/scim/index.ts';
import { oracleAttributes, oracleMatches } from './filter-oracle.ts';
import { enterprise, userModel } from './sample-models.ts';

const word = fc.constantFrom('a', 'A', 'b', 'Ab', 'aB', 'abc', '', 'b"c', 'a b');
const instant = fc.constantFrom(
  '2020-01-01T00:00:00Z',
  '2020-01-01T00:00:00.001Z',
  '2020-01-01T01:00:00+01:00',
  '2019-12-31T23:59:59Z',
  '2021-06-01T12:00:00.5-05:00',
);

const email = fc.record(
  { value: word, type: fc.constantFrom('work', 'Home', 'other'), primary: fc.boolean() },
  { requiredKeys: [] },
);
const user: fc.Arbitrary<JsonObject> = fc.record(
  {
    userName: word,
    title: fc.oneof(word, fc.constant(null)),
    externalId: word,
    active: fc.boolean(),
    name: fc.record({ familyName: word }, { requiredKeys: [] }),
    emails: fc.array(email, { maxLength: 3 }),
    meta: fc.record({ created: instant }),
    [enterprise]: fc.record({ employeeNumber: word, manager: fc.record({ value: word }) }, { requiredKeys: [] }),
  },
  { requiredKeys: [] },
);

function literalFor(path: string): fc.Arbitrary<FilterLiteral> {
  const kind = oracleAttributes[path];
  if (kind === 'boolean') return fc.boolean();
  return kind === 'dateTime' ? instant : word;
}

function comparison(path: string, written: string): fc.Arbitrary<Filter> {
  const parsed = parseAttributePath(written);
  if (parsed === undefined) throw new Error(written);
  const kind = oracleAttributes[path];
  const operators: Comparison['operator'][] =
    kind === 'boolean'
      ? ['eq', 'ne']
      : kind === 'dateTime'
        ? ['eq', 'ne', 'gt', 'ge', 'lt', 'le']
        : ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'];
  const base = { type: fc.constant('comparison' as const), path: fc.constant(parsed) };
  return fc.oneof(
    { weight: 6, arbitrary: fc.record({ ...base, operator: fc.constantFrom(...operators), value: literalFor(path) }) },
    {
      weight: 1,
      arbitrary: fc.record({
        ...base,
        operator: fc.constantFrom('eq' as const, 'ne' as const),
        value: fc.constant(null),
      }),
    },
    { weight: 2, arbitrary: fc.record({ type: fc.constant('presence' as const), path: fc.constant(parsed) }) },
  );
}

function combined(leaf: fc.Arbitrary<Filter>, depth: number): fc.Arbitrary<Filter> {
  if (depth === 0) return leaf;
  const inner = combined(leaf, depth - 1);
  const parts = fc.array(inner, { minLength: 2, maxLength: 3 });
  return fc.oneof(
    { weight: 3, arbitrary: leaf },
    { weight: 2, arbitrary: fc.record({ type: fc.constant('and' as const), filters: parts }) },
    { weight: 2, arbitrary: fc.record({ type: fc.constant('or' as const), filters: parts }) },
    { weight: 1, arbitrary: fc.record({ type: fc.constant('not' as const), filter: inner }) },
  );
}

const emailPart = fc.oneof(...['value', 'type', 'primary'].map((name) => comparison(`emails.${name}`, name)));
const filter = combined(
  fc.oneof(
    ...Object.keys(oracleAttributes).map((path) => comparison(path, path)),
    fc.record({
      type: fc.constant('comparison' as const),
      path: fc.constant({ name: 'emails' }),
      operator: fc.constantFrom('eq' as const, 'co' as const, 'ne' as const),
      value: word,
    }),
    fc.record({
      type: fc.constant('valuePath' as const),
      path: fc.constant({ name: 'emails' }),
      filter: combined(emailPart, 2),
    }),
  ),
  3,
);

test('a compiled filter agrees with the oracle', () => {
  const seen = { matched: 0, missed: 0 };
  fc.assert(
    fc.property(filter, fc.array(user, { minLength: 1, maxLength: 6 }), (tree, users) => {
      const predicate = compileFilter(parseFilter(printFilter(tree)), [userModel]);
      for (const each of users) {
        const expected = oracleMatches(tree, each);
        seen[expected ? 'matched' : 'missed']++;
        expect(predicate(each)).toBe(expected);
      }
    }),
    { numRuns: 3_000, seed: 11 },
  );
  expect(Math.min(seen.matched, seen.missed)).toBeGreaterThan(1_000);
});

/** Keys of every value that a path leads to, found without the analysis that is under test. */
function keysAt(resource: JsonObject, path: string): unknown[] {
  const parsed = parseAttributePath(path);
  const resolved = parsed === undefined ? undefined : resolvePath(parsed, userModel);
  if (parsed === undefined || resolved?.kind !== 'attribute') throw new Error(path);
  const container = parsed.uri === undefined ? resource : (resource[parsed.uri] as JsonObject | undefined);
  const value = container?.[parsed.name];
  const values = Array.isArray(value) ? (value as JsonObject[]) : [value as JsonObject | undefined];
  const { attribute, subAttribute } = resolved;
  return values.map((each) =>
    subAttribute === undefined
      ? comparisonKey(attribute, each)
      : comparisonKey(subAttribute, each?.[subAttribute.name]),
  );
}

test('whatever matches a filter fulfils the equalities that it requires', () => {
  const demanding = fc
    .tuple(fc.constantFrom('userName', 'emails', 'active', `${enterprise}:manager.value`), fc.boolean(), word, filter)
    .map(([path, flag, text, other]): Filter => {
      const value = path === 'active' ? flag : text;
      const equality: Filter = { type: 'comparison', path: parseAttributePath(path)!, operator: 'eq', value };
      return { type: 'and', filters: [other, equality] };
    });
  let checked = 0;
  fc.assert(
    fc.property(demanding, user, (tree, resource) => {
      if (!compileFilter(tree, [userModel])(resource)) return;
      for (const { path, key } of analyseEquality(tree, userModel)) {
        checked++;
        expect(keysAt(resource, path)).toContain(key);
      }
    }),
    { numRuns: 5_000, seed: 12 },
  );
  expect(checked).toBeGreaterThan(100);
});

test.each([
  ['userName eq "BJensen"', [['userName', 'bjensen']]],
  ['(userName eq "BJensen")', [['userName', 'bjensen']]],
  [
    'externalId eq "X" and active eq true and title pr',
    [
      ['externalId', 'X'],
      ['active', true],
    ],
  ],
  [
    'title pr and (userName eq "a" and id eq "B")',
    [
      ['userName', 'a'],
      ['id', 'B'],
    ],
  ],
  ['emails eq "A@x"', [['emails.value', 'a@x']]],
  [
    'emails[type eq "work" and value eq "A@x"]',
    [
      ['emails.type', 'work'],
      ['emails.value', 'a@x'],
    ],
  ],
  [`${enterprise}:manager.value eq "M"`, [[`${enterprise}:manager.value`, 'M']]],
  ['employeeNumber eq "N"', [[`${enterprise}:employeeNumber`, 'n']]],
  ['meta.created eq "1970-01-01T00:00:01Z"', [['meta.created', 1_000]]],
  ['emails.primary eq true', [['emails.primary', true]]],
  // An absent primary is false too, so an index of values would miss it.
  ['emails.primary eq false', []],
  ['userName eq null', []],
  ['userName ne "a"', []],
  ['userName eq "a" or id eq "b"', []],
  ['not (userName eq "a")', []],
  ['emails[type eq "work" or value eq "a"]', []],
  ['emails[not (type eq "work")]', []],
  ['unknown eq "a"', []],
  ['title pr', []],
])('%s requires %j', (text, expected) => {
  const found = analyseEquality(parseFilter(text), userModel).map(({ path, key }) => [path, key]);
  expect(found).toEqual(expected);
});
