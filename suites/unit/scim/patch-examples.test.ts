import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/kernel/index.ts';
import { enterprise, groupModel, userModel } from './sample-models.ts';
import { barbara, core, patched } from './patch-kit.ts';

const babs = {
  display: 'Babs Jensen',
  $ref: 'https://example.com/v2/Users/2819c223-7f76-453a-919d-413861904646',
  value: '2819c223-7f76-453a-919d-413861904646',
};
const james = {
  display: 'James Smith',
  $ref: 'https://example.com/v2/Users/08e1d05d-121c-4561-8b96-473d93df9210',
  value: '08e1d05d-121c-4561-8b96-473d93df9210',
};
const group: JsonObject = {
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
  id: 'acbf3ae7',
  displayName: 'Guides',
};

describe('RFC 7644 section 3.5.2.1: add', () => {
  test('a member to a group', () => {
    const operation = { op: 'add', path: 'members', value: [babs] };
    expect(patched(groupModel, group, [operation])).toEqual({ ...group, members: [babs] });
    // "If the user was already a member of this group, no changes should be made to the resource".
    const present = { ...group, members: [{ value: babs.value, type: 'User' }] };
    expect(patched(groupModel, present, [operation])).toEqual(present);
  });

  test('attributes without a path', () => {
    const value = { emails: [{ value: 'babs@jensen.org', type: 'other' }], nickname: 'Babs' };
    expect(patched(userModel, barbara, [{ op: 'add', value }])).toEqual({
      ...barbara,
      emails: [...(barbara['emails'] as JsonObject[]), { value: 'babs@jensen.org', type: 'other' }],
      nickName: 'Babs',
    });
  });
});

describe('RFC 7644 section 3.5.2.2: remove', () => {
  const members = { ...group, members: [babs, james] };

  test('a single member', () => {
    const operation = { op: 'remove', path: `members[value eq "${babs.value}"]` };
    expect(patched(groupModel, members, [operation])).toEqual({ ...group, members: [james] });
    // "If the user was not a member of this group, no changes should be made to the resource".
    const others = { ...group, members: [james] };
    expect(patched(groupModel, others, [operation])).toEqual(others);
  });

  test('all members', () => {
    expect(patched(groupModel, members, [{ op: 'remove', path: 'members' }])).toEqual(group);
  });

  test('a value of a complex multi-valued attribute', () => {
    const operation = { op: 'remove', path: 'emails[type eq "work" and value ew "example.com"]' };
    expect(patched(userModel, barbara, [operation])['emails']).toEqual([{ value: 'babs@jensen.org', type: 'home' }]);
  });

  test('a member, and add another', () => {
    // Without a space before the string, as printed.
    const remove = { op: 'remove', path: `members[value eq"${babs.value}"]` };
    const add = { op: 'add', path: 'members', value: [james] };
    expect(patched(groupModel, { ...group, members: [babs] }, [remove, add])).toEqual({ ...group, members: [james] });
  });

  test('all members, and add others', () => {
    const operations = [
      { op: 'remove', path: 'members' },
      { op: 'add', path: 'members', value: [babs, james] },
    ];
    expect(patched(groupModel, { ...group, members: [{ value: 'x' }] }, operations)).toEqual(members);
  });
});

describe('RFC 7644 section 3.5.2.3: replace', () => {
  test('all members', () => {
    const operation = { op: 'replace', path: 'members', value: [babs, james] };
    expect(patched(groupModel, { ...group, members: [{ value: 'x' }] }, [operation])).toEqual({
      ...group,
      members: [babs, james],
    });
  });

  const home = { type: 'home', streetAddress: '456 Hollywood Blvd', locality: 'Hollywood', primary: true };
  const work = { type: 'work', streetAddress: '100 Universal City Plaza', formatted: 'old', region: 'CA' };
  const addressed: JsonObject = { ...barbara, addresses: [work, home] };

  test("a user's entire work address; setting it primary takes that from the other", () => {
    const value = {
      type: 'work',
      streetAddress: '911 Universal City Plaza',
      locality: 'Hollywood',
      postalCode: '91608',
      country: 'US',
      formatted: '911 Universal City Plaza\nHollywood, CA 91608 US',
      primary: true,
    };
    const after = patched(userModel, addressed, [{ op: 'replace', path: 'addresses[type eq "work"]', value }]);
    expect(after).toEqual({ ...addressed, addresses: [value, { ...home, primary: false }] });
  });

  test('one sub-attribute of the work address', () => {
    const operation = { op: 'replace', path: 'addresses[type eq "work"].streetAddress', value: '1010 Broadway Ave' };
    expect(patched(userModel, addressed, [operation])).toEqual({
      ...addressed,
      addresses: [{ ...work, streetAddress: '1010 Broadway Ave' }, home],
    });
  });

  test('all values of several attributes', () => {
    const emails = [
      { value: 'bjensen@example.com', type: 'work', primary: true },
      { value: 'babs@jensen.org', type: 'home' },
    ];
    const before = { ...barbara, emails: [{ value: 'old@example.com', type: 'other', primary: true }], nickName: 'B' };
    expect(patched(userModel, before, [{ op: 'replace', value: { emails, nickname: 'Babs' } }])).toEqual({
      ...before,
      emails,
      nickName: 'Babs',
    });
  });
});

test('RFC 7644 section 3.5.2: an attribute of an extension brings the URI of its schema along', () => {
  const before: JsonObject = { schemas: [core], userName: 'bjensen' };
  const operation = { op: 'add', path: `${enterprise}:employeeNumber`, value: '7' };
  expect(patched(userModel, before, [operation])).toEqual({
    schemas: [core, enterprise],
    userName: 'bjensen',
    [enterprise]: { employeeNumber: '7' },
  });
});
