import type { JsonObject } from '../../../kernel/index.ts';
import {
  createConnector,
  createSecret,
  deleteConnector,
  deleteSecret,
  type Tables,
  updateConnector,
  updateSecret,
} from '../../../organization/index.ts';
import { readInput } from '../admin-input.ts';
import type { AdminRoute } from '../admin-route.ts';
import { listing } from '../listing.ts';
import { command } from '../organization-command.ts';

/** Data source connectors. */
const connectors: readonly AdminRoute[] = [
  listing('/connectors', 'connectors.manage', 'connectors', connector),
  {
    method: 'POST',
    path: '/connectors',
    run: command((visit, transaction) => {
      const shape = { name: 'text', kind: 'text', configuration: 'object?', secret: 'text?' } as const;
      const created = createConnector(transaction, visit.principal, readInput(visit.body(), shape));
      return { status: 201, body: connector(created) };
    }),
  },
  {
    method: 'PATCH',
    path: '/connectors/:connector',
    run: command((visit, transaction) => {
      const input = readInput(visit.body(), { name: 'text?', configuration: 'object?', secret: 'text?' });
      return { body: connector(updateConnector(transaction, visit.principal, visit.parameters['connector']!, input)) };
    }),
  },
  {
    method: 'DELETE',
    path: '/connectors/:connector',
    run: command((visit, transaction) => deleteConnector(transaction, visit.principal, visit.parameters['connector']!)),
  },
];

/** Secrets, of which the value goes in and never comes out. */
const secrets: readonly AdminRoute[] = [
  listing('/secrets', 'secrets.manage', 'secrets', secret),
  {
    method: 'POST',
    path: '/secrets',
    run: command((visit, transaction) => {
      const input = readInput(visit.body(), { name: 'text', description: 'text?', value: 'text' });
      return { status: 201, body: secret(createSecret(transaction, visit.principal, input)) };
    }),
  },
  {
    method: 'PATCH',
    path: '/secrets/:secret',
    run: command((visit, transaction) => {
      const input = readInput(visit.body(), { name: 'text?', description: 'text?', value: 'text?' });
      return { body: secret(updateSecret(transaction, visit.principal, visit.parameters['secret']!, input)) };
    }),
  },
  {
    method: 'DELETE',
    path: '/secrets/:secret',
    run: command((visit, transaction) => deleteSecret(transaction, visit.principal, visit.parameters['secret']!)),
  },
];

export const connectorRoutes: readonly AdminRoute[] = [...connectors, ...secrets];

function connector({ id, name, kind, configuration, secret: used }: Tables['connectors']): JsonObject {
  return { id, name, kind, configuration, ...(used !== undefined && { secret: used }) };
}

function secret({ id, name, description }: Tables['secrets']): JsonObject {
  return { id, name, description };
}
