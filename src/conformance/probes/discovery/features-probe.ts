import { messageUris } from '../../../scim/index.ts';
import { quote } from '../../wording.ts';
import {
  came,
  fixedProbe,
  get,
  isRefusal,
  type Judgement,
  listOf,
  literal,
  member,
  patch,
  post,
  put,
  resourcesOf,
  type Stage,
  succeeded,
  textAt,
  valueAt,
  withQuery,
} from '../kit/index.ts';

/** PATCH (RFC 7643 section 5). */
export const announcedPatch = fixedProbe({
  id: 'discovery/announced-patch',
  title: 'PATCH works exactly where it is announced',
  requirements: ['RFC7643-5-a'],
  *stimulate(stage) {
    const user = yield* stage.given('User', stage.minimal('User', { displayName: 'Before' }));
    yield patch('modify', user.path, [{ op: 'replace', path: 'displayName', value: 'After' }]);
    yield get('read', user.path);
  },
  judge(judgement) {
    const name = valueAt(judgement.one('read').response.body, 'displayName');
    const announced = judgement.has('patch');
    if (announced) judgement.status('RFC7643-5-a', 'modify', 200, 204);
    else judgement.refused('RFC7643-5-a', 'modify');
    const expected = announced ? 'After' : 'Before';
    judgement.check('RFC7643-5-a', name === expected, `expected displayName ${expected}, got ${quote(name)}`, 'read');
  },
});

/** Bulk requests (RFC 7643 section 5). */
export const announcedBulk = fixedProbe({
  id: 'discovery/announced-bulk',
  title: 'Bulk requests work exactly where they are announced',
  requirements: ['RFC7643-5-b'],
  *stimulate(stage) {
    const data = stage.minimal('User');
    const operation = { method: 'POST', path: stage.endpoint('User'), bulkId: 'one', data };
    yield post('bulk', '/Bulk', { schemas: [messageUris.bulkRequest], Operations: [operation] });
    // That the name is still free shows that nothing was created.
    yield post('again', stage.endpoint('User'), data);
  },
  judge(judgement) {
    const again = judgement.one('again');
    if (judgement.has('bulk')) {
      const bulk = judgement.one('bulk');
      const status = valueAt(listOf(member(bulk.response.body, 'Operations'))[0], 'status');
      const done = bulk.response.status === 200 && (status === '201' || status === 201);
      judgement.check(
        'RFC7643-5-b',
        done,
        `expected 200 with an operation of 201, got ${came(bulk)} with ${quote(status)}`,
        bulk,
      );
      return;
    }
    judgement.refused('RFC7643-5-b', 'bulk');
    judgement.check(
      'RFC7643-5-b',
      succeeded(again),
      `expected nothing created, got ${came(again)} for the same user`,
      again,
    );
  },
});

/** Filters (RFC 7643 section 5). */
export const announcedFilter = fixedProbe({
  id: 'discovery/announced-filter',
  title: 'Filters work exactly where they are announced',
  requirements: ['RFC7643-5-c'],
  *stimulate(stage) {
    const user = yield* stage.given('User');
    yield* stage.given('User', stage.minimal('User'), 'given other');
    yield get(
      'filter',
      withQuery(stage.endpoint('User'), { filter: `userName eq ${literal(textAt(user.sent, 'userName')!)}` }),
    );
  },
  judge(judgement) {
    const filter = judgement.one('filter');
    const id = textAt(judgement.one('given User').response.body, 'id');
    const ids = resourcesOf(filter.response.body).map((each) => textAt(each, 'id'));
    const exact = succeeded(filter) && ids.length === 1 && ids[0] === id;
    const got = `${came(filter)} with ${ids.length} resources`;
    if (judgement.has('filter')) {
      judgement.check('RFC7643-5-c', exact, `expected the one user, got ${got}`, filter);
      return;
    }
    // Two users are there at least, so that a list of one is a filtered one.
    const filtered = succeeded(filter) && Number(valueAt(filter.response.body, 'totalResults')) < 2;
    judgement.check(
      'RFC7643-5-c',
      isRefusal(filter) || (succeeded(filter) && !filtered),
      `expected a refusal or the full list, got ${got}`,
      filter,
    );
  },
});

/** Changing passwords (RFC 7643 section 5). */
export const announcedPasswordChange = fixedProbe({
  id: 'discovery/announced-password-change',
  title: 'A password can be changed where that is announced',
  requirements: ['RFC7643-5-d'],
  lacks: 'users of the target have no password',
  *stimulate(stage) {
    if (stage.model('User')?.attributes.get('password') === undefined) return;
    const user = yield* stage.given('User', stage.minimal('User', { password: `Pw-1!${stage.name()}` }));
    yield put('change', user.path, { ...user.sent, password: `Pw-2!${stage.name()}` });
  },
  judge(judgement) {
    const change = judgement.one('change');
    if (judgement.has('changePassword')) judgement.succeeds('RFC7643-5-d', change);
    else if (succeeded(change))
      judgement.skip('RFC7643-5-d', 'whether the password was left as it was only a login could tell');
    else judgement.refused('RFC7643-5-d', change);
  },
});

