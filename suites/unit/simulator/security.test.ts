import { assert, constantFrom, nat, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CredentialRegistry } from '../../../src/simulator/security/credentials.ts';
import { createSeal } from '../../../src/simulator/security/seal.ts';
import { issueToken } from '../../../src/simulator/security/token-endpoint.ts';
import { ViewerRegistry } from '../../../src/simulator/security/viewers.ts';

const seal = createSeal('key');

describe('a seal', () => {
  test('opens what it closed, for the same purpose only', () => {
    const text = seal.close('cursor/a', { order: 7 });
    expect(seal.open('cursor/a', text)).toEqual({ order: 7 });
    expect(seal.open('cursor/b', text)).toBeUndefined();
    expect(createSeal('other key').open('cursor/a', text)).toBeUndefined();
  });

  test('uses unreserved characters only, and shows nothing of the content', () => {
    const text = seal.close('p', { userName: 'bjensen' });
    expect(text).toMatch(/^[A-Za-z0-9._~-]+$/u);
    expect(Buffer.from(text, 'base64url').toString('latin1')).not.toContain('bjensen');
  });

  test('notices any change of its text', () => {
    const text = seal.close('p', { order: 123_456 });
    assert(
      property(
        nat(text.length - 1),
        constantFrom('A', 'z', '0', '-', '_', '=', '+', '/', ' ', 'é'),
        (index, character) => {
          const forged = text.slice(0, index) + character + text.slice(index + 1);
          return forged === text || seal.open('p', forged) === undefined;
        },
      ),
      { numRuns: 500 },
    );
    for (const forged of ['', 'x', text.slice(1), text.slice(0, -1), `${text}A`, `${text}=`, ` ${text}`])
      expect(seal.open('p', forged)).toBeUndefined();
  });

  test('gives the same content the same text, and another content another nonce', () => {
    expect(seal.close('p', { a: 1 })).toBe(seal.close('p', { a: 1 }));
    expect(seal.close('p', { a: 1 }).slice(0, 16)).not.toBe(seal.close('p', { a: 2 }).slice(0, 16));
  });
});

const registry = (): CredentialRegistry =>
  new CredentialRegistry(
    'acme',
    [
      { name: 'plain', token: 'plain-token' },
      { name: 'short-lived', token: 'dying-token', expiresAt: 1000 },
      { name: 'withdrawn', token: 'withdrawn-token', revoked: true },
      { name: 'client', client: { id: 'app', secret: 's e:c&r+et' }, expiresAt: 50_000 },
    ],
    seal,
  );

describe('credentials', () => {
  test.each([
    [undefined, 0, 'absent'],
    ['', 0, 'malformed'],
    ['plain-token', 0, 'malformed'],
    ['Basic cGxhaW4=', 0, 'malformed'],
    ['Bearer', 0, 'malformed'],
    ['Bearer plain-token, Bearer plain-token', 0, 'malformed'],
    ['Bearer wrong', 0, 'unknown'],
    ['Bearer dying-token', 1000, 'expired'],
    ['Bearer withdrawn-token', 0, 'revoked'],
  ])('%j at %j is refused: %s', (authorization, now, cause) => {
    expect(registry().authenticate(authorization, now)).toMatchObject({ accepted: false, cause });
  });

  test.each([
    ['Bearer plain-token', 0, 'plain'],
    ['bearer  plain-token ', 0, 'plain'],
    ['Bearer dying-token', 999, 'short-lived'],
  ])('%j at %j is accepted', (authorization, now, name) => {
    expect(registry().authenticate(authorization, now)).toMatchObject({ accepted: true, credential: { name } });
  });

  test('keeps no secret in what it hands out', () => {
    const found = registry().authenticate('Bearer plain-token', 0);
    expect(JSON.stringify(found)).not.toContain('plain-token');
  });

  test('a revoked credential is refused from then on, with the tokens that were issued to it', () => {
    const credentials = registry();
    const client = credentials.authenticateClient('app', 's e:c&r+et', 0)!;
    const issued = `Bearer ${credentials.issue(client, 10_000, '1')}`;
    expect(credentials.authenticate(issued, 0)).toMatchObject({ accepted: true, credential: { name: 'client' } });
    expect(credentials.revoke('client')).toBe(true);
    expect(credentials.authenticate(issued, 0)).toMatchObject({ accepted: false, cause: 'revoked' });
    expect(credentials.authenticateClient('app', 's e:c&r+et', 0)).toBeUndefined();
    expect(credentials.revoke('nobody')).toBe(false);
  });

  test('an issued token dies at its time, and is good in its tenant only', () => {
    const credentials = registry();
    const issued = `Bearer ${credentials.issue({ name: 'client' }, 10_000, '1')}`;
    expect(credentials.authenticate(issued, 9999)).toMatchObject({ accepted: true });
    expect(credentials.authenticate(issued, 10_000)).toMatchObject({ accepted: false, cause: 'expired' });
    const other = new CredentialRegistry('other', [{ name: 'client', token: 't' }], seal);
    expect(other.authenticate(issued, 0)).toEqual({ accepted: false, cause: 'unknown' });
  });
});

