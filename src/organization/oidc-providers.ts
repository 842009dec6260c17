import { requirePermission } from './authorization.ts';
import { changesBetween, changesFrom, secretChange } from './changes.ts';
import type { OidcProvider } from './entities.ts';
import { freeName, nameOf } from './input-rules.ts';
import { refuse } from './organization-error.ts';
import type { OrganizationParty, Principal } from './organization.ts';
import type { OrganizationTransaction } from './organization-transaction.ts';

export interface OidcProviderInput {
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Configures a provider. Nobody signs in by it until it is linked. */
export function createOidcProvider(
  transaction: OrganizationTransaction,
  principal: Principal,
  input: OidcProviderInput,
): OidcProvider {
  requirePermission(principal, 'oidc.manage');
  const provider: OidcProvider = {
    id: transaction.id(),
    name: freeName(nameOf(input.name), transaction.list('oidc-providers'), 'OIDC provider'),
    issuer: issuerOf(input.issuer),
    clientId: nameOf(input.clientId, 'client id'),
    clientSecret: nameOf(input.clientSecret, 'client secret'),
    linked: false,
  };
  transaction.put('oidc-providers', provider);
  transaction.happened('oidc-provider.create', principal, providerParty(provider), {
    changes: [...changesFrom(shown(provider)), secretChange('clientSecret')],
  });
  return provider;
}

export function updateOidcProvider(
  transaction: OrganizationTransaction,
  principal: Principal,
  id: string,
  input: Partial<OidcProviderInput>,
): OidcProvider {
  requirePermission(principal, 'oidc.manage');
  const provider = transaction.require('oidc-providers', id, 'OIDC provider');
  const { name, issuer, clientId, clientSecret } = input;
  const updated: OidcProvider = {
    ...provider,
    ...(name !== undefined && {
      name: freeName(nameOf(name), transaction.list('oidc-providers'), 'OIDC provider', id),
    }),
    ...(issuer !== undefined && { issuer: issuerOf(issuer) }),
    ...(clientId !== undefined && { clientId: nameOf(clientId, 'client id') }),
    ...(clientSecret !== undefined && { clientSecret: nameOf(clientSecret, 'client secret') }),
  };
  const changes = changesBetween(shown(provider), shown(updated));
  if (updated.clientSecret !== provider.clientSecret) changes.push(secretChange('clientSecret'));
  if (changes.length === 0) return provider;
  transaction.put('oidc-providers', updated);
  transaction.happened('oidc-provider.update', principal, providerParty(updated), { changes });
  return updated;
}

/** @throws OrganizationRefusal `conflict` while it is linked. */
export function deleteOidcProvider(transaction: OrganizationTransaction, principal: Principal, id: string): void {
  requirePermission(principal, 'oidc.manage');
  const provider = transaction.require('oidc-providers', id, 'OIDC provider');
  if (provider.linked) refuse('conflict', 'The provider is linked to the organization.');
  transaction.remove('oidc-providers', id);
  transaction.happened('oidc-provider.delete', principal, providerParty(provider));
}

/** Lets members of the organization sign in by the provider, or no longer. */
export function linkOidcProvider(
  transaction: OrganizationTransaction,
  principal: Principal,
  id: string,
  linked: boolean,
): OidcProvider {
  requirePermission(principal, 'oidc.manage');
  const provider = transaction.require('oidc-providers', id, 'OIDC provider');
  if (provider.linked === linked) refuse('conflict', `The provider is ${linked ? 'linked already' : 'not linked'}.`);
  const changed = { ...provider, linked };
  transaction.put('oidc-providers', changed);
  transaction.happened(linked ? 'oidc-provider.link' : 'oidc-provider.unlink', principal, providerParty(provider));
  return changed;
}

function shown({ name, issuer, clientId }: OidcProvider): Record<'name' | 'issuer' | 'clientId', string> {
  return { name, issuer, clientId };
}

function issuerOf(text: string): string {
  if (!/^https:\/\/[^\s?#@]+$/u.test(text)) refuse('invalid', 'An issuer is an https URL without query and fragment.');
  return text;
}

function providerParty({ id, name }: OidcProvider): OrganizationParty {
  return { type: 'oidc-provider', id, display: name };
}
