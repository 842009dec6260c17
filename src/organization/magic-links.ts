import type { Member } from './entities.ts';
import { sameEmail } from './input-rules.ts';
import type { OrganizationTransaction } from './organization-transaction.ts';
import { digestOf } from './organization-transaction.ts';

/** A magic link as it goes out by e-mail. */
export interface SentMagicLink {
  readonly email: string;
  readonly code: string;
}

/**
 * Sends a member a link to sign in by. To an address of nobody nothing is sent, and who asks is told the same.
 * @returns `undefined` where nothing is sent.
 */
export function sendMagicLink(transaction: OrganizationTransaction, email: string): SentMagicLink | undefined {
  const member = transaction.list('members').find((candidate) => sameEmail(candidate.email, email));
  if (member === undefined) return undefined;
  const id = transaction.id();
  const code = transaction.means.mint(`magic-link/${id}`);
  const expiresAt = transaction.now + transaction.profile.settings.magicLinkMinutes * 60_000;
  transaction.put('magic-links', { id, member: member.id, digest: digestOf(code), expiresAt });
  const party = { type: 'member', id: member.id, display: member.email };
  transaction.happened('session.magic-link', party, { type: 'magic-link', id, display: member.email });
  return { email: member.email, code };
}

/** Whom a code belongs to. It is good once: whatever comes of it, it is used up; an expired one is good for nothing. */
export function redeemMagicLink(
  transaction: OrganizationTransaction,
  code: string,
): { readonly member: Member } | { readonly reason: string; readonly claimed?: string } {
  const link = transaction.withSecret('magic-links', code);
  if (link === undefined) return { reason: 'The link is not one that was sent, or was used already.' };
  transaction.remove('magic-links', link.id);
  const member = transaction.get('members', link.member);
  if (member === undefined) return { reason: 'The link is of a member who was removed.' };
  if (transaction.now >= link.expiresAt) return { reason: 'The link has expired.', claimed: member.email };
  return { member };
}
