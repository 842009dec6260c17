import { describe, expect, test } from 'vitest';
import { byPlace, judged } from './support/defects.ts';
import { messages, withOutcome } from './support/outcomes.ts';
import { requestStory } from './support/request-story.ts';
import { type Behaviour, correct, naiveMatch, textAt } from './support/story-server.ts';

function outsiderSeesNothing(): Partial<Behaviour> {
  let viewer = '';
  return {
    admit: (who) => {
      viewer = who;
      return 200;
    },
    matches: (stored, filters) => viewer === 'administrator' && naiveMatch(stored, filters),
  };
}

describe('order, paging and access', () => {
  judged([
    [
      'the oldest entry comes first',
      ['REQ-COL-2'],
      {
        order: (found) => found,
        page: (found, last, _given, limit) =>
          found.filter((stored) => stored.sequence > (last?.sequence ?? 0)).slice(0, limit),
      },
    ],
    [
      'a filtered reading has another order',
      ['REQ-COL-2'],
      {
        order: (found, filters) => (filters['method'] === 'GET' ? found : correct.order(found, filters)),
        page: byPlace,
      },
    ],
    [
      'entries are ordered by their method',
      ['REQ-COL-2'],
      {
        order: (found) =>
          found.toSorted(
            (left, right) =>
              textAt(left.shown, 'method').localeCompare(textAt(right.shown, 'method')) ||
              right.sequence - left.sequence,
          ),
        page: byPlace,
      },
    ],
    [
      'pages are counted from the newest entry while new ones arrive',
      ['X-PAGE-1'],
      { page: (found, _last, given, limit) => found.slice(given, given + limit) },
    ],
    [
      'a page leaves out its last entry',
      ['X-PAGE-1'],
      {
        page: (found, last, _given, limit) => {
          const page = correct.page(found, last, 0, limit);
          return limit === 3 && page.length === 3 && last !== undefined ? [page[0]!, page[2]!] : page;
        },
      },
    ],
    ['anybody may read', ['REQ-ACCESS-1'], { admit: () => 200 }],
    [
      'a refusal is an empty list',
      ['REQ-ACCESS-1'],
      {
        admit: () => 200,
        entries: (entry) => [entry],
        page: (found, last, given, limit) => correct.page(found, last, given, limit),
        ...outsiderSeesNothing(),
      },
    ],
    [
      'a refusal is a fault of the server',
      ['REQ-ACCESS-1'],
      { admit: (viewer) => (viewer === 'administrator' ? 200 : 500) },
    ],
    [
      'a refusal names an entry',
      ['REQ-ACCESS-1'],
      { refusal: (log) => `{"detail":"${textAt(log[3]!.shown, 'requestId')} is not for you."}` },
    ],
    [
      'a refusal names a path',
      ['REQ-ACCESS-1'],
      { refusal: (log) => `{"detail":"${textAt(log[3]!.shown, 'endpoint')} is not for you."}` },
    ],
  ]);

  test('an administrator is refused: access fails, and of the content nothing is known', () => {
    const lines = requestStory({ admit: () => 403 });
    expect(withOutcome(lines, 'fail')).toEqual(expect.arrayContaining(['REQ-ACCESS-1']));
    expect(withOutcome(lines, 'unknown')).toEqual(['REQ-CAPTURE-1']);
    expect(withOutcome(lines, 'pass')).toEqual([]);
  });
});

test('a refusal that repeats the question tells nothing of the log', () => {
  expect(
    messages(
      requestStory({ refusal: () => '{"detail":"GET /Users from 2026-05-12: 403 Forbidden, Failed."}' }),
      'fail',
    ),
  ).toEqual([]);
});
