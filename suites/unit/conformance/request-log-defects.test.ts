import { describe, expect, test } from 'vitest';
import type { LogEntry } from '../../../src/history/line.ts';
import { isJsonObject } from '../../../src/kernel/index.ts';
import { messages, withOutcome } from './support/outcomes.ts';
import { requestStory } from './support/request-story.ts';
import { type Behaviour, correct, type Filters, naiveMatch, type Stored, textAt } from './support/story-server.ts';

/** One way in which a log can be wrong, and the requirements that must fail for it: these and no others. */
type Defect = readonly [name: string, breaks: readonly string[], behaviour: Partial<Behaviour>];

function judged(defects: readonly Defect[]): void {
  test.each(defects)('%s', (_name, breaks, behaviour) => {
    const lines = requestStory(behaviour);
    expect(withOutcome(lines, 'fail'), messages(lines, 'fail').join('\n')).toEqual([...breaks].toSorted());
    expect(messages(lines, 'unknown')).toEqual([]);
  });
}

/** A log whose entries are changed before they are kept. */
function changed(change: (entry: LogEntry, number: number) => LogEntry): Partial<Behaviour> {
  return { entries: (entry, _exchange, number) => [change(entry, number)] };
}

/** A log that shows entries otherwise than it keeps them. */
function shownAs(change: (entry: LogEntry) => LogEntry): Partial<Behaviour> {
  return { show: ({ shown }) => change(shown) };
}

function without(entry: LogEntry, column: string): LogEntry {
  return Object.fromEntries(Object.entries(entry).filter(([name]) => name !== column));
}

function requestOf(entry: LogEntry): { method: string; headers: Record<string, string>; body: string } {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- The story's own entries have this shape.
  return entry['request'] as ReturnType<typeof requestOf>;
}

describe('capture', () => {
  judged([
    ['an entry is lost', ['REQ-CAPTURE-1'], { entries: (entry, _exchange, number) => (number === 5 ? [] : [entry]) }],
    [
      'unauthenticated requests are not logged',
      ['REQ-CAPTURE-1'],
      { entries: (entry, { status }) => (status === 401 ? [] : [entry]) },
    ],
    [
      'malformed requests are not logged',
      ['REQ-CAPTURE-1'],
      { entries: (entry, { status }) => (status === 400 ? [] : [entry]) },
    ],
    [
      'requests that the client gave up are not logged',
      ['REQ-CAPTURE-1'],
      { entries: (entry, { status }) => (status === 0 ? [] : [entry]) },
    ],
    ['nothing is logged', ['REQ-CAPTURE-1'], { entries: () => [] }],
    [
      'an entry is there twice, alike in everything',
      ['REQ-CAPTURE-1'],
      { entries: (entry, _exchange, number) => (number === 3 ? [entry, entry] : [entry]) },
    ],
    [
      'a request makes two entries with ids of their own',
      ['REQ-CAPTURE-1'],
      { entries: (entry, _exchange, number) => (number === 1 ? [{ ...entry, requestId: 'other' }, entry] : [entry]) },
    ],
    [
      'an entry is there that no request made',
      ['REQ-CAPTURE-1'],
      {
        entries: (entry, _exchange, number) =>
          number === 4 ? [entry, { ...entry, requestId: 'phantom', method: 'DELETE', endpoint: '/Groups/9' }] : [entry],
      },
    ],
    [
      'entries say nothing of the outcome',
      ['REQ-CAPTURE-2', 'REQ-COL-3', 'REQ-COL-4', 'REQ-COL-8'],
      shownAs((entry) => ({ ...entry, status: null, statusCode: null, errorMessage: null })),
    ],
  ]);
});

