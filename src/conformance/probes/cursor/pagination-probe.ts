import { isJsonObject, type JsonValue } from '../../../kernel/index.ts';
import { quote } from '../../wording.ts';
import { came, fixedProbe, get, type Judgement, member, succeeded, textAt, valueAt, withQuery } from '../kit/index.ts';
import { methodOf } from './paging-method-probe.ts';
import { FIRST, idsOf, nextOf, subjects, totalOf } from './walk.ts';

/** More resources than this are not created to fill a page. */
const most = 26;

/** What the service provider configuration says of the methods of paging (RFC 9865 section 4). */
export const announcedMethods = fixedProbe({
  id: 'cursor/announced-methods',
  title: 'The configuration tells the methods of paging as they are',
  requirements: ['RFC9865-4-1', 'RFC9865-4-2', 'RFC9865-4-3', 'RFC9865-4-a'],
  *stimulate(stage) {
    yield get('configuration', '/ServiceProviderConfig');
    const { endpoint, query } = yield* subjects(stage, 3);
    const parameters = { ...query, ...(stage.has('sort') ? { sortBy: 'userName' } : {}) };
    yield get('plain', withQuery(endpoint, { ...parameters, count: 2 }));
    yield get('second', withQuery(endpoint, { ...parameters, startIndex: 2, count: 1 }));
    yield get('cursor', withQuery(endpoint, { ...parameters, cursor: FIRST, count: 1 }));
  },
  judge(judgement) {
    const pagination = member(judgement.one('configuration').response.body, 'pagination');
    judgeCursorAnnouncement(judgement, pagination);
    if (!isJsonObject(pagination)) {
      for (const requirement of ['RFC9865-4-2', 'RFC9865-4-3', 'RFC9865-4-a'])
        judgement.skip(requirement, 'the target publishes no pagination');
      return;
    }
    judgeFlag(judgement, 'RFC9865-4-2', 'cursor', member(pagination, 'cursor'));
    judgeFlag(judgement, 'RFC9865-4-3', 'index', member(pagination, 'index'));
    judgeDefaultMethod(judgement, member(pagination, 'defaultPaginationMethod'));
  },
});

/** Whether a cursor came where one was asked for. */
function givesCursors(judgement: Judgement): boolean {
  const page = judgement.one('cursor');
  return succeeded(page) && nextOf(page.response.body) !== undefined;
}

function judgeCursorAnnouncement(judgement: Judgement, pagination: JsonValue | undefined): void {
  if (!givesCursors(judgement)) return judgement.skip('RFC9865-4-1', 'the target does not page by cursors');
  const message = `expected pagination to be published, got ${quote(pagination)}`;
  judgement.check('RFC9865-4-1', isJsonObject(pagination), message, 'configuration');
}

function judgeFlag(
  judgement: Judgement,
  requirement: string,
  name: 'cursor' | 'index',
  flag: JsonValue | undefined,
): void {
  const typed = typeof flag === 'boolean';
  const message = `expected true or false as pagination.${name}, got ${quote(flag)}`;
  if (!judgement.check(requirement, typed, message, 'configuration')) return;
  const works = name === 'cursor' ? givesCursors(judgement) : givesIndex(judgement);
  if (works === undefined) return;
  const page = name === 'cursor' ? 'cursor' : 'second';
  judgement.check(requirement, works === flag, `expected pagination.${name} ${works}, got ${quote(flag)}`, page);
}

/** Whether `startIndex` leads to the second of the results; `undefined` where their order is not known. */
function givesIndex(judgement: Judgement): boolean | undefined {
  const [plain, second] = ['plain', 'second'].map((label) => judgement.one(label));
  const [, expected] = idsOf(plain!);
  if (!judgement.has('sort') || !succeeded(plain!) || expected === undefined) return undefined;
  return succeeded(second!) && idsOf(second!)[0] === expected;
}

function judgeDefaultMethod(judgement: Judgement, method: JsonValue | undefined): void {
  if (method === undefined) return judgement.skip('RFC9865-4-a', 'the target publishes no defaultPaginationMethod');
  const known = method === 'cursor' || method === 'index';
  const message = `expected cursor or index as defaultPaginationMethod, got ${quote(method)}`;
  if (!judgement.check('RFC9865-4-a', known, message, 'configuration')) return;
  const plain = judgement.one('plain');
  if (!judgement.founded(plain, 'RFC9865-4-a')) return;
  const used = methodOf(plain);
  judgement.check('RFC9865-4-a', used === method, `expected paging by ${quote(method)}, got ${quote(used)}`, plain);
}

const sizes = [
  { requirement: 'RFC9865-4-b', name: 'defaultPageSize' },
  { requirement: 'RFC9865-4-c', name: 'maxPageSize' },
] as const;

/** Sizes of pages (RFC 9865 section 4). */
export const announcedSizes = fixedProbe({
  id: 'cursor/announced-sizes',
  title: 'No page is larger than the configuration says',
  requirements: sizes.map(({ requirement }) => requirement),
  *stimulate(stage) {
    yield get('configuration', '/ServiceProviderConfig');
    const [usual, greatest] = sizes.map(({ name }) => sizeOf(stage.context.configuration, name));
    if (usual === undefined && greatest === undefined) return;
    const wanted = [usual, greatest].filter((size) => size !== undefined && size < most).map((size) => size! + 1);
    const { endpoint, query } = yield* subjects(stage, Math.max(1, ...wanted));
    const methods = stage.has('cursor') ? [{}, { cursor: FIRST }] : [{}];
    for (const method of methods) {
      yield get('defaultPageSize', withQuery(endpoint, { ...query, ...method }));
      if (greatest !== undefined)
        yield get('maxPageSize', withQuery(endpoint, { ...query, ...method, count: greatest + 1 }));
    }
  },
  judge(judgement) {
    const configuration = judgement.one('configuration');
    for (const { requirement, name } of sizes) {
      const value = valueAt(configuration.response.body, `pagination.${name}`);
      if (value === undefined) {
        judgement.skip(requirement, `the target publishes no ${name}`);
        continue;
      }
      const size = sizeOf(configuration.response.body, name);
      const message = `expected a positive integer pagination.${name}, got ${quote(value)}`;
      if (!judgement.check(requirement, size !== undefined, message, configuration)) continue;
      judgeSize(judgement, requirement, name, size!);
    }
  },
});

function judgeSize(judgement: Judgement, requirement: string, name: string, size: number): void {
  for (const page of judgement.all(name)) {
    // A count beyond the limit may be refused; then there is no page to be too large.
    const refused =
      page.response.status === 400 && (textAt(page.response.body, 'scimType') ?? 'invalidCount') === 'invalidCount';
    if (name === 'maxPageSize' && refused) continue;
    const length = idsOf(page).length;
    const message = `expected at most ${size} resources of ${totalOf(page) ?? 'all'}, got ${came(page)} with ${length}`;
    judgement.check(requirement, succeeded(page) && length <= size, message, page);
  }
}

function sizeOf(configuration: JsonValue | undefined, name: string): number | undefined {
  const size = valueAt(configuration, `pagination.${name}`);
  return typeof size === 'number' && Number.isSafeInteger(size) && size > 0 ? size : undefined;
}
