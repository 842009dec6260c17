import * as fc from 'fast-check';
import type { JsonObject } from '../../../kernel/index.ts';
import type { ProbeContext, SeenExchange } from '../../probe.ts';
import { plain, quote } from '../../wording.ts';
import { came, generatedProbe, get, type Judgement, succeeded, without } from '../kit/index.ts';
import { filtersOn, valuesFor } from './query-arbitraries.ts';
import { decide } from './filter-decision.ts';
import { isDeclined } from './filter-probe.ts';
import { chooseSubjects } from './filter-subjects.ts';
import { gather, idsOf, type Listing, listingOf } from './query-listing.ts';
import { isConfinable, type Population, populate, populationOf, queryableTypes, within } from './population.ts';

const [matching, grammar] = ['RFC7644-3.4.2.2-1', 'RFC7644-3.4.2.2-10'] as const;

/** What one trial puts on the target, and what it asks for. */
type FilterTrial = {
  readonly type: string;
  readonly filters: readonly string[];
  readonly population: readonly JsonObject[];
};

/** Filters of any shape, over attributes of the target's own schemas (RFC 7644 section 3.4.2.2). */
export const generatedFilters = generatedProbe<FilterTrial>({
  id: 'query/generated-filters',
  title: 'Any filter finds the resources of which it holds, and no others',
  requirements: [matching, grammar],
  needs: ['filter'],
  trials: 25,
  cases: (context) => fc.oneof(...trialsOf(context)),
  *stimulate(stage, { type, filters, population: values }) {
    const members = Object.fromEntries(values.map((each, index) => [`m${index + 1}`, each]));
    const population = yield* populate(stage, type, members);
    if (!(yield* isConfinable(population))) return;
    for (const [key, { path }] of population.members) yield get(`read ${key}`, path);
    for (const [index, filter] of filters.entries())
      yield* gather(labelOf(index), population.endpoint, { filter: within(population, filter) });
  },
  judge(judgement, { type, filters }) {
    const population = populationOf(judgement, type);
    for (const [index, filter] of filters.entries()) {
      if (judgement.all(labelOf(index)).length === 0)
        for (const each of [matching, grammar])
          judgement.skip(each, 'queries cannot be confined to the resources of the run');
      else judgeFilter(judgement, population, filter, listingOf(judgement, labelOf(index)));
    }
  },
});

function labelOf(index: number): string {
  return `filter ${index + 1}`;
}

function trialsOf(context: ProbeContext): readonly fc.Arbitrary<FilterTrial>[] {
  return queryableTypes(context).map(([type, model]) => {
    const subjects = chooseSubjects(model, context.random);
    // What comes first is made smaller first: one filter is left soon.
    return fc.record(
      {
        filters: fc.array(filtersOn(subjects, model), { minLength: 1, maxLength: 6 }),
        population: fc.array(valuesFor(subjects), { minLength: 1, maxLength: 4 }),
        type: fc.constant(type),
      },
      { noNullPrototype: true },
    );
  });
}

function judgeFilter(judgement: Judgement, population: Population, filter: string, listing: Listing): void {
  const { first, resources, whole } = listing;
  if (isDeclined(first)) {
    for (const each of [matching, grammar])
      judgement.skip(each, `the target declines ${plain(filter)} with ${came(first)}`);
    return;
  }
  const taken = `expected ${plain(filter)} to be taken, got ${came(first)}`;
  if (!judgement.check(grammar, succeeded(first), taken, first)) return judgement.skip(matching, taken);
  const found = idsOf(resources);
  const known = new Set([...population.members.values()].map(({ id }) => id));
  const others = found.filter((id) => !known.has(id)).length;
  const message = `expected ${plain(filter)} to match nothing else, got ${others} other resources`;
  judgement.check(matching, whole && others === 0, message, first);
  for (const [key, { id }] of population.members) {
    const read = judgement.one(`read ${key}`);
    if (succeeded(read)) judgeMember(judgement, { population, filter, first, read, times: count(found, id) });
  }
}

function count(ids: readonly string[], id: string): number {
  return ids.filter((each) => each === id).length;
}

interface Match {
  readonly population: Population;
  readonly filter: string;
  readonly first: SeenExchange;
  readonly read: SeenExchange;
  /** How often the resource is in the list. */
  readonly times: number;
}

function judgeMember(judgement: Judgement, { population, filter, first, read, times }: Match): void {
  const { body = {} } = read.response;
  const expected = decide(filter, judgement.model(population.type)!, body);
  const shown = quote(without(body, 'schemas', 'meta', 'id', population.anchor));
  const wanted = expected === true ? 'once' : 'not at all';
  const message = `expected ${plain(filter)} to find ${wanted} the resource with ${shown}, got it ${times} times`;
  const holds = expected === undefined ? times <= 1 : times === Number(expected);
  judgement.check(matching, holds, message, first);
}
