import type { LogEntry } from '../../history/index.ts';
import type { LogView } from './log-view.ts';
import type { LogWalk, PlacedEntry } from './log-walk.ts';

/** How often each key occurs. */
export type KeyCounts = ReadonlyMap<string, number>;

/** Counts entries by their keys, so that an entry that is there twice is not the same as once. */
export function countKeys(view: LogView, entries: readonly { readonly entry: LogEntry }[]): KeyCounts {
  const counts = new Map<string, number>();
  for (const { entry } of entries) {
    const key = view.keyOf(entry);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** Whether a walk sees the log as it is by default: by one who may, without filter or search. */
export function isUnfiltered(walk: LogWalk): boolean {
  return Object.keys(walk.filters).length === 0 && walk.search === undefined && walk.purpose !== 'refused';
}

/**
 * The last finished reading of the whole log before a history line: what must have been in the log then, because
 * nothing is ever taken out.
 */
export function baseBefore(view: LogView, line: number): LogWalk | undefined {
  return view.walks.findLast(
    (walk) => walk.last < line && walk.finished && (walk.purpose === 'complete' || walk.purpose === 'restored'),
  );
}

/** The last finished complete walk before a history line, whatever came after it. */
export function completeBefore(view: LogView, line: number): LogWalk | undefined {
  return view.walks.findLast((walk) => walk.last < line && walk.finished && walk.purpose === 'complete');
}

/** Entries that come oftener in `from` than in `than`. */
export function surplus(view: LogView, from: readonly PlacedEntry[], than: KeyCounts): PlacedEntry[] {
  const left = new Map(than);
  return from.filter(({ entry }) => {
    const key = view.keyOf(entry);
    const rest = left.get(key) ?? 0;
    left.set(key, rest - 1);
    return rest <= 0;
  });
}
