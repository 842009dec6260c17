import type { JsonObject } from '../../../kernel/index.ts';
import {
  assignRole,
  inviteMember,
  joinOrganization,
  removeMember,
  type Tables,
  unassignRole,
} from '../../../organization/index.ts';
import { readInput } from '../admin-input.ts';
import type { AdminRoute, AdminVisit } from '../admin-route.ts';
import { listing } from '../listing.ts';
import { command } from '../organization-command.ts';

/** Invitations, members, and the roles that they have. */
export const memberRoutes: readonly AdminRoute[] = [
  listing('/invitations', 'members.manage', 'invitations', invitation),
  {
    method: 'POST',
    path: '/invitations',
    run: command((visit, transaction) => {
      const { email } = readInput(visit.body(), { email: 'text' });
      const sent = inviteMember(transaction, visit.principal, email);
      visit.send({ kind: 'invitation', to: sent.invitation.email, code: sent.code });
      return { status: 201, body: invitation(sent.invitation) };
    }),
  },
  listing('/members', 'members.manage', 'members', member),
  {
    method: 'POST',
    path: '/members',
    run: command((visit, transaction) => {
      const input = readInput(visit.body(), { code: 'text', name: 'text', password: 'text' });
      return { status: 201, body: member(joinOrganization(transaction, input)) };
    }),
  },
  {
    method: 'DELETE',
    path: '/members/:member',
    run: command((visit, transaction) => removeMember(transaction, visit.principal, visit.parameters['member']!)),
  },
  {
    method: 'PUT',
    path: '/members/:member/roles/:role',
    run: command((visit, transaction) => ({ body: member(assignRole(transaction, visit.principal, ids(visit))) })),
  },
  {
    method: 'DELETE',
    path: '/members/:member/roles/:role',
    run: command((visit, transaction) => ({ body: member(unassignRole(transaction, visit.principal, ids(visit))) })),
  },
];

function ids({ parameters }: AdminVisit): { readonly member: string; readonly role: string } {
  return { member: parameters['member']!, role: parameters['role']! };
}

function member({ id, email, name, roles }: Tables['members']): JsonObject {
  return { id, email, name, roles };
}

function invitation({ id, email, expiresAt }: Tables['invitations']): JsonObject {
  return { id, email, expiresAt: new Date(expiresAt).toISOString() };
}
