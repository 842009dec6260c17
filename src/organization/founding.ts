import type { Member, Profile } from './entities.ts';
import { emailOf, nameOf } from './input-rules.ts';
import { DEFAULT_SETTINGS } from './organization-settings.ts';
import { digestOf, type OrganizationTransaction } from './organization-transaction.ts';

/** A member whom the operator of the simulator has set up. */
export interface FoundingMember {
  readonly email: string;
  readonly name?: string;
  readonly password?: string;
  /** Ids of built-in roles. */
  readonly roles?: readonly string[];
  /** Of a session that stands from the start and does not end by itself. */
  readonly token?: string;
}

/**
 * Sets up an organization that is there from the start, with its first members. Nothing of that has happened in it, so
 * that there is nothing to record.
 */
export function foundOrganization(
  transaction: OrganizationTransaction,
  id: string,
  members: readonly FoundingMember[],
): Profile {
  const profile: Profile = { id, name: id, family: id, settings: DEFAULT_SETTINGS };
  transaction.put('profile', profile);
  for (const founding of members) {
    const member: Member = {
      id: transaction.id(),
      account: transaction.id(),
      email: emailOf(founding.email),
      name: nameOf(founding.name ?? founding.email),
      roles: founding.roles ?? [],
      ...(founding.password !== undefined && { password: transaction.means.passwords.keep(founding.password) }),
    };
    transaction.put('members', member);
    if (founding.token !== undefined)
      transaction.put('sessions', { id: transaction.id(), member: member.id, digest: digestOf(founding.token) });
  }
  return profile;
}
