import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { HistoryLine, LogEntry } from '../../../src/history/line.ts';
import { alterReads } from './support/altered-lines.ts';
import { judgeStory, withOutcome } from './support/outcomes.ts';
import { requestStory } from './support/request-story.ts';

const good = requestStory();
const numRuns = 150;

const columns = {
  requestId: 'REQ-COL-1',
  time: 'REQ-COL-2',
  status: 'REQ-COL-3',
  method: 'REQ-COL-5',
  endpoint: 'REQ-COL-6',
  query: 'REQ-COL-7',
  statusCode: 'REQ-COL-8',
  response: 'REQ-COL-9',
  request: 'REQ-COL-10',
} as const;

/** Everything that is stored, in the order of the log. */
const identifiers = (
  good.findLast((line) => line.type === 'log-read' && line.purpose === 'complete') as Extract<
    HistoryLine,
    { type: 'log-read' }
  >
).entries.map((entry) => entry['requestId']);
/** Entries that a request of which the client saw everything made. */
const answered = identifiers.filter((id) =>
  good.some((line) => line.type === 'exchange' && line.response?.headers['x-request-id'] === id),
);

function withEntry(identifier: unknown, change: (entry: LogEntry) => readonly LogEntry[]): HistoryLine[] {
  return alterReads(good, ({ entries }) => ({
    entries: entries.flatMap((entry) => (entry['requestId'] === identifier ? change(entry) : [entry])),
  }));
}

const hasNothing = (shown: unknown): boolean =>
  shown === null || shown === undefined || (typeof shown === 'string' && /^\s*[-–—]?\s*$/u.test(shown));

describe('one change to one entry', () => {
  test('in a column is told of that column and of no other', () => {
    const value = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.jsonValue());
    fc.assert(
      fc.property(
        fc.constantFrom(...answered),
        fc.constantFrom(...Object.keys(columns)),
        value,
        (identifier, column, instead) => {
          const before = good
            .flatMap((line) => (line.type === 'log-read' ? line.entries : []))
            .find((entry) => entry['requestId'] === identifier)!;
          fc.pre(!(hasNothing(before[column]) && hasNothing(instead)));
          const lines = withEntry(identifier, (entry) => [{ ...entry, [column]: instead }]);
          expect(withOutcome(lines, 'fail')).toEqual([columns[column as keyof typeof columns]]);
          expect(withOutcome(lines, 'unknown')).toEqual([]);
        },
      ),
      { numRuns, seed: 5 },
    );
  });

  test('that takes it away, doubles it or puts another one beside it is told of capture', () => {
    fc.assert(
      fc.property(fc.constantFrom(...identifiers), fc.constantFrom('take', 'double', 'add'), (identifier, what) => {
        // The story's newer half: what stands on the old side of everything may have been there before.
        fc.pre(what !== 'add' || identifiers.indexOf(identifier) < identifiers.length - 1);
        const lines = withEntry(identifier, (entry) => {
          if (what === 'take') return [];
          return what === 'double'
            ? [entry, entry]
            : [{ ...entry, requestId: 'another', endpoint: '/Elsewhere' }, entry];
        });
        expect(withOutcome(lines, 'fail')).toContain('REQ-CAPTURE-1');
        expect(withOutcome(lines, 'fail').filter((id) => id.startsWith('REQ-COL'))).toEqual([]);
      }),
      { numRuns, seed: 6 },
    );
  });
});

describe('whatever a log answers', () => {
  const entry = fc.dictionary(
    fc.oneof(fc.constantFrom(...Object.keys(columns), '__proto__', 'toString'), fc.string()),
    fc.jsonValue(),
    { noNullPrototype: true },
  );

  test('it is judged: nothing throws, nothing that is no requirement of the dialect is decided', () => {
    fc.assert(
      fc.property(
        fc.array(entry, { maxLength: 6 }),
        fc.constantFrom(200, 204, 301, 400, 403, 500),
        fc.boolean(),
        (entries, status, more) => {
          const { verdicts, summary } = judgeStory(alterReads(good, () => ({ entries, status, more })));
          expect(verdicts.filter(({ message }) => message.includes('the condition could not decide'))).toEqual([]);
          expect(summary.requirements).toHaveLength(25);
          expect(summary.conforming).toBe(false);
        },
      ),
      { numRuns, seed: 7 },
    );
  });
});
