import type { JsonObject } from '../../../kernel/index.ts';
import type { ProbeResponse, SeenExchange, Stimulus } from '../../probe.ts';
import {
  type Created,
  get,
  type Judgement,
  literal,
  resourcesOf,
  type Stage,
  succeeded,
  textAt,
  valueAt,
  withQuery,
} from '../kit/index.ts';

/** Query parameters by name (RFC 7644 section 3.4.2, RFC 9865 section 2). */
export type Parameters = Readonly<Record<string, string | number | undefined>>;

/** What asks for the first page (RFC 9865 section 2). */
export const FIRST = '';

/** A walk that goes on for more pages than this is not followed to its end. */
const mostPages = 30;

/** Label of the creations that a walk is to find. */
export const SUBJECT = 'given subject';

/** Users that a probe put there to page through them. */
export interface Subjects {
  readonly endpoint: string;
  readonly users: readonly Created[];
  /** What asks for them and, where the target filters, for nothing else. */
  readonly query: Parameters;
}

/** Creates users whose names begin alike and end in an order of their own: `…-a`, `…-b`. At most 26. */
export function* subjects(stage: Stage, number: number): Stimulus<Subjects> {
  const prefix = `${stage.name('page')}-`;
  const users: Created[] = [];
  for (let index = 0; index < number; index += 1) {
    const userName = `${prefix}${String.fromCodePoint(0x61 + index)}`;
    users.push(yield* stage.given('User', stage.minimal('User', { userName }), SUBJECT));
  }
  const query = stage.has('filter') ? { filter: `userName sw ${literal(prefix)}` } : {};
  return { endpoint: stage.endpoint('User'), users, query };
}

/** Asks for the first page and for each that follows by its `nextCursor`; all have the label. */
export function* walk(label: string, endpoint: string, parameters: Parameters): Stimulus<readonly ProbeResponse[]> {
  const pages: ProbeResponse[] = [];
  let cursor: string | undefined = FIRST;
  while (cursor !== undefined && pages.length < mostPages) {
    const page: ProbeResponse = yield get(label, withQuery(endpoint, { ...parameters, cursor }));
    pages.push(page);
    cursor = page.status === 200 ? nextOf(page.body) : undefined;
  }
  return pages;
}

/** The cursor of the page that follows; `undefined` where none is given. */
export function nextOf(body: JsonObject | undefined): string | undefined {
  const cursor = textAt(body, 'nextCursor');
  return cursor === '' ? undefined : cursor;
}

/** Asks for the first page of two and takes its cursor; everything else builds on that. */
export function* firstCursor(
  stage: Stage,
  { endpoint, query }: Subjects,
  label = 'first',
): Stimulus<string | undefined> {
  return nextOf((yield* stage.prepare(get(label, withQuery(endpoint, { ...query, cursor: FIRST, count: 2 })))).body);
}

/** A recorded walk. */
export interface Walk {
  readonly pages: readonly SeenExchange[];
  readonly ids: readonly string[];
  /** Whether every page was answered and the last one named no other. */
  readonly ended: boolean;
}

/** The walk whose pages have the label. @throws an error that becomes `unknown` where nothing has. */
export function walkOf(judgement: Judgement, label: string): Walk {
  const pages = judgement.all(label);
  const last = pages.at(-1);
  if (last === undefined) throw new Error(`no exchange is labelled "${label}"`);
  const ended = pages.every((page) => succeeded(page)) && nextOf(last.response.body) === undefined;
  return { pages, ids: pages.flatMap(idsOf), ended };
}

/** Ids of the resources of a page, in its order. */
export function idsOf({ response }: SeenExchange): readonly string[] {
  return resourcesOf(response.body).map((each) => textAt(each, 'id') ?? '');
}

/** Ids of what a walk is to find, in the order of creation. */
export function subjectIds(judgement: Judgement): readonly string[] {
  return judgement.all(SUBJECT).map(({ response }) => textAt(response.body, 'id') ?? '');
}

/** `totalResults` of a page; `undefined` where it gives none. */
export function totalOf({ response }: SeenExchange): number | undefined {
  const total = valueAt(response.body, 'totalResults');
  return typeof total === 'number' ? total : undefined;
}
