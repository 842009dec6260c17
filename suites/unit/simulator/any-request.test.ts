import {
  anything,
  type Arbitrary,
  array,
  assert,
  asyncProperty,
  constant,
  constantFrom,
  dictionary,
  jsonValue,
  nat,
  oneof,
  option,
  record,
  string,
  tuple,
} from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '../../../src/kernel/index.ts';
import { ENTERPRISE, group, MESSAGE, openSimulator, textOf, user } from './open-simulator.ts';

// Requests that are right in most parts, put together at random, with noise in between.

const sometimes = <T, U>(usual: Arbitrary<T>, rare: Arbitrary<U>): Arbitrary<T | U> =>
  oneof({ weight: 12, arbitrary: usual }, { weight: 1, arbitrary: rare });

const noise = oneof(
  string(),
  string({ unit: 'binary' }),
  constantFrom('__proto__', 'constructor', '', '..', '%', '%00', 'é🦉', '\u0000', '"', '\\', '=1+1'),
);
const name = sometimes(
  constantFrom(
    'userName',
    'displayName',
    'name',
    'name.familyName',
    'emails',
    'members',
    'active',
    'password',
    'id',
    'meta',
    'groups',
    'schemas',
    'externalId',
    ENTERPRISE,
    `${ENTERPRISE}:manager`,
    'photos.value',
    'x509Certificates',
  ),
  noise,
);
const value = oneof(
  jsonValue(),
  constantFrom<JsonValue>(
    true,
    'x',
    'EXISTING',
    { value: 'EXISTING' },
    [{ value: 'EXISTING' }],
    [{ value: 'a@b', type: 'work', primary: true }],
  ),
);
const comparison = record({
  name,
  operator: sometimes(constantFrom('eq', 'ne', 'co', 'sw', 'gt', 'le', 'PR'), noise),
  literal: sometimes(constantFrom('"x"', 'true', '1.5', 'null', '"2026-05-13T09:30:00Z"'), noise),
});
const filter = array(comparison, { minLength: 1, maxLength: 3 }).chain((comparisons) =>
  constantFrom(' and ', ' or ', ') and not (').map((junction) =>
    comparisons
      .map((each) => `${each.name} ${each.operator} ${each.operator === 'PR' ? '' : each.literal}`)
      .join(junction),
  ),
);
const path = sometimes(
  oneof(
    name,
    comparison.map((each) => `emails[type ${each.operator} ${each.literal}]`),
    constant('members[value eq "EXISTING"]'),
  ),
  noise,
);

const attributes = sometimes(
  constantFrom<JsonObject>(
    {},
    { displayName: 'x', active: false },
    { name: { familyName: 'é🦉', givenName: '=1+1' }, password: 'hunter2-secret' },
    { emails: [{ value: 'a@b', type: 'work', primary: true }, { value: 'c@d' }], externalId: 'x' },
  ),
  dictionary(name, value, { maxKeys: 3 }),
);
const userName = sometimes(
  nat(2000).map((number) => `user-${number}`),
  noise,
);
const userBody = tuple(userName, attributes).map(([given, more]) => Object.assign(user(given), more));
const groupBody = attributes.map(({ displayName = 'g' }) => ({ ...group('some group', 'EXISTING'), displayName }));
const resource = sometimes(oneof(userBody, groupBody), attributes);
const operation = record({
  op: sometimes(constantFrom('add', 'remove', 'replace'), noise),
  path: option(path, { nil: undefined }),
  value: option(value, { nil: undefined }),
});
const patch = array(operation, { minLength: 1, maxLength: 4 }).map((operations) => ({
  schemas: [`${MESSAGE}PatchOp`],
  Operations: operations,
}));
const part = record({
  method: sometimes(constantFrom('POST', 'PUT', 'PATCH'), noise),
  path: sometimes(constantFrom('/Users', '/Groups', '/Users/EXISTING', '/Groups/bulkId:a', '/Users/bulkId:b'), noise),
  bulkId: constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
  data: oneof(
    resource,
    patch,
    constantFrom({ ...group('circle'), members: [{ value: 'bulkId:a' }, { value: 'bulkId:b' }] }),
  ),
});
const bulkBody = array(part, { minLength: 1, maxLength: 6 }).map((parts) => ({
  schemas: [`${MESSAGE}BulkRequest`],
  Operations: parts,
}));
const search = record(
  {
    schemas: constant([`${MESSAGE}SearchRequest`]),
    filter,
    sortBy: name,
    cursor: constantFrom('', 'x'),
    count: sometimes(constantFrom(0, 1, 5), jsonValue()),
    attributes: array(name),
  },
  { requiredKeys: ['schemas'] },
);
const parameters = record(
  {
    filter,
    sortBy: name,
    sortOrder: sometimes(constantFrom('ascending', 'descending'), noise),
    startIndex: sometimes(constantFrom('1', '-1', '2'), noise),
    count: sometimes(constantFrom('0', '3'), noise),
    attributes: name,
    excludedAttributes: name,
    unknown: noise,
  },
  { requiredKeys: [] },
);

