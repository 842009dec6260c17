import { expect, test } from 'vitest';
import type { Probe } from '../../../../src/conformance/probe.ts';
import { cursorProbes } from '../../../../src/conformance/probes/cursor/index.ts';
import { textAt } from '../../../../src/conformance/probes/kit/index.ts';
import { answer, at, type Defect, edit, type Loose, testDefects } from './defects.ts';
import { type Mutation, mutate, runProbe, shortfalls } from './probe-harness.ts';
import { referenceTarget } from './reference-target.ts';
import { refusal, withBody, withoutMembers, withStatus } from './response-changes.ts';

function probe(id: string): Probe {
  const found = cursorProbes.find((each) => each.id === `cursor/${id}`);
  if (found === undefined) throw new Error(`there is no probe cursor/${id}`);
  return found;
}

function defect(id: string, wrong: string, mutation: Mutation, ...fails: readonly string[]): Defect {
  return { probe: probe(id), wrong, mutation, fails };
}

const pagination = (over: object): Mutation =>
  at(
    'configuration',
    edit((body) => void Object.assign(body.pagination, over)),
  );
const cursorOf = (path: string): string => new URLSearchParams(path.split('?')[1]).get('cursor') ?? '';
const double = edit((body) => void body.Resources.push(...body.Resources));
const page = (members: object = {}): Mutation => answer(200, { totalResults: 5, Resources: [{ id: '1' }], ...members });
/** Changes all pages of a walk but the first. */
const later = (label: string, change: Mutation): Mutation =>
  at(label, (response, request) => (cursorOf(request.path) === '' ? undefined : change(response, request)));
const first = (label: string, change: Mutation): Mutation =>
  at(label, (response, request) => (cursorOf(request.path) === '' ? change(response, request) : undefined));

/** A server that pages backwards: its cursors lead to the pages as they came. */
function backwards(wrong: boolean): Mutation {
  const pages = new Map<string, object>();
  return (response, { label }) => {
    const [, number] = /^page (\d)$/u.exec(label) ?? [];
    if (number !== undefined) pages.set(number, response.body!);
    if (number !== undefined && number !== '1')
      return { body: { ...response.body, previousCursor: `before-${number}` } };
    const [, from] = /^before page (\d)$/u.exec(label) ?? [];
    if (from === undefined) return undefined;
    return { status: 200, body: pages.get(wrong ? from : String(Number(from) - 1)) as never };
  };
}

