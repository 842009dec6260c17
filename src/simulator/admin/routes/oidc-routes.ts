import type { JsonObject } from '../../../kernel/index.ts';
import {
  createOidcProvider,
  deleteOidcProvider,
  linkOidcProvider,
  type Tables,
  updateOidcProvider,
} from '../../../organization/index.ts';
import { readInput } from '../admin-input.ts';
import type { AdminRoute } from '../admin-route.ts';
import { command } from '../organization-command.ts';
import { listing } from '../listing.ts';

/** OIDC identity providers. */
export const oidcRoutes: readonly AdminRoute[] = [
  listing('/oidc-providers', 'oidc.manage', 'oidc-providers', shown),
  {
    method: 'POST',
    path: '/oidc-providers',
    run: command((visit, transaction) => {
      const input = readInput(visit.body(), { name: 'text', issuer: 'text', clientId: 'text', clientSecret: 'text' });
      return { status: 201, body: shown(createOidcProvider(transaction, visit.principal, input)) };
    }),
  },
  {
    method: 'PATCH',
    path: '/oidc-providers/:provider',
    run: command((visit, transaction) => {
      const shape = { name: 'text?', issuer: 'text?', clientId: 'text?', clientSecret: 'text?' } as const;
      const input = readInput(visit.body(), shape);
      return { body: shown(updateOidcProvider(transaction, visit.principal, visit.parameters['provider']!, input)) };
    }),
  },
  {
    method: 'DELETE',
    path: '/oidc-providers/:provider',
    run: command((visit, transaction) =>
      deleteOidcProvider(transaction, visit.principal, visit.parameters['provider']!),
    ),
  },
  {
    method: 'PUT',
    path: '/oidc-providers/:provider/link',
    run: command((visit, transaction) => ({
      body: shown(linkOidcProvider(transaction, visit.principal, visit.parameters['provider']!, true)),
    })),
  },
  {
    method: 'DELETE',
    path: '/oidc-providers/:provider/link',
    run: command((visit, transaction) => ({
      body: shown(linkOidcProvider(transaction, visit.principal, visit.parameters['provider']!, false)),
    })),
  },
];

function shown({ id, name, issuer, clientId, linked }: Tables['oidc-providers']): JsonObject {
  return { id, name, issuer, clientId, linked };
}
