import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type HistoryLine,
  HistoryWriter,
  lineText,
  parseHistory,
  readHistory,
  writeHistory,
} from '../../../src/history/index.ts';
import { ScimulateError } from '../../../src/kernel/index.ts';
import { exchange, logRead, run, story } from './history-lines.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'history-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function errorOf(action: () => unknown): ScimulateError {
  try {
    action();
  } catch (error) {
    if (error instanceof ScimulateError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

const parse = (text: string): HistoryLine[] => parseHistory(Buffer.from(text), 'h.ndjson');
const end = (lines: number): string => `{"type":"end","lines":${lines}}\n`;

test('what is written is read back', () => {
  const path = join(folder, 'round-trip.ndjson');
  writeHistory(path, story);
  expect(readHistory(path)).toEqual(story);
  expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(story.length + 2);
});

test('equal lines give equal bytes, whatever the order of their keys', () => {
  const { type, scenario, entries: _entries, ...rest } = logRead;
  const shuffled = { entries: [{ apple: { a: 1, b: 2 }, zebra: 1 }], ...rest, scenario, type };
  expect(lineText(shuffled)).toBe(lineText({ ...logRead, entries: [{ zebra: 1, apple: { b: 2, a: 1 } }] }));
  expect(lineText(shuffled)).toMatch(/^\{"type":"log-read","scenario":"story","dialect":/u);
});

test('a key off the wire that JavaScript treats as special stays a key', () => {
  const hostile = { ...logRead, entries: [JSON.parse('{"__proto__":{"polluted":true},"toString":"x"}')] };
  expect(lineText(hostile)).toContain('"__proto__":{"polluted":true}');
  expect(JSON.parse(lineText(hostile))).toEqual(hostile);
});

test('a history without its closing line was cut short', () => {
  const path = join(folder, 'crashed.ndjson');
  const writer = new HistoryWriter(path);
  for (const line of story) writer.write(line);
  writer.abandon();
  const error = errorOf(() => readHistory(path));
  expect(error.code).toBe('HISTORY_INVALID');
  expect(error.toLine()).toContain(`${path}:${story.length}: the closing line is missing: the history was cut short`);
});

test('nothing can be written after the end', () => {
  const writer = new HistoryWriter(join(folder, 'finished.ndjson'));
  writer.write(run);
  writer.close();
  expect(errorOf(() => writer.write(run)).code).toBe('HISTORY_UNWRITABLE');
  writer.close();
  writer.abandon();
  expect(readHistory(join(folder, 'finished.ndjson'))).toEqual([run]);
});

test('a file that cannot be created or read is named', () => {
  const nowhere = join(folder, 'absent', 'h.ndjson');
  expect(errorOf(() => new HistoryWriter(nowhere)).toLine()).toContain(`HISTORY_UNWRITABLE ${nowhere}: `);
  expect(errorOf(() => readHistory(nowhere)).toLine()).toContain(`HISTORY_UNREADABLE ${nowhere}: `);
});

test('a cut after any byte is noticed', () => {
  const path = join(folder, 'cut.ndjson');
  writeHistory(path, story);
  const bytes = readFileSync(path);
  for (let length = 0; length < bytes.length; length++) {
    const error = errorOf(() => parseHistory(bytes.subarray(0, length), 'h.ndjson'));
    expect(error.code).toBe('HISTORY_INVALID');
    expect(error.place?.line).toBeGreaterThan(0);
  }
});

test('a line taken out of the middle is noticed', () => {
  const lines = story.map((line) => `${lineText(line)}\n`);
  const text = [...lines.slice(0, 3), ...lines.slice(4), end(story.length)].join('');
  expect(errorOf(() => parse(text)).toLine()).toContain('counts 8 lines before it, but there are 7');
});

const first = `${lineText(run)}\n`;
const opening = `${first}${lineText(story[1]!)}\n`;

test.each([
  ['an empty file', '', 'h.ndjson:1: the file is empty.'],
  ['no JSON', `${first}{"type":\n`, 'h.ndjson:2: the line is not JSON.'],
  ['a line without an object', `${first}[]\n`, 'h.ndjson:2: the line is not a JSON object.'],
  [
    'a last line cut in the middle',
    `${opening}{"type":"exchange","scen`,
    'h.ndjson:3: the last line does not end: the history was cut short.',
  ],
  ['no run line', `${lineText(story[1]!)}\n`, 'h.ndjson:1: the first line must be of type "run".'],
  ['a second run line', `${first}${first}`, 'h.ndjson:2: a line of type "run" can only be the first one.'],
  ['another version', first.replace('"format":1', '"format":2'), 'h.ndjson:1#/format: the format 2 is not known.'],
  ['an unknown type', `${first}{"type":"fault"}\n`, 'h.ndjson:2#/type: the type "fault" is none of: run, scenario,'],
  ['a missing type', `${first}{}\n`, 'h.ndjson:2: the line has no type.'],
  [
    'a missing property',
    `${opening}{"type":"note","scenario":"story","text":"x"}\n`,
    "h.ndjson:3: the value must have required property 'step'",
  ],
  [
    'an unknown property',
    `${opening}{"type":"note","scenario":"story","step":"s","text":"x","colour":1}\n`,
    'the format has no property "colour"',
  ],
  [
    'a wrong value',
    `${opening}${lineText(exchange).replace('"status":201', '"status":"201"')}\n`,
    'h.ndjson:3#/response/status: the value must be integer',
  ],
  [
    'an exchange that ended both ways',
    `${opening}${lineText({ ...exchange, failure: { code: 'RESET', message: 'x' } })}\n`,
    'h.ndjson:3: an exchange has either',
  ],
  [
    'a line outside of a scenario',
    `${first}${lineText(exchange)}\n`,
    'h.ndjson:2: the line belongs to the scenario "story", but no scenario is open.',
  ],
  [
    'a line of another scenario',
    `${opening}${lineText({ ...exchange, scenario: 'other' })}\n`,
    'the open scenario is "story"',
  ],
  ['a line after the end', `${first}${end(1)}${first}`, 'h.ndjson:3: a line follows the closing line.'],
])('%s is refused', (_what, text, message) => {
  const error = errorOf(() => parse(text));
  expect(error.code).toBe('HISTORY_INVALID');
  expect(error.toLine()).toContain(message);
});

test('bytes that are not UTF-8 are refused', () => {
  const bytes = Buffer.concat([Buffer.from(first), Buffer.from([0x22, 0xff, 0x22, 0x0a])]);
  expect(errorOf(() => parseHistory(bytes, 'h.ndjson')).toLine()).toContain('h.ndjson:2: the line is not UTF-8.');
});
