import { expect, test } from 'vitest';
import type { ExchangeLine } from '../../../../src/history/line.ts';
import { errorRules } from '../../../../src/conformance/conditions/protocol/error-rules.ts';
import { universalConditions } from '../../../../src/conformance/conditions/protocol/index.ts';
import { universalCondition } from '../../../../src/conformance/conditions/protocol/universal-condition.ts';
import { resourceProbes } from '../../../../src/conformance/probes/resources/index.ts';
import { messageUris } from '../../../../src/scim/index.ts';
import { customModels } from './custom-models.ts';
import { mutate, type Mutation, response, runProbe } from './probe-harness.ts';
import { referenceTarget } from './reference-target.ts';
import { historyOf, judged } from './run-history.ts';
import { withBody, withHeader, withoutMembers } from './response-changes.ts';

const conditions = errorRules.map(universalCondition);

async function exchangesOf(probes: typeof resourceProbes, mutation: Mutation): Promise<readonly ExchangeLine[]> {
  const target = mutate(await referenceTarget(customModels()), mutation);
  const exchanges: ExchangeLine[] = [];
  for (const probe of probes) exchanges.push(...(await runProbe(probe, target)).exchanges);
  return exchanges;
}

const malformed = resourceProbes.filter(({ id }) => /unreadable|unfit|not-found|immutable$/u.test(id));

async function failing(mutation: Mutation): Promise<readonly string[]> {
  const outcomes = judged(conditions, historyOf(await exchangesOf(malformed, mutation)));
  return outcomes.filter(({ outcome }) => outcome === 'fail').map(({ requirement }) => requirement);
}

/** Changes errors and nothing else. */
const ofErrors =
  (change: Mutation): Mutation =>
  (right, request) =>
    right.status >= 400 ? change(right, request) : undefined;

test('every exchange of the area keeps what holds everywhere', async () => {
  const outcomes = judged(universalConditions, historyOf(await exchangesOf(resourceProbes, () => undefined)));
  const shortfalls = outcomes.filter(({ outcome }) => outcome !== 'pass');
  expect(shortfalls.map(({ requirement, message }) => `${requirement} ${message}`)).toEqual([]);
  const decided = outcomes.map(({ requirement }) => requirement);
  const expected = ['RFC7644-3.12-1', 'RFC7644-3.12-2', 'RFC7644-3.12-3', 'RFC7644-3.12-a', 'RFC7644-3.5.2-13'];
  expect(decided).toEqual(expect.arrayContaining(expected));
});

const schema: Mutation = withBody({ schemas: ['urn:example:error'] });

test.each<[string, Mutation, readonly string[]]>([
  ['no body', () => ({ text: '', body: undefined }), ['RFC7644-3.12-1', 'RFC7644-3.5.2-13']],
  ['a page of HTML', () => ({ text: '<h1>Not Found</h1>' }), ['RFC7644-3.12-1', 'RFC7644-3.5.2-13']],
  ['plain text that is JSON', withHeader('content-type', 'text/plain'), ['RFC7644-3.12-1']],
  ['a number as status', ({ body, status }) => ({ body: { ...body, status } }), ['RFC7644-3.12-2', 'RFC7644-3.5.2-13']],
  ['no status', withoutMembers('status'), ['RFC7644-3.12-2', 'RFC7644-3.5.2-13']],
  ['another schema', schema, ['RFC7644-3.12-a', 'RFC7644-3.5.2-13']],
  ['an empty detail', withBody({ detail: '' }), ['RFC7644-3.12-a']],
  ['a keyword of its own', withBody({ scimType: 'badRequest' }), ['RFC7644-3.12-a']],
])('%s is not how an error is described', async (_, change, breaks) => {
  expect(await failing(ofErrors(change))).toEqual(breaks);
});

const withStatus =
  (status: number): Mutation =>
  () =>
    response(status, { schemas: [messageUris.error], status: String(status) });

test('a status that HTTP does not define is not how an error is told', async () => {
  expect(await failing(ofErrors(withStatus(499)))).toEqual(['RFC7644-3.12-3']);
});

test('a body that cannot be parsed is the client’s fault', async () => {
  expect(await failing(ofErrors(withStatus(500)))).toEqual(['RFC7644-3.12-3']);
});

test('what a gateway answers is not held against the server', async () => {
  expect(await failing(ofErrors(() => ({ status: 503, text: 'overloaded', body: undefined })))).toEqual([]);
});

test('a redirect goes somewhere', async () => {
  expect(await failing(ofErrors(() => ({ status: 308, text: '', body: undefined, headers: {} })))).toEqual([
    'RFC7644-3.12-b',
  ]);
});

test('too many results are for a query to have', async () => {
  expect(await failing(ofErrors(withBody({ scimType: 'tooMany' })))).toEqual(['RFC7644-3.12-l']);
});
