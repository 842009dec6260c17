import { expect, test } from 'vitest';
import {
  buildModel,
  coreModels,
  type SecretKeeper,
  type Strictness,
  validateCreate,
} from '../../../../src/scim/index.ts';
import {
  agrees,
  differences,
  fixedProbe,
  fullResource,
  get,
  isBuildable,
  lacking,
  minimalResource,
  overlaid,
  pathBelowBase,
  placedAttributes,
  post,
  richUser,
  sameValue,
  swapCase,
  valuesAt,
} from '../../../../src/conformance/probes/kit/index.ts';
import { uniqueUserName } from '../../../../src/conformance/probes/schema/user-name-probe.ts';
import { mutate, response, runProbe, shortfalls, those } from './probe-harness.ts';
import { scriptedServer } from './scripted-server.ts';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const [user, group] = coreModels();

test('a probe passes against a server that does right, and leaves nothing behind', async () => {
  const server = scriptedServer();
  const run = await runProbe(uniqueUserName, server);
  expect(shortfalls(run)).toEqual([]);
  expect(those(run, 'pass')).toEqual(['RFC7643-4.1.1-2']);
  expect(server.resources.size).toBe(0);
});

test('a wrong status fails it, with what was expected and what came', async () => {
  const lenient = mutate(scriptedServer(), (_, { label }) =>
    label === 'create' ? response(201, { id: '9' }) : undefined,
  );
  expect(shortfalls(await runProbe(uniqueUserName, lenient))).toEqual([
    'RFC7643-4.1.1-2: fail, POST /Users: expected a refusal (4xx or 501), got 201',
  ]);
});

test('a refused precondition makes a skip, a breakdown makes it unknown, neither a failure', async () => {
  const refusing = mutate(scriptedServer(), (_, { label }) => (label === 'given second' ? response(403) : undefined));
  expect(shortfalls(await runProbe(uniqueUserName, refusing))).toEqual([
    'RFC7643-4.1.1-2: skip, POST /Users, on which this builds, was answered with 403',
  ]);
  const broken = mutate(scriptedServer(), (_, { label }) => (label === 'given second' ? response(500) : undefined));
  expect(those(await runProbe(uniqueUserName, broken), 'unknown')).toEqual(['RFC7643-4.1.1-2']);
  const silent = mutate(scriptedServer(), (_, { label }) => (label === 'given second' ? response(201, {}) : undefined));
  expect(those(await runProbe(uniqueUserName, silent), 'unknown')).toEqual(['RFC7643-4.1.1-2']);
});

test('what a stimulus created is deleted also where it crashes', async () => {
  const server = scriptedServer();
  const crashing = fixedProbe({
    id: 'schema/crashing',
    title: 'Crashes',
    requirements: ['RFC7643-4.1.1-2'],
    *stimulate(stage) {
      yield post('create', '/Users', stage.minimal('User'));
      throw new Error('crash');
    },
    judge: () => undefined,
  });
  await expect(runProbe(crashing, server)).rejects.toThrow('crash');
  expect(server.resources.size).toBe(0);
});

test('without a subject nothing is judged', async () => {
  const idle = fixedProbe({
    id: 'schema/idle',
    title: 'Finds nothing to do',
    requirements: ['RFC7643-4.1.1-2'],
    *stimulate(stage) {
      if (stage.model('Printer') !== undefined) yield get('read', '/Printers');
    },
    judge: (judgement) => void judgement.status('RFC7643-4.1.1-2', 'read', 200),
  });
  expect(those(await runProbe(idle, scriptedServer()), 'skip')).toEqual(['RFC7643-4.1.1-2']);
});

test.each([
  ['User', minimalResource(user!, 'n')],
  ['User', richUser(user!, 'n')],
  ['Group', minimalResource(group!, 'n')],
  ['User', fullResource(user!, 'n')],
  ['Group', fullResource(group!, 'n')],
])('a built %s is valid', (type, resource) => {
  const model = coreModels().find((each) => each.type.name === type)!;
  const options = { strictness: {} as Strictness, secrets: {} as SecretKeeper };
  expect(() => validateCreate(model, resource, options)).not.toThrow();
});

test('a minimal resource has what its schemas and the required extensions require', () => {
  const string = { type: 'string', multiValued: false, description: '', required: true, caseExact: false } as const;
  const open = { mutability: 'readWrite', returned: 'default', uniqueness: 'none' } as const;
  const model = buildModel(
    { ...user!.type, schema: 'urn:a', schemaExtensions: [{ schema: 'urn:b', required: true }] },
    [
      {
        id: 'urn:a',
        name: 'A',
        description: '',
        attributes: [
          { ...string, ...open, name: 'tags', multiValued: true },
          { ...string, ...open, name: 'kind', canonicalValues: ['x', 'y'] },
          { ...string, ...open, name: 'since', type: 'dateTime' },
          { ...string, ...open, name: 'number', mutability: 'readOnly' },
          { ...string, ...open, name: 'extra', required: false },
        ],
      },
      {
        id: 'urn:b',
        name: 'B',
        description: '',
        attributes: [
          { ...string, ...open, name: 'boss', type: 'complex', subAttributes: [{ ...string, ...open, name: 'value' }] },
        ],
      },
    ],
  );
  expect(minimalResource(model, 'n')).toEqual({
    schemas: ['urn:a', 'urn:b'],
    tags: ['n'],
    kind: 'x',
    since: '2024-02-29T12:34:56Z',
    'urn:b': { boss: { value: 'n' } },
  });
});

