import type { Instant, JsonObject } from '../kernel/index.ts';
import { requireAll, requirePermission } from './authorization.ts';
import { changesBetween, changesFrom } from './changes.ts';
import type { AccessKey } from './entities.ts';
import { freeName, nameOf } from './input-rules.ts';
import { refuse } from './organization-error.ts';
import type { OrganizationParty, Principal } from './organization.ts';
import { digestOf, type OrganizationTransaction } from './organization-transaction.ts';
import { type Permission, permissionOf } from './permissions.ts';

export interface AccessKeyInput {
  readonly name: string;
  /** What may be done with it. */
  readonly permissions?: readonly string[];
  readonly expiresAt?: Instant;
}

/** An API access key with its secret, which is told this once. */
export interface IssuedAccessKey {
  readonly key: AccessKey;
  readonly secret: string;
}

export function createAccessKey(
  transaction: OrganizationTransaction,
  principal: Principal,
  input: AccessKeyInput,
): IssuedAccessKey {
  requirePermission(principal, 'access-keys.manage');
  const id = transaction.id();
  const secret = transaction.means.mint(`access-key/${id}`);
  const key: AccessKey = {
    id,
    name: freeName(nameOf(input.name), transaction.list('access-keys'), 'API access key'),
    permissions: permissionsOf(principal, input.permissions ?? []),
    digest: digestOf(secret),
    ...(input.expiresAt !== undefined && { expiresAt: laterThan(transaction.now, input.expiresAt) }),
  };
  transaction.put('access-keys', key);
  transaction.happened('access-key.create', principal, accessKeyParty(key), { changes: changesFrom(shown(key)) });
  return { key, secret };
}

export function updateAccessKey(
  transaction: OrganizationTransaction,
  principal: Principal,
  id: string,
  input: Partial<AccessKeyInput>,
): AccessKey {
  requirePermission(principal, 'access-keys.manage');
  const key = transaction.require('access-keys', id, 'API access key');
  const { name, permissions, expiresAt } = input;
  const updated: AccessKey = {
    ...key,
    ...(name !== undefined && { name: freeName(nameOf(name), transaction.list('access-keys'), 'API access key', id) }),
    ...(permissions !== undefined && { permissions: permissionsOf(principal, permissions) }),
    ...(expiresAt !== undefined && { expiresAt: laterThan(transaction.now, expiresAt) }),
  };
  const changes = changesBetween(shown(key), shown(updated));
  if (changes.length === 0) return key;
  transaction.put('access-keys', updated);
  transaction.happened('access-key.update', principal, accessKeyParty(updated), { changes });
  return updated;
}

export function deleteAccessKey(transaction: OrganizationTransaction, principal: Principal, id: string): void {
  requirePermission(principal, 'access-keys.manage');
  const key = transaction.require('access-keys', id, 'API access key');
  transaction.remove('access-keys', id);
  transaction.happened('access-key.delete', principal, accessKeyParty(key));
}

export function accessKeyParty({ id, name }: AccessKey): OrganizationParty {
  return { type: 'access-key', id, display: name };
}

function permissionsOf(principal: Principal, texts: readonly string[]): readonly Permission[] {
  const permissions = [...new Set(texts.map(permissionOf))];
  requireAll(principal, permissions);
  return permissions;
}

function laterThan(now: Instant, expiresAt: Instant): Instant {
  return expiresAt > now ? expiresAt : refuse('invalid', 'The end lies in the past.');
}

function shown({ name, permissions, expiresAt }: AccessKey): JsonObject {
  return { name, permissions, ...(expiresAt !== undefined && { expiresAt: new Date(expiresAt).toISOString() }) };
}
