import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { MockAgent } from 'undici';
import { afterEach, describe, expect, test } from 'vitest';
import { type Clock, SystemClock, type Timer, VirtualClock } from '../../../src/kernel/index.ts';
import { createUndiciTransport, type TargetResponse, type TransportRequest } from '../../../src/targets/index.ts';

const opened: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const close of opened.splice(0)) await close();
});

async function serve(handler: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server: Server = createServer(handler);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  opened.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
}

function send(
  request: Partial<TransportRequest> & { readonly url: string },
  options: { readonly timeout?: number; readonly maximumResponseBytes?: number } = {},
): Promise<TargetResponse> {
  const http = createUndiciTransport({
    clock: new SystemClock(),
    timeout: 10_000,
    maximumResponseBytes: 10_000,
    ...options,
  });
  opened.push(http.close);
  return http.transport({ method: 'GET', headers: {}, body: '', ...request });
}

describe('what goes out', () => {
  test('is the request letter by letter, with nothing added but what HTTP needs', async () => {
    let seen: { method?: string; url?: string; raw: string[]; body: string } | undefined;
    const origin = await serve((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        seen = { method: request.method!, url: request.url!, raw: request.rawHeaders, body };
        response.end();
      });
    });
    const path = '/scim/../v2//Users/%2e%2E?filter=a%20eq%20%22b%22&&x=1;2';
    const headers = { 'X-Odd-CASE': 'a', 'User-Agent': 'Okta SCIM Client 1.0.0' };
    await send({ method: 'PATCH', url: origin + path, headers, body: '{"ü":1}' });
    expect(seen).toMatchObject({ method: 'PATCH', url: path, body: '{"ü":1}' });
    const names = seen!.raw.filter((_, index) => index % 2 === 0);
    expect(names).toEqual(expect.arrayContaining(['X-Odd-CASE', 'User-Agent']));
    expect(names.map((name) => name.toLowerCase()).toSorted()).toEqual([
      'connection',
      'content-length',
      'host',
      'user-agent',
      'x-odd-case',
    ]);
  });

  test('goes once: no redirect is followed and nothing tried again', async () => {
    const asked: string[] = [];
    const origin = await serve((request, response) => {
      asked.push(request.url!);
      response
        .writeHead(request.url === '/moved' ? 302 : 503, { location: '/elsewhere', 'retry-after': '0' })
        .end('later');
    });
    expect(await send({ url: `${origin}/moved` })).toMatchObject({ status: 302, headers: { location: '/elsewhere' } });
    expect(await send({ url: `${origin}/busy` })).toMatchObject({ status: 503, body: 'later' });
    expect(asked).toEqual(['/moved', '/busy']);
  });
});

describe('what comes in', () => {
  test('has header names in lower case, repeated ones joined', async () => {
    const origin = await serve((_, response) =>
      response
        .writeHead(
          201,
          [
            ['X-Twice', 'a'],
            ['ETag', 'W/"1"'],
            ['X-Twice', 'b'],
          ].flat(),
        )
        .end('ok'),
    );
    expect(await send({ url: origin })).toMatchObject({
      status: 201,
      headers: { 'x-twice': 'a, b', etag: 'W/"1"' },
      body: 'ok',
    });
  });

  test.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
    ['gzip, br', (text: string) => brotliCompressSync(gzipSync(text))],
    ['identity', (text: string) => Buffer.from(text)],
  ])('is unpacked: %s', async (encoding, pack) => {
    const origin = await serve((_, response) =>
      response.writeHead(400, { 'content-encoding': encoding }).end(pack('{"a":"ü"}')),
    );
    expect(await send({ url: origin })).toMatchObject({ status: 400, body: '{"a":"ü"}' });
  });

  test('is a 204 without a body, whatever its headers say of an encoding', async () => {
    const origin = await serve((_, response) => response.writeHead(204, { 'content-encoding': 'gzip' }).end());
    expect(await send({ url: origin })).toMatchObject({ status: 204, body: '' });
  });
});

