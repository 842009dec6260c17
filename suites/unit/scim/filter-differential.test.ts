import * as fc from 'fast-check';
import * as peer from 'scim2-parse-filter';
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/kernel/index.ts';
import { compileFilter, type Filter, parseFilter, printFilter } from '../../../src/scim/index.ts';
import { enterprise, userModel } from './sample-models.ts';

/** What scim2-parse-filter says of a resource: an error counts as an answer of its own. */
function peerSays(text: string, resource: JsonObject): boolean | 'refused' {
  try {
    return peer.filter(peer.parse(text))(resource);
  } catch {
    return 'refused';
  }
}

function weSay(text: string, resource: JsonObject): boolean | 'refused' {
  try {
    return compileFilter(parseFilter(text), [userModel])(resource);
  } catch {
    return 'refused';
  }
}

describe('where scim2-parse-filter answers otherwise, and the clause that decides', () => {
  const resource: JsonObject = {
    userName: 'BJensen',
    nickName: '',
    title: null,
    active: true,
    emails: [{ value: 'a@example.com', type: 'work', display: 'A' }, { value: 'b@example.com' }],
    ims: [],
    meta: { created: '2020-01-01T00:00:00Z' },
  };

  test.each([
    ['RFC 7644 3.4.2.2: caseExact decides on case', 'userName eq "bjensen"', true, false],
    ['RFC 7644 3.4.2.2: also of substrings', 'userName sw "bj"', true, false],
    ['RFC 7644 table 3: dates compare as instants', 'meta.created eq "2020-01-01T01:00:00+01:00"', true, false],
    ['RFC 7644 table 3: also in order', 'meta.created lt "2020-01-01T00:00:00.5Z"', true, false],
    ['RFC 7644 figure 2: a multi-valued attribute stands for its value', 'emails co "example.com"', true, false],
    ['RFC 7644 table 3: an empty value is not present', 'nickName pr', false, true],
    ['RFC 7644 table 3: nor is null', 'title pr', false, true],
    ['RFC 7643 2.5: an unassigned attribute equals null', 'displayName eq null', true, false],
    ['RFC 7643 2.5: an empty list equals null', 'ims eq null', true, false],
    ['RFC 7643 2.5: and is not identical to a value', 'displayName ne "x"', true, false],
    ['RFC 7643 2.4: primary is false unless it is specified', 'emails[primary eq false]', true, false],
    ['RFC 7644 table 3: booleans have no order', 'active gt false', 'refused', true],
    ['RFC 7644 table 9: nor substrings', 'active co "ru"', 'refused', true],
    ['RFC 7644 table 9: a literal of another type', 'userName eq 1', 'refused', false],
    ['RFC 7644 3.4.2.2: a complex attribute has to be named to its end', 'meta eq "x"', 'refused', false],
    ['RFC 7644 table 5: only sub-attributes stand in brackets', 'emails[userName pr]', 'refused', false],
    ['RFC 7643 7: what is never returned is not compared', 'password eq "x"', 'refused', false],
    ['RFC 7644 figure 1: "not" takes parentheses', 'not active eq false', 'refused', true],
    [
      'RFC 7644 figure 1: no comparison follows a value path',
      'emails[type eq "work"].value eq "a@example.com"',
      'refused',
      true,
    ],
    [
      'RFC 7644 table 5: what stands in brackets applies to one and the same value',
      'emails[type eq "work" and value sw "b"]',
      false,
      true,
    ],
    ['RFC 7644 table 5: so does a negation', 'emails[not (type eq "work")]', true, false],
    ['RFC 8259 section 7: an escape stands for its character', 'userName sw "\\u0042"', true, false],
    ['RFC 7644 3.10: names may be qualified by the core schema', `${userModel.base.id}:userName pr`, true, false],
  ])('%s: %s', (_, text, ours, theirs) => {
    expect([weSay(text, resource), peerSays(text, resource)]).toEqual([ours, theirs]);
  });
});

