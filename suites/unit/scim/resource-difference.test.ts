import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/kernel/index.ts';
import { applyPatch, diffResources, isDifferent, maskedValue } from '../../../src/scim/index.ts';
import { deviceModel, enterprise, groupModel, userModel } from './sample-models.ts';
import { barbara, device, patchOf } from './patch-kit.ts';

type Row = readonly [string, unknown, unknown];

function rows(before: JsonObject, after: JsonObject, model = userModel): readonly Row[] {
  return diffResources(before, after, model).changes.map((change): Row => [change.path, change.before, change.after]);
}

const emails = [
  { value: 'a@x', type: 'work', primary: true },
  { value: 'b@x', type: 'home' },
];

describe('what differs, by path', () => {
  test.each<readonly [string, JsonObject, JsonObject, readonly Row[]]>([
    ['a singular attribute', { title: 'A' }, { title: 'B' }, [['title', 'A', 'B']]],
    ['its case too', { title: 'a' }, { title: 'A' }, [['title', 'a', 'A']]],
    ['one that came', {}, { active: false }, [['active', undefined, false]]],
    ['one that went', { title: 'A' }, { title: null }, [['title', 'A', undefined]]],
    ['nothing', { title: null, emails: [], name: {} }, {}, []],
    [
      'parts of a complex attribute',
      { name: { familyName: 'A', givenName: 'B' } },
      { name: { familyName: 'C', middleName: 'D', givenName: 'B' } },
      [
        ['name.familyName', 'A', 'C'],
        ['name.middleName', undefined, 'D'],
      ],
    ],
    ['all of one', { name: { familyName: 'A' } }, {}, [['name.familyName', 'A', undefined]]],
    [
      'an extension',
      { [enterprise]: { employeeNumber: '1', manager: { value: 'a' } } },
      { [enterprise]: { manager: { value: 'b' } } },
      [
        [`${enterprise}:employeeNumber`, '1', undefined],
        [`${enterprise}:manager.value`, 'a', 'b'],
      ],
    ],
    [
      'one of several values, told by its type',
      { emails },
      { emails: [emails[1]!, { ...emails[0]!, value: 'c@x' }] },
      [['emails[type eq "work"].value', 'a@x', 'c@x']],
    ],
    [
      'a value that came and one that went',
      { emails: [emails[0]!] },
      { emails: [emails[1]!] },
      [
        ['emails[type eq "work"]', emails[0], undefined],
        ['emails[type eq "home"]', undefined, emails[1]],
      ],
    ],
    [
      'values without type, told by their value',
      { emails: [{ value: 'a' }] },
      { emails: [{ value: 'a', display: 'A' }, { value: 'b' }] },
      [
        ['emails[value eq "a"].display', undefined, 'A'],
        ['emails[value eq "b"]', undefined, { value: 'b' }],
      ],
    ],
    [
      'values of one type, told by their value',
      { emails: [{ value: 'a', type: 'x' }] },
      {
        emails: [
          { value: 'a', type: 'x' },
          { value: 'b"', type: 'x' },
        ],
      },
      [['emails[value eq "b\\""]', undefined, { value: 'b"', type: 'x' }]],
    ],
    ['another order', { emails }, { emails: emails.toReversed() }, []],
    [
      'values that nothing tells apart',
      { addresses: [{ locality: 'A' }] },
      { addresses: [{ locality: 'B' }, { locality: 'A' }] },
      [['addresses', [{ locality: 'A' }], [{ locality: 'B' }, { locality: 'A' }]]],
    ],
    [
      'those in another order',
      { addresses: [{ locality: 'A' }, { region: 'B' }] },
      { addresses: [{ region: 'B' }, { locality: 'A' }] },
      [],
    ],
    ['meta', { meta: { version: '1' } }, { meta: { version: '2' } }, []],
  ])('%s', (_, before, after, expected) => {
    expect(rows(before, after)).toEqual(expected);
    expect(rows(after, before)).toEqual(
      expected.map(([path, left, right]): Row => [path, right, left]).toSorted(byPath(rows(after, before))),
    );
    expect(isDifferent(diffResources(before, after, userModel))).toBe(expected.length > 0);
  });

  test('simple values as a list, order aside', () => {
    expect(rows({ tags: ['a', 'b'] }, { tags: ['b', 'a'] }, deviceModel)).toEqual([]);
    expect(rows({ tags: ['a'] }, { tags: ['a', 'b'] }, deviceModel)).toEqual([['tags', ['a'], ['a', 'b']]]);
    expect(rows({ tags: ['a', 'a'] }, { tags: ['a'] }, deviceModel)).toEqual([['tags', ['a', 'a'], ['a']]]);
  });

  test('a path of a difference is one of a PATCH that makes it', () => {
    const after = { ...barbara, emails: [{ ...emails[0]!, value: 'new@x' }], name: { familyName: 'N' } };
    const operations = diffResources(barbara, after, userModel).changes.map(({ path, after: value }) =>
      value === undefined ? { op: 'remove', path } : { op: 'add', path, value },
    );
    expect(operations.length).toBeGreaterThan(2);
    const { resource } = applyPatch(barbara, patchOf(...operations), userModel);
    expect(isDifferent(diffResources(resource, after, userModel))).toBe(false);
  });
});

