import * as fc from 'fast-check';
import { plain } from '../../wording.ts';
import { came, generatedProbe, get, literal, withQuery } from '../kit/index.ts';
import { filtersOn } from './query-arbitraries.ts';
import { isInvalid } from './filter-probe.ts';
import { chooseSubjects } from './filter-subjects.ts';
import { anchorOf, queryableTypes } from './population.ts';

const requirement = 'RFC7644-3.4.2.2-10';

/** Each makes of any filter something that is none, by figure 1 and by any extension of its operators. */
const damages: readonly ((filter: string) => string)[] = [
  (filter) => `${filter} and`,
  (filter) => `or ${filter}`,
  (filter) => `(${filter}`,
  (filter) => `${filter})`,
  (filter) => `() and ${filter}`,
  (filter) => `${filter} ${filter}`,
  (filter) => `${filter} and or ${filter}`,
  (filter) => `${filter} and .value pr`,
  (filter) => `${filter} and eq "a"`,
  (filter) => `${filter} or title eq "a`,
  (filter) => `not (${filter}) not (${filter})`,
];

/** Queries that are no filters (RFC 7644 figure 1). */
export const damagedFilters = generatedProbe<{ readonly type: string; readonly filters: readonly string[] }>({
  id: 'query/damaged-filters',
  title: 'What the grammar of filters does not have is refused',
  requirements: [requirement],
  needs: ['filter'],
  trials: 10,
  cases: (context) =>
    fc.oneof(
      ...queryableTypes(context).map(([type, model]) => {
        const valid = filtersOn(chooseSubjects(model, context.random), model);
        const damaged = fc.tuple(valid, fc.constantFrom(...damages)).map(([filter, damage]) => damage(filter));
        return fc.record(
          { filters: fc.array(damaged, { minLength: 1, maxLength: 4 }), type: fc.constant(type) },
          { noNullPrototype: true },
        );
      }),
    ),
  *stimulate(stage, { type, filters }) {
    const endpoint = stage.endpoint(type);
    const anchor = anchorOf(stage.model(type)!)!;
    // A filter that the target takes: without one, a refusal says nothing of the others.
    yield get('control', withQuery(endpoint, { filter: `${anchor} eq ${literal(stage.name())}` }));
    for (const filter of filters) yield get('damaged', withQuery(endpoint, { filter }));
  },
  judge(judgement, { filters }) {
    if (!judgement.founded('control', requirement)) return;
    for (const [index, exchange] of judgement.all('damaged').entries()) {
      const message = `expected 400 invalidFilter for ${plain(filters[index] ?? '')}, got ${came(exchange)}`;
      judgement.check(requirement, isInvalid(exchange), message, exchange);
    }
  },
});
