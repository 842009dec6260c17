import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createRedactor,
  csvFormat,
  type HttpFacts,
  lineOf,
  ndjsonFormat,
  openStore,
  projectEntry,
  requestsDialect,
} from '../../../src/audit/index.ts';
import { VirtualClock } from '../../../src/kernel/index.ts';
import { httpFacts, requestDraft } from './http-facts.ts';

/** Nothing that the rest of an exchange says could be taken for it, and every character has its own way to be escaped. */
const secrets = fc
  .array(
    fc.constantFrom(
      ...Array.from('QXZJKqxzjk0123456789'),
      '"',
      '\\',
      '/',
      '+',
      ' ',
      '%',
      '&',
      '=',
      '{',
      '}',
      ',',
      ':',
      "'",
      'ß',
      '😀',
    ),
    {
      minLength: 10,
      maxLength: 24,
    },
  )
  .map((characters) => characters.join('').trim())
  .filter((secret) => /[QXZJKqxzjk0-9]{5}/u.test(secret) && secret.length >= 8);

const casings = [
  (name: string) => name,
  (name: string) => name.toUpperCase(),
  (name: string) => name.replace('a', 'A'),
];
const names = fc
  .tuple(
    fc.constantFrom('password', 'client_secret', 'clientSecret', 'access_token', 'token', 'newPassword', 'api-key'),
    fc.constantFrom(...casings),
    fc.constantFrom('', 'urn:ietf:params:scim:schemas:core:2.0:User:', 'urn:acme:2.0:', 'user.', 'credentials.'),
  )
  .map(([name, casing, prefix]) => prefix + casing(name));

/** JSON as `JSON.stringify` writes it, or with escapes for letters too, or indented. */
const writings = fc.constantFrom(
  (value: unknown) => JSON.stringify(value),
  (value: unknown) => JSON.stringify(value, null, 2),
  (value: unknown) =>
    JSON.stringify(value)
      .replaceAll('w', String.raw`\u0077`)
      .replaceAll('T', String.raw`\u0054`),
);

type Make = (name: string, secret: string) => unknown;
const operation = (fields: object) => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
  Operations: [fields],
});
const shapes: Record<string, Make> = {
  member: (name, secret) => ({ userName: 'babs', [name]: secret, active: true }),
  list: (name, secret) => ({ [name]: [secret, { value: secret }], userName: 'babs' }),
  nested: (name, secret) => ({ a: { b: [1, { [name]: secret }] }, userName: 'babs' }),
  'PATCH by path': (name, secret) => operation({ op: 'replace', path: name, value: secret }),
  'PATCH, value first': (name, secret) => operation({ value: secret, op: 'Replace', path: name }),
  'PATCH with a complex value': (name, secret) => operation({ op: 'add', path: name, value: { value: secret } }),
  'PATCH without path': (name, secret) => operation({ op: 'replace', value: { active: false, [name]: secret } }),
  bulk: (name, secret) => ({ Operations: [{ method: 'POST', path: '/Users', bulkId: '1', data: { [name]: secret } }] }),
  'JSON in JSON': (name, secret) => ({ note: JSON.stringify({ [name]: secret }) }),
};

