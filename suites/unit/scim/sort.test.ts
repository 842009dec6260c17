import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/kernel/index.ts';
import { compileFilter, compileOrder, type ResourceModel, sortResources } from '../../../src/scim/index.ts';
import { deviceModel, enterprise, fleetUri, groupModel, refusalOf, userModel } from './sample-models.ts';

function sorted(
  resources: readonly JsonObject[],
  sortBy: string,
  sortOrder?: string,
  models: readonly ResourceModel[] = [userModel],
): unknown[] {
  const order = compileOrder({ sortBy, ...(sortOrder === undefined ? {} : { sortOrder }) }, models);
  return sortResources(resources, order).map(({ id }) => id);
}

describe('order by', () => {
  const users: readonly JsonObject[] = [
    {
      id: 'a',
      userName: 'zoe',
      externalId: 'a',
      active: true,
      emails: [{ value: 'z@x' }, { value: 'a@x', primary: true }],
    },
    {
      id: 'b',
      userName: 'Adam',
      externalId: 'B',
      name: { familyName: 'é' },
      emails: [{ value: 'C@x' }, { value: 'a@x' }],
    },
    { id: 'c', userName: 'bob', externalId: 'c', active: false, name: { familyName: 'E' }, emails: [] },
  ];

  test.each([
    ['userName', 'bca', 'acb'],
    ['USERNAME', 'bca', 'acb'],
    ['urn:ietf:params:scim:schemas:core:2.0:User:userName', 'bca', 'acb'],
    ['externalId', 'bac', 'cab'],
    ['active', 'cab', 'bac'],
    // Without a value: last when ascending, first when descending.
    ['name.familyName', 'cba', 'abc'],
    // The primary value, else the first one.
    ['emails', 'abc', 'cba'],
    ['emails.value', 'abc', 'cba'],
    // Without any value the order is what it was.
    ['title', 'abc', 'abc'],
    ['unknown', 'abc', 'abc'],
    [`${enterprise}:manager`, 'abc', 'abc'],
  ])('%s', (sortBy, ascending, descending) => {
    expect(sorted(users, sortBy).join('')).toBe(ascending);
    expect(sorted(users, sortBy, 'ascending').join('')).toBe(ascending);
    expect(sorted(users, sortBy, 'descending').join('')).toBe(descending);
  });

  test.each([
    ['ports', 'cab'],
    ['installed', 'bac'],
    ['tags', 'bac'],
    ['rooms.number', 'cab'],
    [`${fleetUri}:depot`, 'bac'],
    ['depot', 'bac'],
  ])('%s of devices', (sortBy, expected) => {
    const devices: readonly JsonObject[] = [
      {
        id: 'a',
        ports: 10,
        installed: '2020-01-01T00:00:00Z',
        tags: ['b', 'a'],
        rooms: [{ number: 10 }],
        [fleetUri]: { depot: 'b' },
      },
      {
        id: 'b',
        ports: 100,
        installed: '2020-01-01T00:30:00+01:00',
        tags: ['A'],
        rooms: [{ number: 100 }],
        [fleetUri]: { depot: 'A' },
      },
      { id: 'c', ports: 9, installed: '2020-01-01T00:00:00.000Z', tags: [], rooms: [{ number: 9 }, { number: 1000 }] },
    ];
    expect(sorted(devices, sortBy, 'ascending', [deviceModel]).join('')).toBe(expected);
  });

  test('a common attribute over several types, and one that only some have', () => {
    const mixed: readonly JsonObject[] = [
      { id: '1', displayName: 'b', meta: { resourceType: 'Group' } },
      { id: '2', displayName: 'A', userName: 'x', meta: { resourceType: 'User' } },
      { id: '3', userName: 'w', meta: { resourceType: 'User' } },
    ];
    expect(sorted(mixed, 'displayName', 'ascending', [userModel, groupModel])).toEqual(['2', '1', '3']);
    expect(sorted(mixed, 'userName', 'descending', [userModel, groupModel])).toEqual(['1', '2', '3']);
  });
});

const word = fc.constantFrom('a', 'A', 'b', 'B', 'ab', 'é', '😀', '\uFB00', '', '_');

test('sorting is a stable permutation, descending the reverse but for ties, and agrees with gt', () => {
  const resources = fc
    .array(fc.record({ userName: word }, { requiredKeys: [] }), { maxLength: 12 })
    .map((all): JsonObject[] => all.map((each, index) => ({ id: String(index), userName: each.userName ?? null })));
  fc.assert(
    fc.property(resources, (input) => {
      const order = compileOrder({ sortBy: 'userName' }, [userModel]);
      const output = sortResources(input, order);
      expect(new Set(output)).toEqual(new Set(input));
      for (const [index, right] of output.entries()) {
        const left = output[index - 1];
        if (left === undefined) continue;
        const [from, to] = [left['userName'], right['userName']];
        if (typeof from !== 'string') expect(to).toBeNull();
        if (typeof from !== 'string' || typeof to !== 'string') continue;
        const smaller = compileFilter({ type: 'comparison', path: { name: 'userName' }, operator: 'lt', value: from }, [
          userModel,
        ]);
        expect(smaller(right)).toBe(false);
        if (order.compare(order.keyOf(left), order.keyOf(right)) === 0)
          expect(Number(left['id'])).toBeLessThan(Number(right['id']));
      }
      const descending = sortResources(
        input.toReversed(),
        compileOrder({ sortBy: 'userName', sortOrder: 'descending' }, [userModel]),
      );
      expect(descending).toEqual(output.toReversed());
    }),
    { numRuns: 500, seed: 51 },
  );
});

test.each([
  ['userName', 'up', '400 invalidValue'],
  ['userName', 'Ascending', '400 invalidValue'],
  ['userName', '', '400 invalidValue'],
  ['', 'ascending', '400 invalidValue'],
  ['user name', 'ascending', '400 invalidValue'],
  ['emails[type eq "work"]', 'ascending', '400 invalidValue'],
  ['name', 'ascending', '400 invalidValue'],
  ['addresses', 'ascending', '400 invalidValue'],
  [enterprise, 'ascending', '400 invalidValue'],
  ['password', 'ascending', '403 sensitive'],
])('sortBy %j, sortOrder %j is refused: %s', (sortBy, sortOrder, refusal) => {
  expect(refusalOf(() => compileOrder({ sortBy, sortOrder }, [userModel]))).toBe(refusal);
});