describe('columns', () => {
  const columns = {
    requestId: 'REQ-COL-1',
    time: 'REQ-COL-2',
    status: 'REQ-COL-3',
    errorMessage: 'REQ-COL-4',
    method: 'REQ-COL-5',
    endpoint: 'REQ-COL-6',
    query: 'REQ-COL-7',
    statusCode: 'REQ-COL-8',
    response: 'REQ-COL-9',
    request: 'REQ-COL-10',
  } as const;
  judged(
    Object.entries(columns).flatMap(([column, requirement]): Defect[] => [
      [`the column ${column} is missing`, [requirement], shownAs((entry) => without(entry, column))],
      [`the column ${column} is empty`, [requirement], shownAs((entry) => ({ ...entry, [column]: '' }))],
      [`the column ${column} has another type`, [requirement], shownAs((entry) => ({ ...entry, [column]: [true] }))],
    ]),
  );
  judged([
    ['two requests share an id', ['REQ-COL-1'], sharedIdentifier()],
    [
      'the client is given another id than the log shows',
      ['REQ-COL-1'],
      { requestIdHeader: ({ requestId }, number) => (number === 6 ? 'another' : requestId) },
    ],
    ['the client is given no id', ['REQ-COL-1'], { requestIdHeader: () => '' }],
    [
      'milliseconds are truncated',
      ['REQ-COL-2'],
      shownAs((entry) => ({ ...entry, time: textAt(entry, 'time').replace(/\.\d+Z/u, '.000Z') })),
    ],
    [
      'the time has no milliseconds',
      ['REQ-COL-2'],
      shownAs((entry) => ({ ...entry, time: textAt(entry, 'time').replace(/\.\d+Z/u, 'Z') })),
    ],
    [
      'the time is local',
      ['REQ-COL-2'],
      shownAs((entry) => ({ ...entry, time: new Date(Date.parse(textAt(entry, 'time')) + 7_200_000).toISOString() })),
    ],
    ['a rejected request counts as a success', ['REQ-COL-3'], shownAs((entry) => ({ ...entry, status: 'Success' }))],
    [
      'the status is a word of its own',
      ['REQ-COL-3'],
      shownAs((entry) => ({ ...entry, status: textAt(entry, 'status').toUpperCase() })),
    ],
    [
      'a 404 has no error message',
      ['REQ-COL-4'],
      shownAs((entry) => (entry['statusCode'] === 404 ? { ...entry, errorMessage: ' ' } : entry)),
    ],
    [
      'the error message is a dash',
      ['REQ-COL-4'],
      shownAs((entry) => (entry['statusCode'] === 404 ? { ...entry, errorMessage: '-' } : entry)),
    ],
    [
      'the method is in lower case',
      ['REQ-COL-5'],
      shownAs((entry) => ({ ...entry, method: textAt(entry, 'method').toLowerCase() })),
    ],
    [
      'a search counts as a GET',
      ['REQ-COL-5'],
      shownAs((entry) => (textAt(entry, 'endpoint').endsWith('.search') ? { ...entry, method: 'GET' } : entry)),
    ],
    [
      'the endpoint has the query with it',
      ['REQ-COL-6'],
      shownAs((entry) => ({ ...entry, endpoint: `${textAt(entry, 'endpoint')}?${textAt(entry, 'query')}` })),
    ],
    [
      'the endpoint is the collection alone',
      ['REQ-COL-6'],
      shownAs((entry) => ({ ...entry, endpoint: textAt(entry, 'endpoint').split('/').slice(0, 2).join('/') })),
    ],
    [
      'the query is decoded',
      ['REQ-COL-7'],
      shownAs((entry) => ({ ...entry, query: decodeURIComponent(textAt(entry, 'query')) })),
    ],
    [
      'the query has its question mark',
      ['REQ-COL-7'],
      shownAs((entry) => ({ ...entry, query: entry['query'] === '' ? '' : `?${textAt(entry, 'query')}` })),
    ],
    [
      'only the first query parameter is kept',
      ['REQ-COL-7'],
      shownAs((entry) => ({ ...entry, query: textAt(entry, 'query').split('&')[0] })),
    ],
    [
      'a query is shown where there was none',
      ['REQ-COL-7'],
      shownAs((entry) => ({ ...entry, query: textAt(entry, 'query') || 'a=b' })),
    ],
    [
      'the status code is text',
      ['REQ-COL-8'],
      shownAs((entry) => ({ ...entry, statusCode: String(entry['statusCode'] === 201 ? 201 : 200) })),
    ],
    [
      'a 201 is logged as 200',
      ['REQ-COL-8'],
      shownAs((entry) => ({ ...entry, statusCode: entry['statusCode'] === 201 ? 200 : entry['statusCode'] })),
    ],
    [
      'the response is cut',
      ['REQ-COL-9'],
      shownAs((entry) => ({ ...entry, response: textAt(entry, 'response').slice(0, 40) })),
    ],
    [
      'a response is shown where there was none',
      ['REQ-COL-9'],
      shownAs((entry) => ({ ...entry, response: textAt(entry, 'response') || '{"detail":"made up"}' })),
    ],
    [
      'an attribute of the response is left out',
      ['REQ-COL-9'],
      shownAs((entry) => ({ ...entry, response: textAt(entry, 'response').replace(',"active":true', '') })),
    ],
    [
      'the payload is left out',
      ['REQ-COL-10'],
      shownAs((entry) => ({ ...entry, request: { ...requestOf(entry), body: '' } })),
    ],
    [
      'the headers are left out',
      ['REQ-COL-10'],
      shownAs((entry) => ({ ...entry, request: { ...requestOf(entry), headers: {} } })),
    ],
    [
      'one header is left out',
      ['REQ-COL-10'],
      shownAs((entry) => {
        const { 'user-agent': _left, ...headers } = requestOf(entry).headers;
        return { ...entry, request: { ...requestOf(entry), headers } };
      }),
    ],
    [
      'the value of a header is cut',
      ['REQ-COL-10'],
      shownAs((entry) => {
        const { headers } = requestOf(entry);
        return { ...entry, request: { ...requestOf(entry), headers: { ...headers, accept: 'application' } } };
      }),
    ],
    [
      'the request has another method',
      ['REQ-COL-10'],
      shownAs((entry) => ({ ...entry, request: { ...requestOf(entry), method: 'HEAD' } })),
    ],
  ]);
});

