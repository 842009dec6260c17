import { parseDateTime } from '../../../scim/index.ts';
import { quote } from '../../wording.ts';
import {
  fixedProbe,
  get,
  type Judgement,
  member,
  patch,
  pause,
  put,
  sameValue,
  textAt,
  valueAt,
} from '../kit/index.ts';

/** What a client would have `meta` be. */
const invented = {
  resourceType: 'Invented',
  created: '1999-01-01T00:00:00Z',
  lastModified: '1999-01-01T00:00:00Z',
  location: 'https://example.com/Invented/1',
  version: 'W/"invented"',
};

/** `meta` is the server's (RFC 7643 section 3.1). */
export const ignoredMeta = fixedProbe({
  id: 'schema/ignored-meta',
  title: 'A server ignores the meta that a client sends',
  requirements: ['RFC7643-3.1-11'],
  *stimulate(stage) {
    const user = yield* stage.create('create', 'User', stage.minimal('User', { meta: invented }));
    if (user !== undefined) yield put('replace', user.path, user.sent);
  },
  judge(judgement) {
    for (const label of ['create', 'replace']) {
      const exchange = judgement.maybe(label);
      if (exchange === undefined || !judgement.succeeds('RFC7643-3.1-11', exchange)) continue;
      for (const [name, value] of Object.entries(invented)) {
        const got = valueAt(exchange.response.body, `meta.${name}`);
        const message = `expected a meta.${name} of the server's own, got ${quote(got)}`;
        judgement.check('RFC7643-3.1-11', got !== value, message, exchange);
      }
    }
  },
});

/** Times of creation and change (RFC 7643 section 3.1). */
export const modificationTimes = fixedProbe({
  id: 'schema/modification-times',
  title: 'A change moves lastModified and leaves created',
  requirements: ['RFC7643-3.1-f', 'RFC7643-3.1-13'],
  *stimulate(stage) {
    const user = yield* stage.given('User');
    yield get('read', user.path);
    yield pause(1100);
    yield put('replace', user.path, { ...user.sent, displayName: 'Changed' });
    yield get('changed', user.path);
  },
  judge(judgement) {
    const read = judgement.one('read');
    const [created, modified] = [instant(judgement, 'read', 'created'), instant(judgement, 'read', 'lastModified')];
    if (created === undefined || modified === undefined) {
      for (const requirement of ['RFC7643-3.1-f', 'RFC7643-3.1-13'])
        judgement.skip(requirement, 'the resource has no meta.created and meta.lastModified');
      return;
    }
    const message = `expected lastModified of an unmodified resource to equal created, got ${modified - created} ms between them`;
    judgement.check('RFC7643-3.1-13', created === modified, message, read);
    if (!judgement.founded('replace', 'RFC7643-3.1-f')) return;
    const [kept, moved] = [instant(judgement, 'changed', 'created'), instant(judgement, 'changed', 'lastModified')];
    const changed = judgement.one('changed');
    judgement.check('RFC7643-3.1-f', kept === created, 'expected created to stay, got another', changed);
    // More than a second has passed, so that even whole seconds have to move.
    const later = moved !== undefined && moved > modified;
    judgement.check(
      'RFC7643-3.1-f',
      later,
      `expected a later lastModified, got ${later ? 'one' : 'the same'}`,
      changed,
    );
  },
});

function instant(judgement: Judgement, label: string, name: string): number | undefined {
  const text = textAt(judgement.one(label).response.body, `meta.${name}`);
  return text === undefined ? undefined : parseDateTime(text);
}

/** Strong and weak versions (RFC 7643 section 3.1, RFC 9110 section 8.8.1). */
export const versions = fixedProbe({
  id: 'schema/versions',
  title: 'A version without "W/" changes with every change of the representation',
  requirements: ['RFC7643-3.1-15', 'RFC7643-3.1-h'],
  needs: ['etag'],
  *stimulate(stage) {
    const user = yield* stage.given('User');
    yield get('state', user.path);
    for (const value of ['One', 'Two', 'Three']) {
      if (stage.has('patch')) yield patch('change', user.path, [{ op: 'replace', path: 'displayName', value }]);
      else yield put('change', user.path, { ...user.sent, displayName: value });
      yield get('state', user.path);
    }
  },
  judge(judgement) {
    const states = judgement.all('state');
    for (const state of states) {
      const version = valueAt(state.response.body, 'meta.version');
      const etag = state.response.headers['etag'];
      if (version === undefined || etag === undefined)
        judgement.skip('RFC7643-3.1-h', 'no version is in both header and body');
      else judgement.check('RFC7643-3.1-h', version === etag, `expected ${quote(etag)}, got ${quote(version)}`, state);
    }
    for (const [index, state] of states.entries()) {
      const version = textAt(state.response.body, 'meta.version');
      const before = states[index - 1];
      if (version === undefined) judgement.skip('RFC7643-3.1-15', 'the resource has no meta.version');
      else if (before !== undefined && !version.startsWith('W/')) {
        const same = version === textAt(before.response.body, 'meta.version');
        const equal = sameValue(
          member(state.response.body, 'displayName'),
          member(before.response.body, 'displayName'),
        );
        const message = `expected a strong version to change with the resource, got ${quote(version)} again`;
        judgement.check('RFC7643-3.1-15', !same || equal, same ? message : 'the version changed', state);
      } else {
        const marked = /^(?:W\/)?"[^"]*"$/u.test(version);
        judgement.check('RFC7643-3.1-15', marked, `expected "…" or W/"…", got ${quote(version)}`, state);
      }
    }
  },
});
