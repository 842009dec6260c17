import { describe, expect, test } from 'vitest';
import { SystemClock, VirtualClock } from '../../../src/kernel/index.ts';
import { loadTargetFile, openTarget, type TargetRequest, type Transport } from '../../../src/targets/index.ts';
import { answering, dialect, environment, json, openFake, plain, targetFileText } from './fake-log.ts';
import { thrownBy } from './thrown.ts';

const request: TargetRequest = {
  method: 'GET',
  path: '/Users?count=1',
  headers: { Accept: 'application/scim+json' },
  body: '',
  credential: 'valid',
  tenant: 'default',
};

function open(text: string, env: Readonly<Record<string, string>>): unknown {
  const file = loadTargetFile(text, 'acme.yaml');
  return openTarget(file, { clock: new VirtualClock(0), env, dialects: [dialect], request: answering() });
}

describe('what the file names is looked up', () => {
  const file = `name: acme
scim:
  baseUrl: https://scim.example/v2
  auth: { tokenEnv: SCIM_TOKEN }
  credentials:
    expired: { tokenEnv: OLD_TOKEN }
logs:
  - dialect: requests
    viewers:
      administrator: { tokenEnv: ADMIN_TOKEN }
    responseHeaders: { requestId: x-id }
    source:
      type: http-json
      url: /logs
      entries: ''
      paging: { style: none }
      fields: { requestId: /id }
      filters: { method: { parameter: verb } }
`;
  const env = { SCIM_TOKEN: 'aaaa', OLD_TOKEN: 'bbbb', ADMIN_TOKEN: 'cccc' };

  test.each<[string, string, Readonly<Record<string, string>>, string]>([
    [
      'a variable that is not set',
      file,
      { SCIM_TOKEN: 'aaaa', ADMIN_TOKEN: 'cccc' },
      'TARGET_CREDENTIALS_MISSING acme.yaml:6:16: The environment variable OLD_TOKEN is not set. Mend: put the credential there before you run this.',
    ],
    [
      'several, one of them empty',
      file,
      { SCIM_TOKEN: '', ADMIN_TOKEN: 'cccc' },
      'TARGET_CREDENTIALS_MISSING acme.yaml:4:11: The environment variables SCIM_TOKEN, OLD_TOKEN are not set. Mend: put the credential there before you run this.',
    ],
    [
      'a value with a line end',
      file,
      { ...env, ADMIN_TOKEN: 's3cr3t\n' },
      'TARGET_CREDENTIALS_INVALID acme.yaml:10:24: The value of the environment variable ADMIN_TOKEN begins or ends with white space.',
    ],
    [
      'a value that no header takes',
      file,
      { ...env, ADMIN_TOKEN: 's3cr\u00E9t' },
      'TARGET_CREDENTIALS_INVALID acme.yaml:10:24: The value of the environment variable ADMIN_TOKEN has characters that do not fit into an HTTP header.',
    ],
    [
      'a value that is too short to be kept secret',
      file,
      { ...env, ADMIN_TOKEN: 'abc' },
      'TARGET_CREDENTIALS_INVALID acme.yaml:10:24: The value of the environment variable ADMIN_TOKEN has fewer than 4 characters.',
    ],
    [
      'an unknown dialect',
      file.replace('dialect: requests', 'dialect: request'),
      env,
      'TARGET_INVALID acme.yaml:8:5: There is no dialect "request". Mend: use one of: requests.',
    ],
    [
      'an unknown column',
      file.replace('{ requestId: /id }', '{ requestID: /id }'),
      env,
      'TARGET_INVALID acme.yaml:17:17: The dialect "requests" has no column "requestID".',
    ],
    [
      'an unknown filter',
      file.replace('{ method:', '{ verb:'),
      env,
      'TARGET_INVALID acme.yaml:18:18: The dialect "requests" has no filter "verb".',
    ],
    [
      'a header of an unknown column',
      file.replace('{ requestId: x-id }', '{ id: x-id }'),
      env,
      'TARGET_INVALID acme.yaml:11:24: The dialect "requests" has no column "id".',
    ],
    [
      'a second log of the dialect',
      file + file.slice(file.indexOf('  - dialect')),
      env,
      'TARGET_INVALID acme.yaml:19:5: There are two logs of the dialect "requests".',
    ],
  ])('%s', async (_, text, variables, line) => {
    const error = await thrownBy(() => open(text, variables));
    expect(error.toLine().startsWith(line)).toBe(true);
    expect(error.toLine()).not.toContain('s3cr');
  });

  test('and all is well when everything is there', () => {
    expect(() => open(file, env)).not.toThrow();
  });

  test('a file without logs has none', () => {
    const target = openFake(answering(), { file: { logs: undefined } });
    expect(target.logs.size).toBe(0);
  });
});