/** Orders rows as they stand in `order`: a reversed difference lists values in the other's order. */
function byPath(order: readonly Row[]): (left: Row, right: Row) => number {
  const paths = order.map(([path]) => path);
  return ([left], [right]) => paths.indexOf(left) - paths.indexOf(right);
}

describe('references', () => {
  const group = { displayName: 'G', members: [{ value: '1', display: 'A' }, { value: '2' }] };

  test('are told as added and removed, not as changes', () => {
    const after = {
      displayName: 'G',
      members: [
        { value: '3', display: 'C' },
        { value: '1', display: 'A' },
      ],
    };
    expect(diffResources(group, after, groupModel)).toEqual({
      changes: [],
      references: [{ path: 'members', added: [{ value: '3', display: 'C' }], removed: [{ value: '2' }] }],
    });
  });

  test('all of them', () => {
    expect(diffResources(group, { displayName: 'G' }, groupModel).references).toEqual([
      { path: 'members', added: [], removed: group.members },
    ]);
    expect(diffResources({ displayName: 'G' }, group, groupModel).references).toEqual([
      { path: 'members', added: group.members, removed: [] },
    ]);
  });

  test('what is said of one that stays is a change', () => {
    const after = { displayName: 'G', members: [{ value: '1', display: 'B' }, { value: '2' }] };
    expect(diffResources(group, after, groupModel)).toEqual({
      changes: [{ path: 'members[value eq "1"].display', before: 'A', after: 'B' }],
      references: [],
    });
  });

  test('another order of them is none', () => {
    expect(isDifferent(diffResources(group, { ...group, members: group.members.toReversed() }, groupModel))).toBe(
      false,
    );
  });

  test('without a value they are compared as a list', () => {
    const odd = { displayName: 'G', members: [{ display: 'A' }] };
    expect(diffResources(odd, { ...odd, members: [{ display: 'B' }] }, groupModel)).toEqual({
      changes: [{ path: 'members', before: [{ display: 'A' }], after: [{ display: 'B' }] }],
      references: [],
    });
  });
});

describe('secrets', () => {
  test('are masked on both sides, and the change is seen all the same', () => {
    expect(rows({ password: 'hunter2' }, { password: 'hunter3' })).toEqual([['password', maskedValue, maskedValue]]);
    expect(rows({}, { password: 'hunter3' })).toEqual([['password', undefined, maskedValue]]);
    expect(rows({ password: 'hunter2' }, { password: 'hunter2' })).toEqual([]);
  });

  test('within other attributes too', () => {
    const after = { ...device, vendor: { name: 'Acme', secret: 'hunter2' } };
    expect(rows(device, after, deviceModel)).toEqual([
      ['vendor.secret', undefined, maskedValue],
      ['vendor.country', 'NL', undefined],
    ]);
  });

  test('do not show in a value as a whole', () => {
    const secret = { ...deviceModel.attributes.get('pin')!, name: 'value' };
    const keys = {
      ...deviceModel.attributes.get('vendor')!,
      name: 'keys',
      multiValued: true,
      subAttributes: [
        secret,
        { ...secret, name: 'type', returned: 'default' as const, mutability: 'readWrite' as const },
      ],
    };
    const model = { ...deviceModel, attributes: new Map([['keys', keys]]) };
    const [before, after] = [
      { keys: [{ value: 'hunter2', type: 'a' }] },
      { keys: [{ value: 'hunter3', type: 'a' }, { value: 'hunter4' }] },
    ];
    for (const difference of [
      diffResources(before, after, model),
      diffResources({}, before, model),
      diffResources({}, after, model),
    ]) {
      expect(isDifferent(difference)).toBe(true);
      expect(JSON.stringify(difference)).not.toContain('hunter');
    }
  });
});