// Where none of the classes above applies: values assigned and of one case, dates in one notation, sub-attributes named.
const word = fc.constantFrom('a', 'b', 'ab', 'abc', 'b c', 'x-1');
const instant = fc.constantFrom('2020-01-01T00:00:00Z', '2019-12-31T23:59:59Z', '2021-06-01T12:00:00Z');
const email = fc.record({ value: word, type: fc.constantFrom('work', 'home'), primary: fc.boolean() });
const userWith = (emails: fc.Arbitrary<JsonObject[]>): fc.Arbitrary<JsonObject> =>
  fc.record({
    userName: word,
    externalId: word,
    active: fc.boolean(),
    name: fc.record({ familyName: word, givenName: word }),
    emails,
    meta: fc.record({ created: instant }),
    [enterprise]: fc.record({ employeeNumber: word, manager: fc.record({ value: word }) }),
  });

// A single e-mail, since the other takes the values of a list together inside of brackets.
const user = userWith(email.map((one) => [one]));

const textOperators = ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'];
const dateOperators = ['eq', 'ne', 'gt', 'ge', 'lt', 'le'];
const names: readonly (readonly [string, fc.Arbitrary<string | boolean>, readonly string[]])[] = [
  ['userName', word, textOperators],
  ['externalId', word, textOperators],
  ['name.familyName', word, textOperators],
  ['emails.value', word, textOperators],
  ['emails.primary', fc.boolean(), ['eq', 'ne']],
  ['active', fc.boolean(), ['eq', 'ne']],
  ['meta.created', instant, dateOperators],
  [`${enterprise}:employeeNumber`, word, textOperators],
  [`${enterprise}:manager.value`, word, textOperators],
];

const leaf = (of: typeof names): fc.Arbitrary<string> =>
  fc.oneof(
    ...of.map(([name, literal, operators]) =>
      fc
        .tuple(fc.constantFrom(...operators), literal)
        .map(([operator, value]) => `${name} ${operator} ${JSON.stringify(value)}`),
    ),
    ...of.map(([name]) => fc.constant(`${name} pr`)),
  );

function combined(part: fc.Arbitrary<string>, depth: number): fc.Arbitrary<string> {
  if (depth === 0) return part;
  const inner = combined(part, depth - 1);
  return fc.oneof(
    { weight: 3, arbitrary: part },
    { weight: 2, arbitrary: fc.array(inner, { minLength: 2, maxLength: 4 }).map((all) => all.join(' and ')) },
    { weight: 2, arbitrary: fc.array(inner, { minLength: 2, maxLength: 4 }).map((all) => all.join(' or ')) },
    { weight: 1, arbitrary: inner.map((text) => `not (${text})`) },
    { weight: 1, arbitrary: inner.map((text) => `(${text})`) },
  );
}

const inBrackets = combined(
  leaf([
    ['value', word, textOperators],
    ['type', fc.constantFrom('work', 'home'), textOperators],
    ['primary', fc.boolean(), ['eq', 'ne']],
  ]),
  2,
).map((text) => `emails[${text}]`);

test('everywhere else both agree', () => {
  const seen = { matched: 0, missed: 0 };
  fc.assert(
    fc.property(combined(fc.oneof(leaf(names), inBrackets), 3), user, (text, resource) => {
      const ours = weSay(text, resource);
      seen[ours === true ? 'matched' : 'missed']++;
      expect(ours).toBe(peerSays(text, resource));
    }),
    { numRuns: 3_000, seed: 21 },
  );
  expect(Math.min(seen.matched, seen.missed)).toBeGreaterThan(500);
});

test('also over several values, as long as there are no brackets', () => {
  const several = userWith(fc.array(email, { minLength: 2, maxLength: 3 }));
  fc.assert(
    fc.property(combined(leaf(names), 3), several, (text, resource) => {
      expect(weSay(text, resource)).toBe(peerSays(text, resource));
    }),
    { numRuns: 1_000, seed: 23 },
  );
});

test('a filter that we print means the same to the other', () => {
  fc.assert(
    fc.property(combined(fc.oneof(leaf(names), inBrackets), 3), user, (text, resource) => {
      const printed: Filter = parseFilter(text);
      expect(peerSays(printFilter(printed), resource)).toBe(peerSays(text, resource));
    }),
    { numRuns: 500, seed: 22 },
  );
});
