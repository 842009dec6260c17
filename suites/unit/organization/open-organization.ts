import { createHmac, hash } from 'node:crypto';
import { seededRandom, VirtualClock } from '../../../src/kernel/index.ts';
import {
  createOrganization,
  foundOrganization,
  inviteMember,
  joinOrganization,
  logIn,
  type Organization,
  OrganizationRefusal,
  type OrganizationTransaction,
  type Principal,
} from '../../../src/organization/index.ts';

export const START = Date.parse('2026-05-13T09:30:00.000Z');
export const MINUTE = 60_000;
export const ROOT_TOKEN = 'root-token';

export type Effects = ReturnType<Organization['transact']>['effects'];
type Writes = ReturnType<Organization['transact']>['writes'];

/** One organization under a virtual clock, with a store of what it wrote. */
export interface OpenOrganization {
  readonly organization: Organization;
  readonly clock: VirtualClock;
  /** Does something and makes it durable. */
  readonly run: <T>(work: (transaction: OrganizationTransaction) => T) => {
    readonly result: T;
    readonly effects: Effects;
  };
  /** The actions that something comes to. */
  readonly actions: (work: (transaction: OrganizationTransaction) => unknown) => string[];
  /** Code of the refusal that something comes to; it must have no effect. */
  readonly refusal: (work: (transaction: OrganizationTransaction) => unknown) => string;
  /** Whoever administers the organization from the start. */
  readonly root: () => Principal;
  /** A new member who has signed in, without any role. */
  readonly member: (email: string) => {
    readonly id: string;
    readonly principal: () => Principal;
    readonly token: string;
  };
  /** The same organization as the store has it. */
  readonly reopen: () => OpenOrganization;
}

/** @param options.blank There is no such organization yet. */
export function openOrganization({
  entries = [],
  clock = new VirtualClock(START),
  id = 'acme',
  blank = false,
}: {
  readonly entries?: Writes;
  readonly clock?: VirtualClock;
  readonly id?: string;
  readonly blank?: boolean;
} = {}): OpenOrganization {
  const stored = new Map(entries.map((write) => [`${write.collection} ${write.key}`, write]));
  const organization = createOrganization({
    id,
    clock,
    random: seededRandom(`${id}/${entries.length}`),
    mint: (name) => createHmac('sha256', 'key').update(`${id}/${name}`).digest('base64url'),
    passwords: { keep: (text) => hash('sha256', text), matches: (text, kept) => hash('sha256', text) === kept },
    entries,
    ...(!blank && {
      found: (transaction) =>
        void foundOrganization(transaction, id, [
          {
            email: 'root@example.com',
            password: 'root-password',
            roles: ['organization-administrator'],
            token: ROOT_TOKEN,
          },
        ]),
    }),
  });
  const open: OpenOrganization = {
    organization,
    clock,
    run: (work) => {
      const commit = organization.transact(work);
      for (const write of commit.writes) {
        const key = `${write.collection} ${write.key}`;
        if (write.value === undefined) stored.delete(key);
        else stored.set(key, write);
      }
      commit.settle();
      return commit;
    },
    actions: (work) => open.run(work).effects.map(({ action }) => action),
    refusal: (work) => {
      const before = JSON.stringify(organization.snapshot());
      try {
        open.run(work);
      } catch (error) {
        if (!(error instanceof OrganizationRefusal)) throw error;
        if (JSON.stringify(organization.snapshot()) !== before)
          throw new Error('A refusal has changed something.', { cause: error });
        return error.code;
      }
      return 'nothing';
    },
    root: () => organization.authenticate(ROOT_TOKEN, clock.now())!,
    member: (email) => {
      const { code } = open.run((transaction) => inviteMember(transaction, open.root(), email)).result;
      const password = `password-of-${email}`;
      const { id: member } = open.run((transaction) =>
        joinOrganization(transaction, { code, name: email, password }),
      ).result;
      const { token } = open.run((transaction) => logIn(transaction, { method: 'password', email, password })).result!;
      return { id: member, token, principal: () => organization.authenticate(token, clock.now())! };
    },
    reopen: () => openOrganization({ entries: [...stored.values()], clock, id }),
  };
  return open;
}
