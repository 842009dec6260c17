import { describe, expect, test } from 'vitest';
import { requestsDialect } from '../../../src/audit/dialects/requests/requests-dialect.ts';
import type { Verdict } from '../../../src/conformance/index.ts';
import type { Expectation, HistoryLine } from '../../../src/history/line.ts';
import { alterLines } from './support/altered-lines.ts';
import { judgeStory } from './support/outcomes.ts';
import { StoryRecorder } from './support/story-recorder.ts';

const requirement = 'RFC7644-3.3-1';

function exchange(expectations: readonly Omit<Expectation, 'requirement'>[], status = 201): HistoryLine[] {
  const recorder = new StoryRecorder({ specification: requestsDialect });
  recorder.scenario('create');
  recorder.send({
    method: 'POST',
    path: '/Users',
    status,
    responseBody: status === 0 ? '' : '{"id":"1","active":true,"emails":[{"value":"a@example.com"}],"nothing":null}',
    responseHeaders: { location: 'https://example.com/scim/v2/Users/1', etag: 'W/"1"' },
    expect: expectations.map((expectation) => ({ requirement, ...expectation })),
  });
  return recorder.lines;
}

function verdicts(lines: readonly HistoryLine[]): readonly Verdict[] {
  return judgeStory(lines).verdicts.filter((verdict) => verdict.condition === 'protocol/expectation');
}

describe('an expectation that is met passes', () => {
  test.each<[string, Omit<Expectation, 'requirement'>]>([
    ['a status', { status: [200, 201] }],
    [
      'values in the body',
      {
        body: {
          '/id': '1',
          '/active': true,
          '/emails/0/value': 'a@example.com',
          '/emails': [{ value: 'a@example.com' }],
        },
      },
    ],
    ['a null', { body: { '/nothing': null } }],
    ['something absent', { absent: ['/password', '/emails/1'] }],
    ['a header', { headers: { location: '/Users/1$', ETag: '^W/' } }],
  ])('%s', (_name, expectation) => {
    expect(verdicts(exchange([expectation]))).toMatchObject([
      { requirement, outcome: 'pass', scenario: 'create', evidence: [{ line: 2 }] },
    ]);
  });
});

describe('an expectation that is not met fails with what was expected and what came', () => {
  test.each<[string, Omit<Expectation, 'requirement'>, string]>([
    ['another status', { status: [200, 204] }, 'expected status 200 or 204, came 201'],
    ['another value', { body: { '/active': false } }, 'expected false at "/active", came true'],
    ['a number for a text', { body: { '/id': 1 } }, 'expected 1 at "/id", came "1"'],
    ['no value', { body: { '/userName': 'x' } }, 'expected "x" at "/userName", came nothing'],
    ['something that must not be there', { absent: ['/id'] }, 'expected nothing at "/id", came "1"'],
    ['a null where nothing must be', { absent: ['/nothing'] }, 'expected nothing at "/nothing", came null'],
    [
      'no header',
      { headers: { 'retry-after': '^1$' } },
      'expected the header retry-after to match "^1$", came nothing',
    ],
    ['another header', { headers: { location: 'Groups' } }, 'expected the header location to match "Groups"'],
  ])('%s', (_name, expectation, message) => {
    const [verdict] = verdicts(exchange([expectation]));
    expect(verdict).toMatchObject({ requirement, outcome: 'fail', evidence: [{ line: 2 }] });
    expect(verdict!.message).toContain('POST /Users (exchange 1, step-1)');
    expect(verdict!.message).toContain(message);
  });

  test('no response', () => {
    expect(verdicts(exchange([{ status: [201] }], 0))[0]).toMatchObject({
      outcome: 'fail',
      message: expect.stringContaining('expected a response, none came: TIMEOUT'),
    });
  });

  test('a body that is no JSON', () => {
    const lines = alterLines(exchange([{ body: { '/id': '1' } }]), (line) =>
      line.type === 'exchange' ? { response: { status: 201, headers: {}, body: '<html>' } } : undefined,
    );
    expect(verdicts(lines)[0]).toMatchObject({
      outcome: 'fail',
      message: expect.stringContaining('expected a body in JSON, came "<html>"'),
    });
  });
});

test('one outcome a requirement: the failures of several exchanges together', () => {
  const lines = exchange([{ status: [201] }, { status: [500] }, { absent: ['/id'] }]);
  expect(verdicts(lines)).toMatchObject([{ outcome: 'fail', message: expect.stringContaining('(and 1 more)') }]);
});

test('an expectation of nothing proves nothing', () => {
  expect(verdicts(exchange([{}, { status: [] }]))).toMatchObject([{ outcome: 'skip' }]);
});

test('an expectation that cannot be tried is undecided', () => {
  expect(verdicts(exchange([{ headers: { location: '(' } }]))).toMatchObject([{ outcome: 'unknown' }]);
  expect(verdicts(exchange([{ body: { id: '1' } }]))).toMatchObject([{ outcome: 'unknown' }]);
});
