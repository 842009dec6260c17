import type { Clock, JsonObject } from '../kernel/index.ts';
import { diffResources, type ResourceModel, ScimError } from '../scim/index.ts';
import type { DirectoryTransaction, Effect, MemberReference, ResourceChange, StoredResource } from './directory.ts';
import { type DirectoryState, locationOf } from './directory-state.ts';
import { effectOf } from './effects.ts';
import type { Journal } from './journal.ts';
import { changeMembers, membersOf, withMembers } from './membership.ts';
import { ownContent } from './own-content.ts';
import { sameContent } from './same-content.ts';
import {
  entityTag,
  type OwnContent,
  type OwnResource,
  type Slot,
  type StoredVersion,
  type Version,
} from './stored-version.ts';

/** What a transaction works with. */
export interface TransactionContext {
  readonly state: DirectoryState;
  readonly clock: Clock;
  readonly lenientMembers: boolean;
  readonly journal: Journal;
}

/** The changes of one transaction, written to the state at once and to the journal, from where they can be taken back. */
export class MemoryTransaction implements DirectoryTransaction {
  readonly #context: TransactionContext;
  #open = true;

  constructor(context: TransactionContext) {
    this.#context = context;
  }

  /** From here on it refuses to be used. */
  end(): void {
    this.#open = false;
  }

  get(endpoint: string, id: string): StoredResource | undefined {
    const { state } = this.#use();
    const slot = state.table(endpoint).get(id);
    return slot === undefined ? undefined : state.view(slot);
  }

  create(model: ResourceModel, resource: JsonObject): StoredResource {
    const { state, clock, journal, lenientMembers } = this.#use();
    const slot = state.open(state.table(model.type.endpoint).model);
    const content = ownContent(state, slot, undefined, resource, lenientMembers);
    this.#checkUnique(slot, content);
    const now = new Date(clock.now()).toISOString();
    const meta = { resourceType: model.type.name, created: now, lastModified: now, location: locationOf(slot) };
    journal.put(slot, { own: { ...content, meta: { ...meta, version: entityTag(1) } }, revision: 1 });
    const after = state.view(slot);
    journal.effects.push(effectOf(state, slot, undefined, after, []));
    return after;
  }

  replace(endpoint: string, id: string, resource: JsonObject): StoredResource {
    const { state, lenientMembers } = this.#use();
    const slot = this.#require(endpoint, id);
    const before = state.view(slot);
    const content = ownContent(state, slot, before.base.own, resource, lenientMembers);
    if (isUnchanged(before.base.own, content)) return before;
    this.#checkUnique(slot, content);
    return this.#update(slot, before, content);
  }

  delete(endpoint: string, id: string): void {
    const { state, journal } = this.#use();
    const slot = this.#require(endpoint, id);
    const before = state.view(slot);
    const groups = [...(state.memberships.direct(id) ?? [])]
      .filter((group) => group !== slot)
      .toSorted((left, right) => left.order - right.order);
    journal.put(slot, undefined);
    journal.effects.push(effectOf(state, slot, before, undefined, []));
    const cause = state.reference(slot);
    for (const group of groups) {
      const { own } = group.version!;
      const members = changeMembers(membersOf(own), new Set([id]), []);
      this.#update(group, state.view(group), withMembers(own, members), cause);
    }
  }

  transact<T>(work: (part: DirectoryTransaction) => T): { readonly result: T; readonly effects: readonly Effect[] } {
    const context = this.#use();
    const part = new MemoryTransaction(context);
    try {
      return context.journal.attempt(() => work(part));
    } finally {
      part.end();
    }
  }

  /** Makes the next version of a resource that differs from the present one. */
  #update(slot: Slot, before: StoredVersion, content: OwnContent, causedBy?: MemberReference): StoredVersion {
    const { state, clock, journal } = this.#context;
    const revision = before.base.revision + 1;
    const lastModified = new Date(clock.now()).toISOString();
    const meta = { ...before.base.own.meta, lastModified, version: entityTag(revision) };
    const { meta: _meta, ...rest } = content;
    const next: Version = { own: { ...rest, meta }, revision };
    journal.put(slot, next);
    const after = state.view(slot);
    journal.effects.push(effectOf(state, slot, before, after, changesBetween(before, after), causedBy));
    return after;
  }

  /** @throws ScimError 409 when another resource has a value that must be unique (RFC 7644 section 3.3). */
  #checkUnique(slot: Slot, content: OwnContent): void {
    const { state } = this.#context;
    for (const attribute of state.table(slot.model.type.endpoint).unique) {
      // A globally unique value is unique over all resource types (RFC 7643 section 7).
      const tables = attribute.uniqueness === 'global' ? [...state.tables()] : [state.table(slot.model.type.endpoint)];
      for (const key of attribute.keys(content)) {
        const taken = tables.some((table) => table.lookUp(attribute.path, key)?.some((other) => other !== slot));
        if (taken) throw new ScimError(409, `The value of '${attribute.path}' is already in use.`, 'uniqueness');
      }
    }
  }

  #require(endpoint: string, id: string): Slot {
    const slot = this.#context.state.table(endpoint).get(id);
    if (slot === undefined) throw new ScimError(404, `Resource ${id} not found.`);
    return slot;
  }

  #use(): TransactionContext {
    if (!this.#open) throw new RangeError('The transaction has ended.');
    return this.#context;
  }
}

/** Members that are the same are the very same list (`resolveMembers`), so that the others need not be compared. */
function isUnchanged({ meta: _meta, members, ...rest }: OwnResource, content: OwnContent): boolean {
  const { members: given, ...other } = content;
  return members === given && sameContent(rest, other);
}

/** What a resource itself has changed; `meta` changes with everything else, and members are named one by one in the effect. */
function changesBetween(before: StoredVersion, after: StoredVersion): readonly ResourceChange[] {
  const { changes, references } = diffResources(described(before), described(after), after.model);
  const lists = references.map(({ path, added, removed }) => ({ path, before: removed, after: added }));
  return [...changes, ...lists];
}

function described({ base }: StoredVersion): JsonObject {
  const { meta: _meta, members: _members, ...rest } = base.own;
  return rest;
}
