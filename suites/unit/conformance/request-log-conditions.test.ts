import { expect, test } from 'vitest';
import { requestsRequirements } from '../../../src/conformance/requirements/requests.ts';
import { messages, withOutcome } from './support/outcomes.ts';
import { requestStory } from './support/request-story.ts';

test('a log that keeps every promise passes every requirement', () => {
  const lines = requestStory();
  expect(messages(lines, 'fail')).toEqual([]);
  expect(messages(lines, 'unknown')).toEqual([]);
  expect(messages(lines, 'skip')).toEqual([]);
  expect(withOutcome(lines, 'pass')).toEqual([...requestsRequirements.map(({ id }) => id), 'X-PAGE-1'].toSorted());
});
