import { describe, expect, test } from 'vitest';
import { judged, requestOf, shownAs } from './support/defects.ts';
import { withOutcome } from './support/outcomes.ts';
import { requestStory } from './support/request-story.ts';
import { textAt } from './support/story-server.ts';

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
