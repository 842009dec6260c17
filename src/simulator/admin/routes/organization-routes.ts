import type { JsonObject } from '../../../kernel/index.ts';
import {
  createSibling,
  deleteOrganization,
  foundSibling,
  OrganizationRefusal,
  type Tables,
  updateSettings,
} from '../../../organization/index.ts';
import { readInput } from '../admin-input.ts';
import type { AdminAnswer, AdminRoute, AdminVisit } from '../admin-route.ts';
import { command, commitOf } from '../organization-command.ts';
import { POSTMASTER } from '../outbox.ts';

/** The organization itself, its siblings, and what it would have sent by e-mail. */
export const organizationRoutes: readonly AdminRoute[] = [
  {
    method: 'GET',
    path: '/organization',
    run: ({ principal, organization }) => {
      const [profile] = organization.list('profile');
      if (principal.party.type === 'anonymous' || profile === undefined)
        throw new OrganizationRefusal('unauthenticated', 'Sign in first.');
      return { status: 200, body: shown(profile) };
    },
  },
  {
    method: 'PATCH',
    path: '/organization',
    run: command((visit, transaction) => {
      const input = readInput(visit.body(), {
        name: 'text?',
        sessionMinutes: 'whole?',
        magicLinkMinutes: 'whole?',
        invitationHours: 'whole?',
        passwordLogin: 'flag?',
        emailDomains: 'texts?',
      });
      return { body: shown(updateSettings(transaction, visit.principal, input)) };
    }),
  },
  {
    method: 'DELETE',
    path: '/organization',
    run: command((visit, transaction) =>
      deleteOrganization(transaction, visit.principal, visit.query.get('confirm') ?? ''),
    ),
  },
  { method: 'POST', path: '/organization/siblings', run: createSiblingRoute },
  {
    method: 'GET',
    path: '/outbox',
    run: ({ principal, tenant, query }) => {
      if (principal !== POSTMASTER) throw new OrganizationRefusal('forbidden', 'The outbox is closed.');
      const mails = tenant.outbox.list(query.get('to'));
      return {
        status: 200,
        body: { items: mails.map((mail) => ({ ...mail, sentAt: new Date(mail.sentAt).toISOString() })) },
      };
    },
  },
];

async function createSiblingRoute(visit: AdminVisit): Promise<AdminAnswer> {
  const { id, name } = readInput(visit.body(), { id: 'text', name: 'text' });
  // Asked before anything is opened, so that nobody else finds out which ids are taken.
  if (!visit.principal.administrator)
    throw new OrganizationRefusal('forbidden', 'This is for administrators of the organization.');
  const sibling = await visit.family.open(id);
  const created = visit.organization.transact((transaction) =>
    createSibling(transaction, visit.principal, { id, name }),
  );
  try {
    const founded = sibling.organization.transact((transaction) => foundSibling(transaction, id, name, created.result));
    return {
      status: 201,
      body: shown(founded.result),
      commits: [commitOf(visit.organization, created), commitOf(sibling.organization, founded)],
      settled: () => visit.family.add(sibling),
    };
  } catch (error) {
    created.undo();
    throw error;
  }
}

function shown({ id, name, settings }: Tables['profile']): JsonObject {
  return { id, name, settings };
}
