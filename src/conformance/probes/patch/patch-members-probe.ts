import type { FixedProbe, SeenExchange, Stimulus } from '../../probe.ts';
import { quote } from '../../wording.ts';
import {
  came,
  type Created,
  fixedProbe,
  get,
  type Judgement,
  patch,
  type PatchOperation,
  pause,
  type Stage,
  succeeded,
  textAt,
  valueAt,
  valuesAt,
} from '../kit/index.ts';

/** Users by the order in which they were created. */
type Who = readonly number[];

interface MembersCase {
  readonly requirement: string;
  readonly title: string;
  readonly before: Who;
  readonly operations: (ids: readonly string[]) => readonly PatchOperation[];
  readonly after: Who;
  /** Whether the group is not to be modified at all. */
  readonly unmodified?: boolean;
}

const members = (ids: readonly string[], who: Who): readonly { value: string }[] =>
  who.map((each) => ({ value: ids[each]! }));
const member = (id: string): string => `members[value eq ${JSON.stringify(id)}]`;
const people = 3;

const cases: readonly MembersCase[] = [
  {
    requirement: 'RFC7644-3.5.2.1-c',
    title: 'add a member',
    before: [0],
    operations: (ids) => [{ op: 'add', path: 'members', value: members(ids, [1]) }],
    after: [0, 1],
  },
  {
    requirement: 'RFC7644-3.5.2.1-e',
    title: 'add a member again',
    before: [0, 1],
    operations: (ids) => [{ op: 'add', path: 'members', value: members(ids, [1]) }],
    after: [0, 1],
    unmodified: true,
  },
  {
    requirement: 'RFC7644-3.5.2.2-b',
    title: 'remove a member',
    before: [0, 1],
    operations: (ids) => [{ op: 'remove', path: member(ids[0]!) }],
    after: [1],
  },
  {
    requirement: 'RFC7644-3.5.2.2-d',
    title: 'remove who is no member',
    before: [0, 1],
    operations: (ids) => [{ op: 'remove', path: member(ids[2]!) }],
    after: [0, 1],
    unmodified: true,
  },
  {
    requirement: 'RFC7644-3.5.2.2-e',
    title: 'remove all members',
    before: [0, 1],
    operations: () => [{ op: 'remove', path: 'members' }],
    after: [],
  },
  {
    requirement: 'RFC7644-3.5.2.2-f',
    title: 'remove one member and add another',
    before: [0, 1],
    operations: (ids) => [
      { op: 'remove', path: member(ids[0]!) },
      { op: 'add', path: 'members', value: members(ids, [2]) },
    ],
    after: [1, 2],
  },
  {
    requirement: 'RFC7644-3.5.2.2-f',
    title: 'remove all members and add others',
    before: [0],
    operations: (ids) => [
      { op: 'remove', path: 'members' },
      { op: 'add', path: 'members', value: members(ids, [0, 2]) },
    ],
    after: [0, 2],
  },
  {
    requirement: 'RFC7644-3.5.2.3-c',
    title: 'replace all members',
    before: [0],
    operations: (ids) => [{ op: 'replace', path: 'members', value: members(ids, [1, 2]) }],
    after: [1, 2],
  },
];

/** Members of a group, after the examples of RFC 7644 sections 3.5.2.1 to 3.5.2.3. */
export const patchMembers: FixedProbe = fixedProbe({
  id: 'patch/members',
  title: 'Members come into a group and leave it, each by itself and all at once',
  needs: ['patch', 'groups'],
  requirements: [...new Set(cases.map(({ requirement }) => requirement))],
  *stimulate(stage) {
    const users: Created[] = [];
    for (let number = 0; number < people; number += 1)
      users.push(yield* stage.given('User', stage.minimal('User'), 'given member'));
    for (const each of cases) yield* tryCase(stage, each, users);
  },
  judge(judgement) {
    const ids = judgement.all('given member').map(({ response }) => textAt(response.body, 'id')!);
    for (const each of cases) judgeCase(judgement, each, ids);
  },
});

function* tryCase(stage: Stage, each: MembersCase, users: readonly Created[]): Stimulus {
  const { title, before, operations, unmodified } = each;
  const group = stage.group(before.map((number) => users[number]!));
  const created = yield* stage.create(`${title}: create`, 'Group', group);
  if (created === undefined) return;
  yield get(`${title}: before`, created.path);
  // Longer than the coarsest clock by which servers date changes.
  if (unmodified === true) yield pause(1100);
  yield patch(`${title}: patch`, created.path, operations(users.map(({ id }) => id)));
  yield get(`${title}: after`, created.path);
}

function judgeCase(judgement: Judgement, each: MembersCase, ids: readonly string[]): void {
  const { requirement, title, after, unmodified } = each;
  if (!judgement.founded(`${title}: create`, requirement)) return;
  const before = judgement.one(`${title}: before`);
  if (
    !hasMembers(
      before,
      each.before.map((number) => ids[number]!),
    )
  )
    return judgement.skip(requirement, 'a new group does not have the members that were given');
  if (!judgement.succeeds(requirement, `${title}: patch`)) return;
  const read = judgement.one(`${title}: after`);
  const expected = after.map((number) => ids[number]!);
  const got = valuesAt(read.response.body, 'members.value');
  const message = `expected members ${quote(expected)}, got ${succeeded(read) ? quote(got) : came(read)}`;
  judgement.check(requirement, hasMembers(read, expected), message, read);
  if (unmodified !== true) return;
  const [then, now] = [before, read].map(({ response }) => valueAt(response.body, 'meta.lastModified'));
  judgement.check(requirement, then === now, `expected meta.lastModified ${quote(then)}, got ${quote(now)}`, read);
}

function hasMembers(read: SeenExchange, ids: readonly string[]): boolean {
  const got = valuesAt(read.response.body, 'members.value');
  return succeeded(read) && got.length === ids.length && ids.every((id) => got.includes(id));
}
