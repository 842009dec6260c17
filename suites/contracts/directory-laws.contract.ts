import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/kernel/index.ts';
import type { DirectoryCommit, DirectoryTransaction, Effect } from '../../src/directory/index.ts';
import { compileFilter, parseFilter, ScimError } from '../../src/scim/index.ts';
import { created, deleted, groupsOf, type Model, type ModelResource, replaced, type Wish } from './directory-model.ts';
import {
  Desk,
  groupBody,
  groupModel,
  metaOf,
  type OpenDirectory,
  setup,
  start,
  userBody,
  userModel,
  viewOf,
} from './directory-support.ts';

/** One operation; `who` and `members` count over the resources that are there. */
interface Step {
  readonly action: 'create' | 'replace' | 'delete';
  readonly type: 'User' | 'Group';
  readonly who: number;
  readonly name: string;
  readonly title?: string | undefined;
  readonly email?: string | undefined;
  readonly members: readonly number[];
}

/** A transaction of some steps, each a part of its own, and what becomes of it. */
interface Round {
  readonly steps: readonly Step[];
  readonly fate: 'settle' | 'undo' | 'throw';
  readonly milliseconds: number;
}

/** Stands for a member that is not there. */
const stranger = 99;

// Few names in several cases, so that they collide.
const name = fc.constantFrom('ann', 'Ann', 'bob', 'eve', 'EVE', 'zoe');
const step: fc.Arbitrary<Step> = fc.record({
  action: fc.constantFrom('create', 'replace', 'delete', 'replace', 'create'),
  type: fc.constantFrom('User', 'Group'),
  who: fc.nat(12),
  name,
  title: fc.option(fc.constantFrom('low', 'high'), { nil: undefined }),
  email: fc.option(fc.constantFrom('x@a.b', 'X@A.B', 'y@a.b'), { nil: undefined }),
  members: fc.array(fc.oneof({ weight: 30, arbitrary: fc.nat(12) }, fc.constant(stranger)), { maxLength: 5 }),
});
const rounds: fc.Arbitrary<readonly Round[]> = fc.array(
  fc.record({
    steps: fc.array(step, { minLength: 1, maxLength: 4 }),
    fate: fc.constantFrom('settle', 'settle', 'settle', 'undo', 'throw'),
    milliseconds: fc.integer({ min: -1000, max: 1000 }),
  }),
  { maxLength: 25 },
);

const filters = [
  'userName eq "ANN"',
  'displayName eq "bob"',
  'emails.value eq "x@A.b"',
  'emails[value eq "y@a.b"]',
  'userName eq "eve" and title eq "low"',
  'userName eq "eve" or title eq "low"',
  'not (userName eq "eve")',
  'groups.type eq "indirect"',
  'userName pr and groups pr',
];

/** The naive model and the directory, side by side. */
class Comparison {
  readonly desk: Desk;
  readonly #clock;
  model: Model = [];

  constructor(open: OpenDirectory) {
    const options = setup();
    this.#clock = options.clock;
    this.desk = new Desk(open(options));
  }

  play({ steps, fate, milliseconds }: Round): void {
    this.#clock.step(milliseconds);
    const before = { model: this.model, view: this.desk.view() };
    const giveUp = new Error('give up');
    let commit: DirectoryCommit<void> | undefined;
    try {
      commit = this.desk.directory.transact((transaction) => {
        for (const each of steps) this.#step(transaction, each);
        if (fate === 'throw') throw giveUp;
      });
    } catch (error) {
      if (error !== giveUp) throw error;
    }
    if (commit !== undefined) this.#checkEffects(before.model, commit.effects);
    if (fate === 'settle') {
      this.desk.persist(commit!.writes);
      commit!.settle();
    } else {
      // A reader comes in between.
      this.desk.view();
      commit?.undo();
      this.model = before.model;
      expect(this.desk.view()).toEqual(before.view);
    }
  }

