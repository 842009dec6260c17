import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/kernel/index.ts';
import type { LogEntry } from '../../../src/history/index.ts';
import type { LogSource, Transport } from '../../../src/targets/index.ts';
import { answering, json, openFakeLog, plain } from './fake-log.ts';
import { thrownBy } from './thrown.ts';

const all = Array.from({ length: 7 }, (_, index) => ({ id: `r${index + 1}` }));

/** Walks a log to its end, which has to come within a hundred pages. */
async function walk(log: LogSource): Promise<{ readonly entries: LogEntry[]; readonly pages: number }> {
  const entries: LogEntry[] = [];
  let cursor: string | undefined;
  for (let pages = 1; pages <= 100; pages++) {
    const page = await log.read({ ...plain, ...(cursor === undefined ? {} : { cursor }) });
    entries.push(...page.entries);
    cursor = page.next;
    if (cursor === undefined) return { entries, pages };
  }
  throw new Error('the walk did not end');
}

type Paged = (parameters: URLSearchParams, url: URL) => { body: JsonObject; link?: string };

function serving(paged: Paged): Transport & { readonly asked: string[] } {
  const asked: string[] = [];
  const transport: Transport = (request) => {
    const url = new URL(request.url);
    asked.push(url.pathname + url.search);
    const { body, link } = paged(url.searchParams, url);
    return Promise.resolve(json(body, link === undefined ? {} : { link }));
  };
  return Object.assign(transport, { asked });
}

function slice(from: number, size = 3): JsonObject[] {
  return all.slice(from, from + size);
}

const limit = { parameter: 'size', maximum: 3 };

/** Each style: how the target file describes it, how such a log answers, and what it is asked. */
const styles: [name: string, source: Record<string, unknown>, paged: Paged, asked: string[]][] = [
  ['none', { paging: { style: 'none' } }, () => ({ body: { data: all } }), ['/logs']],
  [
    'cursor, absent on the last page',
    { paging: { style: 'cursor', parameter: 'after', next: '/meta/next' }, limit },
    (parameters) => {
      const from = Number(parameters.get('after') ?? 0);
      return { body: { data: slice(from), meta: from + 3 < all.length ? { next: String(from + 3) } : {} } };
    },
    ['/logs?size=3', '/logs?size=3&after=3', '/logs?size=3&after=6'],
  ],
  [
    'cursor, null on the last page, a number before',
    { paging: { style: 'cursor', parameter: 'c', next: '/next' } },
    (parameters) => {
      const from = Number(parameters.get('c') ?? 0);
      return { body: { data: slice(from), next: from + 3 < all.length ? from + 3 : null } };
    },
    ['/logs', '/logs?c=3', '/logs?c=6'],
  ],
  [
    'cursor, always there, an empty page is the end',
    { paging: { style: 'cursor', parameter: 'c', next: '/next', emptyPageEnds: true } },
    (parameters) => {
      const from = Number(parameters.get('c') ?? 0);
      return { body: { data: slice(from), next: `${Math.min(from + 3, all.length)}` } };
    },
    ['/logs', '/logs?c=3', '/logs?c=6', '/logs?c=7'],
  ],
  [
    'cursor, an empty page in between',
    { paging: { style: 'cursor', parameter: 'c', next: '/next' } },
    (parameters) => {
      const turn = Number(parameters.get('c') ?? 0);
      const pages = [slice(0), [], [], [], slice(3, 9)];
      return { body: { data: pages[turn]!, next: turn < 4 ? String(turn + 1) : '' } };
    },
    ['/logs', '/logs?c=1', '/logs?c=2', '/logs?c=3', '/logs?c=4'],
  ],
  [
    'link header, relative',
    { paging: { style: 'link' }, limit },
    (parameters, url) => {
      const from = Number(parameters.get('p') ?? 0);
      const self = `<${url.href}>; rel="self"`;
      return from + 3 < all.length
        ? { body: { data: slice(from) }, link: `${self}, </logs?p=${from + 3}>; title="a, b"; rel="prev next"` }
        : { body: { data: slice(from) }, link: self };
    },
    ['/logs?size=3', '/logs?p=3', '/logs?p=6'],
  ],
  [
    'link in the body, absolute',
    { paging: { style: 'link', next: '/@odata.nextLink' } },
    (parameters) => {
      const from = Number(parameters.get('$skiptoken') ?? 0);
      const link = `https://scim.example/logs?$skiptoken=${from + 3}`;
      return { body: { data: slice(from), ...(from + 3 < all.length ? { '@odata.nextLink': link } : {}) } };
    },
    ['/logs', '/logs?$skiptoken=3', '/logs?$skiptoken=6'],
  ],
  [
    'page, more says whether there is one',
    { paging: { style: 'page', parameter: 'page', more: '/more' } },
    (parameters) => {
      const page = Number(parameters.get('page'));
      return { body: { data: slice((page - 1) * 3), more: page * 3 < all.length } };
    },
    ['/logs?page=1', '/logs?page=2', '/logs?page=3'],
  ],
  [
    'page, from 0, until an empty one',
    { paging: { style: 'page', parameter: 'page', first: 0 } },
    (parameters) => ({ body: { data: slice(Number(parameters.get('page')) * 3) } }),
    ['/logs?page=0', '/logs?page=1', '/logs?page=2', '/logs?page=3'],
  ],
  [
    'offset, until the total',
    { paging: { style: 'offset', parameter: 'skip', total: '/count' }, limit },
    (parameters) => ({ body: { data: slice(Number(parameters.get('skip'))), count: all.length } }),
    ['/logs?size=3&skip=0', '/logs?size=3&skip=3', '/logs?size=3&skip=6'],
  ],
  [
    'offset, from 1, a server that gives less than was asked for',
    { paging: { style: 'offset', parameter: 'startIndex', first: 1 }, limit: { parameter: 'count', maximum: 100 } },
    (parameters) => ({ body: { data: slice(Number(parameters.get('startIndex')) - 1) } }),
    [1, 4, 7, 8].map((start) => `/logs?count=100&startIndex=${start}`),
  ],
];

