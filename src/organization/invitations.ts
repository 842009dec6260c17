import type { Invitation, Member } from './entities.ts';
import { requirePermission } from './authorization.ts';
import { emailOf, nameOf, passwordOf, sameEmail } from './input-rules.ts';
import { refuse } from './organization-error.ts';
import type { Principal } from './organization.ts';
import { digestOf, type OrganizationTransaction } from './organization-transaction.ts';
import { findMember, memberParty } from './sessions.ts';

/** An invitation as it goes out by e-mail. */
export interface SentInvitation {
  readonly invitation: Invitation;
  readonly code: string;
}

/**
 * Invites somebody to become a member.
 * @throws OrganizationRefusal `conflict` for a member, or while an earlier invitation is good; `invalid` for an address of
 * a domain that the organization does not take.
 */
export function inviteMember(transaction: OrganizationTransaction, principal: Principal, to: string): SentInvitation {
  requirePermission(principal, 'members.manage');
  const email = emailOf(to);
  const { emailDomains, invitationHours } = transaction.profile.settings;
  const domain = email.slice(email.lastIndexOf('@') + 1).toLowerCase();
  if (emailDomains.length > 0 && !emailDomains.includes(domain))
    refuse('invalid', `Addresses of ${domain} are not invited.`);
  if (findMember(transaction, email) !== undefined) refuse('conflict', `${email} is a member already.`);
  for (const earlier of transaction.list('invitations').filter((each) => sameEmail(each.email, email))) {
    if (transaction.now < earlier.expiresAt) refuse('conflict', `${email} is invited already.`);
    transaction.remove('invitations', earlier.id);
  }
  const id = transaction.id();
  const code = transaction.means.mint(`invitation/${id}`);
  const invitation = { id, email, digest: digestOf(code), expiresAt: transaction.now + invitationHours * 3_600_000 };
  transaction.put('invitations', invitation);
  transaction.happened('member.invite', principal, { type: 'invitation', id, display: email });
  return { invitation, code };
}

/**
 * Accepts an invitation: who was invited becomes a member, once.
 * @throws OrganizationRefusal `not-found` for a code of no invitation or a used one, `gone` for an expired one.
 */
export function joinOrganization(
  transaction: OrganizationTransaction,
  { code, name, password }: { readonly code: string; readonly name: string; readonly password: string },
): Member {
  const invitation =
    transaction.withSecret('invitations', code) ??
    refuse('not-found', 'There is no such invitation, or it was accepted.');
  if (transaction.now >= invitation.expiresAt) refuse('gone', 'The invitation has expired.');
  const member: Member = {
    id: transaction.id(),
    account: transaction.id(),
    email: invitation.email,
    name: nameOf(name),
    roles: [],
    password: transaction.means.passwords.keep(passwordOf(password)),
  };
  transaction.remove('invitations', invitation.id);
  transaction.put('members', member);
  transaction.happened('member.join', memberParty(member), memberParty(member), { detail: { name: member.name } });
  return member;
}
