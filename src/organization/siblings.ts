import { requireAdministrator, requireSession } from './authorization.ts';
import type { Member, Profile } from './entities.ts';
import { nameOf } from './input-rules.ts';
import { refuse } from './organization-error.ts';
import type { Principal } from './organization.ts';
import { DEFAULT_SETTINGS, organizationParty } from './organization-settings.ts';
import type { OrganizationTransaction } from './organization-transaction.ts';
import { ADMINISTRATOR } from './permissions.ts';
import { type OpenedSession, openSession } from './sessions.ts';

/** What somebody takes along from one organization of a family into another. */
export interface Traveller {
  readonly account: string;
  readonly email: string;
  readonly name: string;
  readonly family: string;
}

/**
 * Founds a sibling, in the founder's own organization: it is on record there, and here is who founds it.
 * `foundSibling` does the other half.
 */
export function createSibling(
  transaction: OrganizationTransaction,
  principal: Principal,
  input: { readonly id: string; readonly name: string },
): { readonly founder: Member; readonly family: string } {
  requireAdministrator(principal);
  const founder = transaction.require('members', requireSession(principal).member, 'member');
  const target = { type: 'organization', id: input.id, display: nameOf(input.name) };
  transaction.happened('organization.create-sibling', principal, target);
  return { founder, family: transaction.profile.family };
}

/** Makes an empty organization the sibling, with the founder as its administrator, who keeps account and password. */
export function foundSibling(
  transaction: OrganizationTransaction,
  id: string,
  name: string,
  { founder, family }: { readonly founder: Member; readonly family: string },
): Profile {
  if (transaction.list('profile').length > 0) refuse('conflict', 'There is already such an organization.');
  const profile: Profile = { id, name: nameOf(name), family, settings: DEFAULT_SETTINGS };
  transaction.put('profile', profile);
  transaction.put('members', { ...founder, id: transaction.id(), roles: [ADMINISTRATOR] });
  return profile;
}

/**
 * Leaves for a sibling: the session ends here, and it is on record here. `arrive` does the other half.
 * @param sibling The profile of the other organization, where there is one.
 */
export function switchOrganization(
  transaction: OrganizationTransaction,
  principal: Principal,
  sibling: Profile | undefined,
): Traveller {
  const { id, member: memberId } = requireSession(principal);
  const { profile } = transaction;
  // Of organizations outside of the family it is not told whether they are there.
  if (sibling === undefined || sibling.family !== profile.family || sibling.id === profile.id)
    return refuse('not-found', 'There is no such sibling organization.');
  const { account, email, name } = transaction.require('members', memberId, 'member');
  if (transaction.get('sessions', id)?.expiresAt !== undefined) transaction.remove('sessions', id);
  transaction.happened('organization.switch', principal, organizationParty(sibling));
  return { account, email, name, family: profile.family };
}

/** @throws OrganizationRefusal `forbidden` for whoever is no member here, as if there were nothing here. */
export function arrive(transaction: OrganizationTransaction, { account }: Traveller): OpenedSession {
  const member = transaction.list('members').find((candidate) => candidate.account === account);
  return openSession(transaction, member ?? refuse('not-found', 'There is no such sibling organization.'));
}
