import { at, answer, edit, type Loose } from './defects.ts';
import { probeOf } from './filter-defects.ts';
import { filters, type Misreading, type Misunderstanding, parameters } from './misreading.ts';
import type { Mutation } from './probe-harness.ts';
import { refusal, withBody, withoutMembers } from './response-changes.ts';

/** Requirements of RFC 7644 by section and what their ids end in: `3.4.2.4-2 3.4.2.4-3`. */
function of(ids: string): readonly string[] {
  return ids.split(' ').map((id) => `RFC7644-${id}`);
}

function reads(name: string, wrong: string, misreading: Misreading, ids: string): Misunderstanding {
  return { probe: probeOf(name), wrong, reads: misreading, fails: of(ids) };
}

function answers(name: string, wrong: string, mutation: Mutation, ids: string): Misunderstanding {
  return { probe: probeOf(name), wrong, answers: mutation, fails: of(ids) };
}

/** Without one parameter. */
function ignores(name: string): Misreading {
  return parameters((given) => ({ ...given, [name]: undefined }));
}

const reversed = edit((body) => void (body.Resources = body.Resources.toReversed()));
const oneLess = edit((body) => void body.Resources.pop());
const sorted = /^sorted/u;

function sortedAs(key: (resource: Loose) => string): ReturnType<typeof edit> {
  return edit((body) => {
    body.Resources = body.Resources.toSorted((one: Loose, two: Loose) => (key(one) < key(two) ? -1 : 1));
  });
}

const sorting: readonly Misunderstanding[] = [
  reads('sorting', 'does not sort', ignores('sortBy'), '3.4.2.3-1 3.4.2.3-2 3.4.2.3-3 3.4.2.3-b 3.4.2.3-c'),
  reads(
    'sorting',
    'sorts in descending order unless told otherwise',
    parameters((given) => ({ ...given, sortOrder: given.sortOrder ?? 'descending' })),
    '3.4.2.3-2',
  ),
  reads('sorting', 'always sorts in ascending order', ignores('sortOrder'), '3.4.2.3-b 3.4.2.3-c'),
  answers(
    'sorting',
    'heeds case',
    at(
      'sorted by title ascending',
      sortedAs(({ title }) => title ?? 'z'),
    ),
    '3.4.2.3-3',
  ),
  answers(
    'sorting',
    'sorts what has no value to the other end',
    at(
      'sorted by title ascending',
      sortedAs(({ title }) => (title ?? '').toLowerCase()),
    ),
    '3.4.2.3-b',
  ),
  answers(
    'sorting-by-one-of-several',
    'sorts by the first value',
    at(
      'sorted by emails.value ascending',
      sortedAs(({ emails }) => emails.find(({ primary }: Loose) => primary !== true).value),
    ),
    '3.4.2.3-a',
  ),
  reads('generated-sorting', 'does not sort', ignores('sortBy'), '3.4.2.3-3 3.4.2.3-a 3.4.2.3-b'),
  answers('generated-sorting', 'sorts the other way', at(sorted, reversed), '3.4.2.3-3 3.4.2.3-a 3.4.2.3-b'),
  reads('search-sorted', 'does not sort', ignores('sortBy'), '3.4.3-7 3.4.3-8'),
  reads(
    'search-sorted',
    'does not know qualified names',
    parameters((given) => (String(given.sortBy).includes(':') ? { ...given, sortBy: undefined } : given)),
    '3.4.3-8',
  ),
];

const lists: readonly Misunderstanding[] = [
  answers('list-responses', 'answers with another message', at('list', withBody({ schemas: [] })), '3.4.2-2'),
  answers(
    'list-responses',
    'answers a search with another message',
    at('search', withBody({ schemas: [] })),
    '3.4.2-2',
  ),
  answers('list-responses', 'counts one page only', at('list', withBody({ totalResults: 1 })), '3.4.2-3'),
  answers('list-responses', 'counts nothing', at('list', withoutMembers('totalResults')), '3.4.2-3'),
  answers('list-responses', 'calls the results otherwise', at('list', withoutMembers('Resources')), '3.4.2-4'),
  answers('list-responses', 'finds no result not found', at('nothing', refusal(404)), '3.4.2-7'),
  answers('list-responses', 'takes nothing for something', at('nothing', withBody({ totalResults: 1 })), '3.4.2-7'),
  answers('unknown-parameters', 'refuses what it does not know', at('list with', refusal(400)), '3.4.2-1'),
  answers('unknown-parameters', 'filters by what it does not know', at('list with', oneLess), '3.4.2-1'),
  answers('unknown-parameters', 'selects by what it does not know', at('read with', withoutMembers('id')), '3.4.2-1'),
  answers('too-many-results', 'finds it too large', at('list', refusal(413)), '3.4.2.1-2'),
  answers('too-many-results', 'does not say what is too much', at('root', refusal(400)), '3.4.2.1-2'),
  answers('all-types', 'refuses what one type does not have', at('get 5', refusal(400, 'invalidFilter')), '3.4.2.1-4'),
  answers(
    'all-types',
    'knows one type only',
    at(/^(?:get|search)/u, onlyUsers()),
    '3.4.2.1-1 3.4.2.1-3 3.4.2.1-4 3.4.2.1-a',
  ),
  reads(
    'all-types',
    'passes over "not"',
    filters((filter) => filter.replace('and not (', 'and (')),
    '3.4.2.1-3',
  ),
  reads(
    'all-types',
    'takes a type for any',
    filters((filter) => filter.replace(/meta\.resourceType eq "\w+" and/u, 'id pr and')),
    '3.4.2.1-a',
  ),
  reads(
    'all-types',
    'takes what a type does not have for its name',
    filters((filter) => filter.replace('userName pr', 'id pr')),
    '3.4.2.1-4',
  ),
];

