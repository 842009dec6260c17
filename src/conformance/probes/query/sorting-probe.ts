import { plain, quote } from '../../wording.ts';
import { came, fixedProbe, fragmentAt, type Judgement, overlaid, succeeded, valueAt } from '../kit/index.ts';
import type { JsonObject } from '../../../kernel/index.ts';
import { gather } from './query-listing.ts';
import { type Population, populate, populationOf, scopeOf } from './population.ts';
import { listSubjects } from './filter-subjects.ts';
import { hasMissingAtEnd, orderOf, ownList, type SortOrder } from './sort-order.ts';
import { chooseType, textsOf } from './text-choice.ts';

const section = 'RFC7644-3.4.2.3';

/** The label of a sorted list. */
function sortedLabel(sortBy: string, sortOrder: string | undefined): string {
  return `sorted by ${sortBy} ${sortOrder ?? 'without order'}`;
}

interface SortedList {
  readonly population: Population;
  readonly sortBy: string;
  readonly sortOrder?: SortOrder;
}

/** Checks that the list is in order. */
function inOrder(judgement: Judgement, requirements: readonly string[], list: SortedList): void {
  const { population, sortBy, sortOrder } = list;
  const own = ownList(judgement, sortedLabel(sortBy, sortOrder), population, requirements);
  if (own === undefined) return;
  const { first, resources } = own;
  const model = judgement.model(population.type)!;
  const { wrong } = orderOf(resources, model, sortBy, sortOrder ?? 'ascending');
  const got = succeeded(first) ? `${at(wrong?.[0], sortBy)} before ${at(wrong?.[1], sortBy)}` : came(first);
  const message = `expected ${sortOrder ?? 'ascending'} order of ${plain(sortBy)}, got ${got}`;
  for (const requirement of requirements)
    judgement.check(requirement, succeeded(first) && wrong === undefined, message, first);
}

function at(resource: JsonObject | undefined, path: string): string {
  return quote(valueAt(resource, path));
}

/** Texts that come in one order with regard to case, and in another without. */
const mixedCase = { 'x-b': 'Bx', 'x-a': 'aBx', 'x-c': 'Cx', 'x-d': 'aax', 'x-e': 'b' } as const;

/** `sortBy` and `sortOrder` (RFC 7644 section 3.4.2.3). */
export const sorting = fixedProbe({
  id: 'query/sorting',
  title: 'Lists come in the order of the attribute that they are to be sorted by, ascending unless told otherwise',
  requirements: [`${section}-1`, `${section}-2`, `${section}-3`, `${section}-b`, `${section}-c`],
  needs: ['sort'],
  *stimulate(stage) {
    const chosen = chooseType(stage.context, (model) => textsOf(model)[0]);
    if (chosen === undefined) return;
    const { type, subject } = chosen;
    const values = Object.entries(mixedCase).map(([key, value]) => [key, fragmentAt(subject, value)] as const);
    const population = yield* populate(stage, type, { ...Object.fromEntries(values), none: {} });
    const scope = yield* scopeOf(stage, population);
    for (const sortBy of [subject.path, population.anchor, 'meta.created'])
      for (const sortOrder of [undefined, 'ascending', 'descending'])
        yield* gather(sortedLabel(sortBy, sortOrder), population.endpoint, { ...scope, sortBy, sortOrder });
  },
  judge(judgement) {
    const { type, subject } = chooseType(judgement.seen, (model) => textsOf(model)[0])!;
    const population = populationOf(judgement, type);
    const ascending = (sortBy: string): SortedList => ({ population, sortBy, sortOrder: 'ascending' });
    inOrder(judgement, [`${section}-1`, `${section}-3`], ascending(population.anchor));
    inOrder(judgement, [`${section}-1`, `${section}-3`], ascending('meta.created'));
    inOrder(judgement, [`${section}-3`], ascending(subject.path));
    inOrder(judgement, [`${section}-c`], { population, sortBy: population.anchor, sortOrder: 'descending' });
    inOrder(judgement, [`${section}-2`], { population, sortBy: population.anchor });
    inOrder(judgement, [`${section}-2`], { population, sortBy: 'meta.created' });
    judgeMissing(judgement, population, subject.path);
  },
});

function judgeMissing(judgement: Judgement, population: Population, sortBy: string): void {
  for (const sortOrder of ['ascending', 'descending'] as const) {
    const own = ownList(judgement, sortedLabel(sortBy, sortOrder), population, [`${section}-b`]);
    if (own === undefined) continue;
    const { valued } = orderOf(own.resources, judgement.model(population.type)!, sortBy, sortOrder);
    const holds = valued.includes(false) && hasMissingAtEnd(valued, sortOrder);
    const expected = sortOrder === 'ascending' ? 'last' : 'first';
    const message = `expected the resource without ${plain(sortBy)} ${expected}, got it at ${valued.indexOf(false) + 1} of ${valued.length}`;
    judgement.check(`${section}-b`, succeeded(own.first) && holds, message, own.first);
  }
}

/** Multi-valued attributes (RFC 7644 section 3.4.2.3). */
export const sortingByOneOfSeveral = fixedProbe({
  id: 'query/sorting-by-one-of-several',
  title: 'Of several values the primary one decides the order, or else the first',
  requirements: [`${section}-a`],
  needs: ['sort'],
  *stimulate(stage) {
    const chosen = chooseType(stage.context, listWithPrimary);
    if (chosen === undefined) return;
    const { type, subject } = chosen;
    const { name } = subject.attribute.definition;
    const value = (word: string, primary?: boolean): JsonObject => ({
      value: subject.value.path === 'emails.value' ? `${word}@example.com` : word,
      ...(primary === true && { primary }),
    });
    const lists = { primary: [value('z', true), value('a')], only: [value('m')], first: [value('b'), value('y')] };
    const own = Object.entries(lists).map(([key, list]) => [key, overlaid({}, { [name]: list })] as const);
    const population = yield* populate(stage, type, Object.fromEntries(own));
    const scope = yield* scopeOf(stage, population);
    const sortBy = subject.value.path;
    for (const sortOrder of ['ascending', 'descending'])
      yield* gather(sortedLabel(sortBy, sortOrder), population.endpoint, { ...scope, sortBy, sortOrder });
  },
  judge(judgement) {
    const { type, subject } = chooseType(judgement.seen, listWithPrimary)!;
    const population = populationOf(judgement, type);
    for (const sortOrder of ['ascending', 'descending'] as const)
      inOrder(judgement, [`${section}-a`], { population, sortBy: subject.value.path, sortOrder });
  },
});

function listWithPrimary(model: Parameters<typeof listSubjects>[0]) {
  const all = listSubjects(model).filter(
    ({ attribute, primary }) => primary !== undefined && attribute.extension === undefined,
  );
  return all.find(({ attribute }) => attribute.path === 'emails') ?? all[0];
}
