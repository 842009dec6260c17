import type { JsonObject } from '../../../kernel/index.ts';
import {
  createScimClient,
  createScimToken,
  revokeScimClient,
  revokeScimToken,
  scimClientSecret,
  scimTokenSecret,
  type Tables,
} from '../../../organization/index.ts';
import { readInput } from '../admin-input.ts';
import type { AdminAnswer, AdminRoute, AdminVisit } from '../admin-route.ts';
import { listing } from '../listing.ts';
import { command, type CommandResult } from '../organization-command.ts';
import type { OrganizationTransaction } from '../../../organization/index.ts';

/** SCIM tokens and OAuth clients: what opens and closes the SCIM door of the organization. */
export const scimCredentialRoutes: readonly AdminRoute[] = [
  listing('/scim-tokens', 'scim.manage', 'scim-tokens', token),
  {
    method: 'POST',
    path: '/scim-tokens',
    run: atTheDoor((visit, transaction) => {
      const input = readInput(visit.body(), { name: 'text', expiresAt: 'instant?' });
      const created = createScimToken(transaction, visit.principal, input);
      return { status: 201, body: { ...token(created), token: scimTokenSecret(created, transaction.means) } };
    }),
  },
  {
    method: 'DELETE',
    path: '/scim-tokens/:token',
    run: atTheDoor((visit, transaction) => ({
      body: token(revokeScimToken(transaction, visit.principal, visit.parameters['token']!)),
    })),
  },
  listing('/scim-clients', 'scim.manage', 'scim-clients', client),
  {
    method: 'POST',
    path: '/scim-clients',
    run: atTheDoor((visit, transaction) => {
      const created = createScimClient(transaction, visit.principal, readInput(visit.body(), { name: 'text' }));
      const clientSecret = scimClientSecret(created, transaction.means);
      return { status: 201, body: { ...client(created), clientId: created.id, clientSecret } };
    }),
  },
  {
    method: 'DELETE',
    path: '/scim-clients/:client',
    run: atTheDoor((visit, transaction) => ({
      body: client(revokeScimClient(transaction, visit.principal, visit.parameters['client']!)),
    })),
  },
];

/** A command after which the SCIM door of the tenant is opened or closed to whom it concerns, once it is durable. */
function atTheDoor(
  work: (visit: AdminVisit, transaction: OrganizationTransaction) => CommandResult,
): (visit: AdminVisit) => AdminAnswer {
  const run = command(work);
  return (visit) => ({ ...run(visit), settled: () => visit.tenant.admitScimCredentials() });
}

function token({ id, name, expiresAt, revokedAt }: Tables['scim-tokens']): JsonObject {
  return { id, name, ...instantOf('expiresAt', expiresAt), ...instantOf('revokedAt', revokedAt) };
}

function client({ id, name, revokedAt }: Tables['scim-clients']): JsonObject {
  return { id, name, ...instantOf('revokedAt', revokedAt) };
}

function instantOf(name: string, instant: number | undefined): JsonObject {
  return instant === undefined ? {} : { [name]: new Date(instant).toISOString() };
}
