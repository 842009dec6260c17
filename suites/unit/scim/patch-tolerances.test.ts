import { describe, expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '../../../src/kernel/index.ts';
import type { Strictness } from '../../../src/scim/index.ts';
import { enterprise, groupModel, refusalOf, userModel } from './sample-models.ts';
import { barbara, type Changes, patched, withChanges } from './patch-kit.ts';

const [work, home] = barbara['emails'] as [JsonObject, JsonObject];
const extension = barbara[enterprise] as JsonObject;

describe('tolerances', () => {
  const cases: readonly (readonly [keyof Strictness, JsonValue, Changes])[] = [
    ['anyCaseOperations', { op: 'Replace', path: 'title', value: 'x' }, { title: 'x' }],
    ['removeWithValue', { op: 'remove', path: 'emails', value: [{ value: 'BABS@jensen.org' }] }, { emails: [work] }],
    ['removeWithValue', { op: 'remove', path: 'emails', value: [{ value: 'babs@jensen.org', type: 'work' }] }, {}],
    ['removeWithValue', { op: 'remove', path: 'emails', value: [] }, {}],
    ['removeWithValue', { op: 'remove', path: 'emails', value: { value: 'babs@jensen.org' } }, { emails: [work] }],
    ['unquotedFilterValues', { op: 'remove', path: 'emails[type eq work]' }, { emails: [home] }],
    [
      'pathKeys',
      {
        op: 'replace',
        value: { 'name.familyName': 'J', [`${enterprise}:employeeNumber`]: '8', 'emails[type eq "work"].value': 'x@x' },
      },
      {
        name: { familyName: 'J', givenName: 'Barbara' },
        [enterprise]: { ...extension, employeeNumber: '8' },
        emails: [{ ...work, value: 'x@x' }, home],
      },
    ],
    ['unknownAttributes', { op: 'add', path: 'shoeSize', value: 1 }, {}],
    ['unknownAttributes', { op: 'add', value: { shoeSize: 1, title: 'x' } }, { title: 'x' }],
    [
      'unknownAttributes',
      { op: 'add', path: 'name', value: { size: 1, familyName: 'J' } },
      { name: { familyName: 'J', givenName: 'Barbara' } },
    ],
    [
      'unknownAttributes',
      { op: 'add', path: enterprise, value: { size: 1, division: 'D' } },
      { [enterprise]: { ...extension, division: 'D' } },
    ],
    [
      'singleForMultiValued',
      { op: 'replace', path: 'emails', value: { value: 'x@x' } },
      { emails: [{ value: 'x@x' }] },
    ],
    [
      'arrayForSingular',
      { op: 'add', path: `${enterprise}:manager`, value: [{ value: 'x', $ref: '/Users/x' }] },
      { [enterprise]: { ...extension, manager: { value: 'x', displayName: 'John', $ref: '/Users/x' } } },
    ],
    [
      'managerAsString',
      { op: 'replace', path: `${enterprise}:manager`, value: 'x' },
      { [enterprise]: { ...extension, manager: { value: 'x', displayName: 'John' } } },
    ],
    [
      'managerAsString',
      { op: 'replace', path: `${enterprise}:manager`, value: '' },
      { [enterprise]: { employeeNumber: '701984' } },
    ],
    [
      'booleanStrings',
      { op: 'replace', path: 'emails[type eq "home"].primary', value: 'True' },
      {
        emails: [
          { ...work, primary: false },
          { ...home, primary: true },
        ],
      },
    ],
    ['booleanStrings', { op: 'remove', path: 'emails[primary eq "True"]' }, { emails: [home] }],
    [
      'booleanStrings',
      { op: 'add', path: 'roles[primary eq "True"].value', value: 'x' },
      { roles: [{ primary: true, value: 'x' }] },
    ],
    ['booleanStrings', { op: 'replace', value: { active: 'False' } }, { active: false }],
  ];
  test.each(cases)('%s: %j', (name, operation, changes) => {
    expect(patched(userModel, barbara, [operation], { [name]: true })).toEqual(withChanges(barbara, changes));
    // Without the tolerance it is refused, or has no such effect.
    const strict = (): JsonObject => patched(userModel, barbara, [operation]);
    if (name === 'booleanStrings') {
      try {
        expect(strict()).not.toEqual(withChanges(barbara, changes));
      } catch (error) {
        expect(error).toMatchObject({ scimType: 'invalidFilter' });
      }
    } else {
      expect(refusalOf(strict)).toMatch(/^400 /u);
    }
  });

  test('emptyOperations', () => {
    expect(patched(userModel, barbara, [], { emptyOperations: true })).toEqual(barbara);
  });

  test('a legacy removal of members takes those and no others', () => {
    const group = {
      schemas: ['g'],
      displayName: 'G',
      members: [{ value: '1' }, { value: '2', type: 'User' }, { value: '3' }],
    };
    const remove = (value: JsonValue): JsonValue | undefined =>
      patched(groupModel, group, [{ op: 'Remove', path: 'members', value }], {
        anyCaseOperations: true,
        removeWithValue: true,
      })['members'];
    expect(remove([{ value: '2' }, { value: '9' }])).toEqual([{ value: '1' }, { value: '3' }]);
    expect(remove([{ $ref: null, value: '1' }])).toEqual([{ value: '2', type: 'User' }, { value: '3' }]);
    // Keycloak empties a group so.
    expect(remove(null)).toBeUndefined();
  });
});