test('attributes know their place', () => {
  const paths = placedAttributes(user!).map(({ path }) => path);
  expect(paths).toEqual(expect.arrayContaining(['userName', 'emails.value', `${enterprise}:manager.displayName`]));
  expect(paths).not.toContain('id');
});

test('values are read by path, whatever the case of names', () => {
  const resource = {
    UserName: 'a',
    emails: [{ value: '1' }, { value: '2' }],
    [enterprise]: { manager: { value: 'm' } },
  };
  expect(valuesAt(resource, 'username')).toEqual(['a']);
  expect(valuesAt(resource, 'emails.value')).toEqual(['1', '2']);
  expect(valuesAt(resource, `${enterprise}:manager.value`)).toEqual(['m']);
  expect(valuesAt(resource, enterprise)).toEqual([{ manager: { value: 'm' } }]);
  expect(valuesAt(resource, `${user!.base.id}:userName`)).toEqual(['a']);
  expect(valuesAt(resource, 'title')).toEqual([]);
});

test('order, null and emptiness make no difference; everything else does', () => {
  expect(sameValue({ a: [1, { b: 2, c: 3 }], d: null, e: [] }, { a: [{ c: 3, b: 2 }, 1] })).toBe(true);
  expect(sameValue({ a: '1' }, { a: 1 })).toBe(false);
  expect(sameValue({ a: [1, 1] }, { a: [1] })).toBe(false);
  expect(differences({ name: { familyName: 'Doe', x: 1 } }, { name: { familyName: 'Roe', x: 1 } })).toEqual([
    'name.familyName: expected "Doe", got "Roe"',
  ]);
  expect(
    lacking({ emails: [{ value: 'a' }] }, { emails: [{ value: 'b' }, { value: 'a', type: 'work' }], id: 1 }),
  ).toEqual([]);
  expect(lacking({ title: 'a' }, {})).toEqual(['title: expected "a", got nothing']);
});

test('what is put on top replaces, adds and takes away', () => {
  expect(overlaid({ a: { b: 1, c: 2 }, d: [1], e: 1 }, { a: { b: 3 }, d: [2], e: undefined })).toEqual({
    a: { b: 3, c: 2 },
    d: [2],
  });
});

test('a full resource leaves out secrets and references to other resources', () => {
  const whole = fullResource(user!, 'n');
  expect(Object.keys(whole)).toEqual(expect.arrayContaining(['userName', 'emails', 'photos', enterprise]));
  expect(whole).not.toHaveProperty('password');
  expect(whole).not.toHaveProperty('groups');
  expect(whole[enterprise]).not.toHaveProperty('manager');
});

test('a type that requires a reference to another resource cannot be built', () => {
  expect(isBuildable(user!)).toBe(true);
  const manager = user!.extensions[0]!.schema.attributes.find(({ name }) => name === 'manager');
  const base = { ...user!.base, attributes: [...user!.base.attributes, { ...manager!, required: true }] };
  expect(isBuildable({ ...user!, base })).toBe(false);
});

test('a server may alter case, instants and normal forms of what it was given, and nothing else', () => {
  expect(agrees('Jane', 'jANE')).toBe(true);
  expect(agrees('2024-02-29T12:34:56Z', '2024-02-29T13:34:56.000+01:00')).toBe(true);
  expect(agrees('e\u0301', '\u00E9')).toBe(true);
  expect(agrees(['a', 'b'], ['b', 'A'])).toBe(true);
  expect(agrees('1', 1)).toBe(false);
  expect(agrees('Jane', 'Janet')).toBe(false);
  expect(swapCase('aBc-1é')).toBe('AbC-1é');
});

test.each([
  ['https://example.com/scim/v2/Users/1', '/Users/1'],
  ['https://example.com/Users/api/Users/1', '/Users/1'],
  ['Users/1', '/Users/1'],
  ['../Users/1', '/Users/1'],
  ['/scim/v2/Groups/2', '/Groups/2'],
  ['urn:uuid:1', undefined],
  ['https://example.com/Userss/1', undefined],
  [7, undefined],
])('the path of the reference %s is %s', (reference, path) => {
  expect(pathBelowBase(reference, [user!, group!])).toBe(path);
});
