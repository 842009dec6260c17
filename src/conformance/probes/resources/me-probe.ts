import { quote } from '../../wording.ts';
import { came, fixedProbe, get, isText, patch, post, resourcePath, succeeded, textAt, without } from '../kit/index.ts';

/** What a target may answer at `/Me`: the resource, where it is, or that there is no such alias. */
const allowed = [200, 307, 308, 501];

/**
 * The alias of the authenticated subject (RFC 7644 section 3.11). It is read, and modified only to what it is already:
 * it is the account by which the target is reached. Where there is none yet one is asked for, and deleted again.
 */
export const authenticatedSubject = fixedProbe({
  id: 'resources/me',
  title: '"/Me" stands for the resource of the credential, or is not there',
  requirements: ['RFC7644-3.11-1', 'RFC7644-3.11-2', 'RFC7644-3.11-a'],
  *stimulate(stage) {
    const first = yield get('ask', '/Me');
    if (first.status === 404 && stage.model('User') !== undefined)
      yield post('register', '/Me', without(stage.minimal('User'), 'userName'));
    const me = yield get('read', '/Me');
    const id = textAt(me.body, 'id');
    const type = textAt(me.body, 'meta.resourceType') ?? 'User';
    if (me.status !== 200 || id === undefined || stage.model(type) === undefined) return;
    const path = resourcePath(stage.endpoint(type), id);
    yield get('resource', path);
    const userName = textAt(me.body, 'userName');
    if (!stage.has('patch') || userName === undefined) return;
    yield patch('modify', '/Me', [{ op: 'replace', path: 'userName', value: userName }]);
  },
  judge(judgement) {
    const read = judgement.one('read');
    const { status, body } = read.response;
    const register = judgement.maybe('register');
    if (status === 404 || status === 401 || status === 403)
      judgement.skip('RFC7644-3.11-1', `${came(read)} tells not whether "/Me" is supported`);
    else judgement.status('RFC7644-3.11-1', read, ...allowed);
    if (status === 307 || status === 308) {
      const location = read.response.headers['location'];
      judgement.check('RFC7644-3.11-2', isPermanent(location), `expected a Location, got ${quote(location)}`, read);
      judgement.skip('RFC7644-3.11-a', 'the request is redirected');
      return;
    }
    if (!judgement.founded(read, 'RFC7644-3.11-2', 'RFC7644-3.11-a')) return;
    for (const exchange of [register, read, judgement.maybe('modify')]) {
      if (exchange === undefined || !succeeded(exchange)) continue;
      const location = exchange.response.headers['location'];
      const expected = textAt(body, 'meta.location');
      const holds = isPermanent(location) && (expected === undefined || location === expected);
      judgement.check(
        'RFC7644-3.11-2',
        holds,
        `expected Location ${quote(expected)}, got ${quote(location)}`,
        exchange,
      );
    }
    const resource = judgement.maybe('resource');
    if (resource === undefined) judgement.skip('RFC7644-3.11-a', 'of the resource behind "/Me" the id is not known');
    else if (judgement.founded(resource, 'RFC7644-3.11-a')) judgement.same('RFC7644-3.11-a', resource, body);
  },
});

function isPermanent(location: string | undefined): location is string {
  return isText(location) && !/\/me\/?$/iu.test(location);
}
