import { describe, expect, test } from 'vitest';
import { VirtualClock } from '../../../src/kernel/index.ts';
import type { TargetResponse } from '../../../src/targets/index.ts';
import { answering, environment, json, openFakeLog, plain } from './fake-log.ts';
import { thrownBy } from './thrown.ts';

function answer(status: number, body: string, headers: Readonly<Record<string, string>> = {}): TargetResponse {
  return { status, headers, body };
}

function busy(headers: Readonly<Record<string, string>>, status = 429): TargetResponse {
  return answer(status, 'slow down', headers);
}

const html = '<!doctype html>\n<title>Sign in</title>\u001B[31m' + 'x'.repeat(500);
const asked = 'LOG_SOURCE_$ fake.yaml:1:102: Reading the log "requests" by GET https://scim.example/logs: ';

describe('an answer that cannot be read as a log is one clear line', () => {
  test.each<[string, TargetResponse, string, string]>([
    [
      'HTML',
      answer(200, html, { 'content-type': 'text/html' }),
      'NOT_JSON',
      'the answer is not JSON; status 200, content type "text/html": "<!doctype html>\\n<title>Sign in</title>\\u001b[31m' +
        'x'.repeat(37) +
        '…"',
    ],
    ['an empty body', answer(200, ''), 'NOT_JSON', 'the answer is not JSON; status 200, content type not given: ""'],
    [
      'a body that is cut',
      answer(200, '{"data":[{', { 'content-type': 'application/json' }),
      'NOT_JSON',
      'the answer is not JSON; status 200, content type "application/json": "{\\"data\\":[{"',
    ],
    [
      'text that hides its direction',
      answer(200, 'a\u202Eb'),
      'NOT_JSON',
      'the answer is not JSON; status 200, content type not given: "a\\u{202e}b"',
    ],
    [
      'a redirect',
      answer(302, '', { location: 'https://login.example/?next=/logs' }),
      'REDIRECTED',
      'the answer is a redirect (status 302) to "https://login.example/?next=/logs". Mend: give the address it leads to.',
    ],
    [
      'a redirect to nowhere',
      answer(304, ''),
      'REDIRECTED',
      'the answer is a redirect (status 304) to nowhere. Mend: give the address it leads to.',
    ],
    [
      'not found',
      answer(404, 'no such page'),
      'REFUSED',
      'the status is 404, the content type not given: "no such page"',
    ],
    [
      'a server error',
      answer(500, '{"error":"x"}', { 'content-type': 'application/json' }),
      'REFUSED',
      'the status is 500, the content type "application/json": "{\\"error\\":\\"x\\"}"',
    ],
    [
      'no list at the pointer',
      json({ items: [], total: 3 }),
      'ENTRIES',
      'there is no list of entries at "/data"; the answer is an object with "items", "total". Mend: correct "entries".',
    ],
    [
      'no list but an object',
      json({ data: {} }),
      'ENTRIES',
      'there is no list of entries at "/data"; the answer is an object with "data". Mend: correct "entries".',
    ],
    [
      'a list in place of an object',
      json([1, 2]),
      'ENTRIES',
      'there is no list of entries at "/data"; the answer is a list of 2. Mend: correct "entries".',
    ],
    [
      'entries that are none',
      json({ data: [{}, 'a'] }),
      'ENTRY',
      'an entry is not an object but a string. Mend: correct "entries".',
    ],
    [
      'no response',
      { failure: { code: 'ECONNREFUSED', message: 'connect ECONNREFUSED' } },
      'UNREACHABLE',
      'ECONNREFUSED: connect ECONNREFUSED',
    ],
  ])('%s', async (_, response, code, message) => {
    const error = await thrownBy(() => openFakeLog(answering(response)).read(plain));
    expect(error.toLine()).toBe(`${asked.replace('$', code)}${message.replace(/\.$/u, '')}.`);
  });

  test('with a secret in it, the secret is left out', async () => {
    const echo = `token=${environment.ADMIN_TOKEN}&again=${encodeURIComponent(environment.ADMIN_TOKEN)}`;
    const error = await thrownBy(() => openFakeLog(answering(answer(500, echo))).read(plain));
    expect(error.message).toContain('{{secret:viewer/requests/administrator}}');
    const cut = `${'x'.repeat(70)}${environment.ADMIN_TOKEN}`;
    const half = await thrownBy(() => openFakeLog(answering(answer(500, cut))).read(plain));
    expect(half.message).not.toContain(environment.ADMIN_TOKEN.slice(0, 6));
    const page = await openFakeLog(answering(answer(403, `${'x'.repeat(1_990)}${environment.ADMIN_TOKEN}`))).read(
      plain,
    );
    expect(page.error).not.toContain(environment.ADMIN_TOKEN.slice(0, 6));
    const reflected = await thrownBy(() =>
      openFakeLog(answering(answer(302, '', { location: `/x?t=${environment.SCIM_TOKEN}` }))).read(plain),
    );
    expect(reflected.message).toContain('{{secret:valid}}');
  });
});

