import { quote } from '../../wording.ts';
import { came, fixedProbe, get, isRefusal, type Judgement, resourcesOf, valuesAt, withQuery } from '../kit/index.ts';
import { firstCursor, idsOf, subjectIds, subjects } from './walk.ts';

/** Cursors without authorization (RFC 9865 section 5.2). */
export const unauthorizedPages = fixedProbe({
  id: 'cursor/authorization',
  title: 'A cursor gives nothing to who has no access',
  needs: ['cursor'],
  requirements: ['RFC9865-5.2-2'],
  lacks: 'the first page leads to no other',
  *stimulate(stage) {
    const own = yield* subjects(stage, 3);
    const cursor = yield* firstCursor(stage, own);
    if (cursor === undefined) return;
    const path = withQuery(own.endpoint, { ...own.query, cursor, count: 2 });
    for (const credential of ['none', 'wrong', 'expired'])
      if (stage.hasCredential(credential)) yield get('refused', path, { credential });
    // That the cursor is good for who got it.
    yield get('accepted', path);
  },
  judge(judgement) {
    if (judgement.maybe('accepted') === undefined)
      return judgement.skip('RFC9865-5.2-2', 'the first page leads to no other');
    if (!judgement.founded('accepted', 'RFC9865-5.2-2')) return;
    for (const exchange of judgement.all('refused')) {
      const { status, body } = exchange.response;
      const shown = ['id', 'userName', 'Resources', 'totalResults'].filter((name) => valuesAt(body, name).length > 0);
      const holds = (status === 401 || status === 403) && shown.length === 0;
      const message = `expected 401 or 403 and no page, got ${came(exchange)} with ${quote(shown)}`;
      judgement.check('RFC9865-5.2-2', holds, message, exchange);
    }
  },
});

/** Cursors of others (RFC 9865 section 5.2). */
export const foreignCursors = fixedProbe({
  id: 'cursor/foreign',
  title: "Another tenant's cursor shows nothing of that tenant's data",
  needs: ['cursor'],
  requirements: ['RFC9865-5.2-1'],
  *stimulate(stage) {
    const own = yield* subjects(stage, 5);
    const tenant = stage.otherTenant;
    if (tenant === undefined) return;
    const cursor = yield* firstCursor(stage, own);
    if (cursor === undefined) return;
    const path = withQuery(own.endpoint, { ...own.query, cursor, count: 2 });
    yield get('foreign', path, { tenant });
    yield get('own', path);
  },
  judge(judgement) {
    const foreign = judgement.maybe('foreign');
    if (foreign === undefined)
      return judgement.skip('RFC9865-5.2-1', 'the target has one tenant, or its first page leads to no other');
    if (!judgement.founded('own', 'RFC9865-5.2-1')) return;
    const leaked = idsOf(foreign).filter((id) => subjectIds(judgement).includes(id));
    const answered = isRefusal(foreign) || foreign.response.status === 200;
    const message = `expected a refusal or a page without the other tenant's data, got ${came(foreign)} with ${extent(judgement, leaked)}`;
    judgement.check('RFC9865-5.2-1', answered && leaked.length === 0, message, foreign);
  },
});

function extent(judgement: Judgement, leaked: readonly string[]): string {
  const all = resourcesOf(judgement.one('foreign').response.body).length;
  return `${leaked.length} of its resources among ${all}`;
}
