import type { JsonObject, JsonValue } from '../../../kernel/index.ts';
import type { Capability, FixedProbe, SeenExchange, Stimulus } from '../../probe.ts';
import { quote } from '../../wording.ts';
import {
  came,
  exactError,
  fixedProbe,
  get,
  isRefusal,
  type Judgement,
  keyword,
  lacking,
  member,
  patch,
  type PatchOperation,
  pause,
  type Stage,
  succeeded,
  valueAt,
  valuesAt,
  visiblePart,
} from '../kit/index.ts';
import { hasAttributes, leafPaths, touchedBy } from './patch-attributes.ts';

/** One PATCH of a new User, and what is to come of it. */
export interface PatchCase {
  readonly requirement: string;
  /** What is done; its exchanges are labelled by it. */
  readonly title: string;
  /** Put on top of the smallest User. */
  readonly given: JsonObject;
  readonly operations: readonly PatchOperation[];
  /** Of these paths exactly the values that the resource has afterwards; an empty list where it has none. */
  readonly after?: Readonly<Record<string, readonly JsonValue[]>>;
  /** An attribute with several values, and the one of them that alone is primary afterwards. */
  readonly primary?: readonly [attribute: string, value: JsonObject];
  /** Requirement that `meta.lastModified` stays. */
  readonly unmodified?: string;
  /** The PATCH is refused and changes nothing. */
  readonly refused?: Refusal;
  /**
   * What is tried is not whether the PATCH is carried out, or refused where that is expected, but what then comes of it:
   * where it is not, other requirements are broken and this one is skipped.
   */
  readonly builds?: boolean;
}

/** How a refusal is to look, besides its being one. */
export interface Refusal {
  /** The status and the `scimType` where the RFC prescribes both. */
  readonly exactly?: readonly [status: number, scimType: string];
  /** Requirement of RFC 7644 section 3.12 on the keyword, and the keywords that describe the situation. */
  readonly keyword?: readonly [requirement: string, ...accepted: string[]];
}

interface PatchCases {
  readonly id: string;
  readonly title: string;
  readonly needs?: readonly Capability[];
  readonly cases: readonly PatchCase[];
}

/** Longer than the coarsest clock by which servers date changes. */
const apart = 1100;

/**
 * A probe that tries each of several PATCH requests on a User of its own. Those for which a User of the target has no
 * attributes are left out, and their requirements skipped.
 */
export function patchCases({ id, title, needs = [], cases }: PatchCases): FixedProbe {
  return fixedProbe({
    id,
    title,
    needs: ['patch', ...needs],
    requirements: [...new Set(cases.flatMap(requirementsOf))],
    *stimulate(stage) {
      for (const each of cases) if (hasAttributes(stage.model('User'), pathsOf(each))) yield* tryCase(stage, each);
    },
    judge(judgement) {
      for (const each of cases) {
        const own = requirementsOf(each);
        if (!hasAttributes(judgement.model('User'), pathsOf(each)))
          for (const requirement of own) judgement.skip(requirement, `a User has no attributes to ${each.title}`);
        else if (judgement.founded(`${each.title}: create`, ...own)) judgeCase(judgement, each);
      }
    },
  });
}

function requirementsOf({ requirement, unmodified, refused }: PatchCase): readonly string[] {
  return [requirement, unmodified, refused?.keyword?.[0]].filter((each) => each !== undefined);
}

function pathsOf({ given, after = {} }: PatchCase): readonly string[] {
  return [...leafPaths(given), ...Object.keys(after)];
}

function* tryCase(stage: Stage, { title, given, operations, unmodified }: PatchCase): Stimulus {
  const created = yield* stage.create(`${title}: create`, 'User', stage.minimal('User', given));
  if (created === undefined) return;
  yield get(`${title}: before`, created.path);
  if (unmodified !== undefined) yield pause(apart);
  yield patch(`${title}: patch`, created.path, operations);
  yield get(`${title}: after`, created.path);
}