describe('what fails is a failure with a code, not an error', () => {
  test('nobody listens', async () => {
    const origin = await serve(() => undefined);
    for (const close of opened.splice(0)) await close();
    expect(await send({ url: origin })).toEqual({
      failure: { code: 'ECONNREFUSED', message: expect.stringMatching(/\S/u) },
    });
  });

  test('nobody listens on any address of a name', async () => {
    const port = Number(new URL(await serve(() => undefined)).port);
    for (const close of opened.splice(0)) await close();
    expect(await send({ url: `http://localhost:${port}` })).toMatchObject({ failure: { code: 'ECONNREFUSED' } });
  });

  test('no header comes in time', async () => {
    const origin = await serve(() => undefined);
    const failure = { code: 'TIMEOUT', message: 'There was no whole response within 50 ms.' };
    expect(await send({ url: origin }, { timeout: 50 })).toEqual({ failure });
  });

  test('the body does not end in time', async () => {
    const origin = await serve((_, response) => response.writeHead(200).write('half'));
    expect(await send({ url: origin }, { timeout: 100 })).toMatchObject({ failure: { code: 'TIMEOUT' } });
  });

  test('the connection is cut in the middle of the body', async () => {
    const origin = await serve((_, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half', () => response.destroy());
    });
    expect(await send({ url: origin })).toMatchObject({ failure: { code: 'UND_ERR_SOCKET' } });
  });

  test('the connection is reset', async () => {
    const origin = await serve((request) => request.socket.resetAndDestroy());
    expect(await send({ url: origin })).toMatchObject({
      failure: { code: expect.stringMatching(/^(?:ECONNRESET|UND_ERR_SOCKET)$/u) },
    });
  });

  test('the body is too large', async () => {
    const origin = await serve((_, response) => response.end('x'.repeat(2_000)));
    const failure = { code: 'RESPONSE_TOO_LARGE', message: 'The response body is larger than allowed.' };
    expect(await send({ url: origin }, { maximumResponseBytes: 1_000 })).toEqual({ failure });
    expect(await send({ url: origin }, { maximumResponseBytes: 2_000 })).toMatchObject({ status: 200 });
  });

  test('the body is too large once unpacked', async () => {
    const origin = await serve((_, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('x'.repeat(100_000))),
    );
    expect(await send({ url: origin })).toMatchObject({ failure: { code: 'RESPONSE_TOO_LARGE' } });
  });

  test.each(['gzip', 'br', 'deflate'])('the body is not what its encoding says: %s', async (encoding) => {
    const origin = await serve((_, response) =>
      response.writeHead(200, { 'content-encoding': encoding }).end('not packed at all'),
    );
    expect(await send({ url: origin })).toMatchObject({ failure: { code: 'RESPONSE_UNREADABLE' } });
  });

  test('it is not HTTP that answers', async () => {
    const origin = await serve((request) => request.socket.end('SSH-2.0-OpenSSH\r\n'));
    expect(await send({ url: origin })).toMatchObject({ failure: { code: 'NOT_HTTP' } });
  });

  test('a header that cannot be sent, and a URL that is none', async () => {
    const origin = await serve((_, response) => response.end());
    expect(await send({ url: origin, headers: { a: 'b\r\nc: d' } })).toMatchObject({
      failure: { code: 'UND_ERR_INVALID_ARG' },
    });
    expect(await send({ url: 'scim.example/Users' })).toMatchObject({ failure: { code: 'ERR_INVALID_URL' } });
  });
});

test('closing lets go of connections that are kept alive', async () => {
  const server = createServer((_, response) => response.end());
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as { port: number };
  const http = createUndiciTransport({ clock: new SystemClock(), timeout: 10_000, maximumResponseBytes: 100 });
  await http.transport({ method: 'GET', url: `http://127.0.0.1:${port}/`, headers: {}, body: '' });
  const ended = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  await http.close();
  await ended;
});

test('a deadline that is not needed any more is taken back', async () => {
  const clock = new VirtualClock(0);
  let pending = 0;
  const after = (milliseconds: number, callback: () => void): Timer => {
    pending += 1;
    const timer = clock.after(milliseconds, callback);
    const cancel = (): void => {
      pending -= 1;
      timer.cancel();
    };
    return { cancel };
  };
  const counting: Clock = { now: () => clock.now(), sleep: (time) => clock.sleep(time), after, until: (work) => work };
  const http = createUndiciTransport({ clock: counting, timeout: 1_000, maximumResponseBytes: 100 });
  opened.push(http.close);
  const origin = await serve((_, response) => response.end());
  await http.transport({ method: 'GET', url: origin, headers: {}, body: '' });
  await http.transport({ method: 'GET', url: 'nowhere', headers: {}, body: '' });
  expect(pending).toBe(0);
});

test('a dispatcher of one’s own takes the place of the pool', async () => {
  const agent = new MockAgent();
  agent.disableNetConnect();
  agent.get('https://scim.example').intercept({ path: '/v2/Users', method: 'POST', body: 'x' }).reply(201, { id: '1' });
  const { transport } = createUndiciTransport({
    clock: new SystemClock(),
    timeout: 1_000,
    maximumResponseBytes: 100,
    dispatcher: agent,
  });
  const response = await transport({ method: 'POST', url: 'https://scim.example/v2/Users', headers: {}, body: 'x' });
  expect(response).toMatchObject({ status: 201, body: '{"id":"1"}' });
  await agent.close();
});
