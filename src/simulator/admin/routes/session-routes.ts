import type { JsonObject } from '../../../kernel/index.ts';
import {
  arrive,
  logIn,
  type Login,
  logOut,
  type OpenedSession,
  sendMagicLink,
  switchOrganization,
} from '../../../organization/index.ts';
import { readInput } from '../admin-input.ts';
import type { AdminRoute } from '../admin-route.ts';
import { command, commitOf } from '../organization-command.ts';

/** Signing in and out, magic links, and switching to a sibling organization. */
export const sessionRoutes: readonly AdminRoute[] = [
  {
    method: 'POST',
    path: '/sessions',
    run: command((visit, transaction) => {
      const opened = logIn(transaction, loginOf(visit.body()));
      if (opened !== undefined) return { status: 201, body: sessionBody(opened) };
      return {
        status: 401,
        body: { status: 401, code: 'unauthenticated', detail: 'The attempt to sign in was rejected.' },
      };
    }),
  },
  {
    method: 'DELETE',
    path: '/sessions/current',
    run: command((visit, transaction) => logOut(transaction, visit.principal)),
  },
  {
    method: 'POST',
    path: '/magic-links',
    run: command((visit, transaction) => {
      const { email } = readInput(visit.body(), { email: 'text' });
      const sent = sendMagicLink(transaction, email);
      if (sent !== undefined) visit.send({ kind: 'magic-link', to: sent.email, code: sent.code });
      return { status: 202, body: { detail: 'If there is such a member, a link is on its way.' } };
    }),
  },
  {
    method: 'POST',
    path: '/organization/switch',
    run: (visit) => {
      const { organization: id } = readInput(visit.body(), { organization: 'text' });
      const other = visit.family.find(id);
      const left = visit.organization.transact((transaction) =>
        switchOrganization(transaction, visit.principal, other?.list('profile')[0]),
      );
      try {
        const arrived = other!.transact((transaction) => arrive(transaction, left.result));
        const commits = [commitOf(visit.organization, left), commitOf(other!, arrived)];
        return { status: 200, body: { organization: id, ...sessionBody(arrived.result) }, commits };
      } catch (error) {
        left.undo();
        throw error;
      }
    },
  },
];

function sessionBody({ session, member, token }: OpenedSession): JsonObject {
  const { id, expiresAt } = session;
  const end = expiresAt === undefined ? {} : { expiresAt: new Date(expiresAt).toISOString() };
  return { id, token, ...end, member: { id: member.id, email: member.email, roles: member.roles } };
}

function loginOf(body: JsonObject): Login {
  if (Object.hasOwn(body, 'code')) return { method: 'magic-link', ...readInput(body, { code: 'text' }) };
  if (Object.hasOwn(body, 'idToken'))
    return { method: 'oidc', ...readInput(body, { provider: 'text', idToken: 'text' }) };
  return { method: 'password', ...readInput(body, { email: 'text', password: 'text' }) };
}
