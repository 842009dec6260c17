import type { JsonObject } from '../../../kernel/index.ts';
import type { SeenExchange } from '../../probe.ts';
import { quote } from '../../wording.ts';
import {
  came,
  fixedProbe,
  get,
  resourcesOf,
  sameValue,
  succeeded,
  textAt,
  valueAt,
  valuesAt,
  withQuery,
} from '../kit/index.ts';
import { idsOf, type QueryParameters } from './query-listing.ts';
import { isScoped, type Population, populate, populationOf, queryableTypes, scopeOf } from './population.ts';
import { hasSearch, searchRequest } from './search-by-post.ts';
import { chooseProjected, judgeSelection, projectedValues, selectionsOn } from './selections.ts';
import { orderOf } from './sort-order.ts';

const section = 'RFC7644-3.4.3';

const clauses = {
  effect: [],
  notation: [`${section}-3`],
  minimum: [`${section}-4`],
  excludedNotation: [`${section}-5`],
} as const;

/** Parameters of queries by POST (RFC 7644 section 3.4.3). */
export const searchParameters = fixedProbe({
  id: 'query/search-parameters',
  title: 'A query by POST selects attributes as one by GET does',
  requirements: Object.values(clauses).flat(),
  *stimulate(stage) {
    const chosen = chooseProjected(stage.context);
    if (chosen === undefined) return;
    const values = projectedValues(chosen.subject);
    const population = yield* populate(stage, chosen.type, { m1: values, m2: values });
    const scope = yield* scopeOf(stage, population);
    yield searchRequest('whole', population.endpoint, { ...scope });
    for (const { name, attributes, excludedAttributes } of selectionsOn(chosen.subject, clauses))
      yield searchRequest(`search: ${name}`, population.endpoint, {
        ...scope,
        ...(attributes && { attributes }),
        ...(excludedAttributes && { excludedAttributes }),
      });
  },
  judge(judgement) {
    const { requirements } = searchParameters;
    if (!hasSearch(judgement, 'whole', requirements) || !judgement.founded('whole', ...requirements)) return;
    const { type, subject } = chooseProjected(judgement.seen)!;
    const ids = new Set([...populationOf(judgement, type).members.values()].map(({ id }) => id));
    const own = (exchange: SeenExchange): readonly JsonObject[] =>
      resourcesOf(exchange.response.body).filter((each) => ids.has(textAt(each, 'id') ?? ''));
    const [whole] = own(judgement.one('whole'));
    for (const selection of selectionsOn(subject, clauses)) {
      const exchange = judgement.one(`search: ${selection.name}`);
      const unknown = [...selection.has, ...selection.lacks].find((path) => valuesAt(whole, path).length === 0);
      if (unknown === undefined) judgeSelection(judgement, selection, exchange, own(exchange));
      else for (const each of selection.requirements) judgement.skip(each, `the list shows no ${quote(unknown)}`);
    }
  },
});

/** Parameters that are asked for by GET and by POST alike. */
function combinations({ anchor }: Population, sorts: boolean): Readonly<Record<string, QueryParameters>> {
  const order = sorts ? { sortBy: anchor, sortOrder: 'descending' } : {};
  return {
    all: {},
    page: { startIndex: 2, count: 1 },
    selection: { attributes: anchor, ...order },
    everything: { excludedAttributes: 'meta', startIndex: 1, count: 2, ...order },
  };
}

