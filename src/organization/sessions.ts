import type { Member, Session } from './entities.ts';
import { requireSession } from './authorization.ts';
import { sameEmail } from './input-rules.ts';
import { identityOf } from './id-tokens.ts';
import { redeemMagicLink } from './magic-links.ts';
import { refuse } from './organization-error.ts';
import type { OrganizationParty, Principal } from './organization.ts';
import { digestOf, type OrganizationTransaction } from './organization-transaction.ts';

/** How somebody proves who they are. */
export type Login =
  | { readonly method: 'password'; readonly email: string; readonly password: string }
  /** The code of a magic link. */
  | { readonly method: 'magic-link'; readonly code: string }
  /** An ID token of a linked provider. */
  | { readonly method: 'oidc'; readonly provider: string; readonly idToken: string };

/** A session that has begun; its token is told this once. */
export interface OpenedSession {
  readonly session: Session;
  readonly member: Member;
  readonly token: string;
}

/** Who was recognized, or why nobody was. */
type Recognition = { readonly member: Member } | { readonly reason: string; readonly claimed?: string };

/**
 * Signs a member in. A rejected attempt is no refusal of the command but something that has happened: it changes
 * nothing, and is on record.
 * @returns `undefined` for a rejected attempt.
 */
export function logIn(transaction: OrganizationTransaction, login: Login): OpenedSession | undefined {
  const recognition = recognize(transaction, login);
  const { method } = login;
  if ('member' in recognition) {
    const opened = openSession(transaction, recognition.member);
    transaction.happened('session.login', memberParty(opened.member), sessionParty(opened), { detail: { method } });
    return opened;
  }
  const { reason, claimed } = recognition;
  const known = claimed === undefined ? undefined : findMember(transaction, claimed);
  const actor =
    known === undefined
      ? { type: 'anonymous', id: 'anonymous', ...(claimed !== undefined && { display: claimed }) }
      : memberParty(known);
  const { id, name } = transaction.profile;
  transaction.failed('session.login-failed', actor, { type: 'organization', id, display: name }, reason, { method });
  return undefined;
}

/** Ends the session of whoever asks. @throws OrganizationRefusal `unauthenticated` */
export function logOut(transaction: OrganizationTransaction, principal: Principal): void {
  const { id } = requireSession(principal);
  const session = transaction.require('sessions', id, 'session');
  if (session.expiresAt === undefined) refuse('conflict', 'A standing session does not end.');
  transaction.remove('sessions', id);
  transaction.happened('session.logout', principal, { type: 'session', id });
}

/** Begins a session. Those of the same member that have ended by themselves are cleared away. */
export function openSession(transaction: OrganizationTransaction, member: Member): OpenedSession {
  for (const { id, member: owner, expiresAt = Infinity } of transaction.list('sessions'))
    if (owner === member.id && expiresAt <= transaction.now) transaction.remove('sessions', id);
  const id = transaction.id();
  const token = transaction.means.mint(`session/${id}`);
  const expiresAt = transaction.now + transaction.profile.settings.sessionMinutes * 60_000;
  const session = { id, member: member.id, digest: digestOf(token), expiresAt };
  transaction.put('sessions', session);
  return { session, member, token };
}

/** Ends every session of a member. */
export function endSessions(transaction: OrganizationTransaction, member: string): void {
  for (const session of transaction.list('sessions'))
    if (session.member === member) transaction.remove('sessions', session.id);
}

export function findMember(transaction: OrganizationTransaction, email: string): Member | undefined {
  return transaction.list('members').find((member) => sameEmail(member.email, email));
}

export function memberParty({ id, email }: Member): OrganizationParty {
  return { type: 'member', id, display: email };
}

function sessionParty({ session }: OpenedSession): OrganizationParty {
  return { type: 'session', id: session.id };
}

function recognize(transaction: OrganizationTransaction, login: Login): Recognition {
  switch (login.method) {
    case 'password':
      return byPassword(transaction, login.email, login.password);
    case 'magic-link':
      return redeemMagicLink(transaction, login.code);
    case 'oidc':
    default:
      return byProvider(transaction, login.provider, login.idToken);
  }
}

function byPassword(transaction: OrganizationTransaction, email: string, password: string): Recognition {
  if (!transaction.profile.settings.passwordLogin)
    return { reason: 'Members of this organization do not sign in with passwords.', claimed: email };
  const member = findMember(transaction, email);
  const matches = member?.password !== undefined && transaction.means.passwords.matches(password, member.password);
  // Whether there is such a member is not for everybody to know; the log tells it those who may read it.
  return matches ? { member } : { reason: 'The e-mail address or the password is not right.', claimed: email };
}

function byProvider(transaction: OrganizationTransaction, id: string, idToken: string): Recognition {
  const provider = transaction.get('oidc-providers', id);
  if (provider?.linked !== true) return { reason: 'The identity provider is not linked to the organization.' };
  const identity = identityOf(idToken, provider, transaction.now);
  if ('reason' in identity) return identity;
  const member = findMember(transaction, identity.email);
  return member === undefined ? { reason: 'There is no such member.', claimed: identity.email } : { member };
}
