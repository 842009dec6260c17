/** The parts of two lists between what they have in common at their beginnings and ends. */
export interface ChangedSpan {
  readonly start: number;
  /** Where the part of the earlier list ends. */
  readonly beforeEnd: number;
  /** Where the part of the later list ends. */
  readonly afterEnd: number;
}

/**
 * Where two lists differ by identity: outside of the span both hold the very same values in the same order. It takes no
 * memory, which matters because a group of 100,000 members is changed a few at a time.
 */
export function changedSpan(before: readonly unknown[], after: readonly unknown[]): ChangedSpan {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let same = 0;
  while (same < shorter - start && before[before.length - 1 - same] === after[after.length - 1 - same]) same++;
  return { start, beforeEnd: before.length - same, afterEnd: after.length - same };
}
