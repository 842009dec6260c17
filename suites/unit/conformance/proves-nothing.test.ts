import { describe, expect, test } from 'vitest';
import { requestsDialect } from '../../../src/audit/dialects/requests/requests-dialect.ts';
import type { HistoryLine } from '../../../src/history/line.ts';
import { judgeStory, messages, withOutcome } from './support/outcomes.ts';
import { requestStory, sendRequests } from './support/request-story.ts';
import { StoryRecorder } from './support/story-recorder.ts';
import type { Behaviour } from './support/story-server.ts';

function play(
  steps: (recorder: StoryRecorder) => void,
  unavailable: Record<string, string> = {},
  behaviour: Partial<Behaviour> = {},
): HistoryLine[] {
  const recorder = new StoryRecorder({ specification: requestsDialect, unavailable, behaviour });
  recorder.scenario('story');
  steps(recorder);
  return recorder.lines;
}

function outcomeOf(lines: readonly HistoryLine[], id: string): string | undefined {
  return judgeStory(lines).summary.requirements.find((requirement) => requirement.id === id)?.outcome;
}

describe('a check whose subject is missing does not pass', () => {
  test('a run in which the log was never read is undecided, not conforming', () => {
    const lines = play(sendRequests);
    expect(withOutcome(lines, 'unknown')).toEqual(['REQ-CAPTURE-1']);
    expect(withOutcome(lines, 'pass')).toEqual([]);
    expect(judgeStory(lines).summary.conforming).toBe(false);
  });

  test('a run in which nothing was sent is undecided', () => {
    expect(
      withOutcome(
        play((recorder) => recorder.read('complete')),
        'unknown',
      ),
    ).toEqual(['REQ-CAPTURE-1']);
  });

  test('a log read only before the requests is undecided', () => {
    const lines = play((recorder) => {
      recorder.read('complete');
      sendRequests(recorder);
    });
    expect(withOutcome(lines, 'unknown')).toEqual(['REQ-CAPTURE-1']);
  });

  test('every requirement of the dialect has a verdict all the same', () => {
    const { verdicts } = judgeStory(play(() => undefined));
    expect(new Set(verdicts.map((verdict) => verdict.requirement)).size).toBe(25);
    expect(verdicts.every((verdict) => verdict.scenario === '*' && verdict.outcome !== 'pass')).toBe(true);
  });

  test('a filter that had nothing to keep or nothing to leave out', () => {
    const lines = play((recorder) => {
      recorder.send({ path: '/Users' });
      recorder.send({ path: '/Groups' });
      recorder.read('complete');
      recorder.read('filtered', { method: 'GET' });
      recorder.read('filtered', { status: 'Failed' });
      recorder.read('filtered', { method: 'GET', status: 'Failed' });
      recorder.read('restored');
    });
    expect(messages(lines, 'skip').join('\n')).toContain('no entries to keep, so that nothing is proved');
    for (const id of ['REQ-FILTER-METHOD', 'REQ-FILTER-STATUS', 'REQ-FILTER-AND'])
      expect(outcomeOf(lines, id)).toBe('skip');
    // Both did act or had to: failed ones were left out, because there were none.
    expect(outcomeOf(lines, 'REQ-FILTER-APPLY')).toBe('pass');
  });

  test('two readings of one filter prove it together', () => {
    const lines = play((recorder) => {
      recorder.send({ path: '/Users' });
      recorder.read('complete');
      recorder.read('filtered', { endDate: '2026-05-12' });
      recorder.read('filtered', { endDate: '2026-05-11' });
    });
    expect(outcomeOf(lines, 'REQ-FILTER-END')).toBe('pass');
    const wrong = play(
      (recorder) => {
        recorder.send({ path: '/Users' });
        recorder.read('complete');
        recorder.read('filtered', { endDate: '2026-05-12' });
        recorder.read('filtered', { endDate: '2026-05-11' });
      },
      {},
      { matches: ({ instant }, { endDate }) => endDate === undefined || instant < Date.parse(endDate) },
    );
    expect(outcomeOf(wrong, 'REQ-FILTER-END')).toBe('fail');
  });

  test('an end date on whose day nothing happened says nothing of its inclusive end', () => {
    const lines = play((recorder) => {
      recorder.send({ path: '/Users' });
      recorder.to('2026-05-20T10:00:00.000Z');
      recorder.send({ path: '/Users' });
      recorder.read('complete');
      recorder.read('filtered', { endDate: '2026-05-15' });
    });
    expect(outcomeOf(lines, 'REQ-FILTER-END')).toBe('skip');
    expect(messages(lines, 'skip').join('\n')).toContain('no entries to keep on the day that was given');
  });

  test.each([
    ['REQ-COL-4', 'no request failed'],
    ['REQ-COL-7', 'no request of this scenario with an entry had anything to show in it'],
    ['REQ-SECRET-1', 'no request of this scenario with an entry carried a credential'],
    ['REQ-COL-2', ''],
  ])('%s', (id, reason) => {
    const lines = play((recorder) => {
      recorder.send({ path: '/Users', credential: 'none' });
      recorder.read('complete');
    });
    if (reason === '') expect(outcomeOf(lines, id)).toBe('pass');
    else
      expect(
        messages(lines, 'skip')
          .filter((message) => message.startsWith(id))
          .join('\n'),
      ).toContain(reason);
  });

  test.each([
    ['nobody who may not read the log tried', 'REQ-ACCESS-1', (recorder: StoryRecorder) => recorder.read('complete')],
    ['only those tried who may not', 'REQ-ACCESS-1', (recorder: StoryRecorder) => recorder.read('outsider')],
    ['the walk had one page', 'X-PAGE-1', (recorder: StoryRecorder) => recorder.read('paged')],
    ['nothing was filtered before', 'REQ-FILTER-RESET', (recorder: StoryRecorder) => recorder.read('restored')],
    [
      'the whole log was not read before',
      'REQ-FILTER-METHOD',
      (recorder: StoryRecorder) => recorder.read('filtered', { method: 'GET' }),
    ],
  ])('%s', (_name, id, read) => {
    const lines = play((recorder) => {
      sendRequests(recorder);
      read(recorder);
    });
    expect(outcomeOf(lines, id)).toBe('skip');
  });

  test('a walk that never came to its last page', () => {
    const lines = play((recorder) => {
      sendRequests(recorder);
      recorder.read('paged', {}, { limit: 4 });
    }).filter((line) => line.type !== 'log-read' || line.page < 3);
    expect(messages(lines, 'skip').join('\n')).toContain(
      'X-PAGE-1 requests/paging: requests: paging gives every entry once: no walk came to its last page',
    );
  });

  test('an entry alone is in no order', () => {
    const lines = play((recorder) => {
      recorder.send({ path: '/Users' });
      recorder.read('complete');
    });
    expect(messages(lines, 'skip').join('\n')).toContain('no two entries of this scenario differ in time');
  });
});