  #step(transaction: DirectoryTransaction, { action, type, who, members, ...rest }: Step): void {
    const present = this.model;
    const target = present[who % Math.max(1, present.length)];
    const ids = members.map((index) =>
      index === stranger ? 'missing' : (present[index % present.length]?.id ?? 'missing'),
    );
    const wish: Wish = { ...rest, members: ids };
    const now = new Date(this.#clock.now()).toISOString();
    const outcome = attempt(
      () =>
        transaction.transact((part): Model | string => {
          if (action === 'create') {
            const { id, order } = part.create(type === 'User' ? userModel : groupModel, bodyOf(type, wish));
            return created(present, type, id, order, wish, now);
          }
          if (target === undefined) return present;
          const endpoint = `/${target.type}s`;
          if (action === 'delete') {
            part.delete(endpoint, target.id);
            return deleted(present, target.id, now);
          }
          part.replace(endpoint, target.id, bodyOf(target.type, wish));
          return replaced(present, target.id, wish, now);
        }).result,
    );
    if (typeof outcome !== 'string') this.model = outcome;
    else expect(outcome).toBe(this.#expectedRefusal(action, type, target, wish, now));
  }

  #expectedRefusal(
    action: Step['action'],
    type: Step['type'],
    target: ModelResource | undefined,
    wish: Wish,
    now: string,
  ): unknown {
    if (action === 'create') return created(this.model, type, '', 0, wish, now);
    return target === undefined ? undefined : replaced(this.model, target.id, wish, now);
  }

  /** Effects of a transaction lead from one state of the model to the next, and none is without consequence. */
  #checkEffects(before: Model, effects: readonly Effect[]): void {
    const alive = new Map(before.map(({ id, members }) => [id, new Set(members)]));
    for (const { operation, id, members, changes, before: old, after } of effects) {
      expect(alive.has(id)).toBe(operation !== 'create');
      const present = alive.get(id) ?? new Set<string>();
      for (const member of members.added) {
        expect(present.has(member.id)).toBe(false);
        present.add(member.id);
      }
      for (const member of members.removed) expect(present.delete(member.id)).toBe(true);
      if (operation === 'update') {
        expect(changes.length + members.added.length + members.removed.length).toBeGreaterThan(0);
        expect(old?.version).not.toBe(after?.version);
      }
      if (operation === 'delete') alive.delete(id);
      else alive.set(id, present);
    }
    expect(alive).toEqual(new Map(this.model.map(({ id, members }) => [id, new Set(members)])));
  }

  checkState(): void {
    const { directory } = this.desk;
    const { resources } = directory.query({ models: [userModel, groupModel] });
    expect(resources.map(({ resource, order }) => ({ order, resource: unversioned(resource) }))).toEqual(
      this.model.map((each) => ({ order: each.order, resource: expected(this.model, each) })),
    );
    for (const stored of resources) {
      const { revision } = this.model.find(({ id }) => id === stored.id)!;
      expect(stored.version.startsWith(`W/"${revision}`)).toBe(true);
      expect(metaOf(stored.resource)['version']).toBe(stored.version);
      expect(directory.get(stored.model.type.endpoint, stored.id)).toBe(stored);
    }
  }

  checkQueries(): void {
    const member = this.model[0]?.id ?? '';
    for (const text of [
      ...filters,
      `members.value eq "${member}"`,
      `id eq "${member}"`,
      `groups[value eq "${member}"]`,
    ]) {
      for (const models of [[userModel], [groupModel], [groupModel, userModel]]) {
        const filter = parseFilter(text);
        const matches = compileFilter(filter, models);
        const scanned = this.desk.directory.query({ models }).resources.filter(({ resource }) => matches(resource));
        expect(this.desk.directory.query({ models, filter })).toEqual({
          totalResults: scanned.length,
          resources: scanned,
        });
      }
    }
  }
}

/** What `work` gives, or how it is refused. */
function attempt(work: () => Model | string): Model | string {
  try {
    return work();
  } catch (error) {
    if (error instanceof ScimError) return `${error.status} ${error.scimType ?? ''}`.trimEnd();
    throw error;
  }
}

function bodyOf(type: Step['type'], { name: given, title, email, members }: Wish): JsonObject {
  if (type === 'Group') return groupBody(given, ...members);
  return userBody(given, {
    ...(title === undefined ? {} : { title }),
    ...(email === undefined ? {} : { emails: [{ value: email }] }),
  });
}

