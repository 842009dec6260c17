import type { Capability, Discovery, FixedProbe, SeenExchange } from '../../probe.ts';
import { plain } from '../../wording.ts';
import { came, fixedProbe, get, type Judgement, textAt, withQuery } from '../kit/index.ts';
import { gather, idsOf, listingOf } from './query-listing.ts';
import { CONFINED, isConfinable, type Members, type Population, populate, populationOf, within } from './population.ts';

/** One filter and what comes of it. */
export interface FilterCase {
  /** Unique in its probe. */
  readonly name: string;
  /** None where other cases build on this one only. */
  readonly requirements: readonly string[];
  readonly filter: string;
  /**
   * Keys of the members that match, or that the filter is to be refused with 400: with `invalidFilter` where the RFC
   * requires the keyword, without another one where it does not.
   */
  readonly matches: readonly string[] | 'invalid' | 'invalidFilter';
  /** Keys of members of which the RFC does not say whether they match. */
  readonly open?: readonly string[];
  /** Nothing but members can match, so that the filter need not be confined to them. */
  readonly alone?: boolean;
  /** A refusal is as good as what `matches` says. */
  readonly orInvalid?: boolean;
  /**
   * Names of cases on which this one builds: unless all of them come out right it shows nothing, and where they do the
   * target may not decline this one.
   */
  readonly after?: readonly string[];
}

/** What a filter probe puts on the target, and what it asks for then. */
export interface FilterPlan {
  readonly type: string;
  readonly members: Members | ((prefix: string) => Members);
  cases(population: Population): readonly FilterCase[];
}

interface FilterCourse {
  readonly id: string;
  readonly title: string;
  readonly requirements: readonly string[];
  readonly needs?: readonly Capability[];
  /** Tells the same every time; `undefined` where the target has no attributes to try this on. */
  plan(discovery: Discovery): FilterPlan | undefined;
}

/** A probe that puts a small population on the target and compares what filters find of it with what they must. */
export function filterProbe(course: FilterCourse): FixedProbe {
  return fixedProbe({
    ...course,
    needs: ['filter', ...(course.needs ?? [])],
    *stimulate(stage) {
      const plan = course.plan(stage.context);
      if (plan === undefined) return;
      const population = yield* populate(stage, plan.type, plan.members);
      const confinable = population.members.size > 0 && (yield* isConfinable(population));
      for (const { name, filter, matches, alone } of plan.cases(population)) {
        if (typeof matches === 'string') yield get(name, withQuery(population.endpoint, { filter }));
        else if (alone === true) yield* gather(name, population.endpoint, { filter });
        else if (confinable) yield* gather(name, population.endpoint, { filter: within(population, filter) });
      }
    },
    judge(judgement) {
      const plan = course.plan(judgement.seen)!;
      const population = populationOf(judgement, plan.type);
      const cases = new Map(plan.cases(population).map((each) => [each.name, each]));
      const results = new Map([...cases].map(([name, each]) => [name, resultOf(judgement, population, each)]));
      for (const [name, each] of cases) assess(judgement, each, results.get(name)!, results);
      const tried = new Set([...cases.values()].flatMap(({ requirements }) => requirements));
      for (const requirement of course.requirements.filter((each) => !tried.has(each)))
        judgement.skip(requirement, 'the target has no attributes to try this on');
    },
  });
}

/** What came of a case. */
interface Result {
  readonly kind: 'right' | 'wrong' | 'declined' | 'unasked';
  readonly message: string;
  readonly exchange: SeenExchange;
}

function assess(judgement: Judgement, wanted: FilterCase, own: Result, results: ReadonlyMap<string, Result>): void {
  const { requirements, after = [], orInvalid = false } = wanted;
  const without = after.map((name) => results.get(name)!).find(({ kind }) => kind !== 'right');
  for (const requirement of requirements) {
    if (without !== undefined)
      judgement.skip(requirement, `another filter, on which this builds, does not work: ${without.message}`);
    else if (own.kind === 'unasked') judgement.skip(requirement, own.message);
    else if (own.kind !== 'declined' || after.length > 0 || orInvalid)
      judgement.check(requirement, own.kind === 'right' || (own.kind === 'declined' && orInvalid), ...said(own));
    else judgement.skip(requirement, `the target declines it: ${own.message}`);
  }
}

function said({ message, exchange }: Result): [string, SeenExchange] {
  return [message, exchange];
}

function resultOf(judgement: Judgement, population: Population, wanted: FilterCase): Result {
  const { name, filter, matches, open = [] } = wanted;
  if (judgement.all(name).length === 0) {
    const { first, resources } = listingOf(judgement, CONFINED);
    const query = plain(new URLSearchParams(first.request.path.split('?')[1]).get('filter') ?? '');
    const got = `${came(first)} with ${resources.length} of ${population.members.size} resources`;
    const message = `queries cannot be confined to the resources of the run: ${query} was answered with ${got}`;
    return { kind: 'unasked', message, exchange: first };
  }
  const { first: exchange, resources, whole } = listingOf(judgement, name);
  if (typeof matches === 'string') {
    const message = `expected 400 invalidFilter for ${plain(filter)}, got ${came(exchange)}`;
    const named = matches === 'invalid' || textAt(exchange.response.body, 'scimType') === 'invalidFilter';
    return { kind: isInvalid(exchange) && named ? 'right' : 'wrong', message, exchange };
  }
  const keys = new Map([...population.members].map(([key, { id }]) => [id, key]));
  const found = idsOf(resources).map((id) => keys.get(id) ?? 'another resource');
  const got = found.filter((key) => !open.includes(key));
  const right = whole && got.length === matches.length && matches.every((key) => got.includes(key));
  const outcome = whole ? listed(found) : came(exchange);
  const message = `expected ${plain(filter)} to match ${listed(matches)}, got ${outcome}`;
  return { kind: right ? 'right' : isDeclined(exchange) ? 'declined' : 'wrong', message, exchange };
}

function listed(keys: readonly string[]): string {
  return keys.length === 0 ? 'nothing' : keys.join(', ');
}

/** 400 and, where a keyword is given, `invalidFilter`. */
export function isInvalid({ response }: SeenExchange): boolean {
  return response.status === 400 && [undefined, 'invalidFilter'].includes(textAt(response.body, 'scimType'));
}

/**
 * Whether the target declines a filter that the RFC has: it may support fewer combinations of attribute and operator
 * (RFC 7644 table 9, `invalidFilter`), and refuse what would give too many results or is sensitive.
 */
export function isDeclined(exchange: SeenExchange): boolean {
  const { status, body } = exchange.response;
  if (status === 403 || status === 501) return true;
  return isInvalid(exchange) || (status === 400 && textAt(body, 'scimType') === 'tooMany');
}