/** Sorting (RFC 7643 section 5). */
export const announcedSort = fixedProbe({
  id: 'discovery/announced-sort',
  title: 'Sorting works where it is announced',
  requirements: ['RFC7643-5-e'],
  *stimulate(stage) {
    for (const letter of ['b', 'c', 'a'])
      yield* stage.given(
        'User',
        stage.minimal('User', { userName: `${stage.name('sorted')}${letter}`, displayName: letter }),
        `given ${letter}`,
      );
    for (const sortOrder of ['ascending', 'descending'])
      yield get(sortOrder, withQuery(stage.endpoint('User'), { sortBy: 'userName', sortOrder, count: 200 }));
  },
  judge(judgement) {
    for (const direction of ['ascending', 'descending']) {
      const list = judgement.one(direction);
      if (!judgement.has('sort')) {
        const fine = isRefusal(list) || succeeded(list);
        judgement.check('RFC7643-5-e', fine, `expected a refusal or a list in any order, got ${came(list)}`, list);
        continue;
      }
      const own = ['a', 'b', 'c'].map((letter) => judgement.one(`given ${letter}`).response.body);
      const names = own.map((body) => textAt(body, 'userName')?.toLowerCase() ?? '').toSorted();
      const expected = direction === 'ascending' ? names : names.toReversed();
      const got = resourcesOf(list.response.body)
        .map((each) => textAt(each, 'userName')?.toLowerCase() ?? '')
        .filter((name) => names.includes(name));
      // On a target with many users some of these lie on another page.
      if (succeeded(list) && got.length < 2)
        judgement.skip('RFC7643-5-e', 'the first page shows too few of the users created');
      else {
        const order = expected.filter((name) => got.includes(name));
        const holds = succeeded(list) && order.join() === got.join();
        judgement.check(
          'RFC7643-5-e',
          holds,
          `expected ${direction} order, got ${came(list)} with ${quote(got)}`,
          list,
        );
      }
    }
  },
});

/** Entity-tags (RFC 7643 section 5). */
export const announcedVersions = fixedProbe({
  id: 'discovery/announced-versions',
  title: 'Entity-tags are honoured exactly where they are announced',
  requirements: ['RFC7643-5-f'],
  *stimulate(stage) {
    const user = yield* stage.given('User');
    yield get('read', user.path);
    const stale = { headers: { 'If-Match': 'W/"no-such-version"' } };
    yield put('stale', user.path, { ...user.sent, displayName: 'Changed' }, stale);
  },
  judge(judgement) {
    const [read, stale] = [judgement.one('read'), judgement.one('stale')];
    if (judgement.has('etag')) {
      const etag = read.response.headers['etag'];
      judgement.check('RFC7643-5-f', etag !== undefined, `expected an ETag header, got ${quote(etag)}`, read);
      judgement.status('RFC7643-5-f', stale, 412);
      return;
    }
    judgement.check(
      'RFC7643-5-f',
      stale.response.status !== 412,
      `expected If-Match not to be heeded, got ${came(stale)}`,
      stale,
    );
  },
});

/** So many resources are created at most to fill a page. */
const fewEnough = 30;

function maximumOf(configuration: Stage['context']['configuration']): number | undefined {
  const maximum = valueAt(configuration, 'filter.maxResults');
  return typeof maximum === 'number' && Number.isInteger(maximum) && maximum > 0 ? maximum : undefined;
}

/** The largest page (RFC 7643 section 5). */
export const announcedMaximum = fixedProbe({
  id: 'discovery/announced-maximum',
  title: 'No page is larger than announced',
  requirements: ['RFC7643-5-g'],
  lacks: 'the target announces no filter.maxResults',
  *stimulate(stage) {
    const maximum = maximumOf(stage.context.configuration);
    if (maximum === undefined) return;
    if (maximum <= fewEnough)
      for (let index = 0; index <= maximum; index++) yield* stage.given('User', stage.minimal('User'), 'given user');
    yield get('list', stage.endpoint('User'));
    yield get('list', withQuery(stage.endpoint('User'), { count: maximum + 1 }));
  },
  judge(judgement) {
    const maximum = maximumOf(judgement.seen.configuration)!;
    for (const list of judgement.all('list')) judgePage(judgement, list, maximum);
  },
});

function judgePage(judgement: Judgement, list: ReturnType<Judgement['one']>, maximum: number): void {
  const length = resourcesOf(list.response.body).length;
  const total = valueAt(list.response.body, 'totalResults');
  if (isRefusal(list)) judgement.skip('RFC7643-5-g', `the list was answered with ${came(list)}`);
  else if (length <= maximum && typeof total === 'number' && total <= maximum)
    judgement.skip('RFC7643-5-g', `there are ${total} resources, and a page holds ${maximum}`);
  else
    judgement.check(
      'RFC7643-5-g',
      succeeded(list) && length <= maximum,
      `expected ${maximum} resources at most, got ${length}`,
      list,
    );
}
