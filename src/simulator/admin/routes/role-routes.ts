import type { JsonObject } from '../../../kernel/index.ts';
import {
  createRole,
  deleteRole,
  grantPermission,
  revokePermission,
  type Tables,
  updateRole,
} from '../../../organization/index.ts';
import { readInput } from '../admin-input.ts';
import type { AdminRoute, AdminVisit } from '../admin-route.ts';
import { listing } from '../listing.ts';
import { command } from '../organization-command.ts';

/** Roles and what they allow. */
export const roleRoutes: readonly AdminRoute[] = [
  listing('/roles', 'roles.manage', 'roles', shown),
  {
    method: 'POST',
    path: '/roles',
    run: command((visit, transaction) => {
      const input = readInput(visit.body(), { name: 'text', description: 'text?' });
      return { status: 201, body: shown(createRole(transaction, visit.principal, input)) };
    }),
  },
  {
    method: 'PATCH',
    path: '/roles/:role',
    run: command((visit, transaction) => {
      const input = readInput(visit.body(), { name: 'text?', description: 'text?' });
      return { body: shown(updateRole(transaction, visit.principal, visit.parameters['role']!, input)) };
    }),
  },
  {
    method: 'DELETE',
    path: '/roles/:role',
    run: command((visit, transaction) => deleteRole(transaction, visit.principal, visit.parameters['role']!)),
  },
  {
    method: 'PUT',
    path: '/roles/:role/permissions/:permission',
    run: command((visit, transaction) => ({
      body: shown(grantPermission(transaction, visit.principal, grant(visit))),
    })),
  },
  {
    method: 'DELETE',
    path: '/roles/:role/permissions/:permission',
    run: command((visit, transaction) => ({
      body: shown(revokePermission(transaction, visit.principal, grant(visit))),
    })),
  },
];

function grant({ parameters }: AdminVisit): { readonly role: string; readonly permission: string } {
  return { role: parameters['role']!, permission: parameters['permission']! };
}

function shown({ id, name, description, permissions }: Tables['roles']): JsonObject {
  return { id, name, description, permissions };
}
