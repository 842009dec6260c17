import { expect, test } from 'vitest';
import { VirtualClock } from '../../../src/kernel/index.ts';
import { referenceTarget, type Target, type Transport } from '../../../src/targets/index.ts';
import { answering, dialect, json, plain } from './fake-log.ts';
import { thrownBy } from './thrown.ts';

const tenants = {
  acme: {
    credentials: { valid: 'acme-token', expired: 'acme-old' },
    viewers: { administrator: 'acme-admin', outsider: 'acme-guest' },
  },
  other: { credentials: { valid: 'other-token' }, viewers: { administrator: 'other-admin' } },
};

function open(transport: Transport): Target {
  return referenceTarget({ transport, clock: new VirtualClock(0), dialects: [dialect], tenants });
}

const request = {
  method: 'GET',
  path: '/Users/1',
  headers: { Accept: 'a/b' },
  body: '',
  credential: 'valid',
  tenant: 'acme',
};

test('is read by the adapter that reads anybody’s', async () => {
  const transport = answering(
    json({ entries: [{ requestId: 'r1', statusCode: '200' }], nextCursor: 'n1' }),
    json({ entries: [] }),
  );
  const log = open(transport).logs.get('requests')!;
  const query = {
    ...plain,
    tenant: 'acme',
    filters: { endDate: '2026-05-13', method: 'All', status: 'odd' },
    search: 'x',
    limit: 2,
  };
  const page = await log.read(query);
  expect(page.entries).toEqual([{ requestId: 'r1', statusCode: '200' }]);
  await log.read({ ...query, cursor: page.next! });
  const path = 'http://scimulate.test/logs/requests?count=2&endDate=2026-05-13&method=All&status=odd&search=x';
  expect(transport.asked.map(({ url, headers }) => [url, headers['Authorization']])).toEqual([
    [path, 'Bearer acme-admin'],
    [`${path}&cursor=n1`, 'Bearer acme-admin'],
  ]);
  expect(log.unavailable).toEqual({});
  expect(log.settling.timeout).toBe(0);
});

test('sends each tenant’s own tokens below a base URL of its own', async () => {
  const transport = answering(json({}));
  const target = open(transport);
  expect([target.name, target.kind, target.tenants]).toEqual(['scimulate', 'reference', ['acme', 'other']]);
  expect(target.credentials).toEqual(['valid', 'expired', 'none', 'wrong']);
  for (const [tenant, credential] of [
    ['acme', 'valid'],
    ['acme', 'expired'],
    ['acme', 'none'],
    ['other', 'valid'],
    ['other', 'wrong'],
  ] as const) {
    await target.send({ ...request, tenant, credential });
  }
  expect(transport.asked.map(({ headers }) => headers['Authorization'])).toEqual([
    'Bearer acme-token',
    'Bearer acme-old',
    undefined,
    'Bearer other-token',
    'Bearer scimulate-wrong-credential',
  ]);
  expect([...new Set(transport.asked.map(({ url }) => url))]).toEqual([
    'http://scimulate.test/scim/v2/Users/1',
    'http://scimulate.test/tenants/other/scim/v2/Users/1',
  ]);
});

test('knows all of its secrets by different names', () => {
  expect(Object.fromEntries(open(answering()).secrets)).toEqual({
    valid: 'acme-token',
    expired: 'acme-old',
    wrong: 'scimulate-wrong-credential',
    'viewer/administrator': 'acme-admin',
    'viewer/outsider': 'acme-guest',
    'other/valid': 'other-token',
    'other/viewer/administrator': 'other-admin',
  });
});

test('has no viewer of one tenant for another', async () => {
  const log = open(answering()).logs.get('requests')!;
  const error = await thrownBy(() => log.read({ ...plain, viewer: 'outsider', tenant: 'other' }));
  expect(error.code).toBe('LOG_SOURCE_UNAVAILABLE');
});

test('lets go of what it was given', async () => {
  let closed = 0;
  const close = (): Promise<void> => {
    closed += 1;
    return Promise.resolve();
  };
  await referenceTarget({ transport: answering(), clock: new VirtualClock(0), dialects: [], tenants, close }).close();
  expect(closed).toBe(1);
});
