import { describe, expect, it } from 'vitest';
import { createRedactor, type RedactionOptions } from '../../../src/audit/index.ts';
import { httpFacts, requestDraft } from './http-facts.ts';

const redact = (facts: Parameters<typeof httpFacts>[0], options: RedactionOptions = {}) =>
  createRedactor(options).http(httpFacts(facts));

const field = (name: string, value: string, options: RedactionOptions = {}) =>
  redact({ requestHeaders: { [name]: value } }, options).requestHeaders[name];

const body = (text: string, options?: RedactionOptions) => redact({ requestBody: text }, options).requestBody;

const query = (text: string) => redact({ query: text }).query;

describe('REQ-SECRET-1: header fields', () => {
  it.each([
    ['authorization', 'Bearer abc.def', 'Bearer [redacted]'],
    ['Authorization', 'basic dXNlcjpwYXNz', 'basic [redacted]'],
    ['authorization', 'Digest username="a", response="b"', 'Digest [redacted]'],
    ['proxy-authorization', 'Basic dXNlcjpwYXNz', 'Basic [redacted]'],
    // A scheme that nobody registered may be the credential itself.
    ['authorization', 'hunter2 hunter3', '[redacted]'],
    ['authorization', 'hunter2', '[redacted]'],
    ['authorization', 'Bearer', '[redacted]'],
    ['cookie', 'session=hunter2; theme=dark', '[redacted]'],
    ['set-cookie', 'session=hunter2; Path=/; HttpOnly', '[redacted]'],
    ['x-api-key', 'hunter2', '[redacted]'],
    ['X-Auth-Token', 'hunter2', '[redacted]'],
    ['x-amz-security-token', 'hunter2', '[redacted]'],
    [
      'referer',
      'https://idp.example/?access_token=hunter2&page=2',
      'https://idp.example/?access_token=[redacted]&page=2',
    ],
  ])('%s: %s', (name, value, expected) => {
    expect(field(name, value)).toBe(expected);
  });

  it.each([
    ['accept', 'application/scim+json'],
    ['www-authenticate', 'Bearer realm="scim", error="invalid_token"'],
    ['user-agent', 'Okta SCIM Client 1.0.0'],
    ['if-match', 'W/"3694e05e9dff590"'],
    ['authorization', ''],
  ])('keeps %s: %s', (name, value) => {
    expect(field(name, value)).toBe(value);
  });

  it('tells credentials apart by a fingerprint that depends on the key', () => {
    const one = field('authorization', 'Bearer 1111', { fingerprintKey: 'k' });
    expect(one).toMatch(/^Bearer \[redacted\] [0-9a-f]{12}$/u);
    expect(field('authorization', 'Bearer 1111', { fingerprintKey: 'k' })).toBe(one);
    expect(field('authorization', 'Bearer 1112', { fingerprintKey: 'k' })).not.toBe(one);
    expect(field('authorization', 'Bearer 1111', { fingerprintKey: 'l' })).not.toBe(one);
  });
});

