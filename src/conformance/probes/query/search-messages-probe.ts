import { messageUris } from '../../../scim/index.ts';
import type { SeenExchange } from '../../probe.ts';
import { quote } from '../../wording.ts';
import {
  came,
  fixedProbe,
  get,
  type Judgement,
  literal,
  post,
  resourcesOf,
  textAt,
  valueAt,
  withQuery,
} from '../kit/index.ts';
import { isInvalid } from './filter-probe.ts';
import { idsOf, totalOf } from './query-listing.ts';
import { isScoped, type Population, populate, populationOf, queryableTypes, scopeOf } from './population.ts';
import { hasSearch, searchRequest } from './search-by-post.ts';

const section = 'RFC7644-3.4.3';

/** Messages of queries by POST (RFC 7644 section 3.4.3). */
export const searchRequests = fixedProbe({
  id: 'query/search-requests',
  title: 'A POST to "/.search" is a query that creates nothing; its message and its filter are valid or refused',
  requirements: [`${section}-1`, `${section}-2`, `${section}-6`],
  *stimulate(stage) {
    const [first] = queryableTypes(stage.context);
    if (first === undefined) return;
    const population = yield* populate(stage, first[0], { m1: {}, m2: {} });
    const { endpoint, anchor, prefix } = population;
    const scope = yield* scopeOf(stage, population);
    yield get('before', withQuery(endpoint, scope));
    yield searchRequest('search', endpoint, { ...scope });
    yield post('wrong schema', `${endpoint}/.search`, { schemas: [messageUris.patchOp], ...scope });
    yield post('no schema', `${endpoint}/.search`, { ...scope });
    yield get('after', withQuery(endpoint, scope));
    if (!stage.has('filter')) return;
    yield searchRequest('filter', endpoint, { filter: `${anchor} eq ${literal(`${prefix}m1`)}` });
    for (const filter of [`${anchor} xx "a"`, `${anchor} eq`, ''])
      yield searchRequest('invalid filter', endpoint, { filter });
  },
  judge(judgement) {
    if (!hasSearch(judgement, 'search', searchRequests.requirements)) return;
    const [type] = queryableTypes(judgement.seen)[0]!;
    const search = judgement.one('search');
    if (judgement.status(`${section}-1`, search, 200)) judgeNothingCreated(judgement);
    judgement.status(`${section}-2`, search, 200);
    for (const label of ['wrong schema', 'no schema']) judgeMessage(judgement, label);
    judgeFilters(judgement, populationOf(judgement, type));
  },
});

function judgeNothingCreated(judgement: Judgement): void {
  const [before, after] = [judgement.one('before'), judgement.one('after')];
  if (!isScoped(after)) return;
  const [expected, got] = [before, after].map(({ response }) => totalOf(response.body));
  judgement.check(
    `${section}-1`,
    expected === got,
    `expected ${quote(expected)} resources as before, got ${quote(got)}`,
    after,
  );
}

function judgeMessage(judgement: Judgement, label: string): void {
  const exchange = judgement.one(label);
  const keyword = keywordOf(exchange);
  const refused = exchange.response.status === 400 && [undefined, 'invalidSyntax', 'invalidValue'].includes(keyword);
  judgement.check(`${section}-2`, refused, `expected 400 invalidSyntax for ${label}, got ${came(exchange)}`, exchange);
}

function judgeFilters(judgement: Judgement, population: Population): void {
  const requirement = `${section}-6`;
  const filter = judgement.maybe('filter');
  if (filter === undefined) return judgement.skip(requirement, 'the target has no filters');
  if (!judgement.founded(filter, requirement)) return;
  const got = idsOf(resourcesOf(filter.response.body));
  const right = got.length === 1 && got[0] === population.members.get('m1')?.id;
  judgement.check(requirement, right, `expected the one resource, got ${got.length}`, filter);
  for (const exchange of judgement.all('invalid filter')) {
    const sent = quote(valueAt(exchange.request.body, 'filter'));
    // An empty text is a wrong value of the message as much as it is no filter.
    const empty = valueAt(exchange.request.body, 'filter') === '';
    const misplaced = empty && exchange.response.status === 400 && keywordOf(exchange) === 'invalidValue';
    judgement.check(
      requirement,
      isInvalid(exchange) || misplaced,
      `expected 400 invalidFilter for ${sent}, got ${came(exchange)}`,
      exchange,
    );
  }
}

function keywordOf({ response }: SeenExchange): string | undefined {
  return textAt(response.body, 'scimType');
}
