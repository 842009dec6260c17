import type { Clock, Instant } from '../kernel/index.ts';
import { accessKeyParty } from './access-keys.ts';
import { principalOf } from './authorization.ts';
import type { TableName, Tables } from './entities.ts';
import { refuse } from './organization-error.ts';
import type { Organization, OrganizationCommit, OrganizationWrite, Principal } from './organization.ts';
import { type OrganizationState, restoreOrganization } from './organization-state.ts';
import { digestOf, type OrganizationMeans, OrganizationTransaction } from './organization-transaction.ts';
import { serviceAccountParty } from './service-accounts.ts';

export interface MemoryOrganizationOptions extends OrganizationMeans {
  /** The tenant's id. */
  readonly id: string;
  readonly clock: Clock;
  /** Durable state to begin with: what `writes` of earlier commands add up to. */
  readonly entries?: readonly OrganizationWrite[];
  /** What it begins with where there are no entries. It is stored along with the first command. */
  readonly found?: (transaction: OrganizationTransaction) => void;
}

/** @throws ScimulateError `ORGANIZATION_STATE` when an entry cannot be understood. */
export function createOrganization(options: MemoryOrganizationOptions): Organization {
  return new MemoryOrganization(options);
}

class MemoryOrganization implements Organization {
  readonly id: string;
  readonly #options: MemoryOrganizationOptions;
  readonly #state: OrganizationState;
  #open: OrganizationTransaction | undefined;
  /** What it began with, until that is stored. */
  #unsaved: readonly OrganizationWrite[] = [];

  constructor(options: MemoryOrganizationOptions) {
    const { id, entries = [], found, clock } = options;
    this.id = id;
    this.#options = options;
    this.#state = restoreOrganization(entries);
    if (entries.length > 0 || found === undefined) return;
    const transaction = new OrganizationTransaction(this.#state, options, clock.now());
    found(transaction);
    this.#unsaved = transaction.writes();
  }

  get deleted(): boolean {
    return this.#state.list('profile').some(({ deletedAt }) => deletedAt !== undefined);
  }

  transact<T>(work: (transaction: OrganizationTransaction) => T): OrganizationCommit<T> {
    if (this.#open !== undefined) throw new RangeError('A command of this organization is under way.');
    const transaction = new OrganizationTransaction(this.#state, this.#options, this.#options.clock.now());
    this.#open = transaction;
    const close = (finish: () => void) => (): void => {
      if (this.#open !== transaction) return;
      this.#open = undefined;
      finish();
    };
    const undo = close(() => transaction.undo());
    try {
      if (this.deleted) refuse('not-found', 'There is no such organization.');
      const result = work(transaction);
      const own = transaction.writes();
      const writes = own.length === 0 ? own : [...this.#unsaved, ...own];
      const settle = close(() => {
        if (own.length > 0) this.#unsaved = [];
      });
      return { result, effects: transaction.effects, writes, undo, settle };
    } catch (error) {
      undo();
      throw error;
    }
  }

  list<Name extends TableName>(table: Name): readonly Tables[Name][] {
    return this.#state.list(table);
  }

  get<Name extends TableName>(table: Name, id: string): Tables[Name] | undefined {
    return this.#state.get(table, id);
  }

  authenticate(token: string, now: Instant): Principal | undefined {
    if (this.deleted) return undefined;
    const digest = digestOf(token);
    return this.#bySession(digest, now) ?? this.#byAccessKey(digest, now) ?? this.#byApiKey(digest);
  }

  snapshot(): readonly OrganizationWrite[] {
    return [...this.#state.entries()];
  }

  #bySession(digest: string, now: Instant): Principal | undefined {
    const session = this.#state.withDigest('sessions', digest);
    const member = session === undefined ? undefined : this.get('members', session.member);
    if (session === undefined || member === undefined || now >= (session.expiresAt ?? Infinity)) return undefined;
    return principalOf(member, (id) => this.get('roles', id), { id: session.id, member: member.id });
  }

  #byAccessKey(digest: string, now: Instant): Principal | undefined {
    const key = this.#state.withDigest('access-keys', digest);
    if (key === undefined || now >= (key.expiresAt ?? Infinity)) return undefined;
    return { party: accessKeyParty(key), administrator: false, permissions: new Set(key.permissions), roles: [] };
  }

  #byApiKey(digest: string): Principal | undefined {
    const key = this.#state.withDigest('api-keys', digest);
    const account = key?.revokedAt === undefined ? this.get('service-accounts', key?.serviceAccount ?? '') : undefined;
    if (account === undefined) return undefined;
    const permissions = new Set(account.permissions);
    return { party: serviceAccountParty(account), administrator: false, permissions, roles: [] };
  }
}
