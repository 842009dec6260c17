import { describe, expect, test } from 'vitest';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { requestsDialect } from '../../../src/audit/dialects/requests/requests-dialect.ts';
import {
  type Condition,
  createRegistry,
  judge,
  summarise,
  type Verdict,
  verdictsDocument,
  verdictsSchema,
  verdictsText,
} from '../../../src/conformance/index.ts';
import type { HistoryLine, RunLine } from '../../../src/history/line.ts';
import { ScimulateError } from '../../../src/kernel/index.ts';
import { alterLines } from './support/altered-lines.ts';
import { requestStory } from './support/request-story.ts';

const registry = createRegistry([
  (['MUST', 'SHOULD', 'EXT'] as const).map((level) => ({
    id: level,
    level,
    text: level,
    source: { document: 'test' },
  })),
]);

function runOf(lines: readonly HistoryLine[]): RunLine {
  const [run] = lines;
  if (run?.type !== 'run') throw new Error('no run line');
  return run;
}

function verdict(requirement: 'MUST' | 'SHOULD' | 'EXT', outcome: Verdict['outcome']): Verdict {
  return { requirement, level: requirement, outcome, condition: 'c', scenario: 's', message: 'm', evidence: [] };
}

describe('a judgement', () => {
  const lines = requestStory({ entries: (entry, _exchange, number) => (number === 2 ? [] : [entry]) });

  test('of an archived history is the same to the byte', () => {
    const again: HistoryLine[] = JSON.parse(JSON.stringify(lines));
    const text = verdictsText(verdictsDocument(runOf(lines), judge(lines)));
    expect(verdictsText(verdictsDocument(runOf(again), judge(again)))).toBe(text);
  });

  test('keeps to the published schema', () => {
    const ajv = new Ajv2020({ strict: true, allErrors: true });
    const validate = ajv.compile(verdictsSchema);
    const document = verdictsDocument(runOf(lines), judge(lines));
    expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
    expect(Object.keys(document)).toEqual(['tool', 'target', 'seed', 'summary', 'verdicts']);
    expect(Object.keys(document.verdicts[0]!)).toEqual([
      'requirement',
      'level',
      'outcome',
      'condition',
      'scenario',
      'message',
      'evidence',
    ]);
    expect(validate({ ...document, extra: 1 })).toBe(false);
    expect(validate({ ...document, verdicts: [{ ...document.verdicts[0], outcome: 'maybe' }] })).toBe(false);
  });

  test('points at lines of the history that show it', () => {
    const lost = judge(lines).verdicts.find(
      (found) => found.requirement === 'REQ-CAPTURE-1' && found.outcome === 'fail',
    )!;
    expect(lines[lost.evidence[0]!.line]).toMatchObject({ type: 'exchange', number: 2 });
  });

  test('counts entries from 1 over all pages of a walk', () => {
    const wrong = requestStory({
      show: ({ shown, sequence }) => (sequence === 2 ? { ...shown, method: 'PUT' } : shown),
    });
    const { evidence } = judge(wrong).verdicts.find(
      (found) => found.requirement === 'REQ-COL-5' && found.outcome === 'fail',
    )!;
    const [exchange, entry] = evidence;
    expect([exchange!.note, entry!.note]).toEqual(['exchange 2', 'entry 25 of the walk']);
    const line = wrong[entry!.line];
    expect(line?.type === 'log-read' && line.entries[24]).toMatchObject({ method: 'PUT', requestId: 'req-00000002' });
  });

  test('stands in the order of scenarios, then of conditions', () => {
    const [run, opening, ...rest] = lines;
    const twice = [
      run!,
      opening!,
      ...rest,
      { ...opening!, scenario: 'again' },
      ...rest.map((line) => Object.assign({}, line, { scenario: 'again' })),
    ];
    const { verdicts } = judge(twice);
    const conditionsIn = (scenario: string): string[] =>
      verdicts.filter((found) => found.scenario === scenario).map((found) => found.condition);
    expect(verdicts.map((found) => found.scenario)).toEqual(
      ['story', 'again', '*'].flatMap((scenario) => conditionsIn(scenario).map(() => scenario)),
    );
    expect(conditionsIn('again').length).toBeGreaterThan(20);
    expect(conditionsIn('again')).toEqual(conditionsIn('story'));
  });
});

const crash = (): never => {
  throw new Error('it broke\u001B[2J');
};

const testCondition = (parts: Partial<Condition>): Condition => ({
  id: 'test/one',
  requirements: ['MUST', 'EXT'],
  judge: () => [],
  ...parts,
});

