import { requireAdministrator, requirePermission } from './authorization.ts';
import type { Member } from './entities.ts';
import { refuse } from './organization-error.ts';
import type { Principal } from './organization.ts';
import type { OrganizationTransaction } from './organization-transaction.ts';
import { ADMINISTRATOR } from './permissions.ts';
import { endSessions, memberParty } from './sessions.ts';

/**
 * Removes a member; their sessions and links end with it.
 * @throws OrganizationRefusal `conflict` for the last administrator, `forbidden` for an administrator to anybody else.
 */
export function removeMember(transaction: OrganizationTransaction, principal: Principal, id: string): void {
  requirePermission(principal, 'members.manage');
  const member = transaction.require('members', id, 'member');
  if (member.roles.includes(ADMINISTRATOR)) {
    requireAdministrator(principal);
    keepAnAdministrator(transaction, member);
  }
  endSessions(transaction, id);
  for (const link of transaction.list('magic-links'))
    if (link.member === id) transaction.remove('magic-links', link.id);
  transaction.remove('members', id);
  transaction.happened('member.remove', principal, memberParty(member));
}

/** An organization that nobody administers could never be administered again. */
export function keepAnAdministrator(transaction: OrganizationTransaction, leaving: Member): void {
  const others = transaction
    .list('members')
    .filter(({ id, roles }) => id !== leaving.id && roles.includes(ADMINISTRATOR));
  if (others.length === 0) refuse('conflict', 'The organization would have no administrator.');
}
