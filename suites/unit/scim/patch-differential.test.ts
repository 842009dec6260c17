import * as fc from 'fast-check';
import { scimPatch, type ScimPatchOperation, type ScimResource } from 'scim-patch';
import { describe, expect, test } from 'vitest';
import { isJsonObject, type JsonObject } from '../../../src/kernel/index.ts';
import { isUnassigned } from '../../../src/scim/path/value-reader.ts';
import { enterprise, groupModel, userModel } from './sample-models.ts';
import { barbara, core, patched } from './patch-kit.ts';

type Outcome = JsonObject | 'refused';

function weMake(resource: JsonObject, operation: JsonObject): Outcome {
  try {
    return patched(resource['members'] === undefined ? userModel : groupModel, resource, [operation]);
  } catch {
    return 'refused';
  }
}

function peerMakes(resource: JsonObject, operation: JsonObject): Outcome {
  const [document, patch] = structuredClone([resource, operation]) as unknown as [ScimResource, ScimPatchOperation];
  try {
    return withoutUnassigned(scimPatch(document, [patch]) as unknown as JsonObject);
  } catch {
    return 'refused';
  }
}

/** An empty list or object is the same as nothing (RFC 7643 section 2.5). */
function withoutUnassigned(resource: JsonObject): JsonObject {
  const kept = Object.entries(resource).filter(([, value]) => !isUnassigned(value));
  return Object.fromEntries(kept);
}

function set(changes: JsonObject): JsonObject {
  return { ...barbara, ...changes };
}

function without(name: string): JsonObject {
  return Object.fromEntries(Object.entries(barbara).filter(([key]) => key !== name));
}

describe('where scim-patch does otherwise, and the clause that decides', () => {
  const emails = barbara['emails'] as readonly JsonObject[];
  const [work = {}, home = {}] = emails;
  // It takes the last part of a URI for the name of an attribute.
  const container = enterprise.slice(0, -':User'.length);

  const classes: readonly (readonly [string, JsonObject, Outcome, Outcome])[] = [
    [
      'RFC 7644 3.5.2: setting one value primary takes that from the others',
      { op: 'replace', path: 'emails[type eq "home"].primary', value: true },
      set({
        emails: [
          { ...work, primary: false },
          { ...home, primary: true },
        ],
      }),
      set({ emails: [work, { ...home, primary: true }] }),
    ],
    [
      'RFC 7644 3.5.2.3: a selected value is replaced, not merged',
      { op: 'replace', path: 'emails[type eq "work"]', value: { value: 'x@x' } },
      set({ emails: [{ value: 'x@x' }, home] }),
      set({ emails: [{ ...work, value: 'x@x' }, home] }),
    ],
    [
      'RFC 7644 3.5.2.3: a replace that selects nothing has no target',
      { op: 'replace', path: 'emails[type eq "other"].value', value: 'x@x' },
      'refused',
      set({ emails: [...emails, { type: 'other', value: 'x@x' }] }),
    ],
    [
      'RFC 7644 3.5.2.1: what is not there is added, also for a filter of several equalities',
      { op: 'add', path: 'emails[type eq "other" and display eq "X"].value', value: 'x@x' },
      set({ emails: [...emails, { type: 'other', display: 'X', value: 'x@x' }] }),
      'refused',
    ],
    [
      'RFC 7644 3.5.2.1: also as a whole value',
      { op: 'add', path: 'emails[type eq "other"]', value: { value: 'x@x' } },
      set({ emails: [...emails, { type: 'other', value: 'x@x' }] }),
      barbara,
    ],
    [
      'RFC 7644 3.5.2.1: a value that is there changes nothing, also without path',
      { op: 'add', value: { emails: [home] } },
      barbara,
      set({ emails: [...emails, home] }),
    ],
    [
      'RFC 7643 2.4: no two values of the same type and value',
      { op: 'add', path: 'emails', value: [{ ...home, display: 'X' }] },
      set({ emails: [work, { ...home, display: 'X' }] }),
      set({ emails: [...emails, { ...home, display: 'X' }] }),
    ],
    [
      'RFC 7643 3.3: the URI of an extension is one name, and what is not named in it stays',
      { op: 'replace', value: { [enterprise]: { division: 'D' } } },
      set({ [enterprise]: { ...(barbara[enterprise] as JsonObject), division: 'D' } }),
      set({ [container]: { User: { division: 'D' } } }),
    ],
    [
      'RFC 7644 3.5.2.3: nor does a complex attribute lose them, without path',
      { op: 'replace', value: { name: { middleName: 'J' } } },
      set({ name: { ...(barbara['name'] as JsonObject), middleName: 'J' } }),
      set({ name: { middleName: 'J' } }),
    ],
    [
      'RFC 7643 2.1: names of attributes have no case',
      { op: 'replace', path: 'TITLE', value: 'x' },
      set({ title: 'x' }),
      set({ TITLE: 'x' }),
    ],
    [
      'RFC 7643 2.5: null makes an attribute unassigned',
      { op: 'replace', path: 'name.familyName', value: null },
      set({ name: { givenName: 'Barbara' } }),
      set({ name: { givenName: 'Barbara', familyName: null } }),
    ],
    [
      'RFC 7644 3.5.2: schemas follows the extensions',
      { op: 'remove', path: enterprise },
      Object.fromEntries(Object.entries(set({ schemas: [core] })).filter(([name]) => name !== enterprise)),
      barbara,
    ],
    [
      'RFC 7644 3.5.2.2: to remove what is not there changes nothing',
      { op: 'remove', path: 'ims[type eq "x"]' },
      barbara,
      'refused',
    ],
    ['RFC 7644 3.5.2: a read-only attribute', { op: 'replace', path: 'id', value: 'x' }, 'refused', set({ id: 'x' })],
    ['RFC 7644 3.5.2.2: a required attribute', { op: 'remove', path: 'userName' }, 'refused', without('userName')],
    [
      'RFC 7644 3.5.2: what the schema does not define',
      { op: 'add', path: 'shoe', value: 1 },
      'refused',
      set({ shoe: 1 }),
    ],
    [
      'RFC 7644 3.5.2: op is written in lower case',
      { op: 'Replace', path: 'title', value: 'x' },
      'refused',
      set({ title: 'x' }),
    ],
    [
      'RFC 7644 3.5.2.2: a remove has no value',
      { op: 'remove', path: 'emails', value: [home] },
      'refused',
      set({ emails: [work] }),
    ],
    [
      'RFC 7644 3.5.2: a key is an attribute, not a path',
      { op: 'replace', value: { 'name.familyName': 'J' } },
      'refused',
      set({ name: { ...(barbara['name'] as JsonObject), familyName: 'J' } }),
    ],
  ];
  test.each(classes)('%s', (_, operation, ours, theirs) => {
    expect(weMake(barbara, operation)).toEqual(ours);
    expect(peerMakes(barbara, operation)).toEqual(theirs);
    expect(ours).not.toEqual(theirs);
  });

  test('RFC 7644 3.5.2.1: a member is one value, whatever else is said of it', () => {
    const group = { schemas: ['g'], displayName: 'G', members: [{ value: '1', type: 'User' }] };
    const operation = { op: 'add', path: 'members', value: [{ value: '1', display: 'A' }] };
    expect(weMake(group, operation)).toEqual(group);
    expect(peerMakes(group, operation)).toEqual({
      ...group,
      members: [...group.members, { value: '1', display: 'A' }],
    });
  });
});