describe('a refusal is a page', () => {
  test.each([401, 403])('to anybody: %i', async (status) => {
    const page = await openFakeLog(answering(answer(status, 'no'))).read(plain);
    expect(page).toEqual({ status, entries: [], error: 'no' });
  });

  test.each([301, 302, 400, 404, 500])('to an outsider: %i', async (status) => {
    const page = await openFakeLog(answering(answer(status, 'x'.repeat(3_000)))).read({ ...plain, viewer: 'outsider' });
    expect(page).toEqual({ status, entries: [], error: 'x'.repeat(2_000) });
  });

  test.each([400, 422, 500])('to a question with a filter or a search: %i', async (status) => {
    const log = openFakeLog(answering(answer(status, 'bad')), {
      source: { filters: { method: { parameter: 'm' } }, search: { parameter: 'q' } },
    });
    expect(await log.read({ ...plain, filters: { method: 'FETCH' } })).toMatchObject({ status, entries: [] });
    expect(await log.read({ ...plain, search: 'x' })).toMatchObject({ status, entries: [] });
  });

  test('an outsider who is let in gets what is there', async () => {
    const page = await openFakeLog(answering(json({ data: [{ id: 1 }] }))).read({ ...plain, viewer: 'outsider' });
    expect(page).toEqual({ status: 200, entries: [{ id: 1 }] });
  });
});

describe('a column that no entry has', () => {
  const source = { fields: { requestId: '/id', time: '/when', errorMessage: '/error' } };

  test('is a pointer that is wrong', async () => {
    const log = openFakeLog(
      answering(
        json({
          data: [
            { id: 'a', at: 1 },
            { id: 'b', at: 2 },
          ],
        }),
      ),
      { source },
    );
    const error = await thrownBy(() => log.read(plain));
    expect(error.toLine()).toBe(
      `${asked.replace('$', 'COLUMN')}no entry has anything at "/when" for the column "time"; an entry is an object with "id", "at".` +
        ' Mend: correct the pointer, or leave the column out if the log does not have it.',
    );
  });

  test('is a matter for a verdict in one entry, once it was there, or where it may be empty', async () => {
    const complete = json({ data: [{ id: 'a', when: null }, { id: 'b' }] });
    const lacking = json({ data: [{ id: 'c' }, { id: 'd' }] });
    const single = json({ data: [{ id: 'e' }] });
    const log = openFakeLog(answering(single, complete, lacking), { source });
    expect(await log.read(plain)).toEqual({ status: 200, entries: [{ requestId: 'e' }] });
    expect(await log.read(plain)).toEqual({
      status: 200,
      entries: [{ requestId: 'a', time: null }, { requestId: 'b' }],
    });
    expect(await log.read(plain)).toEqual({ status: 200, entries: [{ requestId: 'c' }, { requestId: 'd' }] });
  });
});

describe('a log that is busy is asked again', () => {
  const start = Date.parse('2026-05-13T09:30:00Z');

  test.each([
    ['seconds', [busy({ 'retry-after': '7' })], 7_000],
    ['a date', [busy({ 'retry-after': 'Wed, 13 May 2026 09:30:05 GMT' })], 5_000],
    ['a date that has passed', [busy({ 'retry-after': 'Wed, 13 May 2026 09:00:00 GMT' })], 0],
    ['nothing: a second, then two', [busy({}), busy({})], 3_000],
    ['nonsense: as nothing', [busy({ 'retry-after': '-5' })], 1_000],
    ['a 503 that says when', [busy({ 'retry-after': '2' }, 503)], 2_000],
  ])('%s', async (_, refusals, waited) => {
    const clock = new VirtualClock(start);
    const transport = answering(...refusals, json({ data: [] }));
    const page = await clock.until(openFakeLog(transport, {}, clock).read(plain));
    expect(page).toEqual({ status: 200, entries: [] });
    expect(clock.now() - start).toBe(waited);
    expect(transport.asked).toHaveLength(refusals.length + 1);
  });

  test.each([
    ['five times at most', busy({ 'retry-after': '1' }), 5],
    ['not when it takes longer than a minute', busy({ 'retry-after': '61' }), 1],
    ['not after a 503 that does not say when', busy({}, 503), 1],
  ])('%s', async (_, refusal, times) => {
    const clock = new VirtualClock(start);
    const transport = answering(refusal);
    const error = await thrownBy(() => clock.until(openFakeLog(transport, {}, clock).read(plain)));
    expect(error.code).toBe('LOG_SOURCE_REFUSED');
    expect(transport.asked).toHaveLength(times);
  });
});
