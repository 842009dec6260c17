import type { JsonObject } from '../../../kernel/index.ts';
import {
  createAccessKey,
  createApiKey,
  createServiceAccount,
  deleteAccessKey,
  deleteServiceAccount,
  revokeApiKey,
  rotateApiKey,
  type Tables,
  updateAccessKey,
} from '../../../organization/index.ts';
import { readInput } from '../admin-input.ts';
import type { AdminRoute } from '../admin-route.ts';
import { listing } from '../listing.ts';
import { command } from '../organization-command.ts';

/** Service accounts with their API keys. A key's secret is told when it is made or rotated, and never again. */
const serviceAccountRoutes: readonly AdminRoute[] = [
  listing('/service-accounts', 'service-accounts.manage', 'service-accounts', account),
  {
    method: 'POST',
    path: '/service-accounts',
    run: command((visit, transaction) => {
      const input = readInput(visit.body(), { name: 'text', permissions: 'texts?' });
      return { status: 201, body: account(createServiceAccount(transaction, visit.principal, input)) };
    }),
  },
  {
    method: 'DELETE',
    path: '/service-accounts/:account',
    run: command((visit, transaction) =>
      deleteServiceAccount(transaction, visit.principal, visit.parameters['account']!),
    ),
  },
  listing('/api-keys', 'service-accounts.manage', 'api-keys', apiKey),
  {
    method: 'POST',
    path: '/service-accounts/:account/api-keys',
    run: command((visit, transaction) => {
      const { name } = readInput(visit.body(), { name: 'text' });
      const input = { serviceAccount: visit.parameters['account']!, name };
      const { key, secret } = createApiKey(transaction, visit.principal, input);
      return { status: 201, body: { ...apiKey(key), key: secret } };
    }),
  },
  {
    method: 'POST',
    path: '/api-keys/:key/rotate',
    run: command((visit, transaction) => {
      const { key, secret } = rotateApiKey(transaction, visit.principal, visit.parameters['key']!);
      return { body: { ...apiKey(key), key: secret } };
    }),
  },
  {
    method: 'DELETE',
    path: '/api-keys/:key',
    run: command((visit, transaction) => ({
      body: apiKey(revokeApiKey(transaction, visit.principal, visit.parameters['key']!)),
    })),
  },
];

/** API access keys. */
const accessKeyRoutes: readonly AdminRoute[] = [
  listing('/access-keys', 'access-keys.manage', 'access-keys', accessKey),
  {
    method: 'POST',
    path: '/access-keys',
    run: command((visit, transaction) => {
      const input = readInput(visit.body(), { name: 'text', permissions: 'texts?', expiresAt: 'instant?' });
      const { key, secret } = createAccessKey(transaction, visit.principal, input);
      return { status: 201, body: { ...accessKey(key), key: secret } };
    }),
  },
  {
    method: 'PATCH',
    path: '/access-keys/:key',
    run: command((visit, transaction) => {
      const input = readInput(visit.body(), { name: 'text?', permissions: 'texts?', expiresAt: 'instant?' });
      return { body: accessKey(updateAccessKey(transaction, visit.principal, visit.parameters['key']!, input)) };
    }),
  },
  {
    method: 'DELETE',
    path: '/access-keys/:key',
    run: command((visit, transaction) => deleteAccessKey(transaction, visit.principal, visit.parameters['key']!)),
  },
];

export const keyRoutes: readonly AdminRoute[] = [...serviceAccountRoutes, ...accessKeyRoutes];

function account({ id, name, permissions }: Tables['service-accounts']): JsonObject {
  return { id, name, permissions };
}

function apiKey({ id, name, serviceAccount, generation, revokedAt }: Tables['api-keys']): JsonObject {
  return { id, name, serviceAccount, generation, ...instantOf('revokedAt', revokedAt) };
}

function accessKey({ id, name, permissions, expiresAt }: Tables['access-keys']): JsonObject {
  return { id, name, permissions, ...instantOf('expiresAt', expiresAt) };
}

function instantOf(name: string, instant: number | undefined): JsonObject {
  return instant === undefined ? {} : { [name]: new Date(instant).toISOString() };
}
