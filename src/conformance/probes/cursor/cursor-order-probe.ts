import { messageUris } from '../../../scim/index.ts';
import { quote } from '../../wording.ts';
import type { ProbeResponse } from '../../probe.ts';
import {
  came,
  fixedProbe,
  get,
  isNotOffered,
  type Judgement,
  member,
  post,
  succeeded,
  textAt,
  withQuery,
} from '../kit/index.ts';
import { FIRST, idsOf, nextOf, subjectIds, subjects, walk, walkOf } from './walk.ts';

/** Pages of a sorted query (RFC 9865 section 2.2). */
export const sortedPages = fixedProbe({
  id: 'cursor/sorted',
  title: 'The pages of a sorted query follow one another in its order',
  needs: ['cursor', 'sort'],
  requirements: ['RFC9865-2.2-a'],
  *stimulate(stage) {
    const { endpoint, query } = yield* subjects(stage, 5);
    for (const sortOrder of ['ascending', 'descending'])
      yield* walk(sortOrder, endpoint, { ...query, count: 2, sortBy: 'userName', sortOrder });
  },
  judge(judgement) {
    // Their names ascend in the order of creation.
    judgeOrder(judgement, 'ascending', subjectIds(judgement));
    judgeOrder(judgement, 'descending', subjectIds(judgement).toReversed());
  },
});

function judgeOrder(judgement: Judgement, label: string, expected: readonly string[]): void {
  const { pages, ids } = walkOf(judgement, label);
  if (!judgement.founded(pages[0]!, 'RFC9865-2.2-a')) return;
  // Whether any are missing is for the walk itself to say.
  const own = ids.filter((id) => expected.includes(id));
  const places = own.map((id) => expected.indexOf(id));
  const ordered = places.every((place, index) => index === 0 || place > places[index - 1]!);
  if (own.length < 2) return judgement.skip('RFC9865-2.2-a', 'the pages hold no two of the users');
  const message = `expected ${label} order over ${pages.length} pages, got the users ${quote(places)}`;
  judgement.check('RFC9865-2.2-a', ordered, message, pages[0]!);
}

/** The page before (RFC 9865 table 2). */
export const previousPages = fixedProbe({
  id: 'cursor/previous',
  title: 'A previousCursor leads to the page before',
  needs: ['cursor'],
  requirements: ['RFC9865-2-c'],
  *stimulate(stage) {
    const { endpoint, query } = yield* subjects(stage, 5);
    const parameters = { ...query, count: 2 };
    const pages: ProbeResponse[] = [];
    let cursor: string | undefined = FIRST;
    while (cursor !== undefined && pages.length < 3) {
      const page: ProbeResponse = yield get(`page ${pages.length + 1}`, withQuery(endpoint, { ...parameters, cursor }));
      pages.push(page);
      cursor = nextOf(page.body);
    }
    for (const [index, { body }] of pages.entries()) {
      const previous = textAt(body, 'previousCursor');
      if (index > 0 && previous !== undefined)
        yield get(`before page ${index + 1}`, withQuery(endpoint, { ...parameters, cursor: previous }));
    }
  },
  judge(judgement) {
    const tried = [2, 3].filter((number) => judgement.maybe(`before page ${number}`) !== undefined);
    if (tried.length === 0)
      return judgement.skip('RFC9865-2-c', 'the target gives no previousCursor, which is optional');
    for (const number of tried) {
      const [back, page] = [`before page ${number}`, `page ${number - 1}`].map((label) => judgement.one(label));
      const [expected, got] = [idsOf(page!), idsOf(back!)];
      const same = succeeded(back!) && expected.length === got.length && expected.every((id) => got.includes(id));
      const message = `expected the resources of page ${number - 1}, got ${came(back!)} with ${got.length}, others among them`;
      judgement.check('RFC9865-2-c', same, message, back!);
    }
  },
});

/** Cursors in search requests (RFC 9865 section 3). */
export const searchPages = fixedProbe({
  id: 'cursor/search',
  title: 'A search request is paged by cursors as a query is',
  needs: ['cursor'],
  requirements: ['RFC9865-3-a'],
  *stimulate(stage) {
    const { endpoint, query } = yield* subjects(stage, 5);
    let cursor: string | undefined = FIRST;
    for (let number = 0; cursor !== undefined && number < 30; number += 1) {
      const body = { schemas: [messageUris.searchRequest], ...query, cursor, count: 2 };
      const page: ProbeResponse = yield post('search', `${endpoint}/.search`, body);
      cursor = page.status === 200 ? nextOf(page.body) : undefined;
    }
  },
  judge(judgement) {
    const { pages, ids, ended } = walkOf(judgement, 'search');
    const [first] = pages;
    if (isNotOffered(first!)) return judgement.skip('RFC9865-3-a', `the target has no .search: ${came(first!)}`);
    const expected = subjectIds(judgement);
    const whole = expected.every((id) => ids.includes(id)) && new Set(ids).size === ids.length;
    const sized = pages.every((page) => idsOf(page).length <= 2);
    const last = pages.at(-1)!;
    const message =
      `expected ${expected.length} resources on pages of 2, each once, ` +
      `got ${came(last)} and ${ids.length} on ${pages.length} pages (${quote(member(last.request.body, 'cursor'))})`;
    judgement.check('RFC9865-3-a', ended && whole && sized, message, last);
  },
});
