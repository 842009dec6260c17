import { describe, expect, test } from 'vitest';
import type { DialectSpecification } from '../../../src/audit/dialects/specification.ts';
import { requestsDialect } from '../../../src/audit/dialects/requests/requests-dialect.ts';
import type { HistoryLine, LogEntry } from '../../../src/history/line.ts';
import { alterLines, alterReads } from './support/altered-lines.ts';
import { messages, withOutcome } from './support/outcomes.ts';
import { readEverything, requestStory, sendRequests } from './support/request-story.ts';
import { StoryRecorder } from './support/story-recorder.ts';
import { type Behaviour, textAt } from './support/story-server.ts';

/** A request log without identifiers: entries are told apart by what they show. */
const anonymous: DialectSpecification = {
  ...requestsDialect,
  dialect: 'anonymous',
  columns: requestsDialect.columns.filter((column) => column.name !== 'requestId'),
};

function anonymousStory(behaviour: Partial<Behaviour> = {}): HistoryLine[] {
  const show = behaviour.show ?? (({ shown }: { shown: LogEntry }): LogEntry => shown);
  return requestStory(
    {
      ...behaviour,
      requestIdHeader: () => '',
      show: (stored, filters) => {
        const { requestId: _left, ...entry } = show(stored, filters);
        return entry;
      },
    },
    { specification: anonymous },
  );
}

const crowdStory = (kept: number): HistoryLine[] => {
  const recorder = new StoryRecorder({
    specification: anonymous,
    behaviour: {
      requestIdHeader: () => '',
      entries: ({ requestId: _left, ...entry }, _exchange, number) => (number <= kept ? [entry] : []),
    },
  });
  recorder.scenario('crowd');
  for (let count = 0; count < 100; count++) {
    recorder.send({ path: '/Users?count=1', takes: 0 });
    recorder.now -= 3;
  }
  recorder.now += 1;
  recorder.read('complete');
  return recorder.lines;
};

describe('a log without identifiers', () => {
  test('is paired by what its entries show', () => {
    const lines = anonymousStory();
    expect(messages(lines, 'fail')).toEqual([]);
    expect(messages(lines, 'skip')).toEqual([]);
    expect(messages(lines, 'unknown')).toEqual([]);
  });

  test.each<[string, string[], Partial<Behaviour>]>([
    ['a lost entry', ['REQ-CAPTURE-1'], { entries: (entry, _exchange, number) => (number === 5 ? [] : [entry]) }],
    [
      'a doubled entry',
      ['REQ-CAPTURE-1'],
      { entries: (entry, _exchange, number) => (number === 5 ? [entry, entry] : [entry]) },
    ],
    [
      'a wrong method',
      ['REQ-COL-5'],
      { show: ({ shown }) => ({ ...shown, method: textAt(shown, 'method').toLowerCase() }) },
    ],
    [
      'a wrong path',
      ['REQ-COL-6'],
      { show: ({ shown }) => ({ ...shown, endpoint: textAt(shown, 'endpoint').toUpperCase() }) },
    ],
    ['queries left out', ['REQ-COL-7'], { show: ({ shown }) => ({ ...shown, query: null }) }],
    ['a wrong status code', ['REQ-COL-8'], { show: ({ shown }) => ({ ...shown, statusCode: 200 }) }],
    ['responses left out', ['REQ-COL-9'], { show: ({ shown }) => ({ ...shown, response: null }) }],
    [
      'milliseconds truncated',
      ['REQ-COL-2'],
      { show: ({ shown }) => ({ ...shown, time: textAt(shown, 'time').replace(/\.\d+Z/u, '.000Z') }) },
    ],
    ['times left out', ['REQ-COL-2'], { show: ({ shown }) => ({ ...shown, time: null }) }],
    [
      'no status in either form',
      ['REQ-CAPTURE-2', 'REQ-COL-3', 'REQ-COL-4', 'REQ-COL-8'],
      { show: ({ shown }) => ({ ...shown, status: null, statusCode: null, errorMessage: null }) },
    ],
  ])('%s is told as that and as nothing else', (_name, breaks, behaviour) => {
    const lines = anonymousStory(behaviour);
    expect(withOutcome(lines, 'fail'), messages(lines, 'fail').join('\n')).toEqual(breaks);
  });

  test('among a hundred alike in one millisecond the one that is missing is noticed', () => {
    expect(withOutcome(crowdStory(100), 'fail')).toEqual([]);
    expect(withOutcome(crowdStory(99), 'fail')).toEqual(['REQ-CAPTURE-1']);
  });
});

