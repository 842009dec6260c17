import { expect, test } from 'vitest';
import { identityRules } from '../../../../src/conformance/conditions/protocol/identity-rules.ts';
import { universalConditions } from '../../../../src/conformance/conditions/protocol/index.ts';
import { messageRules } from '../../../../src/conformance/conditions/protocol/message-rules.ts';
import { metaRules } from '../../../../src/conformance/conditions/protocol/meta-rules.ts';
import { referenceRules } from '../../../../src/conformance/conditions/protocol/reference-rules.ts';
import { schemasRules } from '../../../../src/conformance/conditions/protocol/schemas-rules.ts';
import { secretRules } from '../../../../src/conformance/conditions/protocol/secret-rules.ts';
import { universalCondition } from '../../../../src/conformance/conditions/protocol/universal-condition.ts';
import { valueRules } from '../../../../src/conformance/conditions/protocol/value-rules.ts';
import { discoveryRequests } from '../../../../src/conformance/discovery.ts';
import { DISCOVERY } from '../../../../src/conformance/probe-condition.ts';
import type { ProbeRequest } from '../../../../src/conformance/probe.ts';
import type { ExchangeLine } from '../../../../src/history/line.ts';
import type { JsonObject } from '../../../../src/kernel/index.ts';
import { customModels } from './custom-models.ts';
import type { Loose } from './defects.ts';
import { referenceTarget } from './reference-target.ts';
import { historyOf, judged } from './run-history.ts';

/** Those about resources and values; those about errors and PATCH have tests of their own. */
const conditions = [schemasRules, identityRules, metaRules, valueRules, referenceRules, messageRules, secretRules]
  .flat()
  .map(universalCondition);
const declared = new Set(conditions.flatMap(({ requirements }) => requirements));

const user = 'urn:ietf:params:scim:schemas:core:2.0:User';
const device = 'urn:example:schemas:2.0:Device';
const lease = 'urn:example:schemas:extension:2.0:Lease';
const location = 'https://example.com/scim/v2/Users/1';

/** A user as a right server represents it. */
const right: Loose = {
  schemas: [user],
  id: '1',
  userName: 'jane',
  active: true,
  meta: {
    resourceType: 'User',
    created: '2026-05-13T10:00:00Z',
    lastModified: '2026-05-13T10:00:00Z',
    location,
    version: 'W/"1"',
  },
  emails: [
    { value: 'jane@example.com', type: 'work', primary: true },
    { value: 'jane@example.org', type: 'home' },
  ],
  profileUrl: 'https://example.com/jane',
};

/** A device as a right server represents it. */
const machine: Loose = {
  schemas: [device, lease],
  id: '2',
  label: 'Lamp',
  slots: 2,
  weight: 1.5,
  boughtAt: '2026-05-13T10:00:00Z',
  key: 'AAEC',
  screen: { width: 3 },
  [lease]: { contract: 'C1' },
  meta: { ...right.meta, resourceType: 'Device', location: 'https://example.com/scim/v2/Devices/2' },
};

/** What the reference says of itself, as a run records it. */
const discovered = await (async () => {
  const target = await referenceTarget(customModels());
  const lines: ExchangeLine[] = [];
  for (const { label, path } of discoveryRequests) {
    const { status, headers, text } = await target.respond({ label, method: 'GET', path });
    lines.push(exchange({ label, method: 'GET', path }, status, text, headers, DISCOVERY));
  }
  return lines;
})();

function exchange(
  request: ProbeRequest,
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = {},
  id = 'test',
): ExchangeLine {
  return {
    type: 'exchange',
    scenario: 'probes',
    number: 1,
    step: request.label,
    sentAt: 0,
    receivedAt: 1,
    tenant: 'default',
    credential: 'valid',
    request: {
      method: request.method,
      path: request.path,
      headers: { accept: 'application/scim+json' },
      body: request.body === undefined ? '' : JSON.stringify(request.body),
    },
    response: { status, headers: { 'content-type': 'application/scim+json', ...headers }, body },
    expect: [],
    probe: { id, trial: 1, label: request.label },
  };
}

interface Answer {
  readonly method?: string;
  readonly path?: string;
  readonly sent?: JsonObject;
  readonly status?: number;
  readonly body: Loose;
  readonly headers?: Readonly<Record<string, string>>;
}

function line({ method = 'POST', path = '/Users', sent, status = 201, body, headers = {} }: Answer): ExchangeLine {
  const request = { label: 'x', method, path, ...(sent === undefined ? {} : { body: sent }) };
  return exchange(request, status, typeof body === 'string' ? body : JSON.stringify(body), headers);
}

/** Outcomes by requirement of what is asked for only. */
function outcomes(...answers: readonly Answer[]): Map<string, string[]> {
  const all = judged(conditions, historyOf([...discovered, ...answers.map(line)]));
  const map = new Map<string, string[]>();
  for (const { requirement, outcome } of all) map.set(requirement, [...(map.get(requirement) ?? []), outcome]);
  return map;
}

