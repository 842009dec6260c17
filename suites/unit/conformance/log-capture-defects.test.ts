import { describe } from 'vitest';
import { judged, shownAs } from './support/defects.ts';

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
      { entries: (entry, _exchange, number) => (number === 3 ? [{ ...entry, requestId: 'other' }, entry] : [entry]) },
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