const withFailure = (code: string, unseen: boolean): HistoryLine[] => {
  const recorder = new StoryRecorder({ specification: requestsDialect });
  recorder.scenario('failures');
  recorder.send({ path: '/Users' });
  recorder.send({
    path: '/Groups',
    status: 0,
    loggedStatus: 200,
    unseen,
    failure: { code, message: 'No response.' },
  });
  recorder.read('complete');
  return recorder.lines;
};

describe('what reaches the target', () => {
  test.each([
    ['ECONNREFUSED', true, []],
    ['UND_ERR_CONNECT_TIMEOUT', true, []],
    ['ECONNRESET', true, []],
    ['ECONNRESET', false, []],
    ['UND_ERR_HEADERS_TIMEOUT', false, []],
    ['UND_ERR_HEADERS_TIMEOUT', true, ['REQ-CAPTURE-1']],
    ['TIMEOUT', true, ['REQ-CAPTURE-1']],
    ['RESPONSE_TOO_LARGE', true, ['REQ-CAPTURE-1']],
  ])('%s with the request unseen: %s', (code, unseen, breaks) => {
    expect(withOutcome(withFailure(code, unseen), 'fail')).toEqual(breaks);
  });
});

const foreign = (time: string, change: Record<string, unknown> = {}): LogEntry => ({
  requestId: `theirs-${time}`,
  time,
  status: 'Success',
  errorMessage: null,
  method: 'GET',
  endpoint: '/Users',
  query: 'filter=userName%20eq%20%22someone%22',
  statusCode: 200,
  response: '{"totalResults":0}',
  request: { method: 'GET', headers: { accept: 'application/json' }, body: '' },
  ...change,
});

const shared = (behaviour: Partial<Behaviour> = {}, kind: 'external' | 'reference' = 'external'): HistoryLine[] => {
  const recorder = new StoryRecorder({ specification: requestsDialect, kind, behaviour });
  recorder.server.put(foreign('2026-05-11T10:00:00.000Z'));
  recorder.server.put(foreign('2026-05-12T23:59:59.999Z', { endpoint: '/ServiceProviderConfig', query: '' }));
  recorder.scenario('shared');
  sendRequests(recorder);
  recorder.server.put(foreign('2026-05-14T10:00:02.300Z'));
  recorder.server.put(foreign('2026-05-14T10:00:02.301Z', { method: 'DELETE', statusCode: 204, response: null }));
  recorder.to('2026-05-14T10:00:02.400Z');
  readEverything(recorder);
  return recorder.lines;
};

describe('a system that serves others too', () => {
  test('its other entries are no fault of its log', () => {
    const lines = shared();
    expect(messages(lines, 'fail')).toEqual([]);
    expect(messages(lines, 'skip')).toEqual([]);
    expect(messages(lines, 'pass').find((message) => message.includes('requests/capture'))).toContain(
      '4 entries of other traffic left out',
    );
  });

  test('on the reference, which serves nobody else, an entry for no request is one too many', () => {
    expect(withOutcome(shared({}, 'reference'), 'fail')).toEqual(['REQ-CAPTURE-1']);
  });

  test.each<[string, Partial<Behaviour>]>([
    ['a lost entry', { entries: (entry, _exchange, number) => (number === 5 ? [] : [entry]) }],
    ['an entry twice', { entries: (entry, _exchange, number) => (number === 1 ? [entry, entry] : [entry]) }],
    [
      'a second entry of its own about a resource that nobody else knows',
      { entries: (entry, _exchange, number) => (number === 4 ? [entry, { ...entry, requestId: 'other' }] : [entry]) },
    ],
    [
      'an entry of a request on such a resource that was never sent',
      {
        entries: (entry, _exchange, number) =>
          number === 11 ? [entry, { ...entry, requestId: 'other', method: 'DELETE' }] : [entry],
      },
    ],
  ])('%s is noticed all the same', (_name, behaviour) => {
    expect(withOutcome(shared(behaviour), 'fail')).toEqual(['REQ-CAPTURE-1']);
  });
});