// Outside of these classes: names as the schema spells them, values without primary and of different types.
const word = fc.constantFrom('a', 'b', 'c', 'd');
const types = ['work', 'home', 'other'];
const user: fc.Arbitrary<JsonObject> = fc
  .record(
    {
      title: word,
      name: fc.record({ familyName: word, givenName: word }),
      emails: fc.uniqueArray(fc.record({ value: word, type: fc.constantFrom(...types) }), {
        minLength: 1,
        selector: ({ type }) => type,
      }),
      [enterprise]: fc.record({ division: word, manager: fc.record({ value: word }) }),
    },
    { requiredKeys: ['emails', enterprise] },
  )
  .map((attributes) => Object.assign({ schemas: [core, enterprise], userName: 'x' }, attributes));

const setting = fc.constantFrom('add', 'replace');
const operation: fc.Arbitrary<JsonObject> = fc.oneof(
  fc.record({
    op: setting,
    path: fc.constantFrom(
      'title',
      'name.familyName',
      'nickName',
      `${enterprise}:division`,
      `${enterprise}:manager.value`,
    ),
    value: word,
  }),
  fc.record({
    op: fc.constant('remove'),
    path: fc.constantFrom('title', 'nickName', 'name.familyName', 'name', 'emails'),
  }),
  fc.record({ op: setting, path: fc.constant('name'), value: fc.record({ middleName: word, familyName: word }) }),
  fc.record({ op: setting, value: fc.record({ title: word, displayName: word }) }),
  fc.record({
    op: fc.constant('add'),
    path: fc.constant('emails'),
    value: fc.tuple(fc.record({ value: word, type: fc.constant('new') })),
  }),
  fc.record({
    op: fc.constant('replace'),
    path: fc.constant('emails'),
    value: fc.tuple(fc.record({ value: word, type: fc.constantFrom(...types) })),
  }),
  fc.record({
    op: fc.constant('remove'),
    path: fc
      .tuple(fc.constantFrom('eq', 'ne', 'sw'), fc.constantFrom(...types))
      .map(([verb, type]) => `emails[type ${verb} "${type}"]`),
  }),
  fc.record({
    op: fc.constantFrom('add', 'replace'),
    path: fc.constantFrom(...types).map((type) => `emails[type eq "${type}"].value`),
    value: word,
  }),
);

/** Whether an operation belongs to a class that is listed above, for this resource. */
function isListed(resource: JsonObject, { op, path }: JsonObject): boolean {
  if (op !== 'replace' || typeof path !== 'string' || !path.includes('[')) return false;
  const values = (resource['emails'] ?? []) as readonly JsonObject[];
  return !values.some((each) => path.includes(JSON.stringify(each['type'])));
}

test('everywhere else both make the same of it', () => {
  const seen = { changed: 0, same: 0 };
  fc.assert(
    fc.property(user, operation, (resource, each) => {
      fc.pre(!isListed(resource, each));
      const ours = weMake(resource, each);
      const theirs = peerMakes(resource, each);
      seen[isJsonObject(ours) && ours !== resource ? 'changed' : 'same']++;
      expect(ours).toEqual(theirs);
    }),
    { numRuns: 3_000, seed: 71 },
  );
  expect(seen.changed).toBeGreaterThan(1_000);
});
