import type { JsonObject } from '../../../kernel/index.ts';
import { compileOrder, type ResourceModel } from '../../../scim/index.ts';
import type { SeenExchange } from '../../probe.ts';
import { came, type Judgement, textAt } from '../kit/index.ts';
import { listingOf } from './query-listing.ts';
import type { Population } from './population.ts';
import { respelled } from './respelled.ts';

export type SortOrder = 'ascending' | 'descending';

/** Two resources in a list of which the second should be before the first (RFC 7644 section 3.4.2.3). */
type OutOfOrder = readonly [JsonObject, JsonObject];

/** What the representations of a list say of its order. */
interface JudgedOrder {
  /** The first two that are the wrong way round; those without a value are left out of account. */
  readonly wrong: OutOfOrder | undefined;
  /** Of each resource in the list whether it has a value to be sorted by. */
  readonly valued: readonly boolean[];
}

/** Judges the order of resources by what their own representations show. */
export function orderOf(
  resources: readonly JsonObject[],
  model: ResourceModel,
  sortBy: string,
  sortOrder: SortOrder,
): JudgedOrder {
  const order = compileOrder({ sortBy, sortOrder }, [model]);
  const keyed = resources.map((resource) => ({ resource, key: order.keyOf(respelled(resource, model)) }));
  const valued = keyed.filter(({ key }) => key !== undefined);
  const wrong = valued.findIndex(({ key }, index) => index > 0 && order.compare(valued[index - 1]!.key, key) > 0);
  return {
    wrong: wrong === -1 ? undefined : [valued[wrong - 1]!.resource, valued[wrong]!.resource],
    valued: keyed.map(({ key }) => key !== undefined),
  };
}

/** Whether resources without a value come last in ascending order, and first in descending order. */
export function hasMissingAtEnd(valued: readonly boolean[], sortOrder: SortOrder): boolean {
  const ascending = sortOrder === 'ascending' ? valued : valued.toReversed();
  return !ascending.includes(true) || ascending.lastIndexOf(true) === ascending.filter(Boolean).length - 1;
}

/** The members of a population in a list, in its order. */
interface OwnList {
  readonly first: SeenExchange;
  readonly resources: readonly JsonObject[];
}

/**
 * The population's members in the list with the label; skips the requirements and gives `undefined` where the target
 * declines the parameters, of which it may support fewer, or where too few members are to be seen.
 */
export function ownList(
  judgement: Judgement,
  label: string,
  population: Population,
  requirements: readonly string[],
): OwnList | undefined {
  const { first, resources } = listingOf(judgement, label);
  const { status } = first.response;
  const ids = new Set([...population.members.values()].map(({ id }) => id));
  const own = resources.filter((each) => ids.has(textAt(each, 'id') ?? ''));
  if ([400, 403, 501].includes(status)) {
    for (const each of requirements) judgement.skip(each, `the target declines to sort so: ${came(first)}`);
    return undefined;
  }
  if (status === 200 && own.length < 2) {
    for (const each of requirements) judgement.skip(each, 'the list shows too few of the resources of the run');
    return undefined;
  }
  return { first, resources: own };
}
