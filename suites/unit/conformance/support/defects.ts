import { expect, test } from 'vitest';
import type { LogEntry } from '../../../../src/history/line.ts';
import { messages, withOutcome } from './outcomes.ts';
import { requestStory } from './request-story.ts';
import type { Behaviour } from './story-server.ts';

/** One way in which a log can be wrong, and the requirements that must fail for it: these and no others. */
export type Defect = readonly [name: string, breaks: readonly string[], behaviour: Partial<Behaviour>];

export function judged(defects: readonly Defect[]): void {
  test.each(defects)('%s', (_name, breaks, behaviour) => {
    const lines = requestStory(behaviour);
    expect(withOutcome(lines, 'fail'), messages(lines, 'fail').join('\n')).toEqual([...breaks].toSorted());
    expect(messages(lines, 'unknown')).toEqual([]);
  });
}

/** A log whose entries are changed before they are kept. */
export function changed(change: (entry: LogEntry, number: number) => LogEntry): Partial<Behaviour> {
  return { entries: (entry, _exchange, number) => [change(entry, number)] };
}

/** A log that shows entries otherwise than it keeps them. */
export function shownAs(change: (entry: LogEntry) => LogEntry): Partial<Behaviour> {
  return { show: ({ shown }) => change(shown) };
}

export function without(entry: LogEntry, column: string): LogEntry {
  return Object.fromEntries(Object.entries(entry).filter(([name]) => name !== column));
}

export function requestOf(entry: LogEntry): { method: string; headers: Record<string, string>; body: string } {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- The story's own entries have this shape.
  return entry['request'] as ReturnType<typeof requestOf>;
}

/** Pages by the place in the list, whatever its order is. */
export const byPlace: Behaviour['page'] = (found, last, _given, limit) => {
  const at = last === undefined ? 0 : found.indexOf(last) + 1;
  return found.slice(at, at + limit);
};
