import { requirePermission } from './authorization.ts';
import type { ApiKey } from './entities.ts';
import { nameOf } from './input-rules.ts';
import { refuse } from './organization-error.ts';
import type { OrganizationParty, Principal } from './organization.ts';
import { digestOf, type OrganizationTransaction } from './organization-transaction.ts';
import { serviceAccountParty } from './service-accounts.ts';

/** A key of a service account with its secret, which is told this once. */
export interface IssuedApiKey {
  readonly key: ApiKey;
  readonly secret: string;
}

export function createApiKey(
  transaction: OrganizationTransaction,
  principal: Principal,
  input: { readonly serviceAccount: string; readonly name: string },
): IssuedApiKey {
  requirePermission(principal, 'service-accounts.manage');
  const account = transaction.require('service-accounts', input.serviceAccount, 'service account');
  const id = transaction.id();
  const issued = issue(transaction, { id, serviceAccount: account.id, name: nameOf(input.name), generation: 1 });
  const detail = { serviceAccount: { ...serviceAccountParty(account) } };
  transaction.happened('api-key.create', principal, keyParty(issued.key), { detail });
  return issued;
}

/** Gives the key another secret; the one before is good for nothing from now on. @throws OrganizationRefusal `conflict` for a revoked one */
export function rotateApiKey(transaction: OrganizationTransaction, principal: Principal, id: string): IssuedApiKey {
  requirePermission(principal, 'service-accounts.manage');
  const key = requireGood(transaction, id);
  const issued = issue(transaction, { ...key, generation: key.generation + 1 });
  const changes = [{ path: 'generation', before: key.generation, after: issued.key.generation }];
  transaction.happened('api-key.rotate', principal, keyParty(key), { changes });
  return issued;
}

export function revokeApiKey(transaction: OrganizationTransaction, principal: Principal, id: string): ApiKey {
  requirePermission(principal, 'service-accounts.manage');
  const key = requireGood(transaction, id);
  const revoked = { ...key, revokedAt: transaction.now };
  transaction.put('api-keys', revoked);
  transaction.happened('api-key.revoke', principal, keyParty(key));
  return revoked;
}

function issue(transaction: OrganizationTransaction, draft: Omit<ApiKey, 'digest'>): IssuedApiKey {
  const secret = transaction.means.mint(`api-key/${draft.id}/${draft.generation}`);
  const key = { ...draft, digest: digestOf(secret) };
  transaction.put('api-keys', key);
  return { key, secret };
}

function requireGood(transaction: OrganizationTransaction, id: string): ApiKey {
  const key = transaction.require('api-keys', id, 'API key');
  if (key.revokedAt !== undefined) refuse('conflict', 'The API key is revoked.');
  return key;
}

function keyParty({ id, name }: ApiKey): OrganizationParty {
  return { type: 'api-key', id, display: name };
}
