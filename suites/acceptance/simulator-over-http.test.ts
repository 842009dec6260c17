import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Agent, request as send } from 'undici';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { type AuditRecord, type AuditStore, openStore } from '../../src/audit/index.ts';
import { seededRandom, SystemClock } from '../../src/kernel/index.ts';
import { createSimulator, serve, type Served, type ServeOptions } from '../../src/simulator/index.ts';

const TOKEN = 'served-token-1';
const LIMIT = 100_000;
const USER = { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: 'bjensen' };
const clock = new SystemClock();

let served: Served;
let store: AuditStore;
let agent: Agent;
const start = async (options: Partial<ServeOptions> = {}, location = 'memory'): Promise<void> => {
  store = await openStore(location, { clock });
  const simulator = await createSimulator({
    clock,
    random: seededRandom(1),
    store,
    limits: { bodyBytes: LIMIT },
    tenants: [
      {
        id: 'default',
        credentials: [{ name: 'provider', token: TOKEN }],
        viewers: [{ name: 'ada', token: 'viewer-token-1', role: 'workspace-administrator' }],
      },
    ],
  });
  served = await serve({ simulator, host: '127.0.0.1', port: 0, ...options });
};

beforeEach(async () => {
  agent = new Agent();
  await start();
});
afterEach(async () => {
  await agent.close();
  await served.stop();
});

const records = (): Promise<readonly AuditRecord[]> => store.read({ tenant: 'default', order: 'oldest', limit: 1000 });
const eventually = async <T>(look: () => Promise<T | undefined>): Promise<T> => {
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    await clock.sleep(5);
  }
};

const ask = async (method: string, path: string, body?: string | Buffer, headers: Record<string, string> = {}) => {
  const response = await send(served.origin + path, {
    method,
    dispatcher: agent,
    headers: {
      authorization: `Bearer ${TOKEN}`,
      ...(body !== undefined && { 'content-type': 'application/scim+json' }),
      ...headers,
    },
    ...(body !== undefined && { body }),
  });
  return { status: response.statusCode, headers: response.headers, body: await response.body.text() };
};

/** Writes bytes on a connection of its own; what comes back is collected until the server closes it. */
const raw = async (bytes: string, then: (socket: Socket) => void = () => undefined): Promise<string> => {
  const socket = connect(served.port, served.host);
  let answer = '';
  socket.setEncoding('utf8');
  socket.on('data', (chunk: string) => {
    answer += chunk;
  });
  await new Promise<void>((resolve) => {
    socket.on('error', () => resolve());
    socket.on('close', () => resolve());
    socket.on('connect', () => {
      socket.write(bytes);
      then(socket);
    });
  });
  return answer;
};

const HEAD = `Host: 127.0.0.1\r\nAuthorization: Bearer ${TOKEN}\r\nContent-Type: application/scim+json\r\n`;

