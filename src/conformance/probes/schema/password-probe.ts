import type { SeenExchange } from '../../probe.ts';
import {
  fixedProbe,
  get,
  isText,
  literal,
  member,
  patch,
  post,
  put,
  search,
  textAt,
  valuesAt,
  withQuery,
} from '../kit/index.ts';
import { messageUris } from '../../../scim/index.ts';

const requirements = ['RFC7643-4.1.1-8', 'RFC7643-4.1.1-13', 'RFC7643-7-12', 'RFC7643-7-e'];

/** A password goes in and never comes out (RFC 7643 sections 4.1.1 and 7). */
export const hiddenPassword = fixedProbe({
  id: 'schema/hidden-password',
  title: 'No response holds the password, however it is asked for',
  requirements,
  lacks: 'users of the target have no password',
  *stimulate(stage) {
    if (stage.model('User')?.attributes.get('password') === undefined) return;
    const secret = (): string => `Pw-1!${stage.name('secret')}`;
    const user = yield* stage.given('User', stage.minimal('User', { password: secret() }));
    const chosen = { attributes: 'userName,password' };
    const userName = textAt(user.sent, 'userName')!;
    yield get('read', user.path);
    yield get('read', withQuery(user.path, chosen));
    if (stage.has('filter')) {
      const own = `userName eq ${literal(userName)}`;
      yield search('list', stage.endpoint('User'), own);
      yield get('list', withQuery(stage.endpoint('User'), { filter: own, ...chosen }));
      const body = { schemas: [messageUris.searchRequest], filter: own, attributes: ['userName', 'password'] };
      yield post('search', `${stage.endpoint('User')}/.search`, body);
    }
    yield put('replace', user.path, { ...user.sent, password: secret() });
    yield put('replace', withQuery(user.path, chosen), { ...user.sent, password: secret() });
    if (stage.has('patch')) yield patch('modify', user.path, [{ op: 'replace', path: 'password', value: secret() }]);
    yield get('read', user.path);
  },
  judge(judgement) {
    const exchanges = judgement.seen.exchanges.filter(({ response }) => response.text !== '');
    const passwords = new Set(judgement.seen.exchanges.flatMap(passwordsIn));
    for (const exchange of exchanges) {
      const { body, text, headers } = exchange.response;
      const named = [body, ...valuesAt(body, 'Resources')].some((each) => member(each, 'password') !== undefined);
      const leaked = [text, ...Object.values(headers)].some((each) =>
        [...passwords].some((secret) => each.includes(secret)),
      );
      const came = named ? 'a password attribute' : leaked ? 'its clear text' : 'none';
      for (const requirement of requirements)
        judgement.check(requirement, !named && !leaked, `expected no password, got ${came}`, exchange);
    }
  },
});

/** As the request has it: in a history a placeholder may stand for it, on both sides. */
function passwordsIn({ request }: SeenExchange): readonly string[] {
  return [...valuesAt(request.body, 'password'), ...valuesAt(request.body, 'Operations.value')].filter(isText);
}
