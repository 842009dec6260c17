import type { SeenExchange } from '../../probe.ts';
import { quote } from '../../wording.ts';
import { came, fixedProbe, get, type Judgement, succeeded, valueAt, withQuery } from '../kit/index.ts';
import { FIRST, idsOf, nextOf, subjects } from './walk.ts';

/** A target with both methods (RFC 9865 section 2.4). */
export const pagingMethods = fixedProbe({
  id: 'cursor/methods',
  title: 'The client chooses the method of paging by its parameter; without one it is always the same',
  needs: ['cursor', 'index'],
  requirements: ['RFC9865-2.4-1', 'RFC9865-2.4-a'],
  *stimulate(stage) {
    const { endpoint, query } = yield* subjects(stage, 5);
    const parameters = { ...query, ...(stage.has('sort') ? { sortBy: 'userName' } : {}), count: 2 };
    for (const label of ['neither', 'neither again']) yield get(label, withQuery(endpoint, parameters));
    yield get('index', withQuery(endpoint, { ...parameters, startIndex: 1 }));
    yield get('index on', withQuery(endpoint, { ...parameters, startIndex: 3 }));
    yield get('cursor', withQuery(endpoint, { ...parameters, cursor: FIRST }));
  },
  judge(judgement) {
    judgeDefault(judgement);
    for (const label of ['index', 'index on']) judgement.status('RFC9865-2.4-a', label, 200);
    const [first, on] = ['index', 'index on'].map((label) => judgement.one(label));
    const again = idsOf(on!).filter((id) => idsOf(first!).includes(id));
    // Without an order a server may begin anywhere each time.
    const fresh = idsOf(on!).length > 0 && (again.length === 0 || !judgement.has('sort'));
    const message = `expected other results from startIndex 3 on, got ${idsOf(on!).length}, ${again.length} of them again`;
    judgement.check('RFC9865-2.4-a', fresh, message, on!);
    const cursor = judgement.one('cursor');
    const given = succeeded(cursor) && nextOf(cursor.response.body) !== undefined;
    judgement.check('RFC9865-2.4-a', given, `expected a nextCursor, got ${came(cursor)} without one`, cursor);
  },
});

function judgeDefault(judgement: Judgement): void {
  const [once, again] = ['neither', 'neither again'].map((label) => judgement.one(label));
  if (!judgement.founded(once!, 'RFC9865-2.4-1')) return;
  const [method, second] = [methodOf(once!), methodOf(again!)];
  const message = `expected a page by one method each time, got ${quote(method)} and then ${quote(second)}`;
  judgement.check('RFC9865-2.4-1', method !== undefined && method === second, message, again!);
}

/** By which method a page of several goes on: a cursor is one of paging by cursors, whatever else is there. */
export function methodOf(page: SeenExchange): 'cursor' | 'index' | undefined {
  if (!succeeded(page)) return undefined;
  if (nextOf(page.response.body) !== undefined) return 'cursor';
  return typeof valueAt(page.response.body, 'startIndex') === 'number' ? 'index' : undefined;
}
