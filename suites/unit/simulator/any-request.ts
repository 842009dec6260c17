import {
  anything,
  type Arbitrary,
  array,
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
import type { JsonObject, JsonValue } from '../../../src/kernel/index.ts';
import { ENTERPRISE, group, MESSAGE, user } from './open-simulator.ts';

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
/**
 * Requests that are right in most parts, put together at random, with noise in between. `EXISTING` and `GROUP` stand for
 * the ids of a user and of a group.
 */
export const anyRequest = constantFrom(...shapes).chain(([method, target, body]) =>
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

/** A generated request as it goes to the simulator. */
export interface BoundRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

type AnyRequest = typeof anyRequest extends Arbitrary<infer Generated> ? Generated : never;

/** Puts ids into a generated request. */
export function bind(
  { method, target, parameters: given, headers, body }: AnyRequest,
  ids: { readonly user: string; readonly group: string },
): BoundRequest {
  const fill = (text: string): string => text.replaceAll('EXISTING', ids.user).replaceAll('GROUP', ids.group);
  const query = Object.entries(given).map(([key, text]) => `${key}=${encodeURIComponent(text.toWellFormed())}`);
  const url = fill(`/scim/v2${target}${method === 'GET' ? `?${query.join('&')}` : ''}`);
  return { method, url, headers, body: fill(typeof body === 'string' ? body : JSON.stringify(body)) };
}
