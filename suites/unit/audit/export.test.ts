import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createRedactor,
  csvFormat,
  type DialectSpecification,
  exportLog,
  ndjsonFormat,
  openStore,
  projectEntry,
  requestsDialect,
} from '../../../src/audit/index.ts';
import { type JsonObject, VirtualClock } from '../../../src/kernel/index.ts';
import { httpFacts, requestDraft } from './http-facts.ts';

/** A dialect with two columns of text, one of which may be an object. */
const dialect: DialectSpecification = {
  ...requestsDialect,
  columns: [
    { name: 'a', title: 'A', type: 'text', fact: 'reason', presence: 'may', requirements: [] },
    { name: 'b', title: 'B', type: 'request', fact: 'http.request', presence: 'may', requirements: [] },
  ],
};

/** RFC 4180 by the letter, as a reader that knows nothing of us has it. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  const token = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  let row: string[] = [];
  let end = 0;
  for (const [match, quoted, bare, separator] of text.matchAll(token)) {
    row.push(quoted?.replaceAll('""', '"') ?? bare ?? '');
    end += match.length;
    if (separator === ',') continue;
    rows.push(row);
    row = [];
  }
  expect(end).toBe(text.length);
  return rows;
}

/** Undoes what the format says of itself. */
function originalText(cell: string): string {
  const text = cell.startsWith("'") ? cell.slice(1) : cell;
  return text.replaceAll(/\\(?:u([0-9a-f]{4})|(.))/gu, (_, unit: string | undefined, short: string | undefined) =>
    unit === undefined
      ? ({ n: '\n', r: '\r', t: '\t' }[short ?? ''] ?? '\\')
      : String.fromCharCode(Number.parseInt(unit, 16)),
  );
}

const hostileText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(
      '"',
      ',',
      ';',
      '\r',
      '\n',
      '\t',
      '\\',
      '=',
      '+',
      '-',
      '@',
      "'",
      ' ',
      'u',
      '\u001B',
      '\u2028',
      '\u202E',
      '\uD800',
      'é',
      '0',
    ),
  }),
);
const hostileEntry = fc.record({
  a: fc.option(hostileText),
  b: fc.oneof(fc.constant(null), fc.dictionary(hostileText, hostileText)),
});

/** What a terminal, an editor or a spreadsheet would act on. */
const ACTS = /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069\p{Surrogate}]/u;

describe('X-INJECT-1: exports', () => {
  it('CSV: an entry is a record on one line, and every text can be had back', () => {
    fc.assert(
      fc.property(fc.array(hostileEntry), (entries) => {
        const text = csvFormat.begin(dialect) + entries.map((entry) => csvFormat.entry(dialect, entry)).join('');
        expect(text.split('\r\n')).toHaveLength(entries.length + 2);
        expect(text.replaceAll('\r\n', '')).not.toMatch(ACTS);
        const [header, ...rows] = parseCsv(text);
        expect(header).toEqual(['A', 'B']);
        expect(rows.map(([a]) => originalText(a!))).toEqual(entries.map(({ a }) => a ?? ''));
        expect(rows.map(([, b]) => (b === '' ? null : JSON.parse(b!)))).toEqual(entries.map(({ b }) => b));
      }),
      { numRuns: 500 },
    );
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', ' =1+1', '＝1+1', "'=1+1", '\t=1', '\r=1', '-cmd|" /C calc"!A0'])(
    'CSV: %j is no formula',
    (text) => {
      const cell = parseCsv(csvFormat.entry(dialect, { a: text, b: null }))[0]![0]!;
      expect(cell).toMatch(/^['\\]/u);
      expect(originalText(cell)).toBe(text);
    },
  );

  it('CSV: numbers stay numbers, nothing stays empty', () => {
    expect(csvFormat.entry(dialect, { a: -5, b: null })).toBe('-5,\r\n');
    expect(csvFormat.entry(dialect, {})).toBe(',\r\n');
  });

  it('NDJSON: an entry is an object on one line, and parses to itself', () => {
    fc.assert(
      fc.property(fc.array(hostileEntry), (entries) => {
        const text = entries.map((entry) => ndjsonFormat.entry(dialect, entry)).join('');
        expect(text.replaceAll('\n', '')).not.toMatch(ACTS);
        const lines = text.split('\n').slice(0, -1);
        expect(lines.map((line) => JSON.parse(line) as JsonObject)).toEqual(entries);
      }),
      { numRuns: 500 },
    );
  });
});

describe('exporting a log', () => {
  it.each([
    ['csv', csvFormat, 1],
    ['ndjson', ndjsonFormat, 0],
  ])('%s: gives every entry that the filters let through, in the order of the log', async (_, format, headers) => {
    const store = await openStore('memory', { clock: new VirtualClock(0) });
    const drafts = Array.from({ length: 2500 }, (__, index) =>
      requestDraft({
        id: `record-${index}`,
        http: httpFacts({ requestId: `request-${index}`, method: index % 2 === 0 ? 'GET' : 'PUT' }),
      }),
    );
    await store.append({ records: drafts });
    const chunks: string[] = [];
    const question = { tenant: 'acme', filters: { method: 'GET' } };
    for await (const chunk of exportLog(store, requestsDialect, question, format)) chunks.push(chunk);
    const ids = [...chunks.join('').matchAll(/request-\d+/gu)].map(([id]) => id);
    expect(ids).toEqual(Array.from({ length: 1250 }, (__, index) => `request-${2498 - 2 * index}`));
    expect(chunks.join('').trimEnd().split('\n')).toHaveLength(1250 + headers);
    // It is not gathered in memory first.
    expect(chunks.length).toBeGreaterThan(1);
  });

  it('shows no credential', async () => {
    const store = await openStore('memory', { clock: new VirtualClock(0) });
    const http = httpFacts({
      requestHeaders: { authorization: 'Bearer s3cret-token' },
      requestBody: '{"password":"s3cret-word"}',
    });
    await store.append({ records: createRedactor().drafts([requestDraft({ http })]) });
    for (const format of [csvFormat, ndjsonFormat]) {
      for await (const chunk of exportLog(store, requestsDialect, { tenant: 'acme' }, format)) {
        expect(chunk).toContain('[redacted]');
        expect(chunk).not.toContain('s3cret');
      }
    }
  });

  it('writes the columns of the dialect and nothing else', async () => {
    const store = await openStore('memory', { clock: new VirtualClock(0) });
    const [record] = await store.append({ records: [requestDraft()] });
    const entry = projectEntry(requestsDialect, record!);
    expect(JSON.parse(ndjsonFormat.entry(requestsDialect, { ...entry, secret: 'x' }))).toEqual(entry);
  });
});
