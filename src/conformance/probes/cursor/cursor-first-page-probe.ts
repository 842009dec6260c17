import { quote } from '../../wording.ts';
import { came, fixedProbe, get, type Judgement, resourcesOf, sameValue, withQuery } from '../kit/index.ts';
import { FIRST, idsOf, nextOf, subjects, totalOf } from './walk.ts';

/** The first request of a query (RFC 9865 section 2). */
export const firstPages = fixedProbe({
  id: 'cursor/first-page',
  title: 'An empty cursor asks for the first page, written with an equals sign or without',
  needs: ['cursor'],
  requirements: ['RFC9865-2-1'],
  *stimulate(stage) {
    const { endpoint, query } = yield* subjects(stage, 3);
    const path = withQuery(endpoint, { ...query, count: 2 });
    yield get('empty', `${path}&cursor=`);
    yield get('bare', `${path}&cursor`);
    // Where cursors are the default method a query without a cursor asks for its first page as well.
    yield get('omitted', path);
  },
  judge(judgement) {
    for (const label of ['empty', 'bare']) judgeFirst(judgement, label);
    const omitted = judgement.one('omitted');
    if (nextOf(omitted.response.body) !== undefined) judgeFirst(judgement, 'omitted');
  },
});

/** A page is known for a first one by what it holds or leads to: three results are there. */
function judgeFirst(judgement: Judgement, label: string): void {
  const page = judgement.one(label);
  const { status, body } = page.response;
  const some = idsOf(page).length > 0 || nextOf(body) !== undefined;
  const first = status === 200 && some && body?.['previousCursor'] === undefined;
  const message = `expected 200 with the first page, got ${came(page)} with ${idsOf(page).length} resources`;
  judgement.check('RFC9865-2-1', first, message, page);
}

/** Counts that ask for no results (RFC 9865 table 1). */
export const emptyPages = fixedProbe({
  id: 'cursor/empty-page',
  title: 'A count of 0, or below, asks for no results but for their number',
  needs: ['cursor'],
  requirements: ['RFC9865-2-2', 'RFC9865-2-b'],
  *stimulate(stage) {
    const { endpoint, query } = yield* subjects(stage, 3);
    for (const count of [2, 0, -1])
      yield get(`count ${count}`, withQuery(endpoint, { ...query, cursor: FIRST, count }));
  },
  judge(judgement) {
    if (!judgement.founded('count 2', 'RFC9865-2-2', 'RFC9865-2-b')) return;
    judgeEmpty(judgement, 'RFC9865-2-b', 'count 0');
    judgeEmpty(judgement, 'RFC9865-2-2', 'count -1');
  },
});

function judgeEmpty(judgement: Judgement, requirement: string, label: string): void {
  const page = judgement.one(label);
  const held = resourcesOf(page.response.body).length;
  const none = page.response.status === 200 && held === 0;
  judgement.check(requirement, none, `expected 200 and no resources, got ${came(page)} with ${held}`, page);
  // Without a filter others may come and go meanwhile.
  if (!none || !judgement.has('filter')) return;
  const [usual, total] = [totalOf(judgement.one('count 2')), totalOf(page)].map((each) => each ?? null);
  const message = `expected totalResults ${quote(usual)} as with other counts, got ${quote(total)}`;
  judgement.check(requirement, sameValue(usual, total), message, page);
}