function onlyUsers(): ReturnType<typeof edit> {
  return edit((body) => {
    body.Resources = body.Resources.filter(({ meta }: Loose) => meta.resourceType === 'User');
  });
}

const paging: readonly Misunderstanding[] = [
  answers('index-pages', 'says that each page is the first', at('second', withBody({ startIndex: 1 })), '3.4.2-5'),
  answers('index-pages', 'gives the page size asked for', at('second', withBody({ itemsPerPage: 100 })), '3.4.2-6'),
  answers('index-pages', 'refuses an index below 1', at('zero index', refusal(400)), '3.4.2.4-2'),
  answers('index-pages', 'counts from 0', at('negative index', withBody({ startIndex: 0 })), '3.4.2.4-2'),
  reads(
    'index-pages',
    'does not page',
    parameters((given) => (given.count > 1 ? { ...given, count: given.count + 1 } : given)),
    '3.4.2.4-3',
  ),
  answers(
    'index-pages',
    'counts the page in place of the results',
    at('count 1', withBody({ totalResults: 1 })),
    '3.4.2.4-3',
  ),
  answers('index-pages', 'refuses a negative count', at('negative count', refusal(400)), '3.4.2.4-4'),
  reads(
    'index-pages',
    'takes a negative count for none',
    parameters((given) => (given.count < 0 ? { ...given, count: undefined } : given)),
    '3.4.2.4-4',
  ),
  reads(
    'index-pages',
    'takes 0 for no count',
    parameters((given) => (given.count === '0' ? { ...given, count: undefined } : given)),
    '3.4.2.4-a',
  ),
  reads(
    'index-pages',
    'begins with the second result',
    parameters((given) => ({ ...given, startIndex: given.startIndex ?? (given.count === undefined ? 1 : 2) })),
    '3.4.2.4-b',
  ),
  answers('index-walk', 'counts what is left', at('page', left()), '3.4.2.4-c'),
  reads(
    'index-walk',
    'goes on with the last result of the page before',
    parameters((given) => (given.startIndex > 1 ? { ...given, startIndex: given.startIndex - 1 } : given)),
    '3.4.2.4-d',
  ),
];

function left(): ReturnType<typeof edit> {
  return edit((body) => void (body.totalResults += body.startIndex > 1 ? 1 : 0));
}

const selections: readonly Misunderstanding[] = [
  reads('selected-attributes', 'does not select', ignores('attributes'), '3.4.2.5-1 3.4.2.5-2 3.4.2.5-3'),
  reads(
    'selected-attributes',
    'does not exclude',
    ignores('excludedAttributes'),
    '3.4.2.5-1 3.4.2.5-2 3.4.2.5-4 3.4.2.5-5',
  ),
  answers('selected-attributes', 'does not know parts', at(/: part$/u, answer(400)), '3.4.2.5-3'),
  answers('selected-attributes', 'leaves out the id', at(/: minimum$/u, withoutIds()), '3.4.2.5-4'),
  answers(
    'selected-attributes',
    'does not know qualified names',
    at(/: excluded qualified$/u, answer(400)),
    '3.4.2.5-5',
  ),
  reads('search-parameters', 'does not select', ignores('attributes'), '3.4.3-3'),
  reads('search-parameters', 'does not exclude', ignores('excludedAttributes'), '3.4.3-4 3.4.3-5'),
  answers('search-parameters', 'leaves out the attribute', at(/: minimum$/u, answer(400)), '3.4.3-4'),
];

function withoutIds(): ReturnType<typeof edit> {
  return edit((body) => {
    delete body.id;
    for (const resource of body.Resources ?? []) delete resource.userName;
  });
}

const searches: readonly Misunderstanding[] = [
  answers('search-requests', 'creates something', at('search', answer(201, {})), '3.4.3-1 3.4.3-2'),
  answers('search-requests', 'adds the search to the list', at('after', withBody({ totalResults: 3 })), '3.4.3-1'),
  answers('search-requests', 'takes any message for a search', at('wrong schema', answer(200, {})), '3.4.3-2'),
  answers('search-requests', 'does not filter', at('filter', oneLess), '3.4.3-6'),
  answers('search-requests', 'takes what is no filter', at('invalid filter', answer(200, {})), '3.4.3-6'),
  reads(
    'search-as-get',
    'does not page a search',
    (request) => (request.method === 'POST' ? ignores('startIndex')(request) : request),
    '3.4.3-a',
  ),
  answers('search-as-get', 'shows other resources', at('search: selection', oneLess), '3.4.3-a'),
];

/** What servers may get wrong of lists (RFC 7644 sections 3.4.2 and 3.4.3). */
export const listingDefects: readonly Misunderstanding[] = [
  ...sorting,
  ...lists,
  ...paging,
  ...selections,
  ...searches,
];
