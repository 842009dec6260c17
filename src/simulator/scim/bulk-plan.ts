import type { BulkOperation } from '../../scim/index.ts';
import { referencesIn } from './bulk-references.ts';

/** Operations that are carried out together, by their places in the request, ascending. */
export interface BulkStep {
  readonly operations: readonly number[];
  /** They refer to each other in a circle (RFC 7644 section 3.7.1), so that none can be complete before all are there. */
  readonly circular: boolean;
  /** `bulkId`s that the operations refer to, those of the step itself included. */
  readonly references: ReadonlySet<string>;
}

/**
 * Orders the operations of a Bulk request: as sent, except that a resource which is referred to before its turn is
 * created just before it is needed, since in the order sent the reference could not be resolved (RFC 7644 section 3.7).
 *
 * These are the strongly connected components of the graph of references, which Tarjan's algorithm yields with what is
 * referred to first. It runs on a stack of its own: a request can chain as many references as it has operations.
 */
export function planBulk(operations: readonly BulkOperation[]): readonly BulkStep[] {
  const creators = new Map<string, number>();
  for (const [index, { method, bulkId }] of operations.entries())
    if (method === 'POST' && bulkId !== undefined && !creators.has(bulkId)) creators.set(bulkId, index);
  const references = operations.map(({ path, data }) => referencesIn([path, data ?? null]));
  const edges = references.map((names) =>
    [...names].map((name) => creators.get(name)).filter((index) => index !== undefined),
  );
  return components(edges).map((members) => ({
    operations: members,
    circular: members.length > 1 || edges[members[0]!]!.includes(members[0]!),
    references: new Set(members.flatMap((index) => [...references[index]!])),
  }));
}

interface Visit {
  readonly node: number;
  next: number;
}

function components(edges: readonly (readonly number[])[]): number[][] {
  const found: number[][] = [];
  const order: number[] = [];
  const low: number[] = [];
  const open: number[] = [];
  const isOpen: boolean[] = [];
  let counter = 0;
  for (let root = 0; root < edges.length; root++) {
    if (order[root] !== undefined) continue;
    const visits: Visit[] = [{ node: root, next: 0 }];
    while (visits.length > 0) {
      const visit = visits.at(-1)!;
      const { node } = visit;
      if (visit.next === 0) {
        order[node] = low[node] = counter++;
        open.push(node);
        isOpen[node] = true;
      }
      const target = edges[node]![visit.next++];
      if (target !== undefined) {
        if (order[target] === undefined) visits.push({ node: target, next: 0 });
        else if (isOpen[target] === true) low[node] = Math.min(low[node]!, order[target]);
        continue;
      }
      visits.pop();
      const parent = visits.at(-1)?.node;
      if (parent !== undefined) low[parent] = Math.min(low[parent]!, low[node]!);
      if (low[node] !== order[node]) continue;
      const members = open.splice(open.lastIndexOf(node));
      for (const member of members) isOpen[member] = false;
      found.push(members.toSorted((left, right) => left - right));
    }
  }
  return found;
}