const failures = (...answers: readonly Answer[]): string[] =>
  [...outcomes(...answers)].flatMap(([requirement, found]) => (found.includes('fail') ? [requirement] : [])).toSorted();

/** A right resource with a change. */
const changed = (change: (body: Loose) => void, from: Loose = right): Loose => {
  const body = structuredClone(from);
  change(body);
  return body;
};

const list = (...resources: Loose[]) => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
  totalResults: resources.length,
  Resources: resources,
});

const created = (change: (body: Loose) => void): Answer => ({ body: changed(change) });
const bought = (change: (body: Loose) => void): Answer => ({ path: '/Devices', body: changed(change, machine) });

test('right responses break nothing, and show most clauses kept', () => {
  const answers: Answer[] = [
    { body: right, headers: { etag: 'W/"1"', location } },
    { path: '/Devices', body: machine, headers: { etag: 'W/"1"' } },
    { method: 'GET', path: '/Users', status: 200, body: list(right) },
    { method: 'GET', path: '/Users/1?attributes=id', status: 200, body: { id: '1' } },
    {
      method: 'GET',
      path: '/Users/9',
      status: 404,
      body: { schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: '404' },
    },
    { method: 'PUT', path: '/Users/1', sent: { ...right, password: 'correct horse' }, status: 200, body: right },
  ];
  expect(failures(...answers)).toEqual([]);
  const kept = outcomes(...answers);
  // What a response must not have at all shows nothing as long as it has none of it.
  const silent = new Set(['RFC7643-4.1.1-13', 'RFC7643-7-12', 'RFC7643-7-e']);
  const unshown = [...declared].filter((each) => kept.get(each)?.includes('pass') !== true && !silent.has(each));
  expect(unshown).toEqual([]);
});

test('what is seen of a single resource tells nothing about others', () => {
  expect(outcomes({ body: right }).has('RFC7643-3.1-5')).toBe(false);
});

test('without discovery nothing is said of the attributes of a target', () => {
  const wrong = changed((body) => void (body.active = 'yes'));
  const all = judged(conditions, historyOf([line({ body: wrong })]));
  expect(all.filter(({ outcome }) => outcome === 'fail')).toEqual([]);
});