describe('a condition', () => {
  const [run, opening] = requestStory();
  const history = [run!, opening!];
  const judged = (parts: Partial<Condition>): readonly Verdict[] =>
    judge(history, { registry, conditions: [testCondition(parts)] }).verdicts;

  test('that throws is undecided for all that it was to decide', () => {
    const verdicts = judged({ judge: crash });
    expect(verdicts.map(({ requirement, outcome, level }) => [requirement, outcome, level])).toEqual([
      ['MUST', 'unknown', 'MUST'],
      ['EXT', 'unknown', 'EXT'],
    ]);
    expect(verdicts[0]!.message).toBe('the condition could not decide: it broke\\u001b[2J');
    expect(judge(history, { registry, conditions: [testCondition({ judge: crash })] }).summary.conforming).toBe(false);
  });

  test('that speaks of what it does not declare is undecided', () => {
    const stray = { requirement: 'SHOULD', outcome: 'pass', message: '', evidence: [] } as const;
    expect(judged({ judge: () => [stray] }).map(({ outcome }) => outcome)).toEqual(['unknown', 'unknown']);
  });

  test('of which no scenario shows the subject says so once', () => {
    expect(judged({})).toEqual([
      {
        ...verdict('MUST', 'skip'),
        condition: 'test/one',
        scenario: '*',
        message: 'its subject occurs in no scenario of this run',
      },
      {
        ...verdict('EXT', 'skip'),
        condition: 'test/one',
        scenario: '*',
        message: 'its subject occurs in no scenario of this run',
      },
    ]);
    expect(judged({ absent: () => ({ outcome: 'unknown', message: 'why' }) })).toMatchObject([
      { outcome: 'unknown', message: 'why' },
      { outcome: 'unknown', message: 'why' },
    ]);
  });

  test('that names a requirement that is not registered is an error, as is an expectation that does', () => {
    expect(() => judged({ requirements: ['NOPE-1'] })).toThrow(
      expect.objectContaining({ code: 'REQUIREMENT_UNKNOWN' }),
    );
    const lines = alterLines(requestStory(), (line) =>
      line.type === 'exchange' && line.number === 3 ? { expect: [{ requirement: 'NOPE-2' }] } : undefined,
    );
    const error: unknown = (() => {
      try {
        return judge(lines);
      } catch (thrown) {
        return thrown;
      }
    })();
    expect(error).toBeInstanceOf(ScimulateError);
    expect(error).toMatchObject({ code: 'REQUIREMENT_UNKNOWN', place: { line: 5 } });
  });

  test('of a dialect, likewise', () => {
    const vendor = { ...requestsDialect, order: { ...requestsDialect.order, requirements: ['VENDOR-7'] } };
    expect(() => judge([{ ...runOf(history), dialects: [vendor] }])).toThrow(
      expect.objectContaining({ code: 'REQUIREMENT_UNKNOWN' }),
    );
  });
});

test.each([
  ['no lines', []],
  ['no run line', requestStory().slice(1)],
  ['a line before the first scenario', requestStory().filter((line) => line.type !== 'scenario')],
])('%s: no history', (_name, lines) => {
  expect(() => judge(lines)).toThrow(expect.objectContaining({ code: 'HISTORY_INVALID' }));
});

describe('a summary', () => {
  test.each([
    [['pass', 'skip'], 'pass'],
    [['pass', 'unknown', 'skip'], 'unknown'],
    [['unknown', 'fail', 'pass'], 'fail'],
    [['skip'], 'skip'],
  ] as const)('of %j is %s', (outcomes, expected) => {
    const { requirements } = summarise(
      outcomes.map((outcome) => verdict('MUST', outcome)),
      registry,
    );
    expect(requirements).toEqual([{ id: 'MUST', level: 'MUST', outcome: expected }]);
  });

  test.each([
    ['MUST', 'fail', false],
    ['MUST', 'unknown', false],
    ['MUST', 'skip', true],
    ['SHOULD', 'fail', true],
    ['SHOULD', 'unknown', false],
    ['EXT', 'fail', true],
    ['EXT', 'unknown', false],
  ] as const)('%s %s: conforming is %s', (level, outcome, conforming) => {
    expect(summarise([verdict(level, outcome)], registry).conforming).toBe(conforming);
  });

  test('counts requirements, not verdicts', () => {
    const { counts } = summarise([verdict('MUST', 'pass'), verdict('MUST', 'pass'), verdict('EXT', 'fail')], registry);
    expect(counts).toEqual({
      MUST: { pass: 1, fail: 0, skip: 0, unknown: 0 },
      SHOULD: { pass: 0, fail: 0, skip: 0, unknown: 0 },
      EXT: { pass: 0, fail: 1, skip: 0, unknown: 0 },
    });
  });
});
