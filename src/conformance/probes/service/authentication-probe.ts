import type { SeenExchange } from '../../probe.ts';
import { quote } from '../../wording.ts';
import {
  agrees,
  came,
  fixedProbe,
  get,
  type Judgement,
  patch,
  post,
  put,
  remove,
  type Stage,
  valuesAt,
  withQuery,
} from '../kit/index.ts';

/** Credentials that a target has to refuse, of those that requests may carry. */
function badCredentials(stage: Stage): readonly string[] {
  return ['none', 'wrong', 'expired'].filter((name) => stage.hasCredential(name));
}

/** What a client without credentials is told (RFC 7644 section 2). */
export const challenges = fixedProbe({
  id: 'service/challenges',
  title: 'A refusal for want of credentials names the schemes that would do',
  requirements: ['RFC7644-2-3'],
  *stimulate(stage) {
    for (const credential of ['none', 'wrong'])
      yield get(credential, withQuery(stage.endpoint('User'), { count: 1 }), { credential });
  },
  judge(judgement) {
    for (const label of ['none', 'wrong']) {
      const exchange = judgement.one(label);
      const header = exchange.response.headers['www-authenticate'];
      const scheme = header !== undefined && /^[!#$%&'*+.^_`|~0-9A-Za-z-]+(?:\s|,|$)/u.test(header);
      const message = `expected 401 with WWW-Authenticate, got ${came(exchange)} with ${quote(header)}`;
      judgement.check('RFC7644-2-3', exchange.response.status === 401 && scheme, message, exchange);
    }
  },
});

/** What a client without access gets (RFC 7644 section 2). */
export const refusedClients = fixedProbe({
  id: 'service/refused-clients',
  title: 'A client that is not authenticated reads and changes nothing',
  requirements: ['RFC7644-2-4'],
  *stimulate(stage) {
    const user = yield* stage.given('User', stage.minimal('User', { displayName: 'Untouched' }));
    const endpoint = stage.endpoint('User');
    const changed = { ...user.sent, displayName: 'Touched' };
    for (const credential of badCredentials(stage)) {
      const as = { credential };
      yield get('refused', withQuery(endpoint, { count: 1 }), as);
      yield get('refused', user.path, as);
      yield post('refused', endpoint, stage.minimal('User'), as);
      yield put('refused', user.path, changed, as);
      if (stage.has('patch'))
        yield patch('refused', user.path, [{ op: 'replace', path: 'displayName', value: 'Touched' }], as);
      yield remove('refused', user.path, as);
    }
    yield get('after', user.path);
  },
  judge(judgement) {
    for (const exchange of judgement.all('refused')) {
      const { status, body } = exchange.response;
      const shown = ['id', 'userName', 'Resources'].filter((name) => valuesAt(body, name).length > 0);
      const holds = (status === 401 || status === 403) && shown.length === 0;
      const message = `expected 401 or 403 and no resource, got ${came(exchange)} with ${quote(shown)}`;
      judgement.check('RFC7644-2-4', holds, message, exchange);
    }
    judgeUntouched(judgement);
  },
});

function judgeUntouched(judgement: Judgement): void {
  const after: SeenExchange = judgement.one('after');
  const [name] = valuesAt(after.response.body, 'displayName');
  const same = after.response.status === 200 && agrees('Untouched', name);
  judgement.check('RFC7644-2-4', same, `expected the user untouched, got ${came(after)} with ${quote(name)}`, after);
}

/** Tokens that have expired (RFC 7644 section 7.4). */
export const expiredTokens = fixedProbe({
  id: 'service/expired-tokens',
  title: 'A token that has expired is refused',
  requirements: ['RFC7644-7.4-3'],
  lacks: 'the target has no credential that has expired',
  *stimulate(stage) {
    if (!stage.hasCredential('expired')) return;
    yield get('expired', withQuery(stage.endpoint('User'), { count: 1 }), { credential: 'expired' });
  },
  judge(judgement) {
    judgement.status('RFC7644-7.4-3', 'expired', 401);
  },
});