describe('REQ-SECRET-1: bodies', () => {
  it.each([
    ['{"userName":"a", "password" : "hunter2"}', '{"userName":"a", "password" : "[redacted]"}'],
    ['{"PassWord":"hunter2"}', '{"PassWord":"[redacted]"}'],
    ['{"pass\\u0077ord":"hunter2"}', '{"pass\\u0077ord":"[redacted]"}'],
    ['{"password":123456}', '{"password":"[redacted]"}'],
    ['{"password":["hunter2",{"value":"hunter3"}]}', '{"password":["[redacted]",{"value":"[redacted]"}]}'],
    ['{"user.password":"hunter2"}', '{"user.password":"[redacted]"}'],
    [
      '{"urn:ietf:params:scim:schemas:core:2.0:User:password":"hunter2"}',
      '{"urn:ietf:params:scim:schemas:core:2.0:User:password":"[redacted]"}',
    ],
    [
      '{"client_secret":"hunter2","clientSecret":"hunter3"}',
      '{"client_secret":"[redacted]","clientSecret":"[redacted]"}',
    ],
    ['{"access_token":"abc","token_type":"Bearer"}', '{"access_token":"[redacted]","token_type":"Bearer"}'],
    // An echo in the same exchange, and JSON in JSON.
    ['{"password":"hunter2","note":"was hunter2"}', '{"password":"[redacted]","note":"was [redacted]"}'],
    ['{"data":"{\\"password\\":\\"abc\\"}"}', '{"data":"{\\"password\\":\\"[redacted]\\"}"}'],
    // PATCH, in every form of it.
    [
      '{"Operations":[{"op":"replace","path":"password","value":"abc"}]}',
      '{"Operations":[{"op":"replace","path":"password","value":"[redacted]"}]}',
    ],
    [
      '{"Operations":[{"value":"abc","path":"urn:ietf:params:scim:schemas:core:2.0:User:Password","op":"Add"}]}',
      '{"Operations":[{"value":"[redacted]","path":"urn:ietf:params:scim:schemas:core:2.0:User:Password","op":"Add"}]}',
    ],
    [
      '{"Operations":[{"op":"replace","value":{"active":true,"password":"abc"}}]}',
      '{"Operations":[{"op":"replace","value":{"active":true,"password":"[redacted]"}}]}',
    ],
    [
      '{"Operations":[{"method":"POST","path":"/Users","data":{"password":"abc"}}]}',
      '{"Operations":[{"method":"POST","path":"/Users","data":{"password":"[redacted]"}}]}',
    ],
    ['{"filter":"password eq \\"abc\\""}', '{"filter":"password eq \\"[redacted]\\""}'],
    // Forms.
    ['grant_type=client_credentials&client_secret=abc', 'grant_type=client_credentials&client_secret=[redacted]'],
    ['client%5Fsecret=abc&a=b', 'client%5Fsecret=[redacted]&a=b'],
  ])('%s', (text, expected) => {
    expect(body(text)).toBe(expected);
  });

  it.each([
    // Cut off.
    ['{"userName":"a","password":"hunt', '{"userName":"a","password":"[redacted]"'],
    ['{"Operations":[{"op":"replace","value":"abc","pa', '{"Operations":[{"op":"replace","value":"[redacted]","pa'],
    // Not JSON from some point on: nothing is trusted to stand where it seems to stand.
    ['{"userName":"a","password":hunter2}', '[redacted]'],
    ['{"userName":"a","password":"hun"ter2"}', '[redacted]'],
    ['{"userName":"a","password:"hunter2","c":"d"}', '[redacted]'],
    ['{password:"hunter2"}', '[redacted]'],
    ['{"value":"abc" x,"path":"password"}', '[redacted]'],
    ['{"userName":"a"}{"password":"hunter2"}', '[redacted]'],
    // Neither JSON nor a form.
    ['password: hunter2', '[redacted]'],
    ['<password>hunter2</password>', '[redacted]'],
    [')]}\', {"password":"hunter2"}', '[redacted]'],
  ])('malformed: %s', (text, expected) => {
    expect(body(text)).toBe(expected);
  });

  it.each([
    '{"userName":"a","active":true}',
    '{"userName":"a" "active":true}',
    '{ "changePassword" : { "supported" : true } }',
    '{"name":"password","type":"string","mutability":"writeOnly","returned":"never"}',
    '{"nextPageToken":"abc"}',
    '{"Operations":[{"op":"replace","path":"displayName","value":"x"}]}',
    '{"password":""}',
    '{"password":null}',
    '{"detail":"password: must have at least 8 characters"}',
    '{"emails":[{"value":"a@b.example","ty',
    '{"Operations":[{"op":"add","path":"nickName","value":"password"}]}',
    '{"Operations":[{"op":"add","path":"nickName","value":"x","na',
    'plain text',
    '',
  ])('keeps %s', (text) => {
    expect(body(text)).toBe(text);
  });

  it('knows more secret attributes when it is told of them', () => {
    const options = { secretAttributes: ['badgePin'] };
    expect(body('{"urn:acme:User:badgePIN":"1234","pin":"5"}', options)).toBe(
      '{"urn:acme:User:badgePIN":"[redacted]","pin":"5"}',
    );
  });

  it('reads a page of HTML as text', () => {
    const page = '<html><label>Password</label><input type="password" name="password"></html>';
    expect(redact({ responseBody: page }).responseBody).toBe(page);
  });

  it('takes hostile input in its stride', () => {
    const levels = `${'['.repeat(200)}{"password":"hunter2"}${']'.repeat(200)}`;
    expect(body(levels)).toBe('[redacted]');
    const deep = `${'{"password":['.repeat(100_000)}"hunter2"`;
    expect(body(deep)).not.toContain('hunter2');
    const quotes = '"\\'.repeat(200_000);
    expect(body(`{"password":${quotes}hunter2`)).not.toContain('hunter2');
    const dotted = `${'token.'.repeat(200_000)} x`;
    expect(redact({ responseBody: dotted }).responseBody).toBe(dotted);
  });
});

