import { quote } from '../../wording.ts';
import { came, fixedProbe, type Judgement, member, succeeded } from '../kit/index.ts';
import { idsOf, nextOf, subjectIds, subjects, totalOf, walk, type Walk, walkOf } from './walk.ts';

const urlSafe = /^[A-Za-z0-9._~-]+$/u;
const pageSize = 2;

/** All pages of a query, one after the other (RFC 9865 section 2). */
export const cursorWalk = fixedProbe({
  id: 'cursor/walk',
  title: 'Pages lead by nextCursor through all results of a query and to an end',
  needs: ['cursor'],
  requirements: [
    'RFC9865-2-3',
    'RFC9865-2-4',
    'RFC9865-2-5',
    'RFC9865-2-6',
    'RFC9865-2-a',
    'RFC9865-2-d',
    'RFC9865-2-e',
  ],
  *stimulate(stage) {
    const { endpoint, query } = yield* subjects(stage, 5);
    yield* walk('walk', endpoint, { ...query, count: pageSize });
    yield* walk('single page', endpoint, { ...query, count: 5 });
  },
  judge(judgement) {
    const seen = walkOf(judgement, 'walk');
    if (!judgement.founded(seen.pages[0]!, ...this.requirements)) return;
    judgePages(judgement, seen);
    judgeNextCursors(judgement, 'walk');
    judgeNextCursors(judgement, 'single page');
    judgeResults(judgement, seen);
    judgeTotals(judgement, seen);
  },
});

function judgePages(judgement: Judgement, { pages }: Walk): void {
  for (const page of pages) {
    // What did not come as a page holds nothing that could be too much.
    const length = idsOf(page).length;
    if (succeeded(page)) {
      const message = `expected at most ${pageSize} resources, got ${length}`;
      judgement.check('RFC9865-2-3', length <= pageSize, message, page);
    }
  }
  judgement.noValue('RFC9865-2-5', pages[0]!, 'previousCursor');
  const later = pages.slice(1);
  if (later.length === 0) judgement.skip('RFC9865-2-6', 'no page leads to another');
  for (const [index, page] of later.entries()) {
    const before = new Set(pages.slice(0, index + 1).flatMap(idsOf));
    const again = idsOf(page).filter((id) => before.has(id));
    const message = `expected the results after those before, got ${came(page)} with ${quote(again)} again`;
    judgement.check('RFC9865-2-6', succeeded(page) && again.length === 0, message, page);
  }
}

/**
 * A page without a cursor is the last one. That a cursor leads to a page with nothing on it is no fault: a page may hold
 * fewer results than were asked for.
 */
function judgeNextCursors(judgement: Judgement, label: string): void {
  const { pages, ids, ended } = walkOf(judgement, label);
  const given = pages.flatMap(({ response }) =>
    ['nextCursor', 'previousCursor'].map((name) => member(response.body, name)),
  );
  const cursors = given.filter((cursor) => cursor !== undefined && cursor !== null);
  const missing = subjectIds(judgement).filter((id) => !ids.includes(id));
  const last = pages.at(-1)!;
  const early = `expected a nextCursor while results are left, got none with ${missing.length} left`;
  if (succeeded(last) && nextOf(last.response.body) === undefined)
    judgement.check('RFC9865-2-4', missing.length === 0, early, last);
  const end = `expected a page without nextCursor after all results, got ${pages.length} pages and no end`;
  if (succeeded(last)) judgement.check('RFC9865-2-4', ended, end, last);
  for (const page of pages) {
    const cursor = member(page.response.body, 'nextCursor');
    const form = cursor === undefined || cursor === null || (typeof cursor === 'string' && cursor !== '');
    judgement.check('RFC9865-2-4', form, `expected a nextCursor or none, got ${JSON.stringify(cursor)}`, page);
  }
  if (cursors.length === 0) judgement.skip('RFC9865-2-a', 'no page has a cursor');
  for (const cursor of cursors) {
    const safe = typeof cursor === 'string' && (cursor === '' || urlSafe.test(cursor));
    judgement.check('RFC9865-2-a', safe, `expected unreserved characters alone, got ${quote(cursor)}`, pages[0]!);
  }
}

function judgeResults(judgement: Judgement, { pages, ids, ended }: Walk): void {
  const expected = subjectIds(judgement);
  const own = ids.filter((id) => expected.includes(id));
  const twice = ids.length - new Set(ids).size;
  const all = expected.every((id) => own.includes(id));
  const stray = judgement.has('filter') ? ids.length - own.length : 0;
  const message =
    `expected each of ${expected.length} results once, got ${new Set(own).size} of them, ` +
    `${twice} again and ${stray} others`;
  judgement.check('RFC9865-2-e', ended && all && twice === 0 && stray === 0, message, pages[0]!);
}

function judgeTotals(judgement: Judgement, { pages, ids, ended }: Walk): void {
  const totals = pages.map(totalOf);
  const page = pages[totals.findIndex((total) => total !== undefined)];
  if (page === undefined) return judgement.skip('RFC9865-2-d', 'the target gives no totalResults, which is optional');
  // Without a filter the results are not the probe's alone, and others may come and go.
  if (!judgement.has('filter') || !ended)
    return judgement.skip('RFC9865-2-d', 'it is not known how many results there are');
  const right = totals.every((total) => total === undefined || total === ids.length);
  judgement.check(
    'RFC9865-2-d',
    right,
    `expected totalResults ${ids.length} on each page, got ${quote(totals.map((each) => each ?? null))}`,
    page,
  );
}
