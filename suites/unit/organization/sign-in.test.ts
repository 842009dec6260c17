import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/kernel/index.ts';
import {
  arrive,
  createOidcProvider,
  createSibling,
  foundSibling,
  inviteMember,
  joinOrganization,
  linkOidcProvider,
  logIn,
  type Login,
  logOut,
  removeMember,
  sendMagicLink,
  switchOrganization,
  updateSettings,
} from '../../../src/organization/index.ts';
import { MINUTE, type OpenOrganization, openOrganization, START } from './open-organization.ts';

const password: Login = { method: 'password', email: 'Root@Example.com', password: 'root-password' };

const join = (code: string) => (transaction: Parameters<typeof joinOrganization>[0]) =>
  joinOrganization(transaction, { code, name: 'Ada', password: 'long enough' });

/** What an attempt to sign in comes to: an action, and the reason of a failed one. */
function attempt(open: OpenOrganization, login: Login): string {
  const { result, effects } = open.run((transaction) => logIn(transaction, login));
  const [effect, ...others] = effects;
  expect(others).toEqual([]);
  expect(effect!.outcome).toBe(result === undefined ? 'failure' : 'success');
  return `${effect!.action} ${effect!.reason ?? ''}`.trim();
}

describe('signing in with a password', () => {
  it('begins a session that ends by itself', async () => {
    const open = openOrganization();
    const opened = open.run((transaction) => logIn(transaction, password)).result!;
    const { organization, clock } = open;
    expect(organization.authenticate(opened.token, clock.now())).toMatchObject({
      party: { type: 'member', display: 'root@example.com' },
      administrator: true,
    });
    expect(organization.authenticate(opened.token, START + 480 * MINUTE - 1)).toBeDefined();
    expect(organization.authenticate(opened.token, START + 480 * MINUTE)).toBeUndefined();
    expect(organization.authenticate(`${opened.token}x`, clock.now())).toBeUndefined();
    await clock.advance(480 * MINUTE);
    open.run((transaction) => logIn(transaction, password));
    // The standing session, and the one that has just begun.
    expect(organization.list('sessions')).toHaveLength(2);
  });

  it('fails on record for a wrong password, for nobody, and where there are none', () => {
    const open = openOrganization();
    const rejected = 'session.login-failed The e-mail address or the password is not right.';
    expect(attempt(open, { ...password, password: 'wrong' })).toBe(rejected);
    expect(attempt(open, { ...password, email: 'nobody@example.com' })).toBe(rejected);
    open.run((transaction) => updateSettings(transaction, open.root(), { passwordLogin: false }));
    expect(attempt(open, password)).toMatch(/^session\.login-failed Members .* do not sign in with passwords/u);
  });

  it('tells the log who was meant, known or not, and never the password', () => {
    const open = openOrganization();
    const { effects } = open.run((transaction) => logIn(transaction, { ...password, password: 'a-guess' }));
    expect(effects[0]!.actor).toMatchObject({ type: 'member', display: 'root@example.com' });
    const stranger = open.run((transaction) =>
      logIn(transaction, { ...password, email: 'x@y.example', password: 'a-guess' }),
    );
    expect(stranger.effects[0]!.actor).toEqual({ type: 'anonymous', id: 'anonymous', display: 'x@y.example' });
    expect(JSON.stringify([effects, stranger.effects])).not.toContain('a-guess');
  });

  it('is over with signing out, once', () => {
    const open = openOrganization();
    const { token } = open.run((transaction) => logIn(transaction, password)).result!;
    const principal = open.organization.authenticate(token, START)!;
    expect(open.actions((transaction) => logOut(transaction, principal))).toEqual(['session.logout']);
    expect(open.organization.authenticate(token, START)).toBeUndefined();
    expect(open.refusal((transaction) => logOut(transaction, principal))).toBe('not-found');
    expect(open.refusal((transaction) => logOut(transaction, open.root()))).toBe('conflict');
  });
});

describe('a magic link', () => {
  it('is good once', () => {
    const open = openOrganization();
    const { result, effects } = open.run((transaction) => sendMagicLink(transaction, 'root@example.com'));
    expect(effects.map(({ action }) => action)).toEqual(['session.magic-link']);
    expect(JSON.stringify(effects)).not.toContain(result!.code);
    expect(JSON.stringify(open.organization.snapshot())).not.toContain(result!.code);
    const login: Login = { method: 'magic-link', code: result!.code };
    expect(attempt(open, login)).toBe('session.login');
    expect(attempt(open, login)).toMatch(/^session\.login-failed The link is not one that was sent/u);
  });

  it('ends, also between its last millisecond and the next', async () => {
    const open = openOrganization();
    const send = (): Login => ({
      method: 'magic-link',
      code: open.run((transaction) => sendMagicLink(transaction, 'root@example.com')).result!.code,
    });
    const first = send();
    await open.clock.advance(15 * MINUTE - 1);
    expect(attempt(open, first)).toBe('session.login');
    const second = send();
    await open.clock.advance(15 * MINUTE);
    expect(attempt(open, second)).toBe('session.login-failed The link has expired.');
  });

  it('is not sent to nobody, and is no good after its member has left', () => {
    const open = openOrganization();
    expect(open.actions((transaction) => sendMagicLink(transaction, 'nobody@example.com'))).toEqual([]);
    const ada = open.member('ada@example.com');
    const { code } = open.run((transaction) => sendMagicLink(transaction, 'ada@example.com')).result!;
    open.run((transaction) => removeMember(transaction, open.root(), ada.id));
    expect(attempt(open, { method: 'magic-link', code })).toMatch(/^session\.login-failed/u);
    expect(open.organization.authenticate(ada.token, START)).toBeUndefined();
  });
});

