import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Scrubber } from '../../../src/history/index.ts';
import { exchange, logRead, run } from './history-lines.ts';

/** Ways in which an implementation may write a value into its log or its answers. */
const encodings: Readonly<Record<string, (text: string) => string>> = {
  'as it is': (text) => text,
  'in JSON': (text) => JSON.stringify(text),
  'in JSON in JSON in JSON': (text) => JSON.stringify(JSON.stringify(JSON.stringify(text))),
  'in JSON with every character escaped': (text) =>
    `"${Array.from({ length: text.length }, (_, index) => `\\u${text.charCodeAt(index).toString(16).padStart(4, '0')}`).join('')}"`,
  'in JSON with escaped slashes': (text) => JSON.stringify(text).replaceAll('/', '\\/'),
  'percent-encoded': (text) => encodeURIComponent(text),
  'percent-encoded twice': (text) => encodeURIComponent(encodeURIComponent(text)),
  'percent-encoded throughout, in lower case': (text) =>
    [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
  'as a form field': (text) => new URLSearchParams({ field: text }).toString(),
  'percent-encoded JSON': (text) => encodeURIComponent(JSON.stringify(text)),
  'in base64': (text) => Buffer.from(text).toString('base64'),
  'in base64url': (text) => Buffer.from(text).toString('base64url'),
  'in percent-encoded base64': (text) => encodeURIComponent(Buffer.from(text).toString('base64')),
  'as the password of basic authentication': (text) => `Basic ${Buffer.from(`client:${text}`).toString('base64')}`,
};

/** Without lone surrogates, which no HTTP message can carry. */
const secrets = fc.string({ minLength: 8, maxLength: 40, unit: 'binary' }).filter((text) => text.isWellFormed());
const surroundings = fc.string({
  maxLength: 20,
  unit: fc.constantFrom('a', 'Z', '9', ' ', '\\', '"', '%', '2', '5', '=', '/', 'é', '😀'),
});

describe.each(Object.keys(encodings))('%s', (name) => {
  const encode = encodings[name]!;
  test('no secret is left', () => {
    fc.assert(
      fc.property(secrets, (secret) => {
        const scrubbed = new Scrubber([['token', secret]]).text(`<${encode(secret)}>`);
        expect(scrubbed).toContain('{{secret:token}}');
        expect(scrubbed.replace('{{secret:token}}', '')).not.toContain(encode(secret).slice(1, -2));
      }),
      { numRuns: 300 },
    );
  });
});

test('a secret that is there as it is disappears, whatever surrounds it', () => {
  fc.assert(
    fc.property(secrets, surroundings, surroundings, (secret, before, after) => {
      const scrubbed = new Scrubber([['t', secret]]).text(before + secret + after);
      expect(scrubbed).toContain('{{secret:t}}');
      expect(scrubbed).not.toContain(secret);
    }),
    { numRuns: 1_000 },
  );
});

test('a secret is not hidden by an escape that seems to begin in front of it', () => {
  const scrubber = new Scrubber([['t', '41f0e2d6c8']]);
  expect(scrubber.text('%41f0e2d6c8')).toBe('%{{secret:t}}');
  expect(scrubber.text('\\u41f0e2d6c8')).toBe('\\u{{secret:t}}');
});

test('a secret in the middle of encoded text is found at every offset', () => {
  fc.assert(
    fc.property(secrets, fc.string({ maxLength: 7 }), fc.string({ maxLength: 7 }), (secret, before, after) => {
      const scrubber = new Scrubber([['t', secret]]);
      for (const form of ['base64', 'base64url'] as const) {
        const scrubbed = scrubber.text(Buffer.from(before + secret + after).toString(form));
        expect(scrubbed).toContain('{{secret:t}}');
        const rest = scrubbed.replace('{{secret:t}}', '');
        expect(rest.length).toBeLessThanOrEqual(Buffer.from(before + after).toString('base64').length + 4);
      }
    }),
    { numRuns: 500 },
  );
});

test('text without a secret stays as it is, to the character', () => {
  const scrubber = new Scrubber([['token', 'correct-horse-battery']]);
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      expect(scrubber.text(text)).toBe(text);
    }),
    { numRuns: 500 },
  );
});

test('the longer of two secrets wins, and each keeps its name', () => {
  const scrubber = new Scrubber([
    ['short', 'horse-battery'],
    ['long', 'horse-battery-staple'],
  ]);
  expect(scrubber.text('horse-battery-staple, horse-battery')).toBe('{{secret:long}}, {{secret:short}}');
});

test('what is learned later counts from then on', () => {
  const scrubber = new Scrubber();
  expect(scrubber.text('Tr0ub4dor')).toBe('Tr0ub4dor');
  scrubber.learn('password', 'Tr0ub4dor');
  scrubber.learn('again', 'Tr0ub4dor');
  expect(scrubber.text('Tr0ub4dor')).toBe('{{secret:password}}');
});

test('a value that is too short to be a secret is left alone', () => {
  expect(
    new Scrubber([
      ['empty', ''],
      ['short', 'abc'],
    ]).text('abc'),
  ).toBe('abc');
});

test('a line loses its secrets wherever the wire could have put them, and keeps its own words', () => {
  const scrubber = new Scrubber([
    ['valid', 'exchange'],
    ['password', 'hunter2hunter2'],
  ]);
  const basic = Buffer.from('u:hunter2hunter2').toString('base64');
  const scrubbed = scrubber.line({
    ...exchange,
    scenario: 'exchange',
    request: {
      ...exchange.request,
      path: '/Users?q=exchange',
      headers: { 'X-exchange': 'exchange' },
      body: '{"password":"hunter2hunter2"}',
    },
    response: { status: 400, headers: { echo: basic }, body: 'bad exchange' },
  });
  expect(scrubbed.type).toBe('exchange');
  expect(scrubbed.scenario).toBe('exchange');
  expect(scrubbed.request.path).toBe('/Users?q={{secret:valid}}');
  expect(scrubbed.request.headers).toEqual({ 'X-{{secret:valid}}': '{{secret:valid}}' });
  expect(scrubbed.request.body).toBe('{"password":"{{secret:password}}"}');
  expect(scrubbed.response?.headers['echo']).toMatch(/^dT\{\{secret:password\}\}$/u);
  expect(scrubbed.response?.body).toBe('bad {{secret:valid}}');
});

test('entries of a log are scrubbed to any depth', () => {
  const scrubber = new Scrubber([['valid', 'tok-123456']]);
  const scrubbed = scrubber.line({
    ...logRead,
    entries: [{ request: { headers: { authorization: ['Bearer tok-123456'] } }, n: 1 }],
    error: 'tok%2D123456',
  });
  expect(scrubbed.entries).toEqual([{ request: { headers: { authorization: ['Bearer {{secret:valid}}'] } }, n: 1 }]);
  expect(scrubbed.error).toBe('{{secret:valid}}');
  expect(scrubber.line(run)).toEqual(run);
});

test('hostile runs of escapes take linear time', () => {
  const scrubber = new Scrubber([['s', 'a\\\\"%25b+/-_cdefgh']]);
  // Quadratic behaviour would run for hours here.
  for (const unit of ['\\', '%25', '%', '\\u', 'a', '\\"', '%5C']) {
    const text = unit.repeat(2_000_000 / unit.length);
    expect(scrubber.text(text)).toBe(text);
  }
});
