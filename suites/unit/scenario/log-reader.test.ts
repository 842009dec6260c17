import { describe, expect, test } from 'vitest';
import type { HistoryLine, LogEntry, LogReadLine } from '../../../src/history/index.ts';
import { VirtualClock } from '../../../src/kernel/index.ts';
import type { LogPage, LogQuery } from '../../../src/targets/index.ts';
import { FakeTarget } from './fake-target.ts';
import { linesOf, play, playInto } from './recorded-run.ts';

const requests = (count: number): string =>
  `  - repeat: { times: ${count}, steps: [{ request: { method: GET, path: /Users } }] }\n`;

test('a walk in small pages goes on while requests arrive, and gives each entry once', async () => {
  const lines = await play(`
reads: none
steps:
${requests(9)}  - read-log:
      log: small
      limit: 2
      between: { rounds: 3, steps: [{ request: { method: POST, path: /Users, body: {} } }] }
`);
  const pages = linesOf(lines, 'log-read');
  expect(pages.map(({ page, limit, purpose, walk }) => [page, limit, purpose, walk])).toEqual(
    [0, 1, 2, 3, 4].map((page) => [page, 2, 'paged', 1]),
  );
  expect(pages.map((page) => page.more)).toEqual([true, true, true, true, false]);
  const ids = pages.flatMap((page) => page.entries.map((entry) => entry['requestId']));
  expect(ids).toHaveLength(9);
  expect(new Set(ids).size).toBe(9);
  const order = lines
    .filter((line) => line.type === 'log-read' || (line.type === 'exchange' && line.request.method === 'POST'))
    .map((line) => line.type);
  expect(order).toEqual([
    'log-read',
    'exchange',
    'log-read',
    'exchange',
    'log-read',
    'exchange',
    'log-read',
    'log-read',
  ]);
});

test('reads of one scenario are told apart by walk and keep what was asked', async () => {
  const lines = await play(`
reads: none
steps:
${requests(2)}  - read-log: { log: small, filters: { method: GET, startDate: "2026-05-13" } }
  - read-log: { log: small, viewer: outsider }
  - read-log: { log: small, purpose: refused, filters: { method: NONE } }
  - read-log: { log: small }
`);
  expect(
    linesOf(lines, 'log-read').map(({ walk, purpose, viewer, filters, status, error }) => ({
      walk,
      purpose,
      viewer,
      filters,
      status,
      error,
    })),
  ).toEqual([
    {
      walk: 1,
      purpose: 'filtered',
      viewer: 'administrator',
      filters: { method: 'GET', startDate: '2026-05-13' },
      status: 200,
      error: undefined,
    },
    { walk: 2, purpose: 'outsider', viewer: 'outsider', filters: {}, status: 403, error: 'no' },
    {
      walk: 3,
      purpose: 'refused',
      viewer: 'administrator',
      filters: { method: 'NONE' },
      status: 200,
      error: undefined,
    },
    { walk: 4, purpose: 'complete', viewer: 'administrator', filters: {}, status: 200, error: undefined },
  ]);
});

test.each([
  ['a log that there is not', 'log: other', 'passed over: the target keeps no log "other".'],
  [
    'a viewer that there is not',
    'log: small, viewer: auditor',
    'passed over: the target has no credential of a viewer "auditor".',
  ],
  [
    'a filter that cannot be given',
    'log: small, filters: { method: GET }',
    'passed over: the log has no such parameter.',
  ],
])('%s is passed over', async (_what, read, text) => {
  const target = new FakeTarget({ unavailable: { 'filter:small.method': 'the log has no such parameter' } });
  const lines = await play(`reads: none\nsteps: [{ read-log: { ${read} } }]`, target);
  expect(linesOf(lines, 'note').map((line) => line.text)).toEqual([text]);
  expect(target.reads).toEqual([]);
});

