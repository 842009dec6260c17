import * as fc from 'fast-check';
import type { SeenExchange, Stimulus } from '../../probe.ts';
import { quote } from '../../wording.ts';
import {
  came,
  generatedProbe,
  get,
  type Judgement,
  resourcesOf,
  type Stage,
  succeeded,
  textAt,
  withQuery,
} from '../kit/index.ts';
import { idsOf, listingOf, type QueryParameters, totalOf } from './query-listing.ts';
import { type Population, populate, populationOf, queryableTypes, scopeOf } from './population.ts';

type WalkTrial = {
  /** How many resources there are. */
  readonly size: number;
  readonly count: number;
  /** Whether the list is sorted by the anchor. */
  readonly sorted: boolean;
};

/** Any number of resources on pages of any size. */
const walkTrials: fc.Arbitrary<WalkTrial> = fc.record(
  { count: fc.integer({ min: 1, max: 4 }), size: fc.integer({ min: 1, max: 7 }), sorted: fc.boolean() },
  { noNullPrototype: true },
);

/** So many pages are asked for at most: on a target whose other resources come along there is no end to them. */
const mostPages = 12;

/** Creates the population of a trial, and says with which parameters its pages are asked for. */
function* prepareWalk(
  stage: Stage,
  { size, count, sorted }: WalkTrial,
): Stimulus<{ readonly population: Population; readonly parameters: QueryParameters } | undefined> {
  const [first] = queryableTypes(stage.context);
  if (first === undefined) return undefined;
  const keys = Array.from({ length: size }, (_, index) => [`m${(index * 5) % 7}`, {}] as const);
  const population = yield* populate(stage, first[0], Object.fromEntries(keys));
  const scope = yield* scopeOf(stage, population);
  // Without a filter the pages of a shared target would have no end.
  if (!('filter' in scope)) return undefined;
  const order = sorted && stage.has('sort') ? { sortBy: population.anchor } : {};
  return { population, parameters: { ...scope, ...order, count } };
}

const [constant, once] = ['RFC7644-3.4.2.4-c', 'RFC7644-3.4.2.4-d'] as const;

/** Pages that follow one another by index (RFC 7644 section 3.4.2.4). */
export const indexWalk = generatedProbe<WalkTrial>({
  id: 'query/index-walk',
  title: 'The pages of a query, one after the other by "startIndex", have each result once',
  requirements: [constant, once],
  needs: ['index'],
  trials: 8,
  cases: () => walkTrials,
  *stimulate(stage, trial) {
    const walk = yield* prepareWalk(stage, trial);
    if (walk === undefined) return;
    const { endpoint } = walk.population;
    let seen = 0;
    for (let page = 0; page < mostPages; page++) {
      const response = yield get('page', withQuery(endpoint, { ...walk.parameters, startIndex: seen + 1 }));
      const { length } = resourcesOf(response.body);
      seen += length;
      if (length === 0 || seen >= (totalOf(response.body) ?? 0)) break;
    }
  },
  judge(judgement, { size }) {
    const pages = pagesOf(judgement, [constant, once]);
    if (pages === undefined) return;
    for (const page of pages) {
      const total = totalOf(page.response.body);
      const got = succeeded(page) ? quote(total) : came(page);
      judgement.check(constant, succeeded(page) && total === size, `expected totalResults ${size}, got ${got}`, page);
    }
    eachOnce(judgement, once);
  },
});

/** The pages of a walk; skips the requirements where there is none because the target does not do what it takes. */
function pagesOf(judgement: Judgement, requirements: readonly string[]): readonly SeenExchange[] | undefined {
  const [first, ...others] = judgement.all('page');
  if (first !== undefined && ![400, 403, 501].includes(first.response.status)) return [first, ...others];
  const reason =
    first === undefined
      ? 'queries cannot be confined to the resources of the run'
      : `the target declines the query: ${came(first)}`;
  for (const each of requirements) judgement.skip(each, reason);
  return undefined;
}

/** Every member of the population is on one of the pages, and on no other. */
function eachOnce(judgement: Judgement, requirement: string): void {
  const { first, pages, resources } = listingOf(judgement, 'page');
  const [type] = queryableTypes(judgement.seen)[0]!;
  const population = populationOf(judgement, type);
  const found = idsOf(resources);
  const wrong = [...population.members].find(([, { id }]) => found.filter((each) => each === id).length !== 1);
  const times = wrong === undefined ? 0 : found.filter((each) => each === wrong[1].id).length;
  const holds = pages.every(succeeded) && wrong === undefined && found.length === population.members.size;
  const got =
    wrong === undefined ? `${found.length} in all` : `${textAt(wrong[1].sent, population.anchor)} ${times} times`;
  const message = `expected ${population.members.size} resources once each on ${pages.length} pages, got ${got}`;
  judgement.check(requirement, holds, message, first);
}
