import { describe, expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '../../../src/kernel/index.ts';
import { applyPatch, diffResources, isDifferent, type Strictness, validatePatched } from '../../../src/scim/index.ts';
import { deviceModel, enterprise, groupModel, refusalOf, userModel } from './sample-models.ts';
import { barbara, device, patchOf } from './patch-kit.ts';
import { strict, tolerant } from './validation-support.ts';

/** A PATCH as a service provider carries it out: applied, then validated. */
function carriedOut(
  model: typeof userModel,
  before: JsonObject,
  operation: JsonValue,
  ...switches: readonly (keyof Strictness)[]
): JsonObject {
  const options = switches.length === 0 ? strict : tolerant(...switches);
  const { resource } = applyPatch(before, patchOf(operation), model, options.strictness);
  return validatePatched(model, resource, before, options);
}

describe('whatever way a value is set, its type is checked', () => {
  test.each<readonly [string, JsonValue]>([
    ['by path', { op: 'replace', path: 'active', value: 'true' }],
    ['without path', { op: 'add', value: { title: 1 } }],
    ['a sub-attribute by path', { op: 'add', path: 'name.givenName', value: ['x'] }],
    ['a sub-attribute in a value', { op: 'replace', path: 'name', value: { givenName: { a: 1 } } }],
    ['one of several values', { op: 'add', path: 'emails', value: [{ value: 1 }] }],
    ['a selected value', { op: 'replace', path: 'emails[type eq "work"]', value: { value: true } }],
    ['a sub-attribute of a selected value', { op: 'replace', path: 'emails[type eq "work"].value', value: 7 }],
    ['one that a filter makes', { op: 'add', path: 'ims[type eq "x"].value', value: 7 }],
    ['an attribute of an extension', { op: 'add', path: `${enterprise}:division`, value: 7 }],
    ['an extension', { op: 'replace', path: enterprise, value: { division: 7 } }],
    ['an extension without path', { op: 'add', value: { [enterprise]: { manager: { value: 7 } } } }],
  ])('%s', (_, operation) => {
    expect(refusalOf(() => carriedOut(userModel, barbara, operation))).toBe('400 invalidValue');
  });

  test.each<readonly [string, JsonValue]>([
    ['an integer', { op: 'replace', path: 'ports', value: 1.5 }],
    ['a date', { op: 'replace', path: 'installed', value: '2020-02-30T00:00:00Z' }],
    ['a date in a selected value', { op: 'add', path: 'rooms[number eq 1].since', value: 'now' }],
    ['binary', { op: 'add', path: 'key', value: '?' }],
    ['a simple one of several values', { op: 'add', path: 'tags', value: [1] }],
    ['a required sub-attribute that is not given', { op: 'add', path: 'rooms', value: [{ floor: 'z' }] }],
  ])('of a device: %s', (_, operation) => {
    expect(refusalOf(() => carriedOut(deviceModel, device, operation))).toBe('400 invalidValue');
  });
});

describe('what applyPatch makes of a valid resource is valid', () => {
  test.each<readonly [string, JsonValue, readonly (keyof Strictness)[]]>([
    ['an extension comes', { op: 'add', path: `${enterprise}:division`, value: 'D' }, []],
    ['an extension goes', { op: 'remove', path: enterprise }, []],
    [
      'a value is completed',
      { op: 'add', path: 'emails', value: { value: 'babs@jensen.org', type: 'home', display: 'B' } },
      [],
    ],
    ['another value is primary', { op: 'replace', path: 'emails[type eq "home"].primary', value: true }, []],
    [
      'a boolean as a string',
      { op: 'Replace', path: 'active', value: 'False' },
      ['anyCaseOperations', 'booleanStrings'],
    ],
    ['a manager as a list', { op: 'add', path: 'manager', value: [{ $ref: null, value: 'x' }] }, ['arrayForSingular']],
    [
      'keys that are paths',
      { op: 'replace', value: { 'name.givenName': 'B', [`${enterprise}:division`]: 'D' } },
      ['pathKeys'],
    ],
  ])('%s', (_, operation, switches) => {
    const options = tolerant(...switches);
    const { resource, changed } = applyPatch(barbara, patchOf(operation), userModel, options.strictness);
    expect(changed).toBe(true);
    expect(
      isDifferent(diffResources(resource, validatePatched(userModel, resource, barbara, options), userModel)),
    ).toBe(false);
  });

  test('a password is replaced by what is kept of it; the same one changes nothing', () => {
    const operation = { op: 'replace', path: 'password', value: 'secret' };
    const once = carriedOut(userModel, barbara, operation);
    expect(once['password']).toBe('kept:secret');
    expect(isDifferent(diffResources(once, carriedOut(userModel, once, operation), userModel))).toBe(false);
  });

  test('what the service provider says of one of several values stays when another part of it changes', () => {
    const users = deviceModel.attributes.get('users')!;
    const observed = { ...users.subAttributes![2]!, name: 'observed', mutability: 'readOnly' as const };
    const attributes = new Map(deviceModel.attributes).set('users', {
      ...users,
      subAttributes: [...users.subAttributes!, observed],
    });
    const before = { ...device, users: [{ value: 'u1', note: 'a', observed: 'yes' }] };
    const operation = { op: 'replace', path: 'users[value eq "u1"].note', value: 'b' };
    expect(carriedOut({ ...deviceModel, attributes }, before, operation)['users']).toEqual([
      { value: 'u1', note: 'b', observed: 'yes' },
    ]);
    // Nor can a client say it of a value that it adds.
    const forged = { op: 'add', path: 'users', value: [{ value: 'u2', observed: 'forged' }] };
    expect(carriedOut({ ...deviceModel, attributes }, before, forged)['users']).toEqual([
      ...before.users,
      { value: 'u2' },
    ]);
  });

  test('members that are not touched stay the very objects that they were', () => {
    const members = Array.from({ length: 50 }, (_, index) => ({ value: `m${index}`, type: 'User' }));
    const before: JsonObject = { schemas: [groupModel.base.id], id: 'g', displayName: 'G', members };
    const operation = { op: 'add', path: 'members', value: [{ value: 'm7' }, { value: 'new' }] };
    const after = carriedOut(groupModel, before, operation)['members'] as JsonValue[];
    expect(after.slice(0, 50).every((member, index) => member === members[index])).toBe(true);
    expect(after.slice(50)).toEqual([{ value: 'new' }]);
  });
});