describe('over HTTP', () => {
  test('a User is created, read, listed and deleted, at locations of the address that was asked', async () => {
    const made = await ask('POST', '/scim/v2/Users', JSON.stringify({ ...USER, displayName: 'Bärbel 🦉' }));
    expect(made.status).toBe(201);
    const location = String(made.headers.location);
    expect(location).toMatch(`${served.origin}/scim/v2/Users/`);
    const read = await ask('GET', location.slice(served.origin.length));
    expect(read).toMatchObject({
      status: 200,
      headers: { 'content-type': 'application/scim+json', etag: made.headers.etag },
    });
    expect(read.body).toBe(made.body);
    expect(Number(read.headers['content-length'])).toBe(Buffer.byteLength(read.body));
    const listed = await ask('GET', '/scim/v2/Users?filter=displayName%20co%20%22%F0%9F%A6%89%22');
    expect(JSON.parse(listed.body)).toMatchObject({ totalResults: 1 });
    const gone = await ask('DELETE', location.slice(served.origin.length));
    expect(gone).toMatchObject({ status: 204, body: '' });
    expect(gone.headers).not.toHaveProperty('content-length');
    expect((await records()).filter(({ kind }) => kind === 'scim.request')).toHaveLength(4);
  });

  test('HEAD has the length of what GET gives', async () => {
    const [get, head] = [await ask('GET', '/scim/v2/Schemas'), await ask('HEAD', '/scim/v2/Schemas')];
    expect(head).toMatchObject({ status: 200, body: '', headers: { 'content-length': get.headers['content-length'] } });
  });

  test('requests on many connections at once are all on record', async () => {
    const names = Array.from({ length: 200 }, (_, index) => `user-${index}`);
    const made = await Promise.all(
      names.map((userName) => ask('POST', '/scim/v2/Users', JSON.stringify({ ...USER, userName }))),
    );
    expect(new Set(made.map(({ status }) => status))).toEqual(new Set([201]));
    const requests = (await records()).filter(({ kind }) => kind === 'scim.request');
    expect(new Set(requests.map(({ id }) => id))).toEqual(new Set(made.map(({ headers }) => headers['x-request-id'])));
  });

  test.each([
    ['evil.test/"><script>', false],
    ['scim.example:8443', true],
    ['[::1]:80', true],
    ['a b', false],
  ])('the Host %j ends up in locations: %j', async (host, trusted) => {
    const bytes = `GET /scim/v2/ResourceTypes/User HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${TOKEN}\r\nConnection: close\r\n\r\n`;
    const answer = await raw(bytes);
    expect(answer).toMatch(/^HTTP\/1\.1 200 /u);
    expect(answer).toContain(`"location":"${trusted ? `http://${host}` : served.origin}/scim/v2/ResourceTypes/User"`);
  });

  test('two Authorization fields are no valid one', async () => {
    const bytes = `GET /scim/v2/Users HTTP/1.1\r\n${HEAD}Authorization: Bearer other\r\nConnection: close\r\n\r\n`;
    expect(await raw(bytes)).toMatch(/^HTTP\/1\.1 401 /u);
  });

  test('a body that is not UTF-8 is refused', async () => {
    const answer = await ask('POST', '/scim/v2/Users', Buffer.from('{"userName":"\xff"}', 'latin1'));
    expect(answer).toMatchObject({ status: 400, body: expect.stringContaining('UTF-8') });
  });

  test('bytes that are no HTTP are refused, and what is none is not on record', async () => {
    expect(await raw('SCIM please\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /u);
    expect(await raw(`GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(100_000)}\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 431 /u,
    );
    expect(await records()).toEqual([]);
  });
});

describe('a body beyond the limit', () => {
  test.each([LIMIT + 1, LIMIT * 3, LIMIT * 500])(
    'of %d bytes answers 413, with its beginning on record',
    async (size) => {
      const body = `{"userName":"${'x'.repeat(size - 15)}"}`;
      // The connection may be closed on a client that goes on sending; what it can then not read is on record.
      const answer = await ask('POST', '/scim/v2/Users', body).catch(() => undefined);
      if (size < LIMIT * 4) expect(answer).toMatchObject({ status: 413, body: expect.stringContaining(String(LIMIT)) });
      const record = await eventually(async () => (await records())[0]);
      expect(record).toMatchObject({ outcome: 'failure', http: { statusCode: 413 } });
      expect(record.http!.requestBody).toMatch(/^\{"userName":"x+ \[cut off/u);
      expect((await ask('GET', '/scim/v2/Users')).status).toBe(200);
    },
  );

  test('need not be sent where the client asks first', async () => {
    const bytes = `POST /scim/v2/Users HTTP/1.1\r\n${HEAD}Content-Length: ${LIMIT + 1}\r\nExpect: 100-continue\r\n\r\n`;
    expect(await raw(bytes)).toMatch(/^HTTP\/1\.1 413 /u);
    const small = `POST /scim/v2/Users HTTP/1.1\r\n${HEAD}Content-Length: 2\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n`;
    expect(await raw(small, (socket) => socket.write('{}'))).toMatch(
      /^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 400 /u,
    );
  });
});

describe('a request that breaks off', () => {
  const BEGINNING = `POST /scim/v2/Users HTTP/1.1\r\n${HEAD}Content-Length: 500\r\n\r\n{"userName":"bje`;

  test('is on record as one, and nothing of it is done', async () => {
    await raw(BEGINNING, (socket) => setTimeout(() => socket.destroy(), 20));
    const record = await eventually(async () => (await records())[0]);
    expect(record).toMatchObject({
      outcome: 'failure',
      actor: { id: 'provider' },
      reason: expect.stringContaining('closed'),
      http: { statusCode: 499, method: 'POST', endpoint: '/Users', requestBody: '{"userName":"bje' },
    });
  });

  test('for being too slow is answered 408 and on record as that', async () => {
    await served.stop();
    await start({ requestTimeoutMilliseconds: 100 });
    expect(await raw(BEGINNING)).toMatch(/^HTTP\/1\.1 408 /u);
    const record = await eventually(async () => (await records())[0]);
    expect(record).toMatchObject({ outcome: 'failure', http: { statusCode: 408 } });
  });
});

describe('stopping', () => {
  test('finishes the request that is there, takes no other, and closes the store', async () => {
    let stopped: Promise<void> | undefined;
    const body = JSON.stringify(USER);
    const bytes = `POST /scim/v2/Users HTTP/1.1\r\n${HEAD}Content-Length: ${body.length}\r\n\r\n`;
    const answer = await raw(bytes, (socket) => {
      setTimeout(() => {
        stopped = served.stop();
        socket.write(body);
      }, 30);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 201 /u);
    expect(answer.toLowerCase()).toContain('connection: close');
    await stopped;
    await expect(ask('GET', '/scim/v2/Users')).rejects.toThrow(/ECONNREFUSED/u);
    await expect(store.head('default')).rejects.toMatchObject({ code: 'STORE_CLOSED' });
  });

  test('waits no longer than it is told to', async () => {
    await served.stop();
    await start({ graceMilliseconds: 50 });
    const answer = raw(`POST /scim/v2/Users HTTP/1.1\r\n${HEAD}Content-Length: 5\r\n\r\n`, (socket) =>
      socket.write('{'),
    );
    await clock.sleep(30);
    await served.stop();
    expect(await answer).toBe('');
  });

  test('follows a signal, at once where it was given before', async () => {
    const controller = new AbortController();
    await served.stop();
    await start({ signal: controller.signal });
    controller.abort();
    await served.stop();
    await expect(ask('GET', '/scim/v2/Users')).rejects.toThrow(/ECONNREFUSED/u);
    await start({ signal: AbortSignal.abort() });
    await expect(ask('GET', '/scim/v2/Users')).rejects.toThrow(/ECONNREFUSED/u);
  });
});

test('what was acknowledged is there after a restart with the same seed, and ids go on', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'simulator-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const location = join(folder, 'audit.db');
  await served.stop();
  await start({}, location);
  const made = await ask('POST', '/scim/v2/Users', JSON.stringify({ ...USER, password: 'restart-secret-1' }));
  const path = String(made.headers.location).slice(served.origin.length);
  const before = await ask('GET', path);
  await served.stop();
  await start({}, location);
  const after = await ask('GET', path);
  expect(after).toMatchObject({ status: 200, headers: { etag: before.headers.etag } });
  const taken = await ask('POST', '/scim/v2/Users', JSON.stringify(USER));
  expect(taken.status).toBe(409);
  const other = await ask('POST', '/scim/v2/Users', JSON.stringify({ ...USER, userName: 'other' }));
  expect(other.status).toBe(201);
  const ids = (await records()).map(({ id }) => id);
  expect(ids).toHaveLength(7);
  expect(new Set(ids).size).toBe(7);
  for (const file of await readdir(folder))
    for (const secret of [TOKEN, 'restart-secret-1'])
      expect(await readFile(join(folder, file), 'latin1')).not.toContain(secret);
});

test('an export longer than a page arrives whole', async () => {
  await Promise.all(Array.from({ length: 1050 }, () => ask('GET', '/scim/v2/Users')));
  const answer = await ask('GET', '/logs/requests?format=ndjson', undefined, {
    authorization: 'Bearer viewer-token-1',
  });
  expect(answer).toMatchObject({ status: 200, headers: { 'transfer-encoding': 'chunked' } });
  expect(answer.body.trimEnd().split('\n')).toHaveLength(1050);
});

test('an address that is taken is an error with a remedy', async () => {
  const simulator = await createSimulator({
    clock,
    random: seededRandom(2),
    store: await openStore('memory', { clock }),
    tenants: [],
  });
  await expect(serve({ simulator, host: '127.0.0.1', port: served.port })).rejects.toMatchObject({
    code: 'SERVE_FAILED',
    mend: expect.stringContaining('port'),
  });
});