describe('an invitation', () => {
  it('makes a member of whoever has it, once, until it expires', async () => {
    const open = openOrganization();
    const invite = (email: string): string =>
      open.run((transaction) => inviteMember(transaction, open.root(), email)).result.code;
    const code = invite('ada@example.com');
    expect(open.refusal((transaction) => inviteMember(transaction, open.root(), 'ADA@example.com'))).toBe('conflict');
    expect(open.actions(join(code))).toEqual(['member.join']);
    expect(open.refusal(join(code))).toBe('not-found');
    expect(open.refusal((transaction) => inviteMember(transaction, open.root(), 'ada@example.com'))).toBe('conflict');
    const late = invite('eve@example.com');
    await open.clock.advance(168 * 60 * MINUTE);
    expect(open.refusal(join(late))).toBe('gone');
    expect(open.actions(join(invite('eve@example.com')))).toEqual(['member.join']);
  });

  it('goes to domains that the organization takes', () => {
    const open = openOrganization();
    open.run((transaction) => updateSettings(transaction, open.root(), { emailDomains: ['example.com'] }));
    const invite = (email: string) => (transaction: Parameters<typeof inviteMember>[0]) =>
      inviteMember(transaction, open.root(), email);
    expect(open.refusal(invite('ada@example.org'))).toBe('invalid');
    expect(open.refusal(invite('ada@evil.example.com'))).toBe('invalid');
    expect(open.actions(invite('ada@EXAMPLE.com'))).toEqual(['member.invite']);
    for (const nonsense of ['', 'ada', 'a b@example.com', '@example.com'])
      expect(open.refusal(invite(nonsense))).toBe('invalid');
  });
});

describe('an OIDC provider', () => {
  const secret = 'the-client-secret';
  const token = (claims: JsonObject, key = secret, header: JsonObject = { alg: 'HS256' }): string => {
    const parts = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
    return `${parts}.${createHmac('sha256', key).update(parts).digest('base64url')}`;
  };
  const claims = { iss: 'https://id.example.com', aud: 'me', exp: START / 1000 + 60, email: 'root@example.com' };

  it('signs members in while it is linked, by tokens that are its own', () => {
    const open = openOrganization();
    const input = { name: 'P', issuer: claims.iss, clientId: claims.aud, clientSecret: secret };
    const { result, effects } = open.run((transaction) => createOidcProvider(transaction, open.root(), input));
    expect(JSON.stringify(effects)).not.toContain(secret);
    const login = (idToken: string): string => attempt(open, { method: 'oidc', provider: result.id, idToken });
    expect(login(token(claims))).toMatch(/not linked/u);
    expect(open.actions((transaction) => linkOidcProvider(transaction, open.root(), result.id, true))).toEqual([
      'oidc-provider.link',
    ]);
    expect(login(token(claims))).toBe('session.login');
    expect(login(token(claims, 'another-secret'))).toMatch(/signature/u);
    expect(login(token(claims, secret, { alg: 'none' }))).toMatch(/no ID token/u);
    expect(login(`${token(claims)}.x`)).toMatch(/no ID token/u);
    expect(login(token({ ...claims, aud: 'somebody' }))).toMatch(/another issuer or for another client/u);
    expect(login(token({ ...claims, exp: START / 1000 }))).toMatch(/expired/u);
    expect(login(token({ ...claims, email: 'nobody@example.com' }))).toMatch(/no such member/u);
    open.run((transaction) => linkOidcProvider(transaction, open.root(), result.id, false));
    expect(login(token(claims))).toMatch(/not linked/u);
  });
});

describe('siblings', () => {
  it('share their founder, who goes from one to the other', () => {
    const here = openOrganization();
    const there = openOrganization({ clock: here.clock, id: 'sib', blank: true });
    const created = here.run((transaction) => createSibling(transaction, here.root(), { id: 'sib', name: 'Sibling' }));
    expect(created.effects).toMatchObject([
      { action: 'organization.create-sibling', target: { type: 'organization', id: 'sib', display: 'Sibling' } },
    ]);
    expect(there.actions((transaction) => foundSibling(transaction, 'sib', 'Sibling', created.result))).toEqual([]);
    const [profile] = there.organization.list('profile');
    const left = here.run((transaction) => switchOrganization(transaction, here.root(), profile));
    expect(left.effects).toMatchObject([{ action: 'organization.switch', target: { id: 'sib' } }]);
    const { token } = there.run((transaction) => arrive(transaction, left.result)).result;
    expect(there.organization.authenticate(token, START)).toMatchObject({ administrator: true });
    expect(here.organization.authenticate(token, START)).toBeUndefined();
  });

  it('are for members of both, and nobody outside of the family is told of them', () => {
    const here = openOrganization();
    const stranger = openOrganization({ clock: here.clock, id: 'strangers' });
    const [profile] = stranger.organization.list('profile');
    const leave = (to: typeof profile) => (transaction: Parameters<typeof switchOrganization>[0]) =>
      switchOrganization(transaction, here.root(), to);
    expect(here.refusal(leave(profile))).toBe('not-found');
    expect(here.refusal(leave(undefined))).toBe('not-found');
    expect(here.refusal(leave(here.organization.list('profile')[0]))).toBe('not-found');
    const traveller = { account: 'nobody', email: 'x@example.com', name: 'x', family: 'strangers' };
    expect(stranger.refusal((transaction) => arrive(transaction, traveller))).toBe('not-found');
    const ada = here.member('ada@example.com');
    expect(here.refusal((transaction) => createSibling(transaction, ada.principal(), { id: 's', name: 'S' }))).toBe(
      'forbidden',
    );
  });
});