function expected(model: Model, each: ModelResource): JsonObject {
  const endpoint = `/${each.type}s`;
  const members = each.members.map((id) => {
    const member = model.find((other) => other.id === id)!;
    return { value: id, $ref: `/${member.type}s/${id}`, type: member.type };
  });
  const groups = each.type === 'User' ? groupsOf(model, each.id) : [];
  return {
    ...bodyOf(each.type, { ...each, members: [] }),
    id: each.id,
    ...(members.length === 0 ? {} : { members }),
    ...(groups.length === 0 ? {} : { groups }),
    meta: {
      resourceType: each.type,
      created: each.created,
      lastModified: each.lastModified,
      location: `${endpoint}/${each.id}`,
    },
  };
}

/** Without what the model does not know: entity tags, and the name that a member had when it joined. */
function unversioned(resource: JsonObject): JsonObject {
  const { version: _version, ...meta } = metaOf(resource);
  const { members } = resource;
  if (members === undefined) return { ...resource, meta };
  return {
    ...resource,
    meta,
    members: (members as readonly JsonObject[]).map(({ display: _display, ...rest }) => rest),
  };
}

/** Laws that hold after any sequence of transactions. */
export function directoryLaws(implementation: string, open: OpenDirectory): void {
  describe(`${implementation}: after any sequence of transactions`, () => {
    test('the directory holds what a naive model holds, and an undo or a throw leaves nothing behind', () => {
      fc.assert(
        fc.property(rounds, (sequence) => {
          const comparison = new Comparison(open);
          for (const round of sequence) {
            comparison.play(round);
            comparison.checkState();
          }
        }),
        { numRuns: 150, seed: start },
      );
    });

    test('a query by index gives what a scan of everything gives, in the same order', () => {
      fc.assert(
        fc.property(rounds, (sequence) => {
          const comparison = new Comparison(open);
          for (const round of sequence) comparison.play(round);
          comparison.checkQueries();
        }),
        { numRuns: 150, seed: start },
      );
    });

    test('what was written restores the same directory', () => {
      fc.assert(
        fc.property(rounds, (sequence) => {
          const comparison = new Comparison(open);
          for (const round of sequence) comparison.play(round);
          const again = open(setup({ entries: [...comparison.desk.durable.values()] }));
          expect(viewOf(again)).toEqual(comparison.desk.view());
        }),
        { numRuns: 150, seed: start },
      );
    });

    test('memory equals the durable state, whichever of the pending transactions fail and in whichever order', () => {
      fc.assert(
        fc.property(rounds, fc.array(fc.tuple(fc.boolean(), fc.nat())), (sequence, outcomes) => {
          const { desk } = new Comparison(open);
          const pending = sequence.flatMap(({ steps }, index) => {
            const commit = desk.directory.transact((transaction) => performAll(transaction, desk, steps));
            const [fails = false, turn = 0] = outcomes[index] ?? [];
            return [{ commit, fails, turn }];
          });
          for (const { commit, fails } of pending) if (!fails) desk.persist(commit.writes);
          for (const { commit, fails } of pending.toSorted((left, right) => left.turn - right.turn)) {
            if (fails) commit.undo();
            else commit.settle();
          }
          const again = open(setup({ entries: [...desk.durable.values()] }));
          expect(viewOf(again)).toEqual(desk.view());
        }),
        { numRuns: 300, seed: start },
      );
    });
  });
}

/** Does what can be done of the steps; what is refused is passed over. */
function performAll(transaction: DirectoryTransaction, desk: Desk, steps: readonly Step[]): void {
  for (const { action, type, who, members, ...rest } of steps) {
    const { resources } = desk.directory.query({ models: [userModel, groupModel] });
    const target = resources[who % Math.max(1, resources.length)];
    const wish: Wish = { ...rest, members: members.flatMap((index) => resources[index % resources.length]?.id ?? []) };
    attempt(() => {
      transaction.transact((part) => {
        if (action === 'create') part.create(type === 'User' ? userModel : groupModel, bodyOf(type, wish));
        else if (target === undefined) return;
        else if (action === 'delete') part.delete(target.model.type.endpoint, target.id);
        else
          part.replace(
            target.model.type.endpoint,
            target.id,
            bodyOf(target.model === userModel ? 'User' : 'Group', wish),
          );
      });
      return [];
    });
  }
}