describe('every style gives each entry once and then ends', () => {
  test.each(styles)('%s', async (_, source, paged, asked) => {
    const transport = serving(paged);
    const { entries, pages } = await walk(openFakeLog(transport, { source }));
    expect(entries).toEqual(all);
    expect(transport.asked).toEqual(asked);
    expect(pages).toBe(asked.length);
  });

  test('two walks through one source do not disturb each other', async () => {
    const [, source, paged] = styles[1]!;
    const log = openFakeLog(serving(paged), { source });
    const first = await log.read(plain);
    const other = await log.read(plain);
    const second = await log.read({ ...plain, cursor: first.next! });
    expect(other).toEqual(first);
    expect(second.entries).toEqual(slice(3));
    expect((await log.read({ ...plain, cursor: other.next! })).entries).toEqual(slice(3));
  });
});

/** Leads on `lead` times and then round and round through `length` pages. */
function circle(lead: number, length: number): Paged {
  let turn = 0;
  return (parameters) => {
    const at = Number(parameters.get('c') ?? 0);
    turn += 1;
    return { body: { data: [{ id: `${turn}` }], next: String(at + 1 < lead + length ? at + 1 : lead + 1) } };
  };
}

describe('paging without an end is found out', () => {
  const cursor = { paging: { style: 'cursor', parameter: 'c', next: '/next' } };
  test.each([
    ['the same cursor again', cursor, (): ReturnType<Paged> => ({ body: { data: [{ id: 'a' }], next: 'x' } })],
    ['a circle of two', cursor, circle(0, 2)],
    ['a circle of seven after five', cursor, circle(5, 7)],
    ['a circle of one after thirty', cursor, circle(30, 1)],
    [
      'the same page under ever new cursors',
      cursor,
      (parameters: URLSearchParams): ReturnType<Paged> => ({
        body: { data: [{ id: 'a' }], next: `${Number(parameters.get('c') ?? 0) + 1}` },
      }),
    ],
    [
      'a page number that is passed over',
      { paging: { style: 'page', parameter: 'p' } },
      (): ReturnType<Paged> => ({ body: { data: all } }),
    ],
    [
      'an offset that is passed over',
      { paging: { style: 'offset', parameter: 'p', total: '/n' } },
      (): ReturnType<Paged> => ({
        body: { data: all, n: 1000 },
      }),
    ],
    [
      'a link to itself',
      { paging: { style: 'link' } },
      (): ReturnType<Paged> => ({ body: { data: [] }, link: '</logs>; rel=next' }),
    ],
  ] as [string, Record<string, unknown>, Paged][])('%s', async (_, source, paged) => {
    const error = await thrownBy(() => walk(openFakeLog(serving(paged), { source })));
    expect(error.code).toBe('LOG_SOURCE_LOOP');
    expect(error.message).toContain('the paging has no end');
  });

  test('a page that is doubled by mistake is not taken for that', async () => {
    const pages = [slice(0), slice(0), slice(3), slice(6)];
    const doubled = serving((parameters) => {
      const at = Number(parameters.get('c') ?? 0);
      return { body: { data: pages[at]!, ...(at < 3 ? { next: String(at + 1) } : {}) } };
    });
    const { entries } = await walk(openFakeLog(doubled, { source: cursor }));
    expect(entries).toEqual([...slice(0), ...all]);
  });
});

describe('an answer that does not say what follows is an error', () => {
  test.each([
    [
      { style: 'cursor', parameter: 'c', next: '/next' },
      { data: all, next: { id: 1 } },
      'there is no cursor at "/next" but "{\\"id\\":1}"',
    ],
    [
      { style: 'page', parameter: 'p', more: '/more' },
      { data: all, more: 'yes' },
      'there is no true or false at "/more"',
    ],
    [
      { style: 'offset', parameter: 'p', total: '/total' },
      { data: all },
      'there is no number of all entries at "/total"',
    ],
    [
      { style: 'link', next: '/next' },
      { data: all, next: 'https://evil.example/logs' },
      'leads to another origin, "https://evil.example"',
    ],
    [{ style: 'link', next: '/next' }, { data: all, next: 'http://[' }, 'is not a URL'],
  ])('%j', async (paging, body, message) => {
    const error = await thrownBy(() => openFakeLog(answering(json(body)), { source: { paging } }).read(plain));
    expect(error.code).toBe('LOG_SOURCE_PAGING');
    expect(error.message).toContain(message);
  });

  test('a cursor that was not given out', async () => {
    const error = await thrownBy(() => openFakeLog(answering(json({ data: [] }))).read({ ...plain, cursor: 'e30' }));
    expect(error.code).toBe('LOG_SOURCE_CURSOR');
  });
});
