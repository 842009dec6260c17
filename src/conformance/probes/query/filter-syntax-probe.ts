import { exactError, fixedProbe, get, isText, literal, textAt, withQuery } from '../kit/index.ts';
import { type FilterCase, filterProbe } from './filter-probe.ts';
import { anchorOf, type Population, queryableTypes } from './population.ts';

const section = 'RFC7644-3.4.2.2';

/** A filter that the target takes, so that a refusal of others says something of them. */
function control({ anchor, prefix }: Population): FilterCase {
  const filter = `${anchor} eq ${literal(`${prefix}control`)}`;
  return { name: 'control', requirements: [], filter, matches: ['control'], alone: true };
}

function invalid(letter: string, ...filters: readonly string[]): readonly FilterCase[] {
  return filters.map((filter) => ({
    name: `invalid ${filter}`,
    requirements: [`${section}-${letter}`],
    filter,
    matches: 'invalid',
    after: ['control'],
  }));
}

/** What is no filter at all, or lacks a part of one (RFC 7644 section 3.4.2.2). */
export const brokenFilters = filterProbe({
  id: 'query/broken-filters',
  title: 'A filter without an expression, and an expression without one of its parts, is refused',
  requirements: [`${section}-2`, `${section}-3`],
  plan(discovery) {
    const [first] = queryableTypes(discovery);
    if (first === undefined) return undefined;
    const [type, model] = first;
    const name = anchorOf(model)!;
    return {
      type,
      members: { control: {} },
      cases: (population) => [
        control(population),
        ...invalid('2', '', ' '),
        ...invalid('3', name, 'eq "a"', `${name} eq`, `${name} "a"`, `"a" eq ${name}`, `pr ${name}`, `${name} eq "a`),
      ],
    };
  },
});

/** Operators that nobody defines: another one, such as "regex", a provider may have added (RFC 7644 section 3.4.2.2). */
const unknownOperators = ['xx', 'zqj'] as const;

/** Operators that the target does not know (RFC 7644 section 3.4.2.2). */
export const unknownOperations = fixedProbe({
  id: 'query/unknown-operations',
  title: 'An operator that the target does not know is refused, with an explanation',
  requirements: [`${section}-14`],
  needs: ['filter'],
  *stimulate(stage) {
    const [first] = queryableTypes(stage.context);
    if (first === undefined) return;
    const [type, model] = first;
    for (const operator of unknownOperators)
      yield get('unknown', withQuery(stage.endpoint(type), { filter: `${anchorOf(model)} ${operator} "a"` }));
  },
  judge(judgement) {
    for (const exchange of judgement.all('unknown')) {
      if (!exactError(judgement, `${section}-14`, exchange, 400, 'invalidFilter')) continue;
      const detail = textAt(exchange.response.body, 'detail');
      judgement.check(`${section}-14`, isText(detail), 'expected an explanation in "detail", got none', exchange);
    }
  },
});