const shapes: readonly (readonly [method: string, path: string, body: Arbitrary<unknown>])[] = [
  ['POST', '/Users', userBody],
  ['POST', '/Groups', groupBody],
  ['PUT', '/Users/EXISTING', userBody],
  ['PATCH', '/Users/EXISTING', patch],
  ['PATCH', '/Groups/GROUP', patch],
  ['PUT', '/Groups/GROUP', groupBody],
  ['POST', '/Bulk', bulkBody],
  ['POST', '/.search', search],
  ['POST', '/Users/.search', search],
  ['GET', '/Users', constant('')],
  ['GET', '/', constant('')],
  ['HEAD', '/Groups/GROUP', constant('')],
  ['GET', '/Schemas', constant('')],
];
const request = constantFrom(...shapes).chain(([method, target, body]) =>
  record({
    method: sometimes(constant(method), oneof(constantFrom('GET', 'PUT', 'OPTIONS'), noise)),
    target: sometimes(
      constant(target),
      oneof(
        noise.map((text) => `/${encodeURIComponent(text.toWellFormed())}`),
        noise,
      ),
    ),
    parameters,
    headers: sometimes(
      constant({}),
      dictionary(
        constantFrom('accept', 'content-type', 'if-match', 'if-none-match', 'content-encoding', 'cookie', 'host'),
        oneof(noise, constantFrom('*', 'W/"1"')),
      ),
    ),
    body: sometimes(
      body,
      oneof(
        anything().map((each) => JSON.stringify(each) ?? ''),
        noise,
      ),
    ),
  }),
);

test('no request makes the simulator fail, stay silent or leave its log', async () => {
  const open = await openSimulator({ limits: { bulkOperations: 5 }, strictness: { plainJson: true } });
  const existing = textOf((await open.scim('POST', '/Users', user('existing'))).json.id);
  const some = textOf((await open.scim('POST', '/Groups', group('existing', existing))).json.id);
  const bind = (text: string): string => text.replaceAll('EXISTING', existing).replaceAll('GROUP', some);
  const statuses = new Map<number, number>();
  await assert(
    asyncProperty(request, async ({ method, target, parameters: given, headers, body }) => {
      const query = Object.entries(given).map(([key, text]) => `${key}=${encodeURIComponent(text.toWellFormed())}`);
      const url = bind(`/scim/v2${target}${method === 'GET' ? `?${query.join('&')}` : ''}`);
      const content = bind(typeof body === 'string' ? body : JSON.stringify(body));
      const answer = await open.send(url, { method, headers, ...(content !== '' && { body: content }) });
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      expect(answer.status === 501 || answer.status < 500, `${method} ${url} ${content}: ${answer.body}`).toBe(true);
      expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/u);
      if (answer.status < 400 || method === 'HEAD') return;
      const error = {
        schemas: [`${MESSAGE}Error`],
        status: String(answer.status),
        detail: expect.stringMatching(/./u),
      };
      expect(answer.json).toMatchObject(error);
    }),
    { numRuns: 1500, seed: 7644 },
  );
  // Noise that is all refused at the first look would prove nothing.
  for (const status of [200, 201, 204, 400, 404, 405, 409, 415])
    expect(statuses.get(status), String(status)).toBeGreaterThan(5);
  const requests = (await open.records()).filter(({ kind }) => kind === 'scim.request');
  const answered = [...statuses.values()].reduce((sum, count) => sum + count, 0);
  expect(requests).toHaveLength(answered + 2);
});
