import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '../../../src/kernel/index.ts';
import {
  applyPatch,
  compileFilter,
  diffResources,
  isDifferent,
  parseFilter,
  ScimError,
} from '../../../src/scim/index.ts';
import { enterprise, userModel } from './sample-models.ts';
import { core, frozen, patchOf } from './patch-kit.ts';

const word = fc.constantFrom('a', 'b', 'c', 'A', '');
const type = fc.constantFrom('work', 'home', 'other');
const email = fc.record({ value: word, type, primary: fc.boolean(), display: word }, { requiredKeys: ['value'] });

/** Values as a valid resource has them: one primary at most, no two of the same type and value. */
function settle(
  values: readonly { value: string; type?: string; primary?: boolean; display?: string }[],
): JsonObject[] {
  const seen = new Set<string>();
  let primary = false;
  const kept: JsonObject[] = [];
  for (const each of values) {
    const key = `${each.type ?? ''} ${each.value.toLowerCase()}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const { primary: claimed, ...rest } = each;
    kept.push(claimed === undefined ? rest : { ...rest, primary: claimed && !primary });
    primary ||= claimed === true;
  }
  return kept;
}

const user: fc.Arbitrary<JsonObject> = fc
  .record(
    {
      userName: fc.constantFrom('x', 'y'),
      title: word,
      name: fc.record({ familyName: word, givenName: word }),
      emails: fc.array(email, { minLength: 1, maxLength: 4 }),
      manager: word,
    },
    { requiredKeys: ['userName'] },
  )
  .map(({ emails, manager, ...rest }) => {
    const whole: Record<string, JsonValue | undefined> = { schemas: [core], id: '1', meta: { resourceType: 'User' } };
    Object.assign(whole, rest);
    if (emails !== undefined) whole['emails'] = settle(emails);
    if (manager !== undefined)
      Object.assign(whole, { schemas: [core, enterprise], [enterprise]: { manager: { value: manager } } });
    return whole;
  });

const filter = fc.oneof(
  fc.tuple(fc.constantFrom('eq', 'ne', 'co'), type).map(([operator, value]) => `type ${operator} "${value}"`),
  word.map((value) => `value eq "${value}"`),
  fc.constantFrom('primary eq true', 'display pr', 'not (type pr)', 'type eq "work" and value eq "a"'),
);
const op = fc.constantFrom('add', 'replace', 'remove');
const emailPath = filter.map((text) => `emails[${text}]`);
const operation: fc.Arbitrary<JsonObject> = fc
  .oneof(
    fc.tuple(op, fc.constantFrom('title', 'name.familyName', 'userName', 'id', `${enterprise}:manager.value`), word),
    fc.tuple(op, fc.constantFrom('name'), fc.record({ familyName: word, middleName: word }, { requiredKeys: [] })),
    // Of different values: of the same one, without type and with another display, one would be told apart by the other.
    fc.tuple(
      op,
      fc.constantFrom('emails'),
      fc.uniqueArray(email, { maxLength: 3, selector: ({ value }) => value.toLowerCase() }),
    ),
    fc.tuple(op, emailPath, email),
    fc.tuple(
      op,
      fc.tuple(emailPath, fc.constantFrom('value', 'type', 'display')).map(([path, sub]) => `${path}.${sub}`),
      word,
    ),
    fc.tuple(
      op,
      emailPath.map((path) => `${path}.primary`),
      fc.boolean(),
    ),
    fc.tuple(
      fc.constantFrom('add', 'replace'),
      fc.constant(undefined),
      fc.record(
        { title: word, emails: fc.array(email, { maxLength: 2 }), [enterprise]: fc.record({ division: word }) },
        { requiredKeys: [] },
      ),
    ),
  )
  .map(([verb, path, value]) => {
    const members: JsonObject = { op: verb, path, value };
    return Object.fromEntries(
      Object.entries(members).filter(([name, part]) => part !== undefined && (name !== 'value' || verb !== 'remove')),
    );
  });

/** The result, or the refusal: nothing else may happen. */
function attempt(resource: JsonObject, ...operations: readonly JsonObject[]): JsonObject | ScimError {
  try {
    return applyPatch(frozen(resource), frozen(patchOf(...operations)), userModel).resource;
  } catch (error) {
    if (error instanceof ScimError) return error;
    throw error;
  }
}

function primaries(resource: JsonObject): number {
  return ((resource['emails'] ?? []) as JsonObject[]).filter((each) => each['primary'] === true).length;
}

/** Counts the runs that came to the point, so that a property cannot hold for want of cases. */
function assertOften<Inputs>(least: number, seed: number, run: (count: () => void) => fc.IProperty<Inputs>): void {
  let counted = 0;
  const property = run(() => {
    counted++;
  });
  fc.assert(property, { numRuns: 2_000, seed });
  expect(counted).toBeGreaterThan(least);
}

test('one request of several operations is the same as several requests of one', () => {
  assertOften(500, 61, (count) =>
    fc.property(user, fc.array(operation, { minLength: 2, maxLength: 4 }), (resource, operations) => {
      const together = attempt(resource, ...operations);
      let apart: JsonObject | ScimError = resource;
      for (const each of operations) if (!(apart instanceof ScimError)) apart = attempt(apart, each);
      if (together instanceof ScimError || apart instanceof ScimError) {
        expect(together).toEqual(apart);
      } else {
        count();
        // Several requests notice a list that only came into another order; one request forgets it.
        expect(isDifferent(diffResources(apart, together, userModel))).toBe(false);
      }
    }),
  );
});

test('an operation applied twice changes nothing the second time', () => {
  assertOften(500, 62, (count) =>
    fc.property(user, operation, (resource, each) => {
      const once = attempt(resource, each);
      if (once instanceof ScimError) return;
      // A value path may no longer select what it has changed; that is then no target.
      const twice = attempt(once, each);
      if (twice instanceof ScimError) {
        expect(twice.scimType).toBe('noTarget');
        return;
      }
      // An add by a filter whose value contradicts it adds another value each time.
      if (each['op'] === 'add' && typeof each['path'] === 'string' && each['path'].includes('[')) return;
      count();
      expect(twice).toEqual(once);
    }),
  );
});

test('what was replaced or added is there, what was removed is not', () => {
  assertOften(300, 63, (count) =>
    fc.property(user, op, fc.constantFrom('title', 'name.givenName'), word, (resource, verb, path, value) => {
      const after = attempt(resource, { op: verb, path, ...(verb === 'remove' ? {} : { value }) });
      if (after instanceof ScimError) throw after;
      count();
      const [name = '', sub = ''] = path.split('.');
      const held = sub === '' ? after[name] : (after[name] as JsonObject | undefined)?.[sub];
      expect(held).toBe(verb === 'remove' ? undefined : value);
    }),
  );
});

test('after a removal by filter nothing matches the filter, and the rest is as it was', () => {
  assertOften(300, 64, (count) =>
    fc.property(user, filter, (resource, text) => {
      const after = attempt(resource, { op: 'remove', path: `emails[${text}]` });
      if (after instanceof ScimError) throw after;
      const matches = compileFilter(parseFilter(`emails[${text}]`), [userModel]);
      expect(matches(after)).toBe(false);
      if (matches(resource)) count();
      const before = (resource['emails'] ?? []) as JsonObject[];
      const kept = before.filter((each) => !matches({ emails: [each] }));
      expect(after['emails'] ?? []).toEqual(kept);
    }),
  );
});

test('no operation makes a second primary value', () => {
  assertOften(500, 65, (count) =>
    fc.property(user, operation, (resource, each) => {
      const after = attempt(resource, each);
      if (after instanceof ScimError) return;
      if (primaries(resource) === 1) count();
      expect(primaries(after)).toBeLessThanOrEqual(1);
    }),
  );
});

test('schemas names the extensions that are there, and no others', () => {
  assertOften(500, 66, (count) =>
    fc.property(user, fc.array(operation, { minLength: 1, maxLength: 3 }), (resource, operations) => {
      const after = attempt(resource, ...operations);
      if (after instanceof ScimError) return;
      count();
      expect(after['schemas']).toEqual(after[enterprise] === undefined ? [core] : [core, enterprise]);
    }),
  );
});

function hasEmpty(value: unknown): boolean {
  if (typeof value !== 'object') return value === undefined;
  return value === null || Object.keys(value).length === 0 || Object.values(value).some(hasEmpty);
}

test('nothing unassigned is left behind: no null, no empty list, no empty object', () => {
  assertOften(500, 67, (count) =>
    fc.property(user, operation, (resource, each) => {
      const after = attempt(resource, each);
      if (after instanceof ScimError) return;
      count();
      expect(hasEmpty(after)).toBe(false);
    }),
  );
});

test('a difference has a side that tells before from after, and is empty exactly when nothing changed', () => {
  assertOften(500, 68, (count) =>
    fc.property(user, operation, (resource, each) => {
      const before = frozen(resource);
      let result;
      try {
        result = applyPatch(before, patchOf(each), userModel);
      } catch {
        return;
      }
      count();
      const { changes, references } = diffResources(before, result.resource, userModel);
      expect(changes.length + references.length > 0).toBe(result.changed);
      for (const change of changes) expect(change.before).not.toEqual(change.after);
      const reverse = diffResources(result.resource, before, userModel);
      expect(new Set(reverse.changes.map(({ path }) => path))).toEqual(new Set(changes.map(({ path }) => path)));
    }),
  );
});
