import { describe, expect, test } from 'vitest';
import { requestsDialect } from '../../../src/audit/dialects/requests/requests-dialect.ts';
import { type Defect, judged } from './support/defects.ts';
import { messages, withOutcome } from './support/outcomes.ts';
import { requestStory, sendRequests } from './support/request-story.ts';
import { StoryRecorder } from './support/story-recorder.ts';
import { type Behaviour, correct, type Filters, naiveMatch, type Stored, textAt } from './support/story-server.ts';

/** A log whose filters work but for one, which does as `instead` says. */
const wrong = (name: string, instead: (stored: Stored, value: string) => boolean): Partial<Behaviour> => ({
  matches: (stored, filters) => {
    const { [name]: value, ...others } = filters;
    return naiveMatch(stored, others) && (value === undefined || value === 'All' || instead(stored, value));
  },
});
const startOf = (value: string): number => Date.parse(value);

function isImpossible(filters: Filters): boolean {
  return correct.impossible(filters) !== undefined;
}

/** The first reading without filters after others still has the last ones. */
function stickyFilters(): Behaviour['effective'] {
  let stuck = false;
  return (asked, before) => {
    if (stuck || Object.keys(asked).length > 0 || Object.keys(before).length === 0) return asked;
    stuck = true;
    return before;
  };
}

describe('filters', () => {
  const requirements: Record<string, string> = {
    startDate: 'REQ-FILTER-START',
    endDate: 'REQ-FILTER-END',
    method: 'REQ-FILTER-METHOD',
    resourceType: 'REQ-FILTER-TYPE',
    endpoint: 'REQ-FILTER-ENDPOINT',
    status: 'REQ-FILTER-STATUS',
  };
  judged(
    Object.entries(requirements).flatMap(([name, requirement]): Defect[] => [
      [`the filter ${name} is ignored`, [requirement], wrong(name, () => true)],
      [`the filter ${name} gives nothing`, [requirement], wrong(name, () => false)],
      [
        `the filter ${name} gives the opposite`,
        [requirement],
        wrong(name, (stored, value) => !naiveMatch(stored, { [name]: value })),
      ],
      [
        `the filter ${name} is refused`,
        [requirement],
        {
          impossible: (filters) =>
            filters[name] === undefined ? correct.impossible(filters) : { status: 400, error: 'No such filter.' },
        },
      ],
    ]),
  );
  judged([
    [
      'the end date excludes its day',
      ['REQ-FILTER-END'],
      wrong('endDate', ({ instant }, value) => instant < startOf(value)),
    ],
    [
      'the end date excludes the last millisecond of its day',
      ['REQ-FILTER-END'],
      wrong('endDate', ({ instant }, value) =>
        value.length > 10 ? instant <= startOf(value) : instant < startOf(value) + 86_399_999,
      ),
    ],
    [
      'the end date includes the first millisecond of the day after',
      ['REQ-FILTER-END'],
      wrong('endDate', ({ instant }, value) =>
        value.length > 10 ? instant <= startOf(value) : instant <= startOf(value) + 86_400_000,
      ),
    ],
    [
      'the start date excludes its first millisecond',
      ['REQ-FILTER-START'],
      wrong('startDate', ({ instant }, value) => instant > startOf(value)),
    ],
    [
      'the start date excludes its day',
      ['REQ-FILTER-START'],
      wrong('startDate', ({ instant }, value) => instant >= startOf(value) + 86_400_000),
    ],
    [
      'the endpoint filter is a prefix of text',
      ['REQ-FILTER-ENDPOINT'],
      wrong('endpoint', ({ shown }, value) => textAt(shown, 'endpoint').startsWith(value)),
    ],
    [
      'the endpoint filter is exact',
      ['REQ-FILTER-ENDPOINT'],
      wrong('endpoint', ({ shown }, value) => textAt(shown, 'endpoint') === value),
    ],
    [
      'unauthenticated requests do not count as failed',
      ['REQ-FILTER-STATUS'],
      wrong('status', ({ shown }, value) => shown['status'] === value && shown['statusCode'] !== 401),
    ],
    [
      'a filter gives an entry twice',
      ['REQ-FILTER-METHOD'],
      {
        show: ({ shown }) => shown,
        page: (found, last, given, limit) => correct.page(found, last, given, limit),
        order: (found, filters) => {
          const sorted = correct.order(found, filters);
          return Object.keys(filters).join() === 'method' && sorted.length > 1 ? [sorted[0]!, ...sorted] : sorted;
        },
      },
    ],
    [
      'All gives nothing',
      ['REQ-FILTER-METHOD'],
      { matches: (stored, filters) => filters['method'] !== 'All' && naiveMatch(stored, filters) },
    ],
    [
      'filters are joined by or',
      ['REQ-FILTER-AND'],
      {
        matches: (stored, filters) => {
          const each = Object.entries(filters).map(([name, value]) => naiveMatch(stored, { [name]: value }));
          return each.length === 0 || each.includes(true);
        },
      },
    ],
    [
      'only the first of several filters acts',
      ['REQ-FILTER-AND'],
      {
        matches: (stored, filters) => naiveMatch(stored, Object.fromEntries(Object.entries(filters).slice(0, 1))),
      },
    ],
    [
      'only the last of several filters acts',
      ['REQ-FILTER-AND'],
      {
        matches: (stored, filters) => naiveMatch(stored, Object.fromEntries(Object.entries(filters).slice(-1))),
      },
    ],
    [
      'several filters give nothing',
      ['REQ-FILTER-AND'],
      { matches: (stored, filters) => Object.keys(filters).length < 2 && naiveMatch(stored, filters) },
    ],
    [
      'several filters are refused',
      ['REQ-FILTER-AND'],
      {
        impossible: (filters) =>
          correct.impossible(filters) ??
          (Object.keys(filters).length > 1 ? { status: 400, error: 'One at a time.' } : undefined),
      },
    ],
    [
      'failed requests are shown only when they are asked for',
      ['REQ-CAPTURE-1', 'REQ-FILTER-APPLY'],
      {
        matches: (stored, filters) =>
          naiveMatch(stored, Object.keys(filters).length === 0 ? { status: 'Success' } : filters),
      },
    ],
    ['no filter has an effect', [...Object.values(requirements), 'REQ-FILTER-APPLY'], { matches: () => true }],
    ['clearing the filters keeps the last one', ['REQ-FILTER-RESET'], { effective: stickyFilters() }],
    [
      'an impossible filter gives everything',
      ['REQ-FILTER-BAD'],
      {
        impossible: () => undefined,
        matches: (stored, filters) => isImpossible(filters) || naiveMatch(stored, filters),
      },
    ],
    [
      'an impossible filter gives an empty list',
      ['REQ-FILTER-BAD'],
      {
        impossible: () => undefined,
        matches: (stored, filters) => !isImpossible(filters) && naiveMatch(stored, filters),
      },
    ],
    [
      'an impossible filter is a fault of the server',
      ['REQ-FILTER-BAD'],
      {
        impossible: (filters) => (isImpossible(filters) ? { status: 500, error: 'Oops' } : undefined),
      },
    ],
    [
      'an impossible filter is refused without a word',
      ['REQ-FILTER-BAD'],
      {
        impossible: (filters) => (isImpossible(filters) ? { status: 400, error: '' } : undefined),
      },
    ],
  ]);
});

