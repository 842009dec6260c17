import { describe } from 'vitest';
import { changed, type Defect, judged, requestOf, shownAs, without } from './support/defects.ts';
import { type Behaviour, textAt } from './support/story-server.ts';

/** The second request gets the id of the first, also in the header. */
const sharedIdentifier: Partial<Behaviour> = {
  ...changed((entry, number) => (number === 2 ? { ...entry, requestId: 'req-00000001' } : entry)),
  requestIdHeader: ({ requestId }, number) => (number === 2 ? 'req-00000001' : requestId),
};

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
    ['two requests share an id', ['REQ-COL-1'], sharedIdentifier],
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