/** All that can be read out of a text without a key. */
function readings(text: string): string[] {
  const plain = [text];
  for (let level = 0; level < 3; level++) {
    const last = plain.at(-1)!;
    plain.push(
      last
        .replaceAll(/\\u([0-9a-f]{4})/giu, (_, unit: string) => String.fromCharCode(Number.parseInt(unit, 16)))
        .replaceAll(/\\(["\\/])/gu, '$1'),
    );
  }
  plain.push(
    text.replaceAll(/(?:%[0-9a-f]{2})+/giu, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8')),
  );
  plain.push(...plain.map((reading) => reading.replaceAll('+', ' ')));
  for (const [run] of text.matchAll(/[\w+/-]{8,}/gu))
    for (const offset of [0, 1, 2, 3]) plain.push(Buffer.from(run.slice(offset), 'base64').toString('latin1'));
  return plain;
}

/** Everything that is made of an exchange: the stored line, the entry of the log, the exports. */
async function tracesOf(facts: Partial<HttpFacts>, reason = 'refused'): Promise<string> {
  const store = await openStore('memory', { clock: new VirtualClock(0) });
  const draft = requestDraft({ http: httpFacts(facts), reason, outcome: 'failure' });
  const [record] = await store.append({ records: createRedactor({ fingerprintKey: 'key' }).drafts([draft]) });
  const entry = projectEntry(requestsDialect, record!);
  return [lineOf(record!), csvFormat.entry(requestsDialect, entry), ndjsonFormat.entry(requestsDialect, entry)].join(
    '\n',
  );
}

/** No five characters in a row of what can only be the secret's. */
function expectNothingOf(secret: string, traces: string): void {
  const pieces = (secret.match(/[QXZJKqxzjk0-9]{5,}/gu) ?? []).flatMap((run) =>
    Array.from({ length: run.length - 4 }, (_, index) => run.slice(index, index + 5)),
  );
  for (const reading of readings(traces)) for (const piece of pieces) expect(reading).not.toContain(piece);
}

describe('REQ-SECRET-1: no secret survives in any column, export or index', () => {
  it.each(Object.entries(shapes))('in a JSON body, %s; nor where the answer quotes it', async (_, shape) => {
    await fc.assert(
      fc.asyncProperty(secrets, names, writings, async (secret, name, written) => {
        const detail = `The value "${secret}" is too weak.`;
        const traces = await tracesOf(
          {
            requestBody: written(shape(name, secret)),
            responseBody: written({ status: '400', detail }),
            responseHeaders: { 'x-error': detail },
          },
          detail,
        );
        expectNothingOf(secret, traces);
        expect(traces).toContain('is too weak');
      }),
      { numRuns: 30 },
    );
  });

  it.each(Object.entries(shapes))('in a JSON body that is cut off anywhere, %s', async (_, shape) => {
    await fc.assert(
      fc.asyncProperty(
        secrets,
        names,
        writings,
        fc.double({ min: 0, max: 1, noNaN: true }),
        async (secret, name, written, part) => {
          const body = written(shape(name, secret));
          expectNothingOf(secret, await tracesOf({ requestBody: body.slice(0, Math.floor(body.length * part)) }));
        },
      ),
      { numRuns: 30 },
    );
  });

  it.each(Object.entries(shapes))('in a JSON body of which a character is lost or doubled, %s', async (_, shape) => {
    await fc.assert(
      fc.asyncProperty(
        secrets,
        names,
        fc.nat(),
        fc.constantFrom('', '"', '{', ',', ':', ']', 'x'),
        async (secret, name, at, put) => {
          const body = JSON.stringify(shape(name, secret));
          const place = at % body.length;
          const broken = body.slice(0, place) + put + body.slice(place + 1);
          // Where the name itself is broken, nobody can know what it names.
          fc.pre(new RegExp(name.replace(/^.*[:.]/u, ''), 'u').test(broken));
          expectNothingOf(secret, await tracesOf({ requestBody: broken }));
        },
      ),
      { numRuns: 50 },
    );
  });

  it('in a query string, a form, or a filter', async () => {
    await fc.assert(
      fc.asyncProperty(secrets, names, fc.boolean(), async (secret, name, spaces) => {
        const encode = (text: string) =>
          spaces ? encodeURIComponent(text).replaceAll('%20', '+') : encodeURIComponent(text);
        const pair = `count=1&${encode(name)}=${encode(secret)}&x=y`;
        const filter = `filter=${encode(`userName eq "b" and ${name} eq ${JSON.stringify(secret)}`)}`;
        for (const query of [pair, filter]) {
          const traces = await tracesOf({ query, requestHeaders: { referer: `https://idp.example/?${query}` } });
          expectNothingOf(secret, traces);
        }
        expectNothingOf(secret, await tracesOf({ requestBody: pair }));
        const search = { schemas: [], filter: `${name} sw ${JSON.stringify(secret)}` };
        expectNothingOf(secret, await tracesOf({ requestBody: JSON.stringify(search) }));
      }),
      { numRuns: 40 },
    );
  });

  it('in a header field; nor where the answer echoes it', async () => {
    const tokens = fc
      .array(fc.constantFrom(...Array.from('QXZJKqxzjk0123456789-._~+/')), { minLength: 12, maxLength: 40 })
      .map((all) => all.join(''));
    const fields: Record<string, (token: string) => string> = {
      authorization: (token) => `Bearer ${token}`,
      Authorization: (token) => token,
      'proxy-authorization': (token) => `Basic ${Buffer.from(`user:${token}`).toString('base64')}`,
      cookie: (token) => `theme=dark; session=${token}`,
      'x-api-key': (token) => token,
      'x-session-token': (token) => token,
    };
    await fc.assert(
      fc.asyncProperty(tokens, fc.constantFrom(...Object.keys(fields)), async (token, field) => {
        fc.pre(/[QXZJKqxzjk0-9]{5}/u.test(token));
        const traces = await tracesOf(
          {
            requestHeaders: { [field]: fields[field]!(token) },
            responseBody: JSON.stringify({
              detail: `No such token: ${token}`,
              debug: Buffer.from(`t=${token}`).toString('base64'),
            }),
          },
          `unknown token ${token}`,
        );
        expectNothingOf(token, traces);
      }),
      { numRuns: 60 },
    );
  });

  it('and what is no secret stays as it was sent, byte for byte', async () => {
    const harmless = fc.oneof(
      fc.json(),
      fc.string({ unit: 'grapheme' }),
      fc.webQueryParameters(),
      fc.json().map((text) => text.slice(0, -1)),
    );
    const mentions = /pass|pwd|secret|token|key|assertion|authorization|verifier/iu;
    await fc.assert(
      fc.asyncProperty(harmless, async (text) => {
        fc.pre(!mentions.test(text));
        const facts = httpFacts({
          query: text,
          requestBody: text,
          responseBody: text,
          requestHeaders: { 'user-agent': text },
        });
        expect(createRedactor({ secrets: ['QXZJKqxzjk0123456789'] }).http(facts)).toEqual(facts);
      }),
      { numRuns: 300 },
    );
  });
});