const swapTenant = (lines: readonly HistoryLine[], tenant: string): HistoryLine[] =>
  alterLines(lines, (line) => (line.type === 'exchange' || line.type === 'log-read' ? { tenant } : undefined));

test('a log without identifiers and times is paired by the rest, and a copy is known for one', () => {
  const timeless = { ...anonymous, columns: anonymous.columns.filter((column) => column.name !== 'time') };
  const story = (copies: number): HistoryLine[] =>
    requestStory(
      {
        requestIdHeader: () => '',
        entries: (entry, _exchange, number) => Array.from({ length: number === 5 ? copies : 1 }, () => entry),
        show: ({ shown: { requestId: _id, time: _time, ...entry } }) => entry,
      },
      { specification: { ...timeless, filters: [], order: { ...timeless.order, requirements: [] } } },
    ).filter((line) => line.type !== 'log-read' || line.purpose === 'complete');
  expect(messages(story(1), 'fail')).toEqual([]);
  expect(withOutcome(story(0), 'fail')).toEqual(['REQ-CAPTURE-1']);
  expect(messages(story(2), 'fail').join('\n')).toContain('(exchange 5, step-5): expected one entry, came another one');
});

const intruder = (endpoint: string): HistoryLine[] => {
  const recorder = new StoryRecorder({
    specification: requestsDialect,
    kind: 'external',
    behaviour: {
      entries: (entry, _exchange, number) =>
        number === 2 ? [entry, { ...entry, requestId: 'another', method: 'DELETE', endpoint }] : [entry],
    },
  });
  recorder.scenario('short');
  recorder.send({ method: 'POST', path: '/Users', status: 201, responseBody: '{"id":"7"}' });
  recorder.send({ path: '/Groups' });
  recorder.read('complete');
  return recorder.lines;
};

test('on a shared system an entry is ours that is about a resource of ours, however short its id', () => {
  expect(withOutcome(intruder('/Users/7'), 'fail')).toEqual(['REQ-CAPTURE-1']);
  expect(withOutcome(intruder('/Users/7/x'), 'fail')).toEqual(['REQ-CAPTURE-1']);
  expect(withOutcome(intruder('/Users/77'), 'fail')).toEqual([]);
  expect(withOutcome(intruder('/Groups/7'), 'fail')).toEqual([]);
});

const isLogged = (entry: LogEntry): boolean =>
  entry['method'] !== 'GET' && !(entry['status'] === 'Failed' && textAt(entry, 'endpoint').startsWith('/Users'));

describe('a log of some requests only', () => {
  const scope = {
    ...requestsDialect.scope,
    where: { 'http.method': ['POST', 'PUT', 'PATCH', 'DELETE'] },
    exclude: [{ outcome: ['failure'], 'http.resourceType': ['Users'] }],
  };
  const specification: DialectSpecification = { ...requestsDialect, scope };
  const complete = (behaviour: Partial<Behaviour>): HistoryLine[] =>
    requestStory(behaviour, { specification }).filter(
      (line) => line.type !== 'log-read' || line.purpose === 'complete',
    );
  test('needs no others and must not have them', () => {
    const lines = complete({ entries: (entry) => (isLogged(entry) ? [entry] : []) });
    expect(messages(lines, 'fail')).toEqual([]);
    expect(messages(lines, 'pass').find((message) => message.includes('requests/capture'))).toContain(': 7 requests (');
    expect(withOutcome(complete({}), 'fail')).toEqual(['REQ-CAPTURE-1']);
  });

  test('needs those', () => {
    const lines = complete({ entries: (entry) => (isLogged(entry) && entry['method'] !== 'DELETE' ? [entry] : []) });
    expect(withOutcome(lines, 'fail')).toEqual(['REQ-CAPTURE-1']);
  });

  test('does not need one of which the client did not see whether it is in scope', () => {
    const recorder = new StoryRecorder({
      specification,
      behaviour: { entries: (entry, { status }) => (status === 0 ? [] : [entry]) },
    });
    recorder.scenario('unclear');
    recorder.send({ method: 'POST', path: '/Users', status: 201 });
    recorder.send({ method: 'POST', path: '/Users', status: 0, loggedStatus: 409 });
    recorder.read('complete');
    expect(messages(recorder.lines, 'fail')).toEqual([]);
  });
});

