import { describe, expect, test } from 'vitest';
import type { DialectSpecification } from '../../../src/audit/dialects/specification.ts';
import { requestsDialect } from '../../../src/audit/dialects/requests/requests-dialect.ts';
import type { HistoryLine } from '../../../src/history/line.ts';
import { alterReads } from './support/altered-lines.ts';
import { messages, withOutcome } from './support/outcomes.ts';
import { StoryRecorder } from './support/story-recorder.ts';
import { type Behaviour, correct, textAt } from './support/story-server.ts';

const byPlace: Behaviour['page'] = (found, last, _given, limit) => {
  const at = last === undefined ? 0 : found.indexOf(last) + 1;
  return found.slice(at, at + limit);
};

function play(
  steps: (recorder: StoryRecorder) => void,
  behaviour: Partial<Behaviour> = {},
  specification: DialectSpecification = requestsDialect,
): HistoryLine[] {
  const recorder = new StoryRecorder({ specification, behaviour: { page: byPlace, ...behaviour } });
  recorder.scenario('story');
  steps(recorder);
  return recorder.lines;
}

const byTime: Behaviour['order'] = (found) =>
  found.toSorted((left, right) => right.instant - left.instant || right.sequence - left.sequence);

const overlapping = (recorder: StoryRecorder): void => {
  recorder.send({ path: '/Users/1' });
  recorder.step(-3_600_000);
  recorder.send({ path: '/Users/2', takes: 100 });
  recorder.now -= 80;
  recorder.send({ path: '/Users/3', takes: 100 });
  recorder.read('complete');
};

const swapped: Behaviour['order'] = (found) =>
  [2, 3, 1].flatMap((sequence) => found.filter((stored) => stored.sequence === sequence));

const forth = (recorder: StoryRecorder): void => {
  recorder.send({ path: '/Users/1' });
  recorder.step(3_600_000);
  recorder.send({ path: '/Users/2' });
  recorder.read('complete');
};

const steppedBack = (recorder: StoryRecorder): void => {
  for (let count = 0; count < 3; count++) recorder.send({ path: `/Users/${count}` });
  recorder.step(-3_600_000);
  for (let count = 3; count < 6; count++) recorder.send({ path: `/Users/${count}` });
  recorder.read('complete');
  recorder.read('restored');
};

describe('a clock that is stepped back', () => {
  test('leaves entries in the order of sending', () => {
    const lines = play(steppedBack);
    expect(messages(lines, 'fail')).toEqual([]);
    expect(messages(lines, 'pass').join('\n')).toContain('in the right order although the clock stepped back');
  });

  test('a log ordered by its clock fails', () => {
    expect(withOutcome(play(steppedBack, { order: byTime }), 'fail')).toEqual(['REQ-COL-2']);
  });

  test('entries of requests under way together may stand either way', () => {
    expect(messages(play(overlapping, { order: swapped }), 'fail')).toEqual([]);
  });

  test('one stepped forth, or let go on, changes nothing', () => {
    expect(messages(play(forth), 'fail')).toEqual([]);
    expect(withOutcome(play(forth, { order: (found) => found }), 'fail')).toEqual(['REQ-COL-2']);
  });

  test("entries of an earlier scenario's clock are not this one's", () => {
    const recorder = new StoryRecorder({ specification: requestsDialect });
    recorder.scenario('earlier');
    recorder.send({ path: '/Users/1' });
    recorder.send({ path: '/Users/2' });
    recorder.scenario('later');
    recorder.step(-3_600_000);
    recorder.scenario('latest');
    recorder.send({ path: '/Users/3' });
    recorder.to('2026-05-12T09:30:00.000Z');
    recorder.send({ path: '/Users/4' });
    recorder.read('complete');
    expect(messages(recorder.lines, 'fail')).toEqual([]);
  });
});

const ofOneMoment = (recorder: StoryRecorder): void => {
  recorder.send({ path: '/Groups' });
  for (let count = 0; count < 4; count++) {
    recorder.send({ path: `/Users/${count}`, takes: 0 });
    recorder.now -= 3;
  }
  recorder.read('complete');
  recorder.read('filtered', { resourceType: 'Users' });
  recorder.read('restored');
};

const steady: Behaviour['order'] = (found) =>
  found.toSorted(
    (left, right) =>
      right.instant - left.instant || textAt(left.shown, 'endpoint').localeCompare(textAt(right.shown, 'endpoint')),
  );

describe('entries of one moment', () => {
  test('may stand in any order that is the same each time', () => {
    expect(messages(play(ofOneMoment, { order: steady }), 'fail')).toEqual([]);
  });

  test.each([
    ['a filtered reading', 'resourceType'],
    ['the reading after it', 'none'],
  ])('and fail when %s turns them round', (_name, which) => {
    let readings = 0;
    const fickle: Behaviour['order'] = (found, filters) => {
      readings += 1;
      const turn = which === 'none' ? readings === 3 : filters[which] !== undefined;
      return turn
        ? found.toSorted((left, right) => right.instant - left.instant || left.sequence - right.sequence)
        : correct.order(found, filters);
    };
    expect(withOutcome(play(ofOneMoment, { order: fickle }), 'fail')).toEqual(['REQ-COL-2']);
  });
});

const inPages = (recorder: StoryRecorder): void => {
  for (let count = 0; count < 7; count++) recorder.send({ path: `/Users/${count}` });
  recorder.read('complete');
  recorder.read('paged', {}, { limit: 2, between: () => undefined });
};

describe('a log that gives the oldest entry first', () => {
  const oldestFirst: DialectSpecification = {
    ...requestsDialect,
    order: { ...requestsDialect.order, direction: 'oldest-first' },
  };
  const inOrder: Partial<Behaviour> = { order: (found) => found };

  test('passes by its own declaration and fails by the other', () => {
    expect(messages(play(inPages, inOrder, oldestFirst), 'fail')).toEqual([]);
    expect(withOutcome(play(inPages, {}, oldestFirst), 'fail')).toEqual(['REQ-COL-2']);
  });
});

const late = (kind: 'external' | 'reference'): HistoryLine[] => {
  const recorder = new StoryRecorder({ specification: requestsDialect, kind });
  recorder.scenario('late');
  for (let count = 0; count < 6; count++) recorder.send({ path: `/Users/${count}` });
  recorder.read('paged', {}, { limit: 2 });
  recorder.read('complete');
  const [newest] = recorder.lines.flatMap((line) =>
    line.type === 'log-read' && line.purpose === 'complete' ? line.entries : [],
  );
  return alterReads(recorder.lines, ({ purpose, entries }) =>
    purpose === 'paged' ? { entries: entries.filter((entry) => entry !== newest) } : {},
  );
};

describe('a log that shows entries late', () => {
  test('is not held to an entry that came only after the walk, if it is not the reference', () => {
    expect(messages(late('external'), 'fail')).toEqual([]);
    expect(withOutcome(late('reference'), 'fail')).toEqual(['X-PAGE-1']);
  });
});

test('entries of an earlier scenario stay its own in a log that has the wrong order', () => {
  const recorder = new StoryRecorder({
    specification: requestsDialect,
    behaviour: { order: (found) => found, page: byPlace },
  });
  for (const name of ['earlier', 'later']) {
    recorder.scenario(name);
    for (let count = 0; count < 3; count++) recorder.send({ path: `/Users/${count}` });
    recorder.read('complete');
  }
  expect(withOutcome(recorder.lines, 'fail')).toEqual(['REQ-COL-2']);
});
