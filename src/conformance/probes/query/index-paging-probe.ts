import { isJsonObject } from '../../../kernel/index.ts';
import type { SeenExchange } from '../../probe.ts';
import { quote } from '../../wording.ts';
import {
  came,
  fixedProbe,
  get,
  isList,
  type Judgement,
  member,
  resourcesOf,
  sameValue,
  succeeded,
  valueAt,
  withQuery,
} from '../kit/index.ts';
import { idsOf, totalOf } from './query-listing.ts';
import { isScoped, populate, queryableTypes, scopeOf } from './population.ts';

const section = 'RFC7644-3.4.2.4';

/** Pages that are asked for, by the label of the query. */
const pages = {
  whole: {},
  'count 1': { startIndex: 1, count: 1 },
  'count 2': { startIndex: 1, count: 2 },
  'count 3': { startIndex: 1, count: 3 },
  second: { startIndex: 2, count: 1 },
  'zero index': { startIndex: 0, count: 2 },
  'negative index': { startIndex: -5, count: 2 },
  'no index': { count: 2 },
  'zero count': { count: 0, startIndex: 1 },
  'negative count': { count: -1, startIndex: 1 },
} as const;

/** Paging by index (RFC 7644 section 3.4.2.4). */
export const indexPages = fixedProbe({
  id: 'query/index-pages',
  title: '"startIndex" and "count" choose a page, and the response says which it is',
  requirements: [
    'RFC7644-3.4.2-5',
    'RFC7644-3.4.2-6',
    `${section}-2`,
    `${section}-3`,
    `${section}-4`,
    `${section}-a`,
    `${section}-b`,
  ],
  needs: ['index'],
  *stimulate(stage) {
    const [first] = queryableTypes(stage.context);
    if (first === undefined) return;
    const population = yield* populate(stage, first[0], { m1: {}, m2: {}, m3: {} });
    const scope = yield* scopeOf(stage, population);
    for (const [label, parameters] of Object.entries(pages))
      yield get(label, withQuery(population.endpoint, { ...scope, ...parameters }));
  },
  judge(judgement) {
    for (const [label, index] of Object.entries({ second: 2, 'count 2': 1 }))
      judgeNumber(judgement, 'RFC7644-3.4.2-5', label, 'startIndex', index);
    for (const label of ['second', 'count 2'])
      judgeNumber(judgement, 'RFC7644-3.4.2-6', label, 'itemsPerPage', resourcesOf(bodyOf(judgement, label)).length);
    for (const label of ['zero index', 'negative index']) {
      samePage(judgement, `${section}-2`, label, 'count 2');
      if (member(bodyOf(judgement, label), 'startIndex') !== undefined)
        judgeNumber(judgement, `${section}-2`, label, 'startIndex', 1);
    }
    for (const count of [1, 2, 3]) judgeLength(judgement, `${section}-3`, `count ${count}`, count);
    judgeLength(judgement, `${section}-4`, 'negative count', 0);
    judgeLength(judgement, `${section}-a`, 'zero count', 0);
    // Where both methods are offered this may be the first page of the other one (RFC 9865 section 2.4).
    if (judgement.has('cursor')) {
      const page = bodyOf(judgement, 'no index');
      if (member(page, 'startIndex') === undefined)
        return judgement.skip(`${section}-b`, 'the target pages by cursors where no method is named');
    }
    samePage(judgement, `${section}-b`, 'no index', 'count 2');
  },
});

function bodyOf(judgement: Judgement, label: string): SeenExchange['response']['body'] {
  return judgement.one(label).response.body;
}

function judgeNumber(judgement: Judgement, requirement: string, label: string, name: string, expected: number): void {
  const exchange = judgement.one(label);
  if (!judgement.founded(exchange, requirement)) return;
  const got = valueAt(exchange.response.body, name);
  judgement.check(requirement, got === expected, `expected ${name} ${expected}, got ${quote(got)}`, exchange);
}

/** No more resources than asked for, and as many results in all as without a count. */
function judgeLength(judgement: Judgement, requirement: string, label: string, most: number): void {
  const exchange = judgement.one(label);
  const { body } = exchange.response;
  const resources = member(body, 'Resources');
  const wellFormed = isJsonObject(body) && (resources === undefined || isList(resources));
  const { length } = resourcesOf(body);
  const fine = succeeded(exchange) && wellFormed && length <= most;
  const got = succeeded(exchange) ? `${length}` : came(exchange);
  if (!judgement.check(requirement, fine, `expected ${most} resources at most, got ${got}`, exchange)) return;
  // Of everything that is there on a shared system the number may change meanwhile.
  if (!isScoped(exchange)) return;
  const [total, whole] = [totalOf(body), totalOf(bodyOf(judgement, 'whole'))];
  const message = `expected totalResults ${quote(whole)} as without a count, got ${quote(total)}`;
  judgement.check(requirement, total === whole, message, exchange);
}

function samePage(judgement: Judgement, requirement: string, label: string, other: string): void {
  const [exchange, usual] = [judgement.one(label), judgement.one(other)];
  if (!judgement.founded(usual, requirement)) return;
  const [expected, got] = [usual, exchange].map(({ response }) => idsOf(resourcesOf(response.body)));
  const same = succeeded(exchange) && sameValue(expected, got);
  const message = `expected the page of startIndex 1, got ${succeeded(exchange) ? quote(got) : came(exchange)}`;
  judgement.check(requirement, same, message, exchange);
}