describe('a request', () => {
  test('goes below the base URL with the client’s headers and the credential', async () => {
    const transport = answering(json({}));
    const target = openFake(transport, {
      file: {
        scim: {
          baseUrl: 'https://scim.example/v2/',
          auth: { tokenEnv: 'SCIM_TOKEN' },
          headers: { 'X-Org': 'o1', Accept: 'text/plain', 'X-Key': { env: 'CLIENT_SECRET' } },
        },
      },
    });
    await target.send({ ...request, method: 'POST', headers: { accept: 'a/b', 'Content-Type': 'c/d' }, body: '{}' });
    expect(transport.asked).toEqual([
      {
        method: 'POST',
        url: 'https://scim.example/v2/Users?count=1',
        headers: {
          'X-Org': 'o1',
          accept: 'a/b',
          'X-Key': environment.CLIENT_SECRET,
          'Content-Type': 'c/d',
          Authorization: `Bearer ${environment.SCIM_TOKEN}`,
        },
        body: '{}',
      },
    ]);
    expect([...target.secrets]).toContainEqual(['header/X-Key', environment.CLIENT_SECRET]);
  });

  test.each([
    ['valid', { Authorization: `Bearer ${environment.SCIM_TOKEN}` }],
    ['expired', { Authorization: `Bearer ${environment.OUTSIDER_TOKEN}` }],
    ['wrong', { Authorization: 'Bearer scimulate-wrong-credential' }],
    ['none', {}],
    ['keyed', { 'X-Api-Key': environment.ADMIN_TOKEN }],
  ])('with the credential %s', async (credential, expected) => {
    const transport = answering(json({}));
    const target = openFake(transport, {
      file: {
        scim: {
          baseUrl: 'https://scim.example/v2',
          auth: { tokenEnv: 'SCIM_TOKEN' },
          credentials: {
            expired: { tokenEnv: 'OUTSIDER_TOKEN' },
            keyed: { tokenEnv: 'ADMIN_TOKEN', header: 'X-Api-Key', scheme: '' },
          },
        },
      },
    });
    expect(target.credentials).toEqual(['valid', 'none', 'wrong', 'expired', 'keyed']);
    await target.send({ ...request, headers: {}, credential });
    expect(transport.asked[0]!.headers).toEqual(expected);
  });

  test('may bring its own header where there is no credential', async () => {
    const transport = answering(json({}));
    await openFake(transport).send({ ...request, credential: 'none', headers: { authorization: 'Basic x' } });
    expect(transport.asked[0]!.headers).toEqual({ authorization: 'Basic x' });
  });

  test('with a credential or for a tenant that is not there is an error that names those that are', async () => {
    const target = openFake(answering(json({})));
    const credential = await thrownBy(() => target.send({ ...request, credential: 'admin' }));
    expect(credential.toLine()).toBe(
      'TARGET_CREDENTIAL_UNKNOWN: The target has no credential "admin". Mend: use one of: valid, none, wrong.',
    );
    const tenant = await thrownBy(() => target.send({ ...request, tenant: 'other' }));
    expect(tenant.toLine()).toBe('TARGET_TENANT_UNKNOWN: The target has no tenant "other". Mend: use one of: default.');
  });

  test('that gets no response is a failure, without secrets', async () => {
    const message = `cannot send ${environment.SCIM_TOKEN}`;
    const target = openFake(answering({ failure: { code: 'UND_ERR_INVALID_ARG', message } }));
    expect(await target.send(request)).toEqual({
      failure: { code: 'UND_ERR_INVALID_ARG', message: 'cannot send {{secret:valid}}' },
    });
  });
});

