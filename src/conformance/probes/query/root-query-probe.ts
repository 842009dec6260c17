import { messageUris } from '../../../scim/index.ts';
import type { Discovery, SeenExchange } from '../../probe.ts';
import { plain } from '../../wording.ts';
import {
  came,
  type Created,
  fixedProbe,
  get,
  isNotOffered,
  type Judgement,
  literal,
  post,
  resourcesOf,
  textAt,
  valuesAt,
  withQuery,
} from '../kit/index.ts';
import { isDeclined } from './filter-probe.ts';
import { idsOf } from './query-listing.ts';
import { type Population, populate, populationOf, queryableTypes } from './population.ts';

const section = 'RFC7644-3.4.2.1';

/** A query over all types. */
interface RootQuery {
  readonly requirements: readonly string[];
  readonly filter: string;
  /** Keys of the members that it finds. */
  readonly finds: readonly string[];
}

/** The first two types that a query can tell the resources of; User first where there is one. */
function typesOf(discovery: Pick<Discovery, 'models'>): readonly string[] {
  return queryableTypes(discovery)
    .map(([type]) => type)
    .slice(0, 2);
}

function queriesOf(one: Population, two: Population, models: Discovery['models']): readonly RootQuery[] {
  const [a, c] = [idIs(one, 'first1'), idIs(two, 'second1')];
  const either = `(${begins(one)} or ${begins(two)})`;
  const [firsts, seconds] = [
    ['first1', 'first2'],
    ['second1', 'second2'],
  ] as const;
  // What the other type does not have is without a value there.
  const differ = models.get(two.type)?.attributes.has(one.anchor.toLowerCase()) === false;
  return [
    rootQuery('1', `${a} or ${c}`, 'first1', 'second1'),
    rootQuery('3', either, ...firsts, ...seconds),
    rootQuery('3', `${either} and not (${a})`, 'first2', ...seconds),
    rootQuery('a', `meta.resourceType eq ${literal(one.type)} and ${either}`, ...firsts),
    rootQuery('a', `meta.resourceType eq ${literal(two.type)} and ${either}`, ...seconds),
    ...(differ
      ? [
          rootQuery('4', `${anchorIs(one, 'first1')} or ${anchorIs(two, 'second1')}`, 'first1', 'second1'),
          rootQuery('4', `${one.anchor} pr and (${a} or ${c})`, 'first1'),
        ]
      : []),
  ];
}

function rootQuery(letter: string, filter: string, ...finds: readonly string[]): RootQuery {
  return { requirements: [`${section}-${letter}`], filter, finds };
}

function idIs({ members }: Population, key: string): string {
  return `id eq ${literal(members.get(key)!.id)}`;
}

function anchorIs({ anchor, prefix }: Population, key: string): string {
  return `${anchor} eq ${literal(`${prefix}${key}`)}`;
}

function begins({ anchor, prefix }: Population): string {
  return `${anchor} sw ${literal(prefix)}`;
}

/** Queries about the resources of all types (RFC 7644 section 3.4.2.1). */
export const allTypes = fixedProbe({
  id: 'query/all-types',
  title: 'A query at the root is about the resources of all types, each by the attributes that it has',
  requirements: [`${section}-1`, `${section}-3`, `${section}-4`, `${section}-a`],
  needs: ['filter'],
  *stimulate(stage) {
    const [first, second] = typesOf(stage.context);
    if (first === undefined || second === undefined) return;
    const one = yield* populate(stage, first, { first1: {}, first2: {} });
    const two = yield* populate(stage, second, { second1: {}, second2: {} });
    for (const [index, { filter }] of queriesOf(one, two, stage.context.models).entries()) {
      yield get(`get ${index}`, withQuery('/', { filter }));
      yield post(`search ${index}`, '/.search', { schemas: [messageUris.searchRequest], filter });
    }
  },
  judge(judgement) {
    const [first, second] = typesOf(judgement.seen);
    const [one, two] = [populationOf(judgement, first!), populationOf(judgement, second!)];
    const queries = queriesOf(one, two, judgement.seen.models);
    if (!queries.some(({ requirements }) => requirements.includes(`${section}-4`)))
      judgement.skip(`${section}-4`, `${two.type} has ${one.anchor} as well`);
    const members = new Map([...one.members, ...two.members]);
    for (const [index, query] of queries.entries())
      for (const how of ['get', 'search']) {
        const mayNotDecline = isTaken(judgement, how, query.filter);
        judgeQuery(judgement, judgement.one(`${how} ${index}`), query, { members, mayNotDecline });
      }
  },
});

function judgeQuery(
  judgement: Judgement,
  exchange: SeenExchange,
  { requirements, filter, finds }: RootQuery,
  { members, mayNotDecline }: { readonly members: ReadonlyMap<string, Created>; readonly mayNotDecline: boolean },
): void {
  const keys = new Map([...members].map(([key, { id }]) => [id, key]));
  const got = idsOf(resourcesOf(exchange.response.body)).map((id) => keys.get(id) ?? 'another resource');
  const right =
    exchange.response.status === 200 && got.length === finds.length && finds.every((key) => got.includes(key));
  const outcome = exchange.response.status === 200 ? got.join(', ') || 'nothing' : came(exchange);
  const message = `expected ${plain(filter)} to find ${finds.join(', ')}, got ${outcome}`;
  for (const requirement of requirements) {
    if (!isOffered(exchange)) judgement.skip(requirement, `the target has no queries at its root: ${came(exchange)}`);
    else if (isDeclined(exchange) && !mayNotDecline) judgement.skip(requirement, `the target declines it: ${message}`);
    else judgement.check(requirement, right, message, exchange);
  }
}

/** Whether every expression of a filter is one that the target has taken already, so that it has to take all of it. */
function isTaken(judgement: Judgement, how: string, filter: string): boolean {
  return judgement.one(`${how} 0`).response.status === 200 && !/ (?:sw|pr)\b/u.test(filter);
}

/** A provider need not answer queries at its root, where something that is no list may be, or may find too much there. */
function isOffered(exchange: SeenExchange): boolean {
  const { status, body } = exchange.response;
  if (isNotOffered(exchange) || textAt(body, 'scimType') === 'tooMany') return false;
  return status !== 200 || valuesAt(body, 'schemas').length > 0;
}
