import { requireAdministrator, requirePermission } from './authorization.ts';
import { changesBetween } from './changes.ts';
import type { Profile, Settings } from './entities.ts';
import { nameOf } from './input-rules.ts';
import { refuse } from './organization-error.ts';
import type { OrganizationParty, Principal } from './organization.ts';
import type { OrganizationTransaction } from './organization-transaction.ts';

export const DEFAULT_SETTINGS: Settings = {
  sessionMinutes: 480,
  magicLinkMinutes: 15,
  invitationHours: 168,
  passwordLogin: true,
  emailDomains: [],
};

/** A year: nothing that is given out for longer is ever taken back. */
const LONGEST_MINUTES = 525_600;

export function updateSettings(
  transaction: OrganizationTransaction,
  principal: Principal,
  input: Partial<Settings> & { readonly name?: string },
): Profile {
  requirePermission(principal, 'settings.manage');
  const { profile } = transaction;
  const { name: given, ...settings } = input;
  const name = given === undefined ? profile.name : nameOf(given);
  const updated: Profile = { ...profile, name, settings: checked({ ...profile.settings, ...settings }) };
  const changes = changesBetween(
    { name: profile.name, settings: { ...profile.settings } },
    { name, settings: { ...updated.settings } },
  );
  if (changes.length === 0) return profile;
  transaction.put('profile', updated);
  transaction.happened('organization.update-settings', principal, organizationParty(updated), { changes });
  return updated;
}

/**
 * Deletes the organization: every session ends, nobody signs in, and its SCIM door is closed. Its log stays.
 * @param confirmation The organization's name, so that nobody deletes it by mistake.
 */
export function deleteOrganization(
  transaction: OrganizationTransaction,
  principal: Principal,
  confirmation: string,
): void {
  requireAdministrator(principal);
  const { profile } = transaction;
  if (confirmation !== profile.name) refuse('invalid', 'To confirm, give the name of the organization.');
  for (const { id } of transaction.list('sessions')) transaction.remove('sessions', id);
  transaction.put('profile', { ...profile, deletedAt: transaction.now });
  transaction.happened('organization.delete', principal, organizationParty(profile));
}

export function organizationParty({ id, name }: Profile): OrganizationParty {
  return { type: 'organization', id, display: name };
}

function checked(settings: Settings): Settings {
  const { sessionMinutes, magicLinkMinutes, invitationHours, emailDomains } = settings;
  const spans = [sessionMinutes, magicLinkMinutes, invitationHours * 60];
  if (!spans.every((minutes) => Number.isSafeInteger(minutes) && minutes > 0 && minutes <= LONGEST_MINUTES))
    refuse('invalid', 'A span of time is a whole number, and a year at most.');
  if (!emailDomains.every((domain) => /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/u.test(domain)))
    refuse('invalid', 'Domains are written in lower case: example.com.');
  return settings;
}
