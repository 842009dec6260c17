import { beforeEach, describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/kernel/index.ts';
import {
  type Answer,
  bulk,
  group,
  type OpenSimulator,
  openSimulator,
  patchOp,
  textOf,
  TOKENS,
  user,
} from './open-simulator.ts';

let open: OpenSimulator;
beforeEach(async () => {
  open = await openSimulator();
});

const read = (query = '', token: string = TOKENS.iamReader): Promise<Answer> =>
  open.send(`/logs/iam${query}`, { token });
const entriesOf = (answer: Answer): readonly JsonObject[] => answer.json.entries as JsonObject[];
const told = async (...columns: readonly string[]): Promise<unknown[][]> =>
  entriesOf(await read()).map((entry) => columns.map((column) => entry[column]));

describe('the IAM log', () => {
  test('is read by who has the permission, whole, and by nobody else', async () => {
    await open.scim('GET', '/Users');
    expect(entriesOf(await read())).toHaveLength(1);
    for (const token of [TOKENS.administrator, TOKENS.outsider])
      expect(await read('', token)).toMatchObject({ status: 403, json: { code: 'forbidden' } });
  });

  test('tells what an identity provider does, newest first', async () => {
    const made = await open.scim('POST', '/Users', user('bjensen'));
    const id = textOf(made.json.id);
    const guides = await open.scim('POST', '/Groups', group('Guides'));
    const path = `/Groups/${textOf(guides.json.id)}`;
    await open.scim('PATCH', path, patchOp({ op: 'add', path: 'members', value: [{ value: id }] }));
    await open.scim('PUT', `/Users/${id}`, user('bjensen', { title: 'Guide' }));
    await open.scim('POST', '/Users', user('bjensen'));
    await open.scim('DELETE', `/Users/${id}`);
    await open.scim('GET', `/Users/${id}`);
    await open.scim('GET', '/Users', undefined, { token: TOKENS.expired });
    expect(await told('type', 'event', 'http')).toEqual([
      ['Authentication', 'Authentication failed', 401],
      ['User provisioning', 'Read user', 404],
      ['User provisioning', 'Delete user', 204],
      ['User provisioning', 'Create user', 409],
      ['User provisioning', 'Update user', 200],
      ['Group provisioning', 'Update group membership', 204],
      ['Group provisioning', 'Create group', 201],
      ['User provisioning', 'Create user', 201],
    ]);
    const texts = (await told('log')).map(([text]) => textOf(text));
    expect(texts[0]).toContain('The bearer token has expired.');
    expect(texts[3]).toMatch(/^Failed: .*in use.*User "bjensen"/u);
    expect(texts[5]).toContain(`Group "Guides"`);
    expect(texts[5]).toContain(`added User "bjensen" (${id})`);
  });

  test('has an entry for each operation of a Bulk request beside that of the request', async () => {
    const answer = await open.scim(
      'POST',
      '/Bulk',
      bulk([
        { method: 'POST', path: '/Users', bulkId: 'a', data: user('a') },
        { method: 'DELETE', path: '/Groups/0' },
      ]),
    );
    expect(await told('event', 'http', 'operation', 'correlationId')).toEqual([
      ['Delete group', 404, 2, answer.headers['x-request-id']],
      ['Create user', 201, 1, answer.headers['x-request-id']],
      ['Bulk request', 200, null, answer.headers['x-request-id']],
    ]);
  });

  test.each(['?event=Create%20user', '?search=ada', '?startDate=2026-01-01'])(
    'cannot be narrowed: %s',
    async (query) => {
      expect(await read(query)).toMatchObject({ status: 400, json: { code: 'invalidFilter' } });
    },
  );

  test('gives dates in canonical form, and on demand as people are shown them', async () => {
    await open.clock.advance(Date.parse('2026-06-01T14:32:07.842Z') - open.clock.now());
    await open.scim('GET', '/Users');
    expect(await told('date')).toEqual([['2026-06-01T14:32:07.842Z']]);
    const shown = await read('?values=shown');
    expect(entriesOf(shown).map(({ date }) => date)).toEqual(['06/01/2026, 14:32:07.842']);
    expect(await read('?values=pretty')).toMatchObject({ status: 400 });
  });

  test('has discovery and requests to unknown paths', async () => {
    await open.scim('GET', '/Nothing');
    await open.scim('GET', '/Schemas');
    expect(await told('type', 'event')).toEqual([
      ['Discovery', 'Read service description'],
      ['Other', 'Other request'],
    ]);
  });
});
