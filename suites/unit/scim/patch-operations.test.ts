import { describe, expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '../../../src/kernel/index.ts';
import { applyPatch } from '../../../src/scim/index.ts';
import { enterprise, userModel } from './sample-models.ts';
import { barbara, type Changes, core, frozen, patched, patchOf, withChanges } from './patch-kit.ts';

const [work, home] = barbara['emails'] as [JsonObject, JsonObject];
const extension = barbara[enterprise] as JsonObject;

describe('what an operation makes of a user', () => {
  const cases: readonly (readonly [string, JsonValue, Changes])[] = [
    // Singular attributes.
    ['add a new one', { op: 'add', path: 'nickName', value: 'Babs' }, { nickName: 'Babs' }],
    ['add to one that is there', { op: 'add', path: 'title', value: 'Boss' }, { title: 'Boss' }],
    ['replace it', { op: 'replace', path: 'TITLE', value: 'Boss' }, { title: 'Boss' }],
    ['replace one that is not there', { op: 'replace', path: 'nickName', value: 'B' }, { nickName: 'B' }],
    ['remove it', { op: 'remove', path: 'title' }, { title: undefined }],
    ['remove one that is not there', { op: 'remove', path: 'nickName' }, {}],
    ['replace by null', { op: 'replace', path: 'title', value: null }, { title: undefined }],
    ['replace by the same', { op: 'replace', path: 'title', value: 'Guide' }, {}],
    ['qualified by the core schema', { op: 'replace', path: `${core}:title`, value: 'X' }, { title: 'X' }],
    ['a secret', { op: 'replace', path: 'password', value: 'new' }, { password: 'new' }],
    // Complex attributes.
    [
      'add sub-attributes',
      { op: 'add', path: 'name', value: { middleName: 'Jane', familyName: 'J' } },
      { name: { familyName: 'J', givenName: 'Barbara', middleName: 'Jane' } },
    ],
    [
      'replace sub-attributes: the others stay',
      { op: 'replace', path: 'name', value: { FAMILYNAME: 'J' } },
      { name: { familyName: 'J', givenName: 'Barbara' } },
    ],
    [
      'null unassigns a sub-attribute',
      { op: 'replace', path: 'name', value: { familyName: null } },
      { name: { givenName: 'Barbara' } },
    ],
    ['an object of nothing changes nothing', { op: 'replace', path: 'name', value: {} }, {}],
    ['remove all of it', { op: 'remove', path: 'name' }, { name: undefined }],
    [
      'a sub-attribute by path',
      { op: 'replace', path: 'name.familyName', value: 'J' },
      { name: { familyName: 'J', givenName: 'Barbara' } },
    ],
    ['remove a sub-attribute', { op: 'remove', path: 'name.familyName' }, { name: { givenName: 'Barbara' } }],
    // Multi-valued attributes.
    [
      'add one value',
      { op: 'add', path: 'emails', value: { value: 'x@x', type: 'other' } },
      { emails: [work, home, { value: 'x@x', type: 'other' }] },
    ],
    ['add a value that is there', { op: 'add', path: 'emails', value: [{ ...home }] }, {}],
    ['add what a value that is there says', { op: 'add', path: 'emails', value: [{ value: 'BABS@jensen.org' }] }, {}],
    [
      'add a value that says it is not primary',
      { op: 'add', path: 'emails', value: [{ ...home, primary: false }] },
      {},
    ],
    [
      'add to a value of the same type: it is completed, not doubled (RFC 7643 section 2.4)',
      { op: 'add', path: 'emails', value: [{ ...home, display: 'Babs' }] },
      { emails: [work, { ...home, display: 'Babs' }] },
    ],
    [
      'add the same value under another type',
      { op: 'add', path: 'emails', value: [{ value: home['value'], type: 'other' }] },
      { emails: [work, home, { value: home['value'], type: 'other' }] },
    ],
    [
      'add the same value twice',
      { op: 'add', path: 'emails', value: [{ value: 'x@x' }, { value: 'x@x' }] },
      { emails: [work, home, { value: 'x@x' }] },
    ],
    [
      'add a primary value: the other one is no longer',
      { op: 'add', path: 'emails', value: [{ value: 'x@x', primary: true }] },
      { emails: [{ ...work, primary: false }, home, { value: 'x@x', primary: true }] },
    ],
    [
      'add null among sub-attributes',
      { op: 'add', path: 'emails', value: [{ value: 'x@x', type: null, display: null }] },
      { emails: [work, home, { value: 'x@x' }] },
    ],
    ['add nothing', { op: 'add', path: 'emails', value: [] }, {}],
    ['add null', { op: 'add', path: 'emails', value: null }, {}],
    [
      'replace all values',
      { op: 'replace', path: 'emails', value: [{ value: 'x@x' }] },
      { emails: [{ value: 'x@x' }] },
    ],
    ['replace by the same in another order', { op: 'replace', path: 'emails', value: [home, work] }, {}],
    ['replace by an empty list', { op: 'replace', path: 'emails', value: [] }, { emails: undefined }],
    ['remove all values', { op: 'remove', path: 'emails' }, { emails: undefined }],
    // Sub-attributes of all values.
    [
      'replace a sub-attribute of every value',
      { op: 'replace', path: 'emails.display', value: 'X' },
      {
        emails: [
          { ...work, display: 'X' },
          { ...home, display: 'X' },
        ],
      },
    ],
    [
      'remove a sub-attribute of every value',
      { op: 'remove', path: 'emails.type' },
      { emails: [{ value: work['value'], primary: true }, { value: home['value'] }] },
    ],
    [
      'add a sub-attribute where there are no values',
      { op: 'add', path: 'ims.value', value: 'x' },
      { ims: [{ value: 'x' }] },
    ],
    ['remove a sub-attribute where there are no values', { op: 'remove', path: 'ims.value' }, {}],
    // Value paths.
    [
      'replace the selected value as a whole',
      { op: 'replace', path: 'emails[type eq "work"]', value: { value: 'x@x', type: 'other' } },
      { emails: [{ value: 'x@x', type: 'other' }, home] },
    ],
    [
      'add to the selected value',
      { op: 'add', path: 'emails[type eq "work"]', value: { display: 'X' } },
      { emails: [{ ...work, display: 'X' }, home] },
    ],
    [
      'replace the selected value by null',
      { op: 'replace', path: 'emails[type eq "work"]', value: null },
      { emails: [home] },
    ],
    ['add null to the selected value', { op: 'add', path: 'emails[type eq "work"]', value: null }, {}],
    [
      'replace a sub-attribute of every selected value',
      { op: 'replace', path: 'emails[value pr].display', value: 'X' },
      {
        emails: [
          { ...work, display: 'X' },
          { ...home, display: 'X' },
        ],
      },
    ],
    [
      'set another value primary',
      { op: 'replace', path: 'emails[type eq "home"].primary', value: true },
      {
        emails: [
          { ...work, primary: false },
          { ...home, primary: true },
        ],
      },
    ],
    ['set the primary value primary', { op: 'replace', path: 'emails[primary eq true].primary', value: true }, {}],
    ['remove the selected value', { op: 'remove', path: 'emails[type eq "work"]' }, { emails: [home] }],
    ['remove every value by selection', { op: 'remove', path: 'emails[value pr]' }, { emails: undefined }],
    ['remove what is not selected', { op: 'remove', path: 'emails[type eq "x"]' }, {}],
    ['remove from an attribute without values', { op: 'remove', path: 'ims[type eq "x"].value' }, {}],
    [
      'remove a sub-attribute of the selected value',
      { op: 'remove', path: 'emails[type eq "work"].primary' },
      { emails: [{ value: work['value'], type: 'work' }, home] },
    ],
    [
      'add where nothing is selected: the filter says what to add',
      { op: 'add', path: 'emails[type eq "other" and primary eq true].value', value: 'x@x' },
      { emails: [{ ...work, primary: false }, home, { type: 'other', primary: true, value: 'x@x' }] },
    ],
    [
      'add a whole value where nothing is selected',
      { op: 'add', path: 'emails[type eq "other"]', value: { value: 'x@x', display: 'X' } },
      { emails: [work, home, { type: 'other', value: 'x@x', display: 'X' }] },
    ],
    [
      'add where there is no value at all',
      { op: 'add', path: 'phoneNumbers[type eq "mobile"].value', value: '1' },
      { phoneNumbers: [{ type: 'mobile', value: '1' }] },
    ],
    // Extensions.
    [
      'an attribute of an extension',
      { op: 'replace', path: `${enterprise}:employeeNumber`, value: '8' },
      { [enterprise]: { ...extension, employeeNumber: '8' } },
    ],
    [
      'a sub-attribute of an extension',
      { op: 'replace', path: `${enterprise.toLowerCase()}:MANAGER.value`, value: 'x' },
      { [enterprise]: { ...extension, manager: { value: 'x', displayName: 'John' } } },
    ],
    [
      'an extension as a whole: what is not named stays',
      { op: 'replace', path: enterprise, value: { division: 'D', employeeNumber: null } },
      { [enterprise]: { manager: extension['manager'], division: 'D' } },
    ],
    [
      'an extension without path',
      { op: 'add', value: { [enterprise.toUpperCase()]: { Division: 'D' }, title: 'X' } },
      { [enterprise]: { ...extension, division: 'D' }, title: 'X' },
    ],
    ['remove an extension', { op: 'remove', path: enterprise }, { [enterprise]: undefined, schemas: [core] }],
    [
      'an extension set to null',
      { op: 'replace', value: { [enterprise]: null } },
      { [enterprise]: undefined, schemas: [core] },
    ],
    [
      'remove one of its attributes',
      { op: 'remove', path: `${enterprise}:manager` },
      { [enterprise]: { employeeNumber: '701984' } },
    ],
    ['add to schemas what is there', { op: 'add', path: 'schemas', value: [core] }, {}],
    ['schemas keeps what is in use', { op: 'replace', path: 'schemas', value: [core] }, {}],
    // What a client sends back because it has read it.
    [
      'read-only attributes as they are',
      { op: 'replace', value: { id: barbara['id'] ?? null, groups: barbara['groups'] ?? null, displayName: 'B' } },
      { displayName: 'B' },
    ],
    ['meta without path, whatever it says', { op: 'replace', value: { meta: { version: 'x', location: 'y' } } }, {}],
    [
      'read-only sub-attributes within a value',
      { op: 'replace', path: `${enterprise}:manager`, value: { value: 'x', displayName: 'Nobody' } },
      { [enterprise]: { ...extension, manager: { value: 'x', displayName: 'John' } } },
    ],
  ];

  test.each(cases)('%s', (_, operation, changes) => {
    const before = frozen(barbara);
    const { resource, changed } = applyPatch(before, frozen(patchOf(operation)), userModel);
    expect(resource).toEqual(withChanges(barbara, changes));
    expect(changed).toBe(Object.keys(changes).length > 0);
    // Nothing changed is the very resource, so that no modification time moves (RFC 7644 section 3.5.2.1).
    expect(resource === before).toBe(!changed);
  });

  test('the last attribute of an extension takes its schema along', () => {
    const operations = ['manager', 'employeeNumber'].map((name) => ({ op: 'remove', path: `${enterprise}:${name}` }));
    expect(patched(userModel, barbara, operations)).toEqual(
      withChanges(barbara, { [enterprise]: undefined, schemas: [core] }),
    );
  });

  test('a later operation sees what an earlier one made', () => {
    const operations = [
      { op: 'remove', path: 'emails' },
      { op: 'add', path: 'emails', value: [{ value: 'x@x', type: 'work' }] },
      { op: 'replace', path: 'emails[type eq "work"].display', value: 'X' },
    ];
    expect(patched(userModel, barbara, operations)['emails']).toEqual([{ value: 'x@x', type: 'work', display: 'X' }]);
  });

  test('operations that undo each other change nothing', () => {
    const operations = [
      { op: 'replace', path: 'title', value: 'X' },
      { op: 'remove', path: 'emails[type eq "work"]' },
      { op: 'replace', path: 'title', value: 'Guide' },
      { op: 'add', path: 'emails', value: work },
    ];
    const before = frozen(barbara);
    expect(applyPatch(before, patchOf(...operations), userModel)).toEqual({ resource: before, changed: false });
  });
});