describe('REQ-SECRET-1: query strings', () => {
  it.each([
    ['access_token=abc&count=1', 'access_token=[redacted]&count=1'],
    ['count=1&Client%5FSecret=a%20b', 'count=1&Client%5FSecret=[redacted]'],
    [
      'filter=userName%20eq%20%22b%22%20and%20password%20eq%20%22abc%22',
      'filter=userName%20eq%20%22b%22%20and%20password%20eq%20%22[redacted]%22',
    ],
    ['filter=%70assword+sw+%22abc%22', 'filter=password%20sw%20%22[redacted]%22'],
  ])('%s', (text, expected) => {
    expect(query(text)).toBe(expected);
  });

  it.each(['filter=userName%20eq%20%22a+b%22&startIndex=1', 'count=%zz&', 'token', ''])('keeps %s', (text) => {
    expect(query(text)).toBe(text);
  });
});

describe('REQ-SECRET-1: known credentials', () => {
  const secret = 's3cr3t+/value';
  const redactor = createRedactor({ secrets: [secret, 'abc'] });

  it.each([
    ['plain', secret],
    ['percent-encoded', encodeURIComponent(secret)],
    ['percent-encoded in whole', Array.from(secret, (c) => `%${c.charCodeAt(0).toString(16)}`).join('')],
    ['escaped in JSON', Array.from(secret, (c) => `\\u00${c.charCodeAt(0).toString(16)}`).join('')],
    ['base64', Buffer.from(secret).toString('base64')],
    ['base64 inside a longer text', Buffer.from(`user:${secret}:x`).toString('base64url')],
  ])('%s', (_, written) => {
    expect(redactor.text(`before ${written} after`)).toMatch(/^before \S*\[redacted\]\S* after$/u);
    const facts = redactor.http(httpFacts({ endpoint: `/${written}`, responseBody: written }));
    expect(JSON.stringify(facts)).not.toContain(written);
  });

  it('passes over those that are too short to be one', () => {
    expect(redactor.text('abcdef')).toBe('abcdef');
  });

  it('learns new ones', () => {
    const other = createRedactor();
    expect(other.text('an issued-token')).toBe('an issued-token');
    other.learn('issued-token');
    expect(other.text('an issued-token')).toBe('an [redacted]');
  });
});

describe('records', () => {
  it('masks what one record shows to be secret in all records of the exchange', () => {
    const [request, change] = createRedactor().drafts([
      requestDraft({
        reason: 'hunter22 is too short',
        http: httpFacts({ requestBody: '{"password":"hunter22"}', responseBody: '{"detail":"hunter22 is too short"}' }),
      }),
      requestDraft({
        kind: 'resource.change',
        http: undefined,
        changes: [
          { path: 'password', before: 'x', after: 'hunter22' },
          { path: 'nickName', after: 'hunter22' },
        ],
        detail: { note: ['hunter22'] },
      }),
    ]);
    expect(request?.reason).toBe('[redacted] is too short');
    expect(request?.http?.responseBody).toBe('{"detail":"[redacted] is too short"}');
    expect(change?.changes).toEqual([
      { path: 'password', before: '[redacted]', after: '[redacted]' },
      { path: 'nickName', after: '[redacted]' },
    ]);
    expect(change?.detail).toEqual({ note: ['[redacted]'] });
  });

  it('masks known credentials in everything that a client can name', () => {
    const party = { type: 'User', id: 'known-token', display: 'a known-token' };
    const named = { actor: party, target: party, members: { added: [party], removed: [party] } };
    const [draft] = createRedactor({ secrets: ['known-token'] }).drafts([
      requestDraft({ ...named, reason: 'known-token' }),
    ]);
    expect(JSON.stringify(draft)).not.toContain('known-token');
    expect(draft?.target).toEqual({ type: 'User', id: '[redacted]', display: 'a [redacted]' });
  });

  it('knows a value from a cookie or from Basic credentials where it stands by itself', () => {
    const basic = `Basic ${Buffer.from('user:hunter2hunter2').toString('base64')}`;
    const facts = redact({
      requestHeaders: { authorization: basic },
      responseHeaders: { 'set-cookie': 'session=abc123def; Path=/' },
      responseBody: 'hunter2hunter2 abc123def Path',
    });
    expect(facts.responseBody).toBe('[redacted] [redacted] Path');
  });

  it('does not let a password hide where a request went', () => {
    const facts = httpFacts({ endpoint: '/Users/2819c223', requestBody: '{"password":"2819c223"}' });
    expect(createRedactor().http(facts).endpoint).toBe('/Users/2819c223');
  });
});