describe('the first probe', () => {
  test.each([200, 401, 404, 503])('is content with any response: %i', async (status) => {
    const transport = answering({ status, headers: {}, body: '' });
    await openFake(transport).probe();
    expect(transport.asked.map(({ method, url }) => [method, url])).toEqual([
      ['GET', 'https://scim.example/v2/Users?count=1'],
    ]);
  });

  test('says in one line that nobody is there', async () => {
    const target = openFake(
      answering({ failure: { code: 'ECONNREFUSED', message: 'connect ECONNREFUSED 127.0.0.1:1' } }),
    );
    expect((await thrownBy(() => target.probe())).toLine()).toBe(
      'TARGET_UNREACHABLE fake.yaml:1:24: https://scim.example/v2 does not answer: ECONNREFUSED: connect ECONNREFUSED 127.0.0.1:1.' +
        ' Mend: check "scim.baseUrl" and that the system is running.',
    );
  });
});

describe('OAuth client credentials', () => {
  const auth = {
    type: 'oauth-client-credentials',
    tokenUrl: 'https://id.example/token',
    clientIdEnv: 'CLIENT_ID',
    clientSecretEnv: 'CLIENT_SECRET',
  };
  const file = (more: object = {}): Record<string, unknown> => ({
    scim: { baseUrl: 'https://scim.example/v2', auth: { ...auth, ...more } },
  });
  const tokens = (...lifetimes: readonly (number | undefined)[]): Transport & { readonly asked: string[] } => {
    const asked: string[] = [];
    let given = 0;
    return Object.assign(
      ((sent) => {
        asked.push(sent.url === auth.tokenUrl ? 'token' : sent.headers['Authorization']!);
        if (sent.url !== auth.tokenUrl) return Promise.resolve(json({}));
        given += 1;
        return Promise.resolve(
          json({ access_token: `fetched-${given}`, token_type: 'Bearer', expires_in: lifetimes[given - 1] }),
        );
      }) satisfies Transport,
      { asked },
    );
  };

  test('fetch one token for requests side by side, and a new one before the end of its life', async () => {
    const transport = tokens(60, 60);
    const clock = new VirtualClock(1_000);
    const target = openFake(transport, { file: file() }, clock);
    await Promise.all([target.send(request), target.send(request)]);
    await clock.advance(29_000);
    await target.send(request);
    await clock.advance(1_000);
    await target.send(request);
    expect(transport.asked).toEqual([
      'token',
      ...Array<string>(3).fill('Bearer fetched-1'),
      'token',
      'Bearer fetched-2',
    ]);
    expect([...target.secrets.values()]).toEqual(expect.arrayContaining(['fetched-2', environment.CLIENT_SECRET]));
  });

  test('keep a token that has no end', async () => {
    const transport = tokens(undefined);
    const clock = new VirtualClock(0);
    const target = openFake(transport, { file: file() }, clock);
    await target.send(request);
    await clock.advance(1e12);
    await target.send({ ...request, credential: 'wrong' });
    await target.send(request);
    expect(transport.asked).toEqual([
      'token',
      'Bearer fetched-1',
      'Bearer scimulate-wrong-credential',
      'Bearer fetched-1',
    ]);
  });

  test.each([
    [
      {},
      'grant_type=client_credentials',
      `Basic ${Buffer.from('client-id:client-s3cret%2B%2F%3A4').toString('base64')}`,
    ],
    [
      { clientAuthentication: 'form', scope: 'scim logs' },
      'grant_type=client_credentials&scope=scim+logs&client_id=client-id&client_secret=client-s3cret%2B%2F%3A4',
      undefined,
    ],
  ])('ask as RFC 6749 says: %j', async (more, body, authorization) => {
    const transport = answering(json({ access_token: 'fetched' }), json({}));
    await openFake(transport, { file: file(more) }).send(request);
    expect(transport.asked[0]).toMatchObject({ method: 'POST', url: auth.tokenUrl, body });
    expect(transport.asked[0]!.headers['Authorization']).toBe(authorization);
    expect(transport.asked[0]!.headers['Content-Type']).toBe('application/x-www-form-urlencoded');
  });

  test.each([
    [
      'refused',
      { status: 401, headers: {}, body: '{"error":"invalid_client"}' },
      'TARGET_TOKEN_REFUSED',
      'POST https://id.example/token gave no access token: status 401 "invalid_client".',
    ],
    [
      'answered in HTML',
      { status: 200, headers: {}, body: '<html>' },
      'TARGET_TOKEN_REFUSED',
      'POST https://id.example/token gave no access token: status 200.',
    ],
    [
      'answered without a token',
      { status: 200, headers: {}, body: '{"access_token":""}' },
      'TARGET_TOKEN_REFUSED',
      'POST https://id.example/token gave no access token: status 200.',
    ],
    [
      'an echo',
      { status: 400, headers: {}, body: `{"error":"bad ${environment.CLIENT_SECRET}"}` },
      'TARGET_TOKEN_REFUSED',
      'POST https://id.example/token gave no access token: status 400 "bad {{secret:valid/client-secret}}".',
    ],
    [
      'not answered',
      { failure: { code: 'ENOTFOUND', message: 'getaddrinfo ENOTFOUND id.example' } },
      'TARGET_UNREACHABLE',
      'POST https://id.example/token: ENOTFOUND: getaddrinfo ENOTFOUND id.example',
    ],
  ])('%s is one line, and the next request asks again', async (_, refusal, code, message) => {
    const transport = answering(refusal, json({ access_token: 'fetched' }), json({}));
    const target = openFake(transport, { file: file() });
    const error = await thrownBy(() => target.send(request));
    expect([error.code, error.message]).toEqual([code, message]);
    expect(await target.send(request)).toMatchObject({ status: 200 });
  });
});