test('each dialect of a run is judged by the readings of its own log', () => {
  const other = { ...requestsDialect, dialect: 'other' };
  const [run, ...own] = requestStory();
  const alien = alterReads(
    own.filter((line) => line.type === 'log-read'),
    (line) => ({
      dialect: 'other',
      walk: line.walk + 100,
      entries: line.purpose === 'complete' ? line.entries.slice(1) : line.entries,
    }),
  );
  const both = alterLines([run!, ...own, ...alien], (line) =>
    line.type === 'run' ? { dialects: [requestsDialect, other] } : undefined,
  );
  const failed = messages(both, 'fail');
  expect(failed.filter((message) => message.includes('requests/'))).toEqual([]);
  expect(failed.some((message) => message.includes('other/capture'))).toBe(true);
});

test('what arrives while the whole log is read may be in it or not', () => {
  const oldestFirst: DialectSpecification = {
    ...requestsDialect,
    order: { ...requestsDialect.order, direction: 'oldest-first' },
  };
  for (const specification of [requestsDialect, oldestFirst]) {
    const recorder = new StoryRecorder({
      specification,
      behaviour:
        specification === oldestFirst
          ? {
              order: (found) => found,
              page: (found, last, _given, limit) =>
                found.filter((stored) => stored.sequence > (last?.sequence ?? 0)).slice(0, limit),
            }
          : {},
    });
    recorder.scenario('arrivals');
    for (let count = 0; count < 6; count++) recorder.send({ path: `/Users/${count}` });
    let arrivals = 0;
    recorder.read(
      'complete',
      {},
      {
        limit: 2,
        between: () => {
          arrivals += 1;
          if (arrivals < 3) recorder.send({ path: '/Groups' });
        },
      },
    );
    expect(messages(recorder.lines, 'fail')).toEqual([]);
    expect(withOutcome(recorder.lines, 'pass')).toContain('REQ-CAPTURE-1');
  }
});

const withStranger = (behaviour: Partial<Behaviour>): HistoryLine[] => {
  const recorder = new StoryRecorder({ specification: requestsDialect, kind: 'external', behaviour });
  recorder.scenario('stranger');
  for (let count = 0; count < 6; count++) {
    recorder.send({ path: `/Users?count=${count}`, responseBody: '{"totalResults":0}' });
  }
  recorder.read('complete');
  return recorder.lines;
};

describe('identifiers', () => {
  test('that can be relied on keep an entry that resembles a lost one from being taken for it', () => {
    const lines = withStranger({
      entries: (entry, _exchange, number) => [
        number === 4 ? { ...entry, requestId: 'theirs', query: 'count=9' } : entry,
      ],
    });
    expect(withOutcome(lines, 'fail')).toEqual(['REQ-CAPTURE-1']);
  });

  test('that are wrong throughout do not keep entries from being found by what else they show', () => {
    const lines = withStranger({
      entries: (entry, _exchange, number) => [{ ...entry, requestId: `wrong-${number}`, query: `Count=${number - 1}` }],
    });
    expect(withOutcome(lines, 'fail')).toEqual(['REQ-COL-1', 'REQ-COL-7']);
  });
});

describe('two tenants', () => {
  test("an exchange is looked for in its own tenant's log alone", () => {
    const lines = requestStory();
    const [run, opening, ...own] = lines;
    const exchanges = own.filter((line) => line.type === 'exchange');
    const reads = alterReads(
      own.filter((line) => line.type === 'log-read'),
      ({ walk }) => ({ walk: walk + 100 }),
    );
    const both = [run!, opening!, ...own, ...swapTenant(reads, 'other')];
    expect(withOutcome(both, 'fail')).toEqual(withOutcome(lines, 'fail'));
    const strangers = [
      run!,
      opening!,
      ...own,
      ...swapTenant(exchanges, 'other'),
      ...swapTenant(
        alterReads(reads, () => ({ entries: [], more: false })),
        'other',
      ),
    ];
    expect(withOutcome(strangers, 'fail')).toContain('REQ-CAPTURE-1');
  });
});