const defects: readonly Defect[] = [
  defect(
    'announced-methods',
    'keeps its cursors to itself',
    at('configuration', withoutMembers('pagination')),
    'RFC9865-4-1',
  ),
  defect('announced-methods', 'announces cursors by a text', pagination({ cursor: 'yes' }), 'RFC9865-4-2'),
  defect('announced-methods', 'denies its cursors', pagination({ cursor: false }), 'RFC9865-4-2'),
  defect('announced-methods', 'does not speak of the index', pagination({ index: undefined }), 'RFC9865-4-3'),
  defect('announced-methods', 'denies its index', pagination({ index: false }), 'RFC9865-4-3'),
  defect(
    'announced-methods',
    'has a method of its own',
    pagination({ defaultPaginationMethod: 'page' }),
    'RFC9865-4-a',
  ),
  defect('announced-methods', 'has another default', pagination({ defaultPaginationMethod: 'cursor' }), 'RFC9865-4-a'),
  defect('announced-sizes', 'has negative sizes', pagination({ defaultPageSize: -1 }), 'RFC9865-4-b'),
  defect('announced-sizes', 'has a size in words', pagination({ maxPageSize: '20' }), 'RFC9865-4-c'),
  defect('announced-sizes', 'gives more than usual', at('defaultPageSize', double), 'RFC9865-4-b'),
  defect(
    'announced-sizes',
    'gives more than most',
    at('maxPageSize', (each, request) => (each.status === 200 ? double(each, request) : undefined)),
    'RFC9865-4-c',
  ),
  defect('methods', 'changes its default', at('neither again', withBody({ nextCursor: 'next' })), 'RFC9865-2.4-1'),
  defect('methods', 'begins again', at('index on', withBody({ Resources: [] })), 'RFC9865-2.4-a'),
  defect('methods', 'gives no cursor', at('cursor', withoutMembers('nextCursor')), 'RFC9865-2.4-a'),
  defect('first-page', 'refuses an empty cursor', at('empty', refusal(400, 'invalidCursor')), 'RFC9865-2-1'),
  defect('first-page', 'wants an equals sign', at('bare', refusal(400, 'invalidCursor')), 'RFC9865-2-1'),
  defect(
    'first-page',
    'has a page before the first',
    at('bare', withBody({ previousCursor: 'before' })),
    'RFC9865-2-1',
  ),
  defect('empty-page', 'takes 0 for no count', at('count 0', page()), 'RFC9865-2-b'),
  defect('empty-page', 'does not count', at('count 0', withoutMembers('totalResults')), 'RFC9865-2-b'),
  defect('empty-page', 'refuses a negative count', at('count -1', refusal(400, 'invalidCount')), 'RFC9865-2-2'),
  defect(
    'walk',
    'gives a resource twice',
    later(
      'walk',
      edit((body) => void body.Resources.unshift(body.Resources[0])),
    ),
    'RFC9865-2-3',
    'RFC9865-2-d',
    'RFC9865-2-e',
  ),
  defect(
    'walk',
    'ends too early',
    at('walk', withoutMembers('nextCursor')),
    'RFC9865-2-4',
    'RFC9865-2-d',
    'RFC9865-2-e',
  ),
  defect('walk', 'gives an empty cursor at the end', at('single page', withBody({ nextCursor: '' })), 'RFC9865-2-4'),
  defect('walk', 'goes before the first page', first('walk', withBody({ previousCursor: 'before' })), 'RFC9865-2-5'),
  defect(
    'walk',
    'has cursors that need escapes',
    first('walk', withBody({ previousCursor: 'a+b/c=' })),
    'RFC9865-2-5',
    'RFC9865-2-a',
  ),
  defect('walk', 'refuses its own cursor', later('walk', refusal(400, 'invalidCursor')), 'RFC9865-2-6', 'RFC9865-2-e'),
  defect('walk', 'counts the page alone', at('walk', withBody({ totalResults: 2 })), 'RFC9865-2-d'),
  defect(
    'walk',
    'shows what was not asked for',
    first(
      'walk',
      edit((body: Loose) => void (body.Resources[0].id = 'stranger')),
    ),
    'RFC9865-2-e',
    'RFC9865-2-4',
  ),
  defect(
    'sorted',
    'sorts each page by itself',
    at(
      'descending',
      edit((body) => void (body.Resources = body.Resources.toReversed())),
    ),
    'RFC9865-2.2-a',
  ),
  defect('previous', 'leads back to the same page', backwards(true), 'RFC9865-2-c'),
  defect('search', 'gives all at once', at('search', withoutMembers('nextCursor')), 'RFC9865-3-a'),
  defect('search', 'knows no cursor', at('search', refusal(400, 'invalidSyntax')), 'RFC9865-3-a'),
  defect('errors', 'begins again', at('forged', page()), 'RFC9865-2.1-2', 'RFC9865-2.1-1', 'RFC9865-2.1-a'),
  defect('errors', 'calls it another thing', at('changed', refusal(400, 'invalidFilter')), 'RFC9865-2.1-a'),
  defect('errors', 'does not find it', at('forged', refusal(404)), 'RFC9865-2.1-a'),
  defect('errors', 'says nothing', at('cut', answer(400)), 'RFC9865-2.1-1'),
  defect('errors', 'passes over a count', at('count', page()), 'RFC9865-2.1-1'),
  defect(
    'errors',
    'shows how it is made',
    at('cut', withBody({ detail: 'Error\n    at open (/srv/page.js:12:3)' })),
    'RFC9865-5.2-4',
  ),
  defect(
    'errors',
    'tells what a cursor is about',
    (() => {
      let name = '';
      return (response, { label }) => {
        if (label === 'given subject') name = textAt(response.body, 'userName') ?? '';
        return label === 'foreign' ? { body: { ...response.body, detail: `${name} is not yours` } } : undefined;
      };
    })(),
    'RFC9865-5.2-4',
  ),
  defect('changed-count', 'takes another count', at('changed', page()), 'RFC9865-2.1-c'),
  defect('changed-count', 'calls it another thing', at('beyond', refusal(400, 'tooMany')), 'RFC9865-2.1-c'),
  defect('timeout', 'has a timeout in words', pagination({ cursorTimeout: 'an hour' }), 'RFC9865-4-d'),
  defect('timeout', 'ends before its time', at('in time', refusal(400, 'expiredCursor')), 'RFC9865-4-d'),
  defect('timeout', 'does not find it', at('late', refusal(404)), 'RFC9865-2.1-b'),
  defect('authorization', 'lets a cursor in', at('refused', page()), 'RFC9865-5.2-2'),
  defect('authorization', 'refuses and counts', at('refused', withBody({ totalResults: 5 })), 'RFC9865-5.2-2'),
  defect('foreign', 'breaks down', at('foreign', withStatus(500)), 'RFC9865-5.2-1'),
  defect(
    'foreign',
    "shows another tenant's data",
    (() => {
      let resource: object = {};
      return (response, { label }) => {
        if (label === 'given subject') resource = response.body!;
        return label === 'foreign' ? { status: 200, body: { Resources: [resource] } as never } : undefined;
      };
    })(),
    'RFC9865-5.2-1',
  ),
];

testDefects(defects, cursorProbes);

test('a server that pages backwards passes', async () => {
  const target = mutate(await referenceTarget(), backwards(false));
  expect(shortfalls(await runProbe(probe('previous'), target))).toEqual([]);
});

test('a page with nothing on it may be the last', async () => {
  const full = at('single page', (response, { path }) =>
    cursorOf(path) === ''
      ? { body: { ...response.body, nextCursor: 'end' } }
      : { status: 200, body: { totalResults: 5 } },
  );
  expect(shortfalls(await runProbe(probe('walk'), mutate(await referenceTarget(), full)))).toEqual([]);
});
