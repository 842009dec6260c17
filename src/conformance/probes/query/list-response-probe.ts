import { messageUris } from '../../../scim/index.ts';
import type { SeenExchange } from '../../probe.ts';
import { quote } from '../../wording.ts';
import {
  came,
  fixedProbe,
  get,
  isList,
  isNotOffered,
  type Judgement,
  literal,
  member,
  post,
  resourcesOf,
  sameValue,
  textAt,
  valueAt,
  valuesAt,
  withQuery,
} from '../kit/index.ts';
import { idsOf, totalOf } from './query-listing.ts';
import { isScoped, populate, populationOf, queryableTypes, scopeOf } from './population.ts';

const section = 'RFC7644-3.4.2';

/** Messages with the results of queries (RFC 7644 section 3.4.2). */
export const listResponses = fixedProbe({
  id: 'query/list-responses',
  title: 'The response to a query is a ListResponse with the number of all results and the results themselves',
  requirements: [`${section}-2`, `${section}-3`, `${section}-4`, `${section}-7`],
  *stimulate(stage) {
    const [first] = queryableTypes(stage.context);
    if (first === undefined) return;
    const population = yield* populate(stage, first[0], { m1: {}, m2: {} });
    const { endpoint, anchor } = population;
    const scope = yield* scopeOf(stage, population);
    yield get('list', withQuery(endpoint, scope));
    yield get('list', endpoint);
    yield post('search', `${endpoint}/.search`, { schemas: [messageUris.searchRequest], ...scope });
    if (stage.has('filter'))
      yield get('nothing', withQuery(endpoint, { filter: `${anchor} eq ${literal(stage.name('nobody'))}` }));
  },
  judge(judgement) {
    const [type] = queryableTypes(judgement.seen)[0]!;
    const { members } = populationOf(judgement, type);
    const lists = [...judgement.all('list'), ...judgement.all('search').filter((each) => !isNotOffered(each))];
    for (const exchange of lists) {
      if (!judgement.founded(exchange, `${section}-2`, `${section}-3`, `${section}-4`)) continue;
      const { body } = exchange.response;
      const uris = valuesAt(body, 'schemas');
      const named = sameValue(uris, [messageUris.listResponse]);
      judgement.check(
        `${section}-2`,
        named,
        `expected schemas ${messageUris.listResponse}, got ${quote(uris)}`,
        exchange,
      );
      judgeTotal(judgement, exchange, members.size);
      const resources = member(body, 'Resources');
      const full = isList(resources) && resources.length > 0;
      judgement.check(`${section}-4`, full, `expected Resources with members, got ${quote(resources)}`, exchange);
    }
    judgeNothing(judgement);
  },
});

/** A target with cursors may leave the number out where it cannot tell (RFC 9865 section 2). */
function judgeTotal(judgement: Judgement, exchange: SeenExchange, members: number): void {
  const { body } = exchange.response;
  const total = valueAt(body, 'totalResults');
  if (total === undefined && judgement.has('cursor') && member(body, 'startIndex') === undefined)
    return judgement.skip(`${section}-3`, 'the target pages by cursors and gives no totalResults');
  const least = Math.max(resourcesOf(body).length, members);
  const counted = typeof total === 'number' && Number.isInteger(total);
  const holds = counted && (isScoped(exchange) ? total === members : total >= least);
  const expected = isScoped(exchange) ? members : `${least} or more`;
  judgement.check(`${section}-3`, holds, `expected totalResults ${expected}, got ${quote(total)}`, exchange);
}

function judgeNothing(judgement: Judgement): void {
  const nothing = judgement.maybe('nothing');
  if (nothing === undefined) return judgement.skip(`${section}-7`, 'the target has no filters');
  if ([400, 403, 501].includes(nothing.response.status))
    return judgement.skip(`${section}-7`, `the target declines the filter: ${came(nothing)}`);
  const { status, body } = nothing.response;
  const total = totalOf(body);
  const none = resourcesOf(body).length === 0 && (total === 0 || (total === undefined && judgement.has('cursor')));
  const message = `expected 200 with totalResults 0, got ${came(nothing)} with ${quote(valueAt(body, 'totalResults'))}`;
  judgement.check(`${section}-7`, status === 200 && none, message, nothing);
}

/** Query parameters that nobody defines (RFC 7644 section 3.4.2). */
export const unknownParameters = fixedProbe({
  id: 'query/unknown-parameters',
  title: 'A query parameter that the target does not know makes no difference',
  requirements: [`${section}-1`],
  *stimulate(stage) {
    const [first] = queryableTypes(stage.context);
    if (first === undefined) return;
    const population = yield* populate(stage, first[0], { m1: {}, m2: {} });
    const { path } = population.members.get('m1')!;
    const scope = yield* scopeOf(stage, population);
    const unknown = { [`${stage.context.namespace}parameter`.replaceAll(/[^a-z]/giu, '')]: 'x' };
    yield get('list without', withQuery(population.endpoint, scope));
    yield get('list with', withQuery(population.endpoint, { ...scope, ...unknown }));
    yield get('read without', path);
    yield get('read with', withQuery(path, unknown));
  },
  judge(judgement) {
    for (const what of ['list', 'read']) {
      const [plain, odd] = [judgement.one(`${what} without`), judgement.one(`${what} with`)];
      if (!judgement.founded(plain, `${section}-1`)) continue;
      if (!judgement.status(`${section}-1`, odd, 200)) continue;
      if (what === 'read') judgement.same(`${section}-1`, odd, plain.response.body);
      else if (isScoped(odd)) {
        const [expected, got] = [plain, odd].map(({ response }) => idsOf(resourcesOf(response.body)));
        const same = sameValue(expected, got);
        judgement.check(`${section}-1`, same, `expected the same resources, got ${quote(got)}`, odd);
      }
    }
  },
});

/** Queries at the root and of whole types (RFC 7644 section 3.4.2.1). */
export const tooManyResults = fixedProbe({
  id: 'query/too-many-results',
  title: 'A query without a filter is answered, or refused as one with too many results',
  requirements: ['RFC7644-3.4.2.1-2'],
  *stimulate(stage) {
    for (const [type] of queryableTypes(stage.context)) yield get('list', stage.endpoint(type));
    yield get('root', '/');
    yield post('root', '/.search', { schemas: [messageUris.searchRequest] });
  },
  judge(judgement) {
    const others = judgement.all('root').filter((each) => !isNotOffered(each));
    for (const exchange of [...judgement.all('list'), ...others]) {
      // Here, other than in general, the keyword is required.
      const refused = exchange.response.status === 400 && textAt(exchange.response.body, 'scimType') === 'tooMany';
      const fine = exchange.response.status === 200 || refused;
      judgement.check('RFC7644-3.4.2.1-2', fine, `expected 200 or 400 tooMany, got ${came(exchange)}`, exchange);
    }
  },
});
