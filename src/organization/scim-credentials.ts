import type { Instant } from '../kernel/index.ts';
import { requirePermission } from './authorization.ts';
import { changesFrom } from './changes.ts';
import type { ScimClient, ScimToken } from './entities.ts';
import { freeName, nameOf } from './input-rules.ts';
import { refuse } from './organization-error.ts';
import type { OrganizationParty, Principal } from './organization.ts';
import type { OrganizationMeans, OrganizationTransaction } from './organization-transaction.ts';

/** A SCIM bearer token opens the SCIM door of the organization until it is revoked or expires. */
export function createScimToken(
  transaction: OrganizationTransaction,
  principal: Principal,
  input: { readonly name: string; readonly expiresAt?: Instant },
): ScimToken {
  requirePermission(principal, 'scim.manage');
  const { expiresAt } = input;
  if (expiresAt !== undefined && expiresAt <= transaction.now) refuse('invalid', 'The end lies in the past.');
  const name = freeName(nameOf(input.name), goodOnes(transaction.list('scim-tokens')), 'SCIM token');
  const token: ScimToken = { id: transaction.id(), name, ...(expiresAt !== undefined && { expiresAt }) };
  transaction.put('scim-tokens', token);
  const end = expiresAt === undefined ? {} : { expiresAt: new Date(expiresAt).toISOString() };
  transaction.happened('scim-token.create', principal, tokenParty(token), { changes: changesFrom({ name, ...end }) });
  return token;
}

export function revokeScimToken(transaction: OrganizationTransaction, principal: Principal, id: string): ScimToken {
  requirePermission(principal, 'scim.manage');
  const token = transaction.require('scim-tokens', id, 'SCIM token');
  if (token.revokedAt !== undefined) refuse('conflict', 'The SCIM token is revoked.');
  const revoked = { ...token, revokedAt: transaction.now };
  transaction.put('scim-tokens', revoked);
  transaction.happened('scim-token.revoke', principal, tokenParty(token));
  return revoked;
}

/** An OAuth client gets tokens of the SCIM door by the client credentials grant until it is revoked; those end with it. */
export function createScimClient(
  transaction: OrganizationTransaction,
  principal: Principal,
  input: { readonly name: string },
): ScimClient {
  requirePermission(principal, 'scim.manage');
  const name = freeName(nameOf(input.name), goodOnes(transaction.list('scim-clients')), 'SCIM OAuth client');
  const client: ScimClient = { id: transaction.id(), name };
  transaction.put('scim-clients', client);
  transaction.happened('scim-client.create', principal, clientParty(client), { changes: changesFrom({ name }) });
  return client;
}

export function revokeScimClient(transaction: OrganizationTransaction, principal: Principal, id: string): ScimClient {
  requirePermission(principal, 'scim.manage');
  const client = transaction.require('scim-clients', id, 'SCIM OAuth client');
  if (client.revokedAt !== undefined) refuse('conflict', 'The SCIM OAuth client is revoked.');
  const revoked = { ...client, revokedAt: transaction.now };
  transaction.put('scim-clients', revoked);
  transaction.happened('scim-client.revoke', principal, clientParty(client));
  return revoked;
}

/** The bearer token itself. It follows from its id under the simulator's key and is stored nowhere. */
export function scimTokenSecret({ id }: ScimToken, { mint }: Pick<OrganizationMeans, 'mint'>): string {
  return mint(`scim-token/${id}`);
}

/** The client's secret; its id is the client id. */
export function scimClientSecret({ id }: ScimClient, { mint }: Pick<OrganizationMeans, 'mint'>): string {
  return mint(`scim-client/${id}`);
}

/** A revoked one keeps its name in the log and leaves it to another. */
function goodOnes<T extends { readonly revokedAt?: Instant }>(all: readonly T[]): readonly T[] {
  return all.filter(({ revokedAt }) => revokedAt === undefined);
}

function tokenParty({ id, name }: ScimToken): OrganizationParty {
  return { type: 'scim-token', id, display: name };
}

function clientParty({ id, name }: ScimClient): OrganizationParty {
  return { type: 'scim-client', id, display: name };
}
