import { describe, expect, test } from 'vitest';
import type { JsonValue } from '../../../src/kernel/index.ts';
import { applyPatch, type ResourceModel } from '../../../src/scim/index.ts';
import { deviceModel, enterprise, fleetUri, groupModel, refusalOf, userModel } from './sample-models.ts';
import { barbara, device, frozen, patched, patchOf } from './patch-kit.ts';

describe('what is refused', () => {
  const user: readonly (readonly [string, JsonValue, string])[] = [
    // Operations that are none.
    ['no op', { path: 'title', value: 'x' }, 'invalidSyntax'],
    ['an unknown op', { op: 'move', path: 'title', value: 'x' }, 'invalidSyntax'],
    ['an op in capitals', { op: 'Replace', path: 'title', value: 'x' }, 'invalidSyntax'],
    ['an op that is no string', { op: ['add'], path: 'title', value: 'x' }, 'invalidSyntax'],
    ['two ops', { op: 'add', OP: 'remove', path: 'title', value: 'x' }, 'invalidSyntax'],
    ['no object', 'add', 'invalidSyntax'],
    ['add without value', { op: 'add', path: 'title' }, 'invalidValue'],
    ['replace without value', { op: 'replace', path: 'title' }, 'invalidValue'],
    ['remove without path', { op: 'remove' }, 'noTarget'],
    ['remove with null for a path', { op: 'remove', path: null }, 'noTarget'],
    ['remove with a value', { op: 'remove', path: 'emails', value: [{ value: 'x' }] }, 'invalidValue'],
    ['remove with an empty list', { op: 'remove', path: 'emails', value: [] }, 'invalidValue'],
    ['a path that is no string', { op: 'add', path: 1, value: 'x' }, 'invalidPath'],
    ['no path, and a value that is no object', { op: 'replace', value: 'x' }, 'invalidValue'],
    ['no path, and a list', { op: 'replace', value: [{ title: 'x' }] }, 'invalidValue'],
    ['no path, and null', { op: 'replace', value: null }, 'invalidValue'],
    // Paths.
    ['a malformed path', { op: 'replace', path: 'emails.', value: 'x' }, 'invalidPath'],
    ['an empty path', { op: 'replace', path: '', value: {} }, 'invalidPath'],
    ['a malformed filter', { op: 'remove', path: 'emails[type is "work"]' }, 'invalidFilter'],
    ['a filter on what is no sub-attribute', { op: 'remove', path: 'emails[size eq 1]' }, 'invalidFilter'],
    ['a filter that compares what has no order', { op: 'remove', path: 'emails[primary gt true]' }, 'invalidFilter'],
    ['an unknown attribute', { op: 'replace', path: 'shoeSize', value: 1 }, 'noTarget'],
    ['an unknown sub-attribute', { op: 'remove', path: 'name.size' }, 'noTarget'],
    ['an attribute of another schema', { op: 'add', path: 'urn:other:User:title', value: 'x' }, 'noTarget'],
    [
      'replace where nothing is selected',
      { op: 'replace', path: 'emails[type eq "x"]', value: { value: 'x' } },
      'noTarget',
    ],
    [
      'replace a sub-attribute where nothing is selected',
      { op: 'replace', path: 'emails[type eq "x"].value', value: 'x' },
      'noTarget',
    ],
    ['replace where there is no value', { op: 'replace', path: 'ims[type eq "x"].value', value: 'x' }, 'noTarget'],
    [
      'add by a filter that does not say what',
      { op: 'add', path: 'emails[type sw "x"].value', value: 'x' },
      'noTarget',
    ],
    ['add by a choice', { op: 'add', path: 'emails[type eq "x" or type eq "y"].value', value: 'x' }, 'noTarget'],
    ['add by a negation', { op: 'add', path: 'emails[not (value pr)].value', value: 'x' }, 'noTarget'],
    // Values.
    ['an unknown attribute without path', { op: 'add', value: { shoeSize: 1 } }, 'invalidValue'],
    ['a path as a key', { op: 'add', value: { 'name.familyName': 'J' } }, 'invalidValue'],
    ['the same attribute twice', { op: 'add', value: { title: 'a', TITLE: 'b' } }, 'invalidValue'],
    [
      'the same sub-attribute twice',
      { op: 'add', path: 'name', value: { givenName: 'a', GIVENNAME: 'b' } },
      'invalidValue',
    ],
    ['an unknown sub-attribute in a value', { op: 'add', path: 'name', value: { size: 'a' } }, 'invalidValue'],
    ['an unknown attribute of an extension', { op: 'add', path: enterprise, value: { size: 'a' } }, 'invalidValue'],
    ['an extension that is no object', { op: 'add', path: enterprise, value: 'x' }, 'invalidValue'],
    ['a complex value that is no object', { op: 'add', path: 'name', value: 'x' }, 'invalidValue'],
    ['a list for a singular attribute', { op: 'add', path: 'title', value: ['x'] }, 'invalidValue'],
    ['a single value that replaces several', { op: 'replace', path: 'emails', value: { value: 'x' } }, 'invalidValue'],
    ['a single value without path', { op: 'add', value: { emails: { value: 'x' } } }, 'invalidValue'],
    ['a string among complex values', { op: 'add', path: 'emails', value: ['x@x'] }, 'invalidValue'],
    ['null among values', { op: 'add', path: 'emails', value: [null] }, 'invalidValue'],
    [
      'two primary values at once',
      {
        op: 'add',
        path: 'emails',
        value: [
          { value: 'x', primary: true },
          { value: 'y', primary: true },
        ],
      },
      'invalidValue',
    ],
    [
      'two primary values in a replacement',
      {
        op: 'replace',
        path: 'emails',
        value: [
          { value: 'x', primary: true },
          { value: 'y', primary: true },
        ],
      },
      'invalidValue',
    ],
    [
      'several set primary by one filter',
      { op: 'replace', path: 'emails[value pr].primary', value: true },
      'invalidValue',
    ],
    // Mutability.
    ['another id', { op: 'replace', path: 'id', value: 'x' }, 'mutability'],
    ['another id without path', { op: 'replace', value: { id: 'x' } }, 'mutability'],
    ['remove the id', { op: 'remove', path: 'id' }, 'mutability'],
    ['meta by path', { op: 'replace', path: 'meta.created', value: '2020-01-01T00:00:00Z' }, 'mutability'],
    ['all of meta by path', { op: 'remove', path: 'meta' }, 'mutability'],
    ['another group', { op: 'add', path: 'groups', value: [{ value: 'g2' }] }, 'mutability'],
    ['leave a group', { op: 'remove', path: 'groups[value eq "g1"]' }, 'mutability'],
    [
      'a read-only sub-attribute by path',
      { op: 'replace', path: `${enterprise}:manager.displayName`, value: 'x' },
      'mutability',
    ],
    ['remove a required attribute', { op: 'remove', path: 'userName' }, 'mutability'],
    ['unassign a required attribute', { op: 'replace', value: { userName: null } }, 'mutability'],
    ['remove all schemas', { op: 'remove', path: 'schemas' }, 'mutability'],
  ];
  test.each(user)('%s', (_, operation, scimType) => {
    expect(refusalOf(() => patched(userModel, barbara, [operation]))).toBe(`400 ${scimType}`);
  });

  test.each<readonly [string, JsonValue, string]>([
    ['another value of an immutable attribute', { op: 'replace', path: 'serial', value: 'S-2' }, '400 mutability'],
    ['an immutable attribute without value', { op: 'remove', path: 'serial' }, '400 mutability'],
    ['an immutable sub-attribute', { op: 'replace', path: 'rooms[number eq 1].floor', value: 'x' }, '400 mutability'],
    [
      'an immutable sub-attribute in a value',
      { op: 'replace', path: 'rooms[number eq 1]', value: { number: 1, floor: 'x' } },
      '400 mutability',
    ],
    ['a required sub-attribute', { op: 'remove', path: 'rooms[number eq 1].number' }, '400 mutability'],
    ['all of a required attribute', { op: 'remove', path: 'aliases[value pr]' }, '400 mutability'],
    [
      'a required attribute, even where it is added again',
      { op: 'replace', path: 'aliases', value: [] },
      '400 mutability',
    ],
    ['a read-only attribute', { op: 'replace', path: 'state', value: 'busy' }, '400 mutability'],
    [
      'a read-only sub-attribute of a new value',
      { op: 'add', path: 'seenBy[value eq "u9"].$ref', value: 'x' },
      '400 mutability',
    ],
    ['a filter that compares with another type', { op: 'remove', path: 'rooms[number eq "1"]' }, '400 invalidFilter'],
  ])('of a device: %s', (_, operation, refusal) => {
    expect(refusalOf(() => patched(deviceModel, device, [operation]))).toBe(refusal);
  });

  test('the display name of a member', () => {
    const group = { schemas: ['g'], displayName: 'G', members: [{ value: '1', display: 'A' }] };
    const operation = { op: 'replace', path: 'members[value eq "1"].display', value: 'B' };
    expect(refusalOf(() => patched(groupModel, group, [operation]))).toBe('400 mutability');
    expect(refusalOf(() => patched(groupModel, group, [{ op: 'remove', path: 'displayName' }]))).toBe('400 mutability');
  });

  test('a required extension cannot be removed, one with immutable values neither', () => {
    const required: ResourceModel = {
      ...deviceModel,
      extensions: deviceModel.extensions.map(({ schema }) => ({ schema, required: true })),
    };
    const before = { ...device, [fleetUri]: { depot: 'North', number: 1 } };
    const operation = { op: 'remove', path: fleetUri };
    expect(refusalOf(() => patched(required, before, [operation]))).toBe('400 mutability');
    expect(patched(deviceModel, before, [operation])).toEqual(device);
    // Its schema stays in use without any value of it.
    const schemas = [...(device['schemas'] as string[]), fleetUri];
    const last = { ...device, schemas, [fleetUri]: { depot: 'North' } };
    expect(patched(required, last, [{ op: 'remove', path: `${fleetUri}:depot` }])).toEqual({ ...device, schemas });
  });

  test.each<readonly [string, JsonValue]>([
    ['no object', []],
    ['no schemas', { Operations: [] }],
    [
      'other schemas',
      { schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'], Operations: [{ op: 'remove', path: 'title' }] },
    ],
    ['schemas that are no list', { schemas: 'urn:ietf:params:scim:api:messages:2.0:PatchOp', Operations: [] }],
    ['no operations', patchOf()],
    ['operations that are no list', { ...patchOf(), Operations: { op: 'remove', path: 'title' } }],
    ['no Operations', { schemas: patchOf()['schemas'] ?? [] }],
    ['Operations twice', { ...patchOf({ op: 'remove', path: 'title' }), operations: [] }],
  ])('a message with %s', (_, message) => {
    expect(refusalOf(() => applyPatch(barbara, message, userModel))).toBe('400 invalidSyntax');
  });

  test('the first fault undoes all that came before', () => {
    const before = frozen(barbara);
    const operations = [
      { op: 'replace', path: 'title', value: 'x' },
      { op: 'remove', path: 'emails' },
      { op: 'remove', path: 'userName' },
    ];
    expect(refusalOf(() => applyPatch(before, patchOf(...operations), userModel))).toBe('400 mutability');
    expect(before).toEqual(barbara);
  });
});

describe('names of a message', () => {
  test('are read in any case, and others passed over', () => {
    const message = {
      SCHEMAS: ['URN:ietf:params:scim:api:messages:2.0:patchop'],
      id: 'x',
      operations: [{ OP: 'replace', Path: 'title', VALUE: 'x', name: 'addMember' }],
    };
    expect(applyPatch(barbara, message, userModel).resource['title']).toBe('x');
  });
});
