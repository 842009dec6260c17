import { expect, test } from 'vitest';
import { ScimulateError, seededRandom } from '../../../src/kernel/index.ts';
import { createEntraProfile, createProfile, profiles } from '../../../src/profiles/index.ts';

function needsOf(name: string): readonly string[] {
  return createProfile(name, seededRandom(1)).needs;
}

const none = { status: 0, headers: {}, body: undefined };

test('a profile says what it is and where that is known from', () => {
  for (const name of profiles.keys()) {
    const profile = createProfile(name, seededRandom(1));
    expect(profile.name).toBe(name);
    expect(profile.title).toMatch(/\S/u);
    expect(profile.source).toMatch(/\S/u);
  }
  expect(createProfile('okta', seededRandom(1)).grade).toBe('recorded');
  expect(createProfile('entra', seededRandom(1)).grade).toBe('vendor documentation');
});

test('an unknown name is one line that names the others and the place', () => {
  const place = { file: 'a.yaml', line: 3, column: 5 };
  expect(() => createProfile('otka', seededRandom(1), place)).toThrow(ScimulateError);
  try {
    createProfile('otka', seededRandom(1), place);
  } catch (error) {
    expect(error instanceof ScimulateError && error.toLine()).toBe(
      'PROFILE_UNKNOWN a.yaml:3:5: There is no profile "otka". Mend: Use one of: entra, entra-flag, okta.',
    );
  }
});

test('the same seed gives the same requests, another one others, and profiles do not disturb each other', () => {
  const first = (random: ReturnType<typeof seededRandom>): unknown =>
    createProfile('entra', random).testConnection().next(none).value;
  expect(first(seededRandom(1))).toEqual(first(seededRandom(1)));
  expect(first(seededRandom(1))).not.toEqual(first(seededRandom(2)));
  const shared = seededRandom(1);
  createProfile('okta', shared).createUser(person).next(none);
  expect(first(shared)).toEqual(first(seededRandom(1)));
});

test('needs name only what the requests need', () => {
  expect(needsOf('okta')).toEqual([]);
  expect(needsOf('entra').toSorted()).toEqual([
    'anyCaseOperations',
    'booleanStrings',
    'removeWithValue',
    'unknownAttributes',
  ]);
  expect(needsOf('entra-flag')).toEqual(['unknownAttributes']);
});

test('the other documented form of deactivation is a switch', () => {
  const profile = createEntraProfile(seededRandom(1), { activeAsBoolean: true });
  expect(profile.needs).not.toContain('booleanStrings');
  const dialogue = profile.deactivateUser('5171a35d82074e068ce2', person);
  dialogue.next();
  expect(dialogue.next({ status: 200, headers: {}, body: { id: '5171a35d82074e068ce2' } }).value).toMatchObject({
    body: { Operations: [{ op: 'Replace', path: 'active', value: false }] },
  });
});

test.each(['okta', 'entra'])('%s keeps a hostile id and name inside the path and the filter', (name) => {
  const profile = createProfile(name, seededRandom(1));
  const read = profile.deactivateUser('../Groups?x=1#', person).next(none).value;
  expect(read).toMatchObject({ path: '/Users/..%2FGroups%3Fx%3D1%23' });
  const match = profile.createUser({ ...person, userName: 'a" or active eq "true&count=0' }).next(none).value;
  const path = match !== undefined && 'path' in Object(match) ? String(Object(match).path) : '';
  expect(new URL(path, 'http://x').searchParams.get('filter')).toBe('userName eq "a\\" or active eq \\"true&count=0"');
});

const person = {
  id: 'u1',
  userName: 'a@x.example',
  givenName: 'A',
  familyName: 'B',
  email: 'a@x.example',
  active: true,
} as const;