describe('the rate limit', () => {
  test('spaces requests of every kind, in their order', async () => {
    const clock = new VirtualClock(0);
    const sent: [number, string][] = [];
    const target = openFake(
      ({ url }) => {
        sent.push([clock.now(), new URL(url).pathname]);
        return Promise.resolve(json({ data: [] }));
      },
      { file: { rateLimit: 4 } },
      clock,
    );
    const log = target.logs.get('requests')!;
    await clock.until(Promise.all([target.send(request), log.read(plain), target.send(request)]));
    await clock.advance(10_000);
    await clock.until(Promise.all([log.read(plain), target.send(request)]));
    expect(sent).toEqual([
      [0, '/v2/Users'],
      [250, '/logs'],
      [500, '/v2/Users'],
      [10_500, '/logs'],
      [10_750, '/v2/Users'],
    ]);
  });

  test('is not held up by a clock that steps back', async () => {
    const clock = new VirtualClock(1e9);
    const target = openFake(answering(json({})), { file: { rateLimit: 1 } }, clock);
    await clock.until(target.send(request));
    clock.step(-3_600_000);
    const before = clock.now();
    await clock.until(target.send(request));
    expect(clock.now() - before).toBe(1_000);
  });
});

test('a target that is not given a transport uses HTTP, and closes it', async () => {
  const text = targetFileText({
    file: { scim: { baseUrl: 'http://127.0.0.1:1/v2', auth: { tokenEnv: 'SCIM_TOKEN' } }, timeout: 5_000 },
  });
  const target = openTarget(loadTargetFile(text, 'a.yaml'), {
    clock: new SystemClock(),
    env: environment,
    dialects: [dialect],
  });
  expect(await target.send(request)).toMatchObject({ failure: { code: 'ECONNREFUSED' } });
  await target.close();
  expect(await target.send(request)).toMatchObject({ failure: { code: 'UND_ERR_DESTROYED' } });
});