test('an error is cut, but not before secrets are out of it', async () => {
  const error = `${'x'.repeat(1_990)}token-of-the-fake-0123456789${'y'.repeat(500)}`;
  const target = new FakeTarget({ readLog: () => ({ status: 500, entries: [], error }) });
  const [page] = linesOf(
    await play('reads: complete\nsteps: [{ request: { method: GET, path: /Users } }]', target),
    'log-read',
  );
  expect(page?.error).toHaveLength(2_000);
  expect(page?.error).not.toContain('token');
  expect(page?.error).toMatch(/x\{\{secret:/u);
});

test('a log whose cursor comes again does not hold the run for ever', async () => {
  const target = new FakeTarget({ readLog: () => ({ status: 200, entries: [{ requestId: 'a' }], next: 'same' }) });
  const lines = await play('reads: complete\nsteps: [{ request: { method: GET, path: /Users } }]', target);
  expect(linesOf(lines, 'log-read').map((line) => line.more)).toEqual([true, true]);
  expect(linesOf(lines, 'note').map((line) => line.text)).toEqual([
    'the log gave the same cursor twice: the walk ends here.',
  ]);
});

test('a log without an end is left after many pages', async () => {
  let page = 0;
  const target = new FakeTarget({ readLog: () => ({ status: 200, entries: [], next: `page-${(page += 1)}` }) });
  const lines = await play('reads: complete\nsteps: [{ request: { method: GET, path: /Users } }]', target);
  expect(linesOf(lines, 'log-read')).toHaveLength(1_000);
  expect(linesOf(lines, 'note').map((line) => line.text)).toEqual(['the walk ends after 1000 pages.']);
});

test('entries that appear late are waited for, and only the last reading is recorded', async () => {
  const settling = { wait: 1_000, poll: 500, timeout: 60_000 };
  const target = new FakeTarget({ lag: 20_000, settling });
  const lines = await play(`reads: complete\nsteps:\n${requests(5)}`, target);
  expect(linesOf(lines, 'log-read').flatMap((line) => line.entries)).toHaveLength(5);
  expect(linesOf(lines, 'log-read').map((line) => line.walk)).toEqual([1]);
  expect(target.reads.length).toBeGreaterThan(2);
});

test('the waiting ends when entries count as missing', async () => {
  const clock = new VirtualClock(0);
  const target = new FakeTarget({ clock, lag: 1e9, settling: { wait: 0, poll: 1_000, timeout: 10_000 } });
  const lines = await play(`reads: complete\nsteps:\n${requests(5)}`, target);
  expect(linesOf(lines, 'log-read').flatMap((line) => line.entries)).toEqual([]);
  expect(clock.now()).toBeGreaterThan(10_000);
  expect(clock.now()).toBeLessThan(20_000);
});

test('the depth of reading can differ from log to log, and a log that there is not is named', async () => {
  const lines = await play('reads: { small: none, other: full }\nsteps: [{ request: { method: GET, path: /Users } }]');
  expect(linesOf(lines, 'log-read')).toEqual([]);
  expect(linesOf(lines, 'note').map((line) => line.text)).toEqual(['the target keeps no such log.']);
});

test('a log that nobody may read is not read', async () => {
  const target = new FakeTarget({ viewers: ['outsider'] });
  const lines = await play('steps: [{ request: { method: GET, path: /Users } }]', target);
  expect(target.reads).toEqual([]);
  expect(linesOf(lines, 'note').map((line) => line.text)).toEqual([
    'there is no credential of somebody who may read the log.',
  ]);
});

test('the run can be interrupted between two readings', async () => {
  const stop = new AbortController();
  const target = new FakeTarget({
    readLog: () => {
      stop.abort();
      return undefined;
    },
  });
  const lines: HistoryLine[] = [];
  const action = playInto(lines, 'steps: [{ request: { method: GET, path: /Users } }]', target, {
    signal: stop.signal,
  });
  await expect(action).rejects.toMatchObject({ code: 'RUN_INTERRUPTED' });
  expect(linesOf(lines, 'log-read')).toHaveLength(1);
});

/** Gives entries two at a time. */
function inPages(entries: readonly LogEntry[]): (query: LogQuery) => LogPage {
  return (query) => {
    const from = Number(query.cursor ?? 0);
    const next = from + 2 < entries.length ? String(from + 2) : undefined;
    return { status: 200, entries: entries.slice(from, from + 2), ...(next === undefined ? {} : { next }) };
  };
}

function shown(lines: readonly LogReadLine[]): unknown[] {
  return lines.flatMap((line) => line.entries.map((found) => found['requestId']));
}

async function readAll(kind: 'external' | 'reference', entries: readonly LogEntry[]): Promise<LogReadLine[]> {
  const target = new FakeTarget({ kind, readLog: inPages(entries) });
  return linesOf(await play('reads: complete\nsteps: [{ clock: { step: 0s } }]', target), 'log-read');
}

describe('a log that goes back for years', () => {
  const now = Date.parse('2026-05-13T09:00:00.000Z');
  const entry = (requestId: string, hoursAgo: number): LogEntry => ({
    requestId,
    time: new Date(now - hoursAgo * 3_600_000).toISOString(),
  });
  const newestFirst = [
    entry('now', 0),
    entry('just now', 0.5),
    entry('earlier', 0.9),
    ...Array.from({ length: 17 }, (_, index) => entry(`old ${index}`, 2 + index)),
  ];

  test('is read back to an hour before the scenario on somebody else’s system', async () => {
    const lines = await readAll('external', newestFirst);
    expect(shown(lines)).toEqual(['now', 'just now', 'earlier']);
    expect(lines.map((line) => line.more)).toEqual([true, true, false]);
    expect(new Set(lines.map((line) => line.horizon))).toEqual(new Set([now - 3_600_000]));
  });

  test('is read to its end where it does not keep the order that it promises', async () => {
    const lines = await readAll('external', newestFirst.toReversed());
    expect(lines).toHaveLength(10);
    expect(shown(lines)).toEqual(['earlier', 'just now', 'now']);
  });

  test('is read whole on the bundled simulator', async () => {
    const lines = await readAll('reference', newestFirst);
    expect(shown(lines)).toHaveLength(20);
    expect(lines.every((line) => line.horizon === undefined)).toBe(true);
  });
});