/** The second request gets the id of the first, also in the header. */
function sharedIdentifier(): Partial<Behaviour> {
  const shared = (number: number, own: string): string => (number === 2 ? 'req-00000001' : own);
  return {
    ...changed((entry, number) => ({ ...entry, requestId: shared(number, textAt(entry, 'requestId')) })),
    requestIdHeader: ({ requestId }, number) => shared(number, requestId),
  };
}

describe('secrets', () => {
  const marker = '{{secret:valid}}';
  const texts = ['requestId', 'time', 'status', 'errorMessage', 'method', 'endpoint', 'query', 'response'];
  test.each(texts)('a token in the column %s', (column) => {
    const lines = requestStory(shownAs((entry) => ({ ...entry, [column]: `${textAt(entry, column)}${marker}` })));
    expect(withOutcome(lines, 'fail')).toContain('REQ-SECRET-1');
  });
  judged([
    [
      'a token in a header of the request',
      ['REQ-SECRET-1'],
      shownAs((entry) => {
        const { headers } = requestOf(entry);
        return {
          ...entry,
          request: { ...requestOf(entry), headers: { ...headers, authorization: `Bearer ${marker}` } },
        };
      }),
    ],
    [
      'a password in the payload',
      ['REQ-SECRET-1'],
      shownAs((entry) => {
        const { body } = requestOf(entry);
        return { ...entry, request: { ...requestOf(entry), body: body.replaceAll('***', '{{secret:password}}') } };
      }),
    ],
    [
      'a token in the error message',
      ['REQ-SECRET-1'],
      shownAs((entry) => ({ ...entry, errorMessage: `No: ${marker}` })),
    ],
    [
      'a token in a column of no clause',
      ['REQ-SECRET-1'],
      shownAs((entry) => ({ ...entry, debug: { raw: [marker] } })),
    ],
    [
      'a token in the name of a header',
      ['REQ-SECRET-1'],
      shownAs((entry) => {
        const { headers } = requestOf(entry);
        return { ...entry, request: { ...requestOf(entry), headers: { ...headers, [marker]: '1' } } };
      }),
    ],
    ['a token in a refusal', ['REQ-SECRET-1'], { refusal: () => `{"detail":"${marker} may not."}` }],
  ]);
});

describe('filters', () => {
  /** A log whose filters work but for one, which does as `instead` says. */
  const wrong = (name: string, instead: (stored: Stored, value: string) => boolean): Partial<Behaviour> => ({
    matches: (stored, filters) => {
      const { [name]: value, ...others } = filters;
      return naiveMatch(stored, others) && (value === undefined || value === 'All' || instead(stored, value));
    },
  });
  const startOf = (value: string): number => Date.parse(value);
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

/** Pages by the place in the list, whatever its order is. */
const byPlace: Behaviour['page'] = (found, last, _given, limit) => {
  const at = last === undefined ? 0 : found.indexOf(last) + 1;
  return found.slice(at, at + limit);
};

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

test('the story has what the defects need', () => {
  const entries = requestStory().flatMap((line) => (line.type === 'log-read' ? line.entries : []));
  expect(entries.every((entry) => isJsonObject(entry['request']))).toBe(true);
});
