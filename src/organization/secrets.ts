import { requirePermission } from './authorization.ts';
import { changesBetween, changesFrom, secretChange } from './changes.ts';
import type { Secret } from './entities.ts';
import { descriptionOf, freeName, nameOf } from './input-rules.ts';
import { refuse } from './organization-error.ts';
import type { OrganizationParty, Principal } from './organization.ts';
import type { OrganizationTransaction } from './organization-transaction.ts';

export interface SecretInput {
  readonly name: string;
  readonly description?: string;
  /** Never returned and never recorded; what is kept of it tells only whether another one is the same. */
  readonly value: string;
}

export function createSecret(transaction: OrganizationTransaction, principal: Principal, input: SecretInput): Secret {
  requirePermission(principal, 'secrets.manage');
  const secret: Secret = {
    id: transaction.id(),
    name: freeName(nameOf(input.name), transaction.list('secrets'), 'secret'),
    description: descriptionOf(input.description ?? ''),
    kept: transaction.means.passwords.keep(valueOf(input.value)),
  };
  transaction.put('secrets', secret);
  const { name, description } = secret;
  transaction.happened('secret.create', principal, secretParty(secret), {
    changes: [...changesFrom({ name, description }), secretChange('value')],
  });
  return secret;
}

export function updateSecret(
  transaction: OrganizationTransaction,
  principal: Principal,
  id: string,
  input: Partial<SecretInput>,
): Secret {
  requirePermission(principal, 'secrets.manage');
  const secret = transaction.require('secrets', id, 'secret');
  const { passwords } = transaction.means;
  const name = input.name === undefined ? secret.name : freeSecretName(transaction, input.name, id);
  const description = input.description === undefined ? secret.description : descriptionOf(input.description);
  const isNew = input.value !== undefined && !passwords.matches(valueOf(input.value), secret.kept);
  const changes = changesBetween({ name: secret.name, description: secret.description }, { name, description });
  if (isNew) changes.push(secretChange('value'));
  if (changes.length === 0) return secret;
  const updated = { ...secret, name, description, ...(isNew && { kept: passwords.keep(input.value) }) };
  transaction.put('secrets', updated);
  transaction.happened('secret.update', principal, secretParty(updated), { changes });
  return updated;
}

/** @throws OrganizationRefusal `conflict` while a connector signs in with it. */
export function deleteSecret(transaction: OrganizationTransaction, principal: Principal, id: string): void {
  requirePermission(principal, 'secrets.manage');
  const secret = transaction.require('secrets', id, 'secret');
  if (transaction.list('connectors').some((connector) => connector.secret === id))
    refuse('conflict', 'A connector signs in with this secret.');
  transaction.remove('secrets', id);
  transaction.happened('secret.delete', principal, secretParty(secret));
}

function freeSecretName(transaction: OrganizationTransaction, text: string, own: string): string {
  return freeName(nameOf(text), transaction.list('secrets'), 'secret', own);
}

function valueOf(text: string): string {
  return text === '' ? refuse('invalid', 'A secret has a value.') : text;
}

function secretParty({ id, name }: Secret): OrganizationParty {
  return { type: 'secret', id, display: name };
}