const cut = (kept: number, behaviour: Partial<Behaviour> = {}): HistoryLine[] =>
  play(
    (recorder) => {
      recorder.send({ path: '/Groups', credential: 'none' });
      recorder.scenario('cut');
      recorder.now += 10_000;
      sendRequests(recorder);
      recorder.read('complete', {}, { limit: 7 });
    },
    {},
    behaviour,
  ).filter((line) => line.type !== 'log-read' || line.page < kept);

describe('a walk that was broken off', () => {
  test('before it came to the scenario leaves open what is lost', () => {
    expect(withOutcome(cut(2), 'unknown')).toEqual(['REQ-CAPTURE-1']);
  });

  test('after it came to older entries is enough', () => {
    expect(messages(cut(99), 'unknown')).toEqual([]);
    const lost = cut(99, { entries: (entry, _exchange, number) => (number === 9 ? [] : [entry]) });
    expect(withOutcome(lost, 'fail')).toEqual(['REQ-CAPTURE-1']);
  });
});

describe('what a target says it cannot show is skipped with its reason', () => {
  test.each([
    ['log:requests', 'REQ-CAPTURE-1'],
    ['column:requests.errorMessage', 'REQ-COL-4'],
    ['filter:requests.endpoint', 'REQ-FILTER-ENDPOINT'],
    ['viewer:requests.outsider', 'REQ-ACCESS-1'],
    ['limit:requests', 'X-PAGE-1'],
  ])('%s', (key, id) => {
    const reason = 'the target file maps nothing to it';
    const name = key.split('.')[1] ?? '';
    const isDone = (line: HistoryLine): boolean =>
      line.type === 'log-read' &&
      (key.startsWith('log:') ||
        line.filters[name] !== undefined ||
        (key.startsWith('viewer') && line.viewer === name) ||
        (key.startsWith('limit') && line.purpose === 'paged'));
    const lines = requestStory(
      {
        show: ({ shown }) =>
          Object.fromEntries(Object.entries(shown).filter(([column]) => key !== `column:requests.${column}`)),
      },
      { unavailable: { [key]: reason } },
    ).filter((line) => !isDone(line));
    expect(withOutcome(lines, 'fail')).toEqual([]);
    expect(withOutcome(lines, 'unknown')).toEqual([]);
    expect(outcomeOf(lines, id)).toBe('skip');
    expect(
      messages(lines, 'skip')
        .filter((message) => message.startsWith(id))
        .join('\n'),
    ).toContain(reason);
  });

  test('an administrator who is refused is a failure even so', () => {
    const lines = requestStory(
      { admit: () => 401 },
      { unavailable: { 'viewer:requests.outsider': 'nobody else is known' } },
    );
    expect(withOutcome(lines, 'fail')).toContain('REQ-ACCESS-1');
  });

  test('without the column of identifiers, entries are paired by what else they show', () => {
    const hidden: Partial<Behaviour> = { show: ({ shown: { requestId: _left, ...entry } }) => entry };
    const lines = requestStory(hidden, { unavailable: { 'column:requests.requestId': 'the log has none' } });
    expect(withOutcome(lines, 'fail')).toEqual([]);
    expect(outcomeOf(lines, 'REQ-COL-1')).toBe('skip');
  });
});
