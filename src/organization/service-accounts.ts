import { requireAll, requirePermission } from './authorization.ts';
import { changesFrom } from './changes.ts';
import type { ServiceAccount } from './entities.ts';
import { freeName, nameOf } from './input-rules.ts';
import { refuse } from './organization-error.ts';
import type { OrganizationParty, Principal } from './organization.ts';
import type { OrganizationTransaction } from './organization-transaction.ts';
import { permissionOf } from './permissions.ts';

/** @param input.permissions What its keys may do; nobody gives more than they have. */
export function createServiceAccount(
  transaction: OrganizationTransaction,
  principal: Principal,
  input: { readonly name: string; readonly permissions?: readonly string[] },
): ServiceAccount {
  requirePermission(principal, 'service-accounts.manage');
  const permissions = [...new Set((input.permissions ?? []).map(permissionOf))];
  requireAll(principal, permissions);
  const name = freeName(nameOf(input.name), transaction.list('service-accounts'), 'service account');
  const account: ServiceAccount = { id: transaction.id(), name, permissions };
  transaction.put('service-accounts', account);
  transaction.happened('service-account.create', principal, serviceAccountParty(account), {
    changes: changesFrom({ name, permissions }),
  });
  return account;
}

/** @throws OrganizationRefusal `conflict` while one of its keys is good. */
export function deleteServiceAccount(transaction: OrganizationTransaction, principal: Principal, id: string): void {
  requirePermission(principal, 'service-accounts.manage');
  const account = transaction.require('service-accounts', id, 'service account');
  const keys = transaction.list('api-keys').filter(({ serviceAccount }) => serviceAccount === id);
  if (keys.some(({ revokedAt }) => revokedAt === undefined))
    refuse('conflict', 'The service account has keys that are not revoked.');
  for (const key of keys) transaction.remove('api-keys', key.id);
  transaction.remove('service-accounts', id);
  transaction.happened('service-account.delete', principal, serviceAccountParty(account));
}

export function serviceAccountParty({ id, name }: ServiceAccount): OrganizationParty {
  return { type: 'service-account', id, display: name };
}
