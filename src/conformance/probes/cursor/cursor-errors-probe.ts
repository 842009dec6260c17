import { messageUris } from '../../../scim/index.ts';
import type { SeenExchange } from '../../probe.ts';
import { quote } from '../../wording.ts';
import {
  came,
  fixedProbe,
  get,
  isRefusal,
  type Judgement,
  listOf,
  member,
  succeeded,
  textAt,
  withQuery,
} from '../kit/index.ts';
import { FIRST, firstCursor, SUBJECT, subjects } from './walk.ts';

/** What no server gives out. */
const forged = 'not-a-cursor';

const wrong = ['forged', 'changed', 'cut', 'count'] as const;

/** Parameters that are not valid (RFC 9865 sections 2.1 and 5.2). */
export const pagingErrors = fixedProbe({
  id: 'cursor/errors',
  title: 'Cursors and counts that are not valid are refused, and the error tells nothing of the data',
  needs: ['cursor'],
  requirements: ['RFC9865-2.1-1', 'RFC9865-2.1-2', 'RFC9865-2.1-a', 'RFC9865-5.2-4'],
  *stimulate(stage) {
    const own = yield* subjects(stage, 3);
    const cursor = yield* firstCursor(stage, own);
    const page = (value: string): string => withQuery(own.endpoint, { ...own.query, cursor: value, count: 2 });
    yield get('forged', page(forged));
    if (cursor !== undefined) {
      yield get('changed', page(changed(cursor)));
      if (cursor.length > 1) yield get('cut', page(cursor.slice(0, cursor.length / 2)));
      // The other tenant has none of these resources, and the cursor is not one of its own.
      if (stage.otherTenant !== undefined) yield get('foreign', page(cursor), { tenant: stage.otherTenant });
    }
    yield get('count', withQuery(own.endpoint, { ...own.query, cursor: FIRST, count: 'abc' }));
  },
  judge(judgement) {
    judgement.refused('RFC9865-2.1-2', 'forged');
    judgeKeywords(judgement);
    for (const label of wrong) judgeError(judgement, label);
    const refused = [...wrong, 'foreign'].flatMap((label) => judgement.all(label)).filter((each) => !succeeded(each));
    if (refused.length === 0) judgement.skip('RFC9865-5.2-4', 'nothing is answered with an error');
    for (const exchange of refused) judgeSecrecy(judgement, exchange);
  },
});

/** Another character in the middle, of the same kind. */
function changed(cursor: string): string {
  const place = Math.floor(cursor.length / 2);
  const [before, at, after] = [cursor.slice(0, place), cursor.charAt(place), cursor.slice(place + 1)];
  const other = /\d/u.test(at) ? String((Number(at) + 5) % 10) : at === 'q' ? 'Z' : 'q';
  return before + other + after;
}

/** The status and, where the error gives one, the keyword; of what is not refused another requirement speaks. */
function judgeKeywords(judgement: Judgement): void {
  for (const label of ['forged', 'changed', 'cut']) {
    const exchange = judgement.maybe(label);
    if (exchange === undefined) continue;
    if (label !== 'forged' && succeeded(exchange)) {
      // An opaque cursor may happen to be another one after the change.
      judgement.skip('RFC9865-2.1-a', 'a cursor that was changed may be another one that the target gives out');
      continue;
    }
    judgement.error('RFC9865-2.1-a', exchange, 400, 'invalidCursor');
  }
}

function judgeError(judgement: Judgement, label: string): void {
  const exchange = judgement.maybe(label);
  if (exchange === undefined || (succeeded(exchange) && label !== 'forged' && label !== 'count')) return;
  const { body } = exchange.response;
  const told = isRefusal(exchange) && listOf(member(body, 'schemas')).includes(messageUris.error);
  const message = `expected 4xx with an Error for ${label}, got ${came(exchange)} with ${quote(member(body, 'schemas'))}`;
  judgement.check('RFC9865-2.1-1', told, message, exchange);
  if (label !== 'count') return;
  const keyword = textAt(body, 'scimType');
  const fits = keyword === undefined || keyword === 'invalidCount' || keyword === 'invalidValue';
  judgement.check('RFC9865-2.1-1', fits, `expected invalidCount or invalidValue, got ${came(exchange)}`, exchange);
}

/** Nothing of a resource and nothing of the program (RFC 9865 section 5.2). */
function judgeSecrecy(judgement: Judgement, exchange: SeenExchange): void {
  const { text } = exchange.response;
  const secrets = judgement
    .all(SUBJECT)
    .flatMap(({ response }) => [textAt(response.body, 'id'), textAt(response.body, 'userName')])
    .filter((each) => each !== undefined && text.includes(each));
  const trace = /(?:\\n|\n)\s*at \S+.*:\d+|Traceback \(most recent call last\)/u.test(text);
  const message = `expected neither data nor a stack trace in the error for ${exchange.label}, got ${quote(trace ? text : secrets.map((each) => each ?? null))}`;
  judgement.check('RFC9865-5.2-4', secrets.length === 0 && !trace, message, exchange);
}

/** A count other than that of the first page, and one beyond the limit (RFC 9865 table 3). */
export const changedCounts = fixedProbe({
  id: 'cursor/changed-count',
  title: 'A count that differs from that of the first page is refused, one beyond the limit too or cut down to it',
  needs: ['cursor'],
  requirements: ['RFC9865-2.1-c'],
  *stimulate(stage) {
    const own = yield* subjects(stage, 5);
    const cursor = yield* firstCursor(stage, own);
    if (cursor !== undefined) yield get('changed', withQuery(own.endpoint, { ...own.query, cursor, count: 3 }));
    const most = maxPageSize(stage.context.configuration);
    if (most !== undefined)
      yield get('beyond', withQuery(own.endpoint, { ...own.query, cursor: FIRST, count: most + 1 }));
  },
  judge(judgement) {
    if (judgement.maybe('changed') === undefined) judgement.skip('RFC9865-2.1-c', 'the first page leads to no other');
    else judgement.error('RFC9865-2.1-c', 'changed', 400, 'invalidCount');
    const beyond = judgement.maybe('beyond');
    if (beyond === undefined) return;
    // Section 4 lets a server return less than was asked for instead.
    if (succeeded(beyond)) return;
    judgement.error('RFC9865-2.1-c', beyond, 400, 'invalidCount');
  },
});

function maxPageSize(configuration: Parameters<typeof member>[0]): number | undefined {
  const most = member(member(configuration, 'pagination'), 'maxPageSize');
  return typeof most === 'number' && Number.isSafeInteger(most) && most > 0 ? most : undefined;
}
