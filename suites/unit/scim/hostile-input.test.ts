import * as fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '../../../src/kernel/index.ts';
import {
  applyPatch,
  compileFilter,
  compileOrder,
  compileProjection,
  parseFilter,
  ScimError,
} from '../../../src/scim/index.ts';
import { deviceModel, enterprise, groupModel, refusalOf, userModel } from './sample-models.ts';
import { barbara, device, frozen, patchOf } from './patch-kit.ts';

const tolerant = {
  anyCaseOperations: true,
  booleanStrings: true,
  removeWithValue: true,
  unquotedFilterValues: true,
  valuePathComparisons: true,
  pathKeys: true,
  emptyOperations: true,
  unknownAttributes: true,
  singleForMultiValued: true,
  arrayForSingular: true,
  lenientMembers: true,
  managerAsString: true,
};

afterEach(() => {
  // Whatever a test sent, no object of the process has got anything by it.
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

function parsed(text: string): JsonValue {
  return JSON.parse(text) as JsonValue;
}

describe('names that objects inherit', () => {
  const bodies = [
    '{"__proto__":{"polluted":true}}',
    '{"constructor":{"prototype":{"polluted":true}}}',
    '{"name":{"__proto__":{"polluted":true}}}',
    '{"emails":[{"__proto__":{"polluted":true},"value":"x"}]}',
    `{"${enterprise}":{"__proto__":{"polluted":true}}}`,
    '{"__proto__.polluted":true}',
    '{"prototype":{"polluted":true}}',
    '{"toString":"x"}',
  ];
  test.each(bodies)('in a value: %s', (body) => {
    for (const op of ['add', 'replace']) {
      const operation = { op, value: parsed(body) };
      expect(refusalOf(() => applyPatch(barbara, patchOf(operation), userModel))).toBe('400 invalidValue');
      try {
        const { resource } = applyPatch(barbara, patchOf(operation), userModel, tolerant);
        expect(Object.getPrototypeOf(resource)).toBe(Object.prototype);
        expect(JSON.stringify(resource)).not.toMatch(/polluted|__proto__|toString/u);
      } catch (error) {
        expect(error).toBeInstanceOf(ScimError);
      }
    }
  });

  test.each([
    '__proto__',
    '__proto__.polluted',
    'constructor',
    'constructor.prototype',
    'name.__proto__',
    'emails[type pr].__proto__',
    'hasOwnProperty',
  ])('as a path: %s', (path) => {
    for (const op of ['add', 'replace', 'remove']) {
      const operation = op === 'remove' ? { op, path } : { op, path, value: { polluted: true } };
      expect(refusalOf(() => applyPatch(barbara, patchOf(operation), userModel))).toMatch(
        /^400 (?:noTarget|invalidPath)$/u,
      );
    }
  });

  test('as names of a filter, of an order and of attributes', () => {
    for (const name of ['constructor', 'toString', 'name.constructor', 'hasOwnProperty', 'valueOf.length']) {
      expect(compileFilter(parseFilter(`${name} pr`), [userModel])(barbara)).toBe(false);
      expect(compileOrder({ sortBy: name }, [userModel]).keyOf(barbara)).toBeUndefined();
      expect(Object.keys(compileProjection({ attributes: [name] }, [userModel])(barbara))).toEqual(['schemas', 'id']);
    }
    for (const text of ['__proto__ pr', '__proto__.polluted eq true'])
      expect(refusalOf(() => parseFilter(text))).toBe('400 invalidFilter');
  });

  test('as the name of an attribute that a schema does define', () => {
    expect(compileFilter(parseFilter('constructor pr'), [deviceModel])(device)).toBe(false);
    expect(compileFilter(parseFilter('constructor eq "c"'), [deviceModel])({ constructor: 'c' })).toBe(true);
    expect(compileOrder({ sortBy: 'constructor' }, [deviceModel]).keyOf(device)).toBeUndefined();
    expect(compileProjection({ attributes: ['constructor'] }, [deviceModel])(device)).not.toHaveProperty('label');
  });
});

function nested(depth: number): JsonValue {
  let value: JsonValue = 'x';
  for (let level = 0; level < depth; level++) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

describe('depth and size', () => {
  test.each([100, 10_000, 100_000])('a value nested %d deep', (depth) => {
    const value = nested(depth);
    for (const operation of [
      { op: 'add', path: 'title', value },
      { op: 'add', value: { title: value } },
      { op: 'replace', path: 'emails', value: [value] },
      { op: 'add', path: 'title', value: 'x', other: value },
    ])
      expect(refusalOf(() => applyPatch(barbara, patchOf(operation), userModel, tolerant))).toBe('400 invalidSyntax');
  });

  test.each([
    `emails[${'('.repeat(10_000)}type pr${')'.repeat(10_000)}]`,
    `emails${'['.repeat(10_000)}`,
    `emails[${'not ('.repeat(10_000)}`,
    `emails[type eq "${'a'.repeat(1_000_000)}"]`,
  ])('a path of that sort', (path) => {
    expect(refusalOf(() => applyPatch(barbara, patchOf({ op: 'remove', path }), userModel))).toBe('400 invalidFilter');
  });

  test('errors stay short, whatever they are about', () => {
    const long = 'x'.repeat(1_000_000);
    for (const work of [
      () => applyPatch(barbara, patchOf({ op: long }), userModel),
      () => applyPatch(barbara, patchOf({ op: 'remove', path: long }), userModel),
      () => applyPatch(barbara, patchOf({ op: 'add', value: { [long]: 1 } }), userModel),
      () => applyPatch(barbara, patchOf({ op: 'add', path: 'name', value: { [long]: 1 } }), userModel),
      () => parseFilter(`a ${long} 1`),
      () => compileOrder({ sortBy: `${long} ` }, [userModel]),
      () => compileProjection({ attributes: [`${long} `] }, [userModel]),
    ]) {
      expect(work).toThrow(ScimError);
      expect(() => work()).toThrow(/^[\s\S]{1,300}$/u);
    }
  });

  test('a group of 20,000 members and as many changes are handled by look-up, not by search', () => {
    const members = Array.from({ length: 20_000 }, (_, index) => ({ value: `u${index}`, type: 'User' }));
    const group: JsonObject = { schemas: ['g'], displayName: 'G', members };
    const others = members.map((_, index) => ({ value: `v${index}` }));
    const added = applyPatch(
      group,
      patchOf({ op: 'add', path: 'members', value: [...members, ...others] }),
      groupModel,
    );
    expect((added.resource['members'] as JsonValue[]).length).toBe(40_000);
    const swapped = applyPatch(
      group,
      patchOf({ op: 'replace', path: 'members', value: [...others, ...members] }),
      groupModel,
    );
    expect((swapped.resource['members'] as JsonValue[]).length).toBe(40_000);
    const removed = applyPatch(added.resource, patchOf({ op: 'remove', path: 'members', value: members }), groupModel, {
      removeWithValue: true,
    });
    expect((removed.resource['members'] as JsonValue[]).length).toBe(20_000);
  });

  test('so are thousands of values that share all but their type', () => {
    const emails = Array.from({ length: 10_000 }, (_, index) => ({ value: 'same', type: `t${index}` }));
    const bare = Array.from({ length: 10_000 }, (_, index) => ({ value: 'same', display: `d${index}` }));
    const before: JsonObject = { schemas: ['u'], userName: 'x', emails };
    const { resource } = applyPatch(
      before,
      patchOf({ op: 'add', path: 'emails', value: [...emails, ...bare] }),
      userModel,
    );
    expect((resource['emails'] as JsonValue[]).length).toBe(10_001);
  });
});

test('any message is applied or refused; the resource stays, and nothing of the request outlives in it', () => {
  const name = fc.constantFrom(
    'title',
    'name',
    'emails',
    'name.familyName',
    'id',
    'schemas',
    '__proto__',
    enterprise,
    'x',
    '',
    'emails[type eq "work"]',
    'emails[value pr].value',
    'emails[',
    'groups',
  );
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom<JsonValue>(null, true, 1, '', 'x', 'work', 'True'),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(fc.oneof(name, fc.constantFrom('value', 'type', 'primary', '$ref', 'display')), tie('value'), {
        maxKeys: 4,
      }),
    ),
  }));
  const operation = fc.record(
    {
      op: fc.oneof(
        { weight: 9, arbitrary: fc.constantFrom('add', 'remove', 'replace', 'Add') },
        { weight: 1, arbitrary: value },
      ),
      path: fc.oneof(name, value),
      value,
    },
    { requiredKeys: [] },
  );
  const before = frozen(barbara);
  let applied = 0;
  fc.assert(
    fc.property(fc.array(operation, { maxLength: 3 }), fc.boolean(), (operations, lenient) => {
      try {
        applyPatch(before, patchOf(...(operations as JsonValue[])), userModel, lenient ? tolerant : {});
        applied++;
      } catch (error) {
        expect(error).toBeInstanceOf(ScimError);
        expect((error as ScimError).status).toBe(400);
      }
    }),
    { numRuns: 10_000, seed: 81 },
  );
  expect(applied).toBeGreaterThan(500);
});
