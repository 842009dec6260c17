/**
 * A cheapest-first maximum matching of a bipartite graph: pairs are sought at cost 0, then at cost 1, and so on to
 * `mostCost`; a pair once made is rearranged only for the sake of one more pair (augmenting paths).
 * @param cost of joining left `i` with right `j`, a whole number; `undefined` where they cannot be joined. It is asked
 * at most once a pair.
 * @returns for each left its right, or -1.
 */
export function assign(
  lefts: number,
  rights: number,
  mostCost: number,
  cost: (left: number, right: number) => number | undefined,
): Int32Array {
  const rightOf = new Int32Array(lefts).fill(-1);
  const leftOf = new Int32Array(rights).fill(-1);
  const known = new Map<number, number>();
  const costOf = (left: number, right: number): number => {
    const key = left * rights + right;
    const found = known.get(key);
    if (found !== undefined) return found;
    const made = cost(left, right) ?? Number.POSITIVE_INFINITY;
    known.set(key, made);
    return made;
  };
  for (let limit = 0; limit <= mostCost; limit++) {
    for (let left = 0; left < lefts; left++) {
      if (rightOf[left] !== -1) continue;
      const isEdge = (from: number, to: number): boolean => costOf(from, to) <= limit;
      augment(left, rightOf, leftOf, isEdge);
    }
  }
  return rightOf;
}

/**
 * Looks for a way, breadth first, from a free left to a free right along which pairs can be exchanged. Free rights are
 * tried first, from the one with the same index on: where both sides stand in the same order, the first one fits.
 */
function augment(
  start: number,
  rightOf: Int32Array,
  leftOf: Int32Array,
  isEdge: (left: number, right: number) => boolean,
): void {
  for (let step = 0; step < leftOf.length; step++) {
    const right = (start + step) % leftOf.length;
    if (leftOf[right] !== -1 || !isEdge(start, right)) continue;
    rightOf[start] = right;
    leftOf[right] = start;
    return;
  }
  /** The left from which each right was reached. */
  const reachedFrom = new Map<number, number>();
  const queue = [start];
  for (const left of queue) {
    for (let right = 0; right < leftOf.length; right++) {
      if (reachedFrom.has(right) || !isEdge(left, right)) continue;
      reachedFrom.set(right, left);
      const holder = leftOf[right]!;
      if (holder === -1) {
        exchangePairs(right, reachedFrom, rightOf, leftOf);
        return;
      }
      queue.push(holder);
    }
  }
}

function exchangePairs(
  free: number,
  reachedFrom: ReadonlyMap<number, number>,
  rightOf: Int32Array,
  leftOf: Int32Array,
): void {
  for (let right = free; right !== -1;) {
    const left = reachedFrom.get(right)!;
    const before = rightOf[left]!;
    rightOf[left] = right;
    leftOf[right] = left;
    right = before;
  }
}