function judgeCase(judgement: Judgement, each: PatchCase): void {
  const { requirement, title, refused } = each;
  const created = judgement.one(`${title}: create`);
  // A server that says it created something and does not say what leaves nothing to patch.
  const before = judgement.maybe(`${title}: before`);
  if (before === undefined || !judgement.founded(before, ...requirementsOf(each))) return;
  const answer = judgement.one(`${title}: patch`);
  if (refused === undefined) {
    if (each.builds !== true || judgement.founded(answer, requirement)) judgeChange(judgement, each, created, before);
  } else if (each.builds === true && !isRefusal(answer)) {
    judgement.skip(requirement, `what should be refused was answered with ${came(answer)}: ${title}`);
  } else judgeRefusal(judgement, requirement, title, refused);
}

/** The PATCH of a case is refused and the resource is what it was. */
export function judgeRefusal(judgement: Judgement, requirement: string, title: string, refusal: Refusal = {}): void {
  const exchange = judgement.one(`${title}: patch`);
  if (refusal.keyword !== undefined) {
    const [own, ...accepted] = refusal.keyword;
    keyword(judgement, own, exchange, ...accepted);
  }
  const right =
    refusal.exactly === undefined
      ? judgement.refused(requirement, exchange)
      : exactError(judgement, requirement, exchange, ...refusal.exactly);
  if (right) judgement.same(requirement, `${title}: after`, judgement.one(`${title}: before`).response.body);
}

function judgeChange(judgement: Judgement, each: PatchCase, created: SeenExchange, before: SeenExchange): void {
  const { requirement, title, operations, after = {}, primary, unmodified } = each;
  const exchange = judgement.one(`${title}: patch`);
  const read = judgement.one(`${title}: after`);
  if (!judgement.succeeds(requirement, exchange)) {
    if (unmodified !== undefined) judgement.skip(unmodified, `the operation was answered with ${came(exchange)}`);
    return;
  }
  for (const [path, expected] of Object.entries(after)) holdsValues(judgement, requirement, read, path, expected);
  if (primary !== undefined) {
    const [attribute, value] = primary;
    const marked = valuesAt(read.response.body, attribute).filter((one) => member(one, 'primary') === true);
    const message = `expected ${attribute} ${quote(value)} to be primary, got ${quote(marked)}`;
    judgement.check(requirement, sameValues([value], marked), message, read);
  }
  const touched = touchedBy(operations);
  const sent = visiblePart(judgement.model('User')!, created.request.body);
  const others = Object.entries(sent).filter(([name]) => !touched.has(name.toLowerCase()));
  const lost = lacking(Object.fromEntries(others), read.response.body);
  const message = lost.length === 0 ? 'nothing else is changed' : lost.slice(0, 3).join('; ');
  judgement.check(requirement, succeeded(read) && lost.length === 0, message, read);
  if (unmodified === undefined) return;
  const [then, now] = [before, read].map(({ response }) => valueAt(response.body, 'meta.lastModified'));
  if (then === undefined) judgement.skip(unmodified, 'the target does not tell when a resource was modified');
  else judgement.check(unmodified, then === now, `expected meta.lastModified ${quote(then)}, got ${quote(now)}`, read);
}

/** At the path are as many values as expected, each with all that is expected of one of them. */
export function holdsValues(
  judgement: Judgement,
  requirement: string,
  read: SeenExchange,
  path: string,
  expected: readonly JsonValue[],
): void {
  const got = valuesAt(read.response.body, path);
  const message = `expected ${path} ${quote(expected)}, got ${succeeded(read) ? quote(got) : came(read)}`;
  judgement.check(requirement, succeeded(read) && sameValues(expected, got), message, read);
}

/** Whether each value expected is among those that there are, and no other. Servers add parts of their own. */
export function sameValues(expected: readonly JsonValue[], got: readonly JsonValue[]): boolean {
  const left = [...got];
  for (const value of expected) {
    const position = left.findIndex((candidate) => lacking(value, candidate).length === 0);
    if (position === -1) return false;
    left.splice(position, 1);
  }
  return left.length === 0;
}
