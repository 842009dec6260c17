import { hash } from 'node:crypto';
import { type Instant, type JsonObject, orderedUuid, type Random } from '../kernel/index.ts';
import type { Profile, TableName, Tables } from './entities.ts';
import type { OrganizationAction } from './organization-actions.ts';
import { refuse } from './organization-error.ts';
import { type OrganizationState, writeOf } from './organization-state.ts';
import type {
  OrganizationChange,
  OrganizationEffect,
  OrganizationParty,
  OrganizationWrite,
  Principal,
} from './organization.ts';

/** What commands need of the world around them. */
export interface OrganizationMeans {
  /** Source of ids. */
  readonly random: Random;
  /** Makes the one secret that belongs to a name, which nobody can guess: `mint('session/0196…')`. */
  mint(name: string): string;
  /** Keeps passwords and other secrets that people choose, so that they cannot be read. */
  readonly passwords: { keep(secret: string): string; matches(secret: string, kept: string): boolean };
}

/** Reads and changes inside of one command. */
export class OrganizationTransaction {
  readonly now: Instant;
  readonly effects: OrganizationEffect[] = [];
  readonly means: OrganizationMeans;
  readonly #state: OrganizationState;
  readonly #undo: (() => void)[] = [];
  readonly #touched = new Map<string, () => OrganizationWrite>();

  constructor(state: OrganizationState, means: OrganizationMeans, now: Instant) {
    this.#state = state;
    this.means = means;
    this.now = now;
  }

  get profile(): Profile {
    return this.#state.list('profile')[0] ?? refuse('not-found', 'There is no such organization.');
  }

  list<Name extends TableName>(table: Name): readonly Tables[Name][] {
    return this.#state.list(table);
  }

  get<Name extends TableName>(table: Name, id: string): Tables[Name] | undefined {
    return this.#state.get(table, id);
  }

  /** @param what What a refusal calls it: `role`. @throws OrganizationRefusal `not-found` */
  require<Name extends TableName>(table: Name, id: string, what: string): Tables[Name] {
    return this.get(table, id) ?? refuse('not-found', `There is no ${what} ${JSON.stringify(id.slice(0, 100))}.`);
  }

  /** The entity of which this is the secret. */
  withSecret<Name extends TableName>(table: Name, secret: string): Tables[Name] | undefined {
    return this.#state.withDigest(table, digestOf(secret));
  }

  put<Name extends TableName>(table: Name, entity: Tables[Name]): void {
    this.#change(table, entity.id, entity);
  }

  remove(table: TableName, id: string): void {
    this.#change(table, id, undefined);
  }

  /** A new id. Those that are made later sort later, but for those of one millisecond. */
  id(): string {
    return orderedUuid(this.now, this.means.random);
  }

  /** Something that happened to `target`, done by `actor`. */
  happened(
    action: OrganizationAction,
    actor: Principal | OrganizationParty,
    target: OrganizationParty,
    more: { readonly changes?: readonly OrganizationChange[]; readonly detail?: JsonObject } = {},
  ): void {
    this.effects.push({ action, outcome: 'success', actor: partyOf(actor), target, ...more });
  }

  /** An attempt that failed and is worth a record for that very reason. */
  failed(
    action: OrganizationAction,
    actor: OrganizationParty,
    target: OrganizationParty,
    reason: string,
    detail: JsonObject,
  ): void {
    this.effects.push({ action, outcome: 'failure', actor, target, reason, detail });
  }

  /** The last value of every key that was changed. */
  writes(): readonly OrganizationWrite[] {
    return [...this.#touched.values()].map((write) => write());
  }

  /** Takes back everything that was changed. */
  undo(): void {
    for (const undo of this.#undo.splice(0).toReversed()) undo();
  }

  #change<Name extends TableName>(table: Name, id: string, entity: Tables[Name] | undefined): void {
    const state = this.#state;
    const before = state.get(table, id);
    this.#undo.push(() => state.put(table, id, before));
    this.#touched.set(`${table}/${id}`, () => writeOf(table, id, state.get(table, id)));
    state.put(table, id, entity);
  }
}

/** What is kept of a secret that nobody chose. */
export function digestOf(secret: string): string {
  return hash('sha256', secret, 'base64');
}

function partyOf(actor: Principal | OrganizationParty): OrganizationParty {
  return 'party' in actor ? actor.party : actor;
}