/** The two ways to ask (RFC 7644 section 3.4.3). */
export const searchAsGet = fixedProbe({
  id: 'query/search-as-get',
  title: 'A query by POST is answered as the same query by GET',
  requirements: [`${section}-a`],
  *stimulate(stage) {
    const [first] = queryableTypes(stage.context);
    if (first === undefined) return;
    const population = yield* populate(stage, first[0], { m1: {}, m3: {}, m2: {} });
    const scope = yield* scopeOf(stage, population);
    for (const [name, parameters] of Object.entries(combinations(population, stage.has('sort')))) {
      yield get(`get: ${name}`, withQuery(population.endpoint, { ...scope, ...parameters }));
      yield searchRequest(`search: ${name}`, population.endpoint, { ...scope, ...inBody(parameters) });
    }
  },
  judge(judgement) {
    if (!hasSearch(judgement, 'search: all', [`${section}-a`])) return;
    const [type] = queryableTypes(judgement.seen)[0]!;
    for (const name of Object.keys(combinations(populationOf(judgement, type), false))) {
      const [asked, searched] = [judgement.one(`get: ${name}`), judgement.one(`search: ${name}`)];
      if (!judgement.founded(asked, `${section}-a`)) continue;
      if (!judgement.status(`${section}-a`, searched, 200)) continue;
      // Between the two anything may happen to resources that are not the run's own.
      if (!isScoped(searched)) continue;
      const [left, right] = [asked.response.body, searched.response.body];
      for (const each of ['totalResults', 'itemsPerPage', 'startIndex']) {
        const [expected, got] = [valueAt(left, each), valueAt(right, each)];
        judgement.check(
          `${section}-a`,
          expected === got,
          `expected ${each} ${quote(expected)}, got ${quote(got)}`,
          searched,
        );
      }
      const [expected, got] = [resourcesOf(left), resourcesOf(right)];
      const message = `expected the resources that GET gives, got ${quote(idsOf(got))}`;
      judgement.check(`${section}-a`, sameResources(expected, got), message, searched);
    }
  },
});

/** Parameters as members of a message: attribute names in a list, numbers as numbers. */
function inBody(parameters: QueryParameters): JsonObject {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) =>
      name.endsWith('ttributes') && typeof value === 'string' ? [name, value.split(',')] : [name, value],
    ),
  );
}

/** Order of queries by POST (RFC 7644 section 3.4.3). */
export const searchSorted = fixedProbe({
  id: 'query/search-sorted',
  title: 'A query by POST is sorted by the attribute that "sortBy" names, also with the URI of its schema',
  requirements: [`${section}-7`, `${section}-8`],
  needs: ['sort'],
  *stimulate(stage) {
    const [first] = queryableTypes(stage.context);
    if (first === undefined) return;
    const [type, model] = first;
    const population = yield* populate(stage, type, { m2: {}, m3: {}, m1: {} });
    const scope = yield* scopeOf(stage, population);
    for (const sortBy of [population.anchor, `${model.base.id}:${population.anchor}`])
      yield searchRequest(`by ${sortBy}`, population.endpoint, { ...scope, sortBy, sortOrder: 'descending' });
  },
  judge(judgement) {
    const [type, model] = queryableTypes(judgement.seen)[0]!;
    const { anchor, members } = populationOf(judgement, type);
    if (!hasSearch(judgement, `by ${anchor}`, searchSorted.requirements)) return;
    const ids = new Set([...members.values()].map(({ id }) => id));
    for (const [requirement, sortBy] of [
      [`${section}-7`, anchor],
      [`${section}-8`, `${model.base.id}:${anchor}`],
    ] as const) {
      const exchange = judgement.one(`by ${sortBy}`);
      const own = resourcesOf(exchange.response.body).filter((each) => ids.has(textAt(each, 'id') ?? ''));
      if (succeeded(exchange) && own.length < 2) {
        judgement.skip(requirement, 'the list shows too few of the resources of the run');
        continue;
      }
      const { wrong } = orderOf(own, model, anchor, 'descending');
      const got = succeeded(exchange) ? quote(own.map((each) => textAt(each, anchor) ?? '')) : came(exchange);
      const message = `expected descending order of ${sortBy}, got ${got}`;
      judgement.check(requirement, succeeded(exchange) && wrong === undefined, message, exchange);
    }
  },
});

/** Whether two lists of resources say the same, in order. */
function sameResources(left: readonly JsonObject[], right: readonly JsonObject[]): boolean {
  return left.length === right.length && left.every((each, index) => sameValue(each, right[index]));
}