describe('the token endpoint (RFC 6749 section 4.4)', () => {
  const credentials = new CredentialRegistry(
    'acme',
    [{ name: 'app', client: { id: 'app id', secret: 'a:b&c' } }],
    seal,
  );
  const context = { credentials, now: 1000, lifetimeSeconds: 60, serial: 'x' };
  const basic = `Basic ${Buffer.from('app+id:a%3Ab%26c').toString('base64')}`;
  const ask = (body: string, headers: Record<string, string> = {}, method = 'POST') =>
    issueToken(
      {
        method,
        url: '/oauth/token',
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
        body,
        origin: 'http://x',
      },
      context,
    );

  test.each([
    ['grant_type=client_credentials', { authorization: basic }],
    ['grant_type=client_credentials&client_id=app+id&client_secret=a%3Ab%26c', {}],
    ['grant_type=client_credentials&client_id=app+id&scope=scim', { authorization: basic }],
  ])('issues a token for %j', (body, headers) => {
    const response = ask(body, headers);
    expect(response).toMatchObject({ status: 200, headers: { 'cache-control': 'no-store', pragma: 'no-cache' } });
    const token = JSON.parse(response.body) as Record<string, unknown>;
    expect(token).toEqual({ access_token: expect.any(String), token_type: 'Bearer', expires_in: 60 });
    const authorization = `Bearer ${String(token.access_token)}`;
    expect(credentials.authenticate(authorization, 60_999)).toMatchObject({ accepted: true });
    expect(credentials.authenticate(authorization, 61_000)).toMatchObject({ cause: 'expired' });
  });

  test.each([
    ['', {}, 400, 'invalid_request'],
    ['grant_type=client_credentials&grant_type=client_credentials', { authorization: basic }, 400, 'invalid_request'],
    ['grant_type=client_credentials&client_secret=a', { authorization: basic }, 400, 'invalid_request'],
    ['grant_type=%zz', { authorization: basic }, 400, 'invalid_request'],
    ['{"grant_type":"client_credentials"}', { 'content-type': 'application/json' }, 400, 'invalid_request'],
    ['client_id=app+id&client_secret=a%3Ab%26c', {}, 400, 'invalid_request'],
    ['grant_type=password', { authorization: basic }, 400, 'unsupported_grant_type'],
    ['grant_type=client_credentials', {}, 401, 'invalid_client'],
    ['grant_type=client_credentials&client_id=app+id&client_secret=wrong', {}, 401, 'invalid_client'],
    ['grant_type=client_credentials', { authorization: 'Basic !' }, 401, 'invalid_client'],
    ['grant_type=client_credentials', { authorization: 'Bearer x' }, 401, 'invalid_client'],
  ])('refuses %j with %j: %d %s', (body, headers, status, error) => {
    const response = ask(body, headers);
    expect({ status: response.status, body: JSON.parse(response.body) as unknown }).toEqual({
      status,
      body: { error },
    });
    if (status === 401) expect(response.headers['www-authenticate']).toMatch(/^Basic /u);
  });

  test('takes POST only', () => {
    expect(ask('', {}, 'GET')).toMatchObject({ status: 405, headers: { allow: 'POST' } });
  });
});

test('a viewer is known by the token and nothing else', () => {
  const viewers = new ViewerRegistry([{ name: 'ada', token: 'ada-token', role: 'workspace-administrator' }]);
  expect(viewers.authenticate('Bearer ada-token')).toEqual({ name: 'ada', roles: ['workspace-administrator'] });
  for (const authorization of [undefined, 'ada-token', 'Bearer ada', 'Basic ada-token'])
    expect(viewers.authenticate(authorization)).toBeUndefined();
});
