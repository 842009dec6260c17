import type { JsonObject } from '../../../kernel/index.ts';
import type { ProbeResponse, SeenExchange, Stimulus } from '../../probe.ts';
import { get, type Judgement, resourcesOf, succeeded, textAt, valueAt, withQuery } from '../kit/index.ts';

/** Query parameters by name (RFC 7644 section 3.4.2, RFC 9865 section 2). */
export type QueryParameters = Readonly<Record<string, string | number | undefined>>;

/** A query that goes on for more pages than this is not followed to its end. */
const mostPages = 30;

/** Number of all results as a page gives it; `undefined` where it gives none. */
export function totalOf(body: JsonObject | undefined): number | undefined {
  const total = valueAt(body, 'totalResults');
  return typeof total === 'number' ? total : undefined;
}

/** Asks for a list, and for its further pages by the method that the target itself begins with. All have the label. */
export function* gather(
  label: string,
  endpoint: string,
  parameters: QueryParameters,
): Stimulus<readonly ProbeResponse[]> {
  const pages: ProbeResponse[] = [];
  let next: QueryParameters | undefined = parameters;
  let seen = 0;
  while (next !== undefined && pages.length < mostPages) {
    const page: ProbeResponse = yield get(label, withQuery(endpoint, next));
    const resources = resourcesOf(page.body);
    pages.push(page);
    seen += resources.length;
    next = page.status === 200 ? following(page.body, parameters, resources.length, seen) : undefined;
  }
  return pages;
}

function following(
  body: JsonObject | undefined,
  parameters: QueryParameters,
  length: number,
  seen: number,
): QueryParameters | undefined {
  const cursor = textAt(body, 'nextCursor');
  if (cursor !== undefined && cursor !== '') return { ...parameters, cursor };
  if (length === 0 || 'cursor' in parameters || seen >= (totalOf(body) ?? 0)) return undefined;
  const first = Number(parameters['startIndex'] ?? 1);
  return { ...parameters, startIndex: first + seen };
}

/** What came of a query with all of its pages. */
export interface Listing {
  /** The first page, or the answer that is none. */
  readonly first: SeenExchange;
  readonly pages: readonly SeenExchange[];
  readonly resources: readonly JsonObject[];
  /** Whether each page was answered and nothing is left to ask for. */
  readonly whole: boolean;
}

/** The query whose pages have the label. @throws an error that becomes `unknown` where nothing has. */
export function listingOf(judgement: Judgement, label: string): Listing {
  const pages = judgement.all(label);
  const [first] = pages;
  if (first === undefined) throw new Error(`no exchange is labelled "${label}"`);
  const resources = pages.flatMap(({ response }) => resourcesOf(response.body));
  const whole = pages.every((page) => succeeded(page)) && pages.length < mostPages;
  return { first, pages, resources, whole };
}

/** Ids of the resources of a list, in its order. */
export function idsOf(resources: readonly JsonObject[]): readonly string[] {
  return resources.map((each) => textAt(each, 'id') ?? '');
}
