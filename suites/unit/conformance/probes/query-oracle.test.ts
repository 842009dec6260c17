import { sample } from 'fast-check';
import { expect, test } from 'vitest';
import { type JsonObject, seededRandom } from '../../../../src/kernel/index.ts';
import { filtersOn, valuesFor } from '../../../../src/conformance/probes/query/query-arbitraries.ts';
import { decide } from '../../../../src/conformance/probes/query/filter-decision.ts';
import { chooseSubjects } from '../../../../src/conformance/probes/query/filter-subjects.ts';
import { hasMissingAtEnd, orderOf } from '../../../../src/conformance/probes/query/sort-order.ts';
import { compileFilter, coreModels, parseFilter } from '../../../../src/scim/index.ts';
import { customModels } from './custom-models.ts';

const [user] = coreModels();
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** A resource as a server may return it: names in any case. */
const jane: JsonObject = {
  id: '1',
  USERNAME: 'jane',
  title: 'Engineer',
  nickName: 'a b',
  Active: false,
  meta: { created: '2026-05-13T10:00:00Z' },
  emails: [{ Value: 'jane@example.com', type: 'work', primary: true }, { value: 'jane@example.org' }],
  [enterprise.toUpperCase()]: { Department: 'Tours' },
};

test.each([
  ['userName eq "JANE"', true],
  ['not (title eq "Engineer")', false],
  ['title gt "alpha"', true],
  ['active eq false and active pr', true],
  [`${enterprise}:department sw "tou"`, true],
  ['emails[type eq "work" and value ew ".org"]', false],
  ['emails[type eq "work" and value ew ".com"]', true],
  ['not (profileUrl pr) and emails.type pr', true],
  ['displayName eq "x" or title eq "engineer"', true],
] as const)('%s: %s', (filter, decision) => {
  expect(decide(filter, user!, jane)).toBe(decision);
});

test.each([
  ['a value that is not there is not identical', 'displayName ne "x"'],
  ['nor is it when negated', 'not (displayName ne "x")'],
  ['one of the values has no such part', 'emails.type ne "work"'],
  ['within a value path', 'emails[value ew ".org" and type ne "home"]'],
  ['a negation applied to no value', 'phoneNumbers[not (type eq "work")]'],
  ['text in an order that depends on its spaces', 'nickName lt "b"'],
  ['moments that are the same and look different', 'meta.created eq "2026-05-13T12:00:00+02:00"'],
  ['open and true', 'displayName ne "x" and title pr'],
])('the RFC leaves open: %s', (_, filter) => {
  expect(decide(filter, user!, jane)).toBeUndefined();
});

test.each([
  ['displayName ne "x" or title pr', true],
  ['displayName ne "x" and displayName pr', false],
  ['emails.value ne "x"', true],
] as const)('what is open decides nothing where the rest does: %s', (filter, decision) => {
  expect(decide(filter, user!, jane)).toBe(decision);
});

test('where it decides it agrees with the filters of the protocol, and it decides most', () => {
  let [decided, open] = [0, 0];
  for (const [index, model] of customModels().entries()) {
    const subjects = chooseSubjects(model, seededRandom(index));
    const filters = sample(filtersOn(subjects, model), { seed: index, numRuns: 300 });
    const resources = sample(valuesFor(subjects), { seed: index, numRuns: 300 });
    for (const [place, filter] of filters.entries()) {
      const resource = { schemas: [model.base.id], meta: { resourceType: model.type.name }, ...resources[place] };
      const decision = decide(filter, model, resource);
      if (decision === undefined) open += 1;
      else {
        decided += 1;
        expect([filter, decision]).toEqual([filter, compileFilter(parseFilter(filter), [model])(resource)]);
      }
    }
  }
  expect(decided).toBeGreaterThan(open * 4);
});

test('an order is judged without those that have no value', () => {
  const list = ['b', undefined, 'A', 'c'].map((title) => (title === undefined ? {} : { title }));
  expect(orderOf(list, user!, 'title', 'ascending')).toEqual({
    wrong: [{ title: 'b' }, { title: 'A' }],
    valued: [true, false, true, true],
  });
  expect(orderOf(list.slice(1), user!, 'title', 'ascending').wrong).toBeUndefined();
});

test.each([
  [[true, true, false], true, false],
  [[false, true], false, true],
  [[true, false, true], false, false],
  [[false, false], true, true],
  [[true], true, true],
])('missing values of %j: at the end %s, at the beginning %s', (valued, last, first) => {
  expect(hasMissingAtEnd(valued, 'ascending')).toBe(last);
  expect(hasMissingAtEnd(valued, 'descending')).toBe(first);
});
