import type { JsonObject } from '../../../kernel/index.ts';
import { isJsonObject } from '../../../kernel/index.ts';
import type { ResourceModel } from '../../../scim/index.ts';
import type { Discovery, SeenExchange, Stimulus } from '../../probe.ts';
import {
  type Created,
  GIVEN,
  isBuildable,
  isFreeText,
  isReturned,
  isSimple,
  type Judgement,
  listOf,
  literal,
  overlaid,
  type PlacedAttribute,
  placedAttributes,
  PreconditionFailed,
  resourcePath,
  resourcesOf,
  type Stage,
  succeeded,
  textAt,
} from '../kit/index.ts';
import { gather, type QueryParameters } from './query-listing.ts';

/**
 * Resources of one type that a probe put there to query them. The value of one attribute, the anchor, begins in all of
 * them with a prefix that nothing else on the target begins with, so that a filter can tell them from everything else.
 */
export interface Population {
  readonly type: string;
  readonly endpoint: string;
  readonly anchor: string;
  readonly prefix: string;
  /** By key, in the order of creation. */
  readonly members: ReadonlyMap<string, Created>;
}

/** What each member has besides what its type requires, by its key: lower-case letters, digits and hyphens. */
export type Members = Readonly<Record<string, JsonObject>>;

/** Resource types with an anchor whose resources can be made up; User first. */
export function queryableTypes({ models }: Pick<Discovery, 'models'>): readonly (readonly [string, ResourceModel])[] {
  return [...models]
    .filter(([, model]) => isBuildable(model) && anchorOf(model) !== undefined)
    .toSorted(([left], [right]) => Number(right === 'User') - Number(left === 'User'));
}

/** Attributes that make good anchors, before others: what resources go by. */
const wellKnown = ['username', 'displayname', 'name', 'label', 'title'];

/** Path of the attribute by which resources of a type are told apart: a text that the client chooses. */
export function anchorOf(model: ResourceModel): string | undefined {
  const fits = placedAttributes(model).filter(
    (each) => each.extension === undefined && isSimple(each) && isFreeText(each) && isReturned(each),
  );
  return fits.toSorted((left, right) => rank(left) - rank(right))[0]?.path;
}

/** Required attributes first, then those that are known. */
function rank({ definition }: PlacedAttribute): number {
  const known = wellKnown.indexOf(definition.name.toLowerCase());
  return (definition.required ? 0 : 100) + (known === -1 ? wellKnown.length : known);
}

/** Creates the members in their order; the key ends the value of the anchor, the prefix begins it. */
export function* populate(
  stage: Stage,
  type: string,
  members: Members | ((prefix: string) => Members),
): Stimulus<Population> {
  const model = stage.model(type);
  const anchor = model === undefined ? undefined : anchorOf(model);
  if (model === undefined || anchor === undefined)
    throw new PreconditionFailed(`the target has no resource type ${type} that could be queried`);
  const prefix = `${stage.name('query')}-`;
  const created = new Map<string, Created>();
  for (const [key, values] of Object.entries(typeof members === 'function' ? members(prefix) : members)) {
    const body = withSchemas(model, stage.minimal(type, { ...values, [anchor]: `${prefix}${key}` }));
    created.set(key, yield* stage.given(type, body, `${GIVEN} ${key}`));
  }
  return { type, endpoint: stage.endpoint(type), anchor, prefix, members: created };
}

/** Names in `schemas` the extensions that the resource has values of. */
function withSchemas(model: ResourceModel, resource: JsonObject): JsonObject {
  const used = model.extensions.map(({ schema }) => schema.id).filter((uri) => resource[uri] !== undefined);
  return overlaid(resource, { schemas: [...new Set([...listOf(resource['schemas']), ...used])] });
}

/** The population of a recorded probe. @throws an error that becomes `unknown` where none was created. */
export function populationOf(judgement: Judgement, type: string): Population {
  const model = judgement.model(type);
  const anchor = model === undefined ? undefined : anchorOf(model);
  if (model === undefined || anchor === undefined) throw new Error(`${type} has no population`);
  const { endpoint } = model.type;
  const members = new Map<string, Created>();
  let prefix = '';
  for (const exchange of judgement.seen.exchanges) {
    const { label, request, response } = exchange;
    if (!label.startsWith(`${GIVEN} `) || request.path !== endpoint || !succeeded(exchange)) continue;
    const key = label.slice(GIVEN.length + 1);
    const id = textAt(response.body, 'id') ?? '';
    const sent = isJsonObject(request.body) ? request.body : {};
    members.set(key, { id, path: resourcePath(endpoint, id), resource: response.body ?? {}, sent });
    prefix = textAt(sent, anchor)?.slice(0, -key.length) ?? prefix;
  }
  return { type, endpoint, anchor, prefix, members };
}

/** A filter that holds of the population's members alone, and of those only of which the given one holds too. */
export function within({ anchor, prefix }: Pick<Population, 'anchor' | 'prefix'>, filter?: string): string {
  const confinement = `${anchor} sw ${literal(prefix)}`;
  return filter === undefined ? confinement : `${confinement} and (${filter})`;
}

/** Label of the query that shows whether queries can be confined to a population. */
export const CONFINED = 'confined';

/**
 * Asks for the whole population by its prefix. Only where that gives it, no more and no less, can other filters be
 * confined to it.
 */
export function* isConfinable(population: Population): Stimulus<boolean> {
  const { endpoint, members } = population;
  const pages = yield* gather(CONFINED, endpoint, { filter: within(population) });
  const ids = pages.flatMap(({ body }) => resourcesOf(body).map((each) => textAt(each, 'id') ?? ''));
  return ids.length === members.size && [...members.values()].every(({ id }) => ids.includes(id));
}

/**
 * The parameters with which queries show the population and nothing else; none where the target cannot tell it from
 * other resources, so that queries are about everything that is there.
 */
export function* scopeOf(stage: Stage, population: Population): Stimulus<QueryParameters> {
  if (!stage.has('filter') || !(yield* isConfinable(population))) return {};
  return { filter: within(population) };
}

/** Whether a query was confined to a population; see {@link scopeOf}. */
export function isScoped({ request }: SeenExchange): boolean {
  const sent = isJsonObject(request.body) ? request.body['filter'] : undefined;
  return typeof sent === 'string' || /[?&]filter=/u.test(request.path);
}