const wrong: readonly (readonly [string, readonly Answer[], readonly string[]])[] = [
  ['a resource that is an array', [{ body: [right] }], ['RFC7643-2.1-1']],
  ['a resource without schemas', [created((body) => void delete body.schemas)], ['RFC7643-2.1-1', 'RFC7643-3-1']],
  [
    'schemas that are no URIs',
    [created((body) => void (body.schemas = [user, 'User']))],
    ['RFC7643-3-1', 'RFC7643-3-3'],
  ],
  ['empty schemas', [created((body) => void (body.schemas = []))], ['RFC7643-3-2', 'RFC7643-3.3-1']],
  ['schemas twice', [created((body) => void (body.schemas = [user, user]))], ['RFC7643-3-4']],
  [
    'an element of a list without schemas',
    [{ method: 'GET', status: 200, body: list(changed((body) => void delete body.schemas)) }],
    ['RFC7643-2.1-1', 'RFC7643-3-1'],
  ],
  ['a device without its lease', [bought((body) => void delete body[lease].contract)], ['RFC7643-6-10']],
  ['no id', [created((body) => void (body.id = ''))], ['RFC7643-3.1-2', 'RFC7643-3.1-4']],
  ['an id for two types', [{ body: right }, bought((body) => void (body.id = '1'))], ['RFC7643-3.1-5']],
  ['an id for two users', [{ body: right }, { path: '/Devices', body: machine }, { body: right }], ['RFC7643-3.1-5']],
  ['a reserved id', [created((body) => void (body.id = 'bulkId:1'))], ['RFC7643-3.1-8']],
  ['no userName', [created((body) => void delete body.userName)], ['RFC7643-4.1.1-1']],
  ['no location', [created((body) => void delete body.meta.location)], ['RFC7643-3.1-2']],
  [
    'a day as created',
    [created((body) => Object.assign(body.meta, { created: '2026-05-13', lastModified: '2026-05-13' }))],
    ['RFC7643-2.3.5-1', 'RFC7643-3.1-12'],
  ],
  [
    'modified at birth',
    [created((body) => void (body.meta.lastModified = '2026-05-13T10:00:01Z'))],
    ['RFC7643-3.1-13'],
  ],
  [
    'another Content-Location',
    [{ body: right, headers: { 'content-location': 'https://example.com/scim/v2/Users/2' } }],
    ['RFC7643-3.1-14'],
  ],
  [
    'another Location',
    [{ body: right, headers: { location: 'https://example.com/scim/v2/Users/2' } }],
    ['RFC7643-3.1-14'],
  ],
  ['a bare version', [created((body) => void (body.meta.version = '1'))], ['RFC7643-3.1-15']],
  ['a version in lower case', [created((body) => void (body.meta.version = 'w/"1"'))], ['RFC7643-3.1-15']],
  ['another ETag', [{ body: right, headers: { etag: 'W/"2"' } }], ['RFC7643-3.1-h']],
  [
    'another resource type',
    [created((body) => void (body.meta.resourceType = 'user'))],
    ['RFC7643-3.1-i', 'RFC7643-6-3'],
  ],
  ['a number for a text', [created((body) => void (body.title = 7))], ['RFC7643-2.2-f']],
  ['a text for a boolean', [created((body) => void (body.active = 'true'))], ['RFC7643-2.3.2-a']],
  ['a text for a decimal', [bought((body) => void (body.weight = '1.5'))], ['RFC7643-2.3.3-a']],
  ['a fraction for an integer', [bought((body) => void (body.slots = 2.5))], ['RFC7643-2.3.4-1']],
  [
    'an integer with a point',
    [{ path: '/Devices', body: JSON.stringify(machine).replace('"slots":2', '"slots":2.0') }],
    ['RFC7643-2.3.4-1'],
  ],
  [
    'a total with an exponent',
    [
      {
        method: 'GET',
        status: 200,
        body: JSON.stringify(list(right)).replace('"totalResults":1', '"totalResults":1e0'),
      },
    ],
    ['RFC7643-2.3.4-1'],
  ],
  ['a number for an instant', [bought((body) => void (body.boughtAt = 1))], ['RFC7643-2.3.5-1', 'RFC7643-2.3.5-2']],
  ['bytes that are no base64', [bought((body) => void (body.key = 'not base64!'))], ['RFC7643-2.3.6-1']],
  ['a reference that is no URI', [created((body) => void (body.profileUrl = 'ht tp://%%'))], ['RFC7643-2.3.7-1']],
  ['a reference to a bare id', [created((body) => void (body.meta.location = '1'))], ['RFC7643-2.3.7-3']],
  [
    'a reference by URN',
    [created((body) => void (body.groups = [{ value: '3', $ref: 'urn:uuid:3' }]))],
    ['RFC7643-2.3.7-3'],
  ],
  ['a text for a complex value', [bought((body) => void (body.screen = 'wide'))], ['RFC7643-2.3.8-a']],
  ['one value for many', [created((body) => void ([body.emails] = body.emails))], ['RFC7643-2.4-a']],
  [
    'objects of a simple attribute',
    [bought((body) => void (body.tags = [{ value: 'x' }]))],
    ['RFC7643-2.2-f', 'RFC7643-2.4-1'],
  ],
  ['a part that is not defined', [created((body) => void (body.emails[0].colour = 'red'))], ['RFC7643-2.4-1']],
  ['two primary values', [created((body) => void (body.emails[1].primary = true))], ['RFC7643-2.4-3']],
  ['a pair twice', [created((body) => void body.emails.push(body.emails[1]))], ['RFC7643-2.4-7']],
  [
    'a version in the wrong place',
    [created((body) => void (body.meta.location = 'https://example.com/scim/v2/tenant/Users/1'))],
    ['RFC7644-3.13-1'],
  ],
  [
    'schemas of another version',
    [created((body) => void (body.schemas = ['urn:scim:schemas:core:1.0']))],
    ['RFC7643-3-3', 'RFC7643-3.3-1', 'RFC7644-3.13-2'],
  ],
  [
    'a list with the schema of a resource',
    [{ method: 'GET', status: 200, body: { ...list(), schemas: [user] } }],
    ['RFC7644-3.1-1'],
  ],
  ['plain JSON', [{ body: right, headers: { 'content-type': 'application/json' } }], ['RFC7644-3.1-a']],
  [
    'an error of another status',
    [{ status: 400, body: { schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: '404' } }],
    ['RFC7644-3.2-4'],
  ],
  [
    'a password',
    [{ sent: { password: 'correct horse' }, body: changed((body) => void (body.password = '***')) }],
    ['RFC7643-4.1.1-13', 'RFC7643-4.1.1-8', 'RFC7643-7-12', 'RFC7643-7-e'],
  ],
  [
    'a password in an error',
    [
      {
        sent: { password: 'correct horse' },
        status: 400,
        body: {
          schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
          status: '400',
          detail: 'correct horse is weak',
        },
      },
    ],
    ['RFC7643-4.1.1-8'],
  ],
];

test.each(wrong)('%s', (_, answers, expected) => {
  expect(failures(...answers)).toEqual(expected);
});

test('each of the conditions can fail', () => {
  const broken = new Set(wrong.flatMap(([, , requirements]) => requirements));
  expect([...declared].filter((each) => !broken.has(each))).toEqual([]);
});

test('every condition has an id of its own', () => {
  expect(new Set(universalConditions.map(({ id }) => id)).size).toBe(universalConditions.length);
});