test('a failure says which filter, which entry was expected and where that stands', () => {
  const lines = requestStory(wrong('endDate', ({ instant }, value) => instant < startOf(value)));
  expect(messages(lines, 'fail')[0]).toContain(
    'filter "End date": "endDate" = "2026-05-12": expected entry 17 (2026-05-12T23:59:59.999Z Success GET /Users/a11ce000-0000-4000-8000-000000000001 200) of the whole log, it did not come (and ',
  );
});

test('the log as it was read last before a filter is what the filter has to keep', () => {
  const recorder = new StoryRecorder({
    specification: requestsDialect,
    // The newest entry is found only by those who do not look for it.
    behaviour: {
      matches: (stored, filters) =>
        naiveMatch(stored, filters) && (filters['method'] === undefined || stored.sequence < 3),
    },
  });
  recorder.scenario('later');
  recorder.send({ path: '/Users' });
  recorder.send({ method: 'POST', path: '/Users', status: 201 });
  recorder.read('complete');
  recorder.send({ path: '/Groups' });
  recorder.read('complete');
  recorder.read('filtered', { method: 'GET' });
  expect(withOutcome(recorder.lines, 'fail')).toEqual(['REQ-FILTER-METHOD']);
});

const anyOf: Behaviour['matches'] = (stored, filters) =>
  Object.keys(filters).length === 0 ||
  Object.entries(filters).some(([name, value]) => naiveMatch(stored, { [name]: value }));

describe('a combination is held to what its filters do alone', () => {
  const endsEarly = wrong('endDate', ({ instant }, value) => instant < startOf(value));
  const both = { endDate: '2026-05-14', method: 'GET' };
  test.each<[string, Partial<Behaviour>, Record<string, string>[], 'pass' | 'fail' | 'skip']>([
    [
      'a filter that is wrong alone and just as wrong together',
      endsEarly,
      [{ endDate: '2026-05-14' }, { method: 'GET' }],
      'pass',
    ],
    [
      'a filter that is wrong alone, but was not read alone with this value',
      endsEarly,
      [{ endDate: '2026-05-13' }, { method: 'GET' }],
      'skip',
    ],
    ['filters that were not read alone', {}, [], 'pass'],
    ['filters that were not read alone, joined by or', { matches: anyOf }, [], 'fail'],
  ])('%s', (_name, behaviour, alone, outcome) => {
    const recorder = new StoryRecorder({ specification: requestsDialect, behaviour });
    recorder.scenario('combination');
    sendRequests(recorder);
    recorder.read('complete');
    for (const filters of alone) recorder.read('filtered', filters);
    recorder.read('filtered', both);
    expect(withOutcome(recorder.lines, outcome)).toContain('REQ-FILTER-AND');
  });
});
