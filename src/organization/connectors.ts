import type { JsonObject } from '../kernel/index.ts';
import { requirePermission } from './authorization.ts';
import { changesBetween, changesFrom } from './changes.ts';
import type { Connector } from './entities.ts';
import { freeName, nameOf } from './input-rules.ts';
import type { OrganizationParty, Principal } from './organization.ts';
import type { OrganizationTransaction } from './organization-transaction.ts';

export interface ConnectorInput {
  readonly name: string;
  readonly kind: string;
  readonly configuration?: JsonObject;
  /** Id of the secret that it signs in with. */
  readonly secret?: string;
}

export function createConnector(
  transaction: OrganizationTransaction,
  principal: Principal,
  input: ConnectorInput,
): Connector {
  requirePermission(principal, 'connectors.manage');
  const connector: Connector = {
    id: transaction.id(),
    name: freeName(nameOf(input.name), transaction.list('connectors'), 'connector'),
    kind: nameOf(input.kind, 'kind'),
    configuration: input.configuration ?? {},
    ...(input.secret !== undefined && { secret: transaction.require('secrets', input.secret, 'secret').id }),
  };
  transaction.put('connectors', connector);
  transaction.happened('connector.create', principal, connectorParty(connector), {
    changes: changesFrom(shown(connector)),
  });
  return connector;
}

export function updateConnector(
  transaction: OrganizationTransaction,
  principal: Principal,
  id: string,
  input: Partial<Omit<ConnectorInput, 'kind'>>,
): Connector {
  requirePermission(principal, 'connectors.manage');
  const connector = transaction.require('connectors', id, 'connector');
  const { name, configuration, secret } = input;
  const updated: Connector = {
    ...connector,
    ...(name !== undefined && { name: freeName(nameOf(name), transaction.list('connectors'), 'connector', id) }),
    ...(configuration !== undefined && { configuration }),
    ...(secret !== undefined && { secret: transaction.require('secrets', secret, 'secret').id }),
  };
  const changes = changesBetween(shown(connector), shown(updated));
  if (changes.length === 0) return connector;
  transaction.put('connectors', updated);
  transaction.happened('connector.update', principal, connectorParty(updated), { changes });
  return updated;
}

export function deleteConnector(transaction: OrganizationTransaction, principal: Principal, id: string): void {
  requirePermission(principal, 'connectors.manage');
  const connector = transaction.require('connectors', id, 'connector');
  transaction.remove('connectors', id);
  transaction.happened('connector.delete', principal, connectorParty(connector));
}

/** The secret by the id of its entity: its value is no part of a connector. */
function shown({ name, kind, configuration, secret }: Connector): JsonObject {
  return { name, kind, configuration, ...(secret !== undefined && { credential: secret }) };
}

function connectorParty({ id, name }: Connector): OrganizationParty {
  return { type: 'connector', id, display: name };
}
