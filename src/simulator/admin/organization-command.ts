import type { Organization, OrganizationCommit, OrganizationTransaction } from '../../organization/index.ts';
import type { AdminAnswer, AdminCommit, AdminVisit } from './admin-route.ts';

/** What a command of an organization comes to: status 204 where there is no body. */
export interface CommandResult {
  readonly status?: number;
  readonly body?: object;
}

/** Makes a route's `run` of a command of the organization. */
export function command(
  work: (visit: AdminVisit, transaction: OrganizationTransaction) => CommandResult | void,
): (visit: AdminVisit) => AdminAnswer {
  return (visit) => {
    const done = visit.organization.transact((transaction) => work(visit, transaction) ?? {});
    const { status, body } = done.result;
    return {
      status: status ?? (body === undefined ? 204 : 200),
      ...(body !== undefined && { body }),
      commits: [commitOf(visit.organization, done)],
    };
  };
}

/** A command of an organization as the door takes it: its effects as records of kind `organization.action`. */
export function commitOf(organization: Organization, commit: OrganizationCommit<unknown>): AdminCommit {
  return {
    tenant: organization.id,
    drafts: commit.effects.map((effect) => ({ kind: 'organization.action', ...effect })),
    writes: commit.writes,
    undo: () => commit.undo(),
    settle: () => commit.settle(),
  };
}
