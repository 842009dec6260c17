import type { JsonValue } from '../../../kernel/index.ts';
import { messageUris } from '../../../scim/index.ts';
import type { ProbeRequest } from '../../probe.ts';
import {
  fixedProbe,
  get,
  isNotOffered,
  keyword,
  literal,
  patch,
  post,
  put,
  type Stage,
  textAt,
  without,
  withQuery,
} from '../kit/index.ts';

/** Bodies that are no resource: not JSON, JSON of another kind, nothing. */
const broken: readonly JsonValue[] = ['{', '{"userName":', '[]', '"text"', ''];

/** Requests that cannot be read (RFC 7644 section 3.12). */
export const unreadableRequests = fixedProbe({
  id: 'resources/unreadable-requests',
  title: 'A body that is no JSON object is refused with 400 and, where a keyword is given, invalidSyntax',
  requirements: ['RFC7644-3.12-c', 'RFC7644-3.12-o'],
  *stimulate(stage) {
    const endpoint = stage.endpoint('User');
    const user = yield* stage.given('User');
    yield get('before', user.path);
    for (const body of broken) yield post('write', endpoint, body);
    yield put('write', user.path, '{');
    yield post('message', `${endpoint}/.search`, '[]');
    if (stage.has('bulk')) yield post('message', '/Bulk', '[]');
    yield get('after', user.path);
  },
  judge(judgement) {
    for (const exchange of judgement.all('write')) {
      judgement.status('RFC7644-3.12-c', exchange, 400);
      keyword(judgement, 'RFC7644-3.12-o', exchange, 'invalidSyntax');
    }
    for (const exchange of judgement.all('message')) {
      // Of a search by POST a target need not say that it has none.
      if (!isNotOffered(exchange)) keyword(judgement, 'RFC7644-3.12-o', exchange, 'invalidSyntax');
    }
    judgement.same('RFC7644-3.12-c', 'after', judgement.one('before').response.body);
  },
});

/** Values that do not fit their attribute (RFC 7644 section 3.12). */
export const unfitValues = fixedProbe({
  id: 'resources/unfit-values',
  title: 'A resource that violates its schema is refused with 400 and, where a keyword is given, invalidValue',
  requirements: ['RFC7644-3.12-c', 'RFC7644-3.12-r'],
  *stimulate(stage) {
    const user = yield* stage.given('User');
    yield get('before', user.path);
    for (const request of unfit(stage, user.path)) yield request;
    yield get('after', user.path);
  },
  judge(judgement) {
    for (const exchange of judgement.all('missing')) {
      judgement.status('RFC7644-3.12-c', exchange, 400);
      keyword(judgement, 'RFC7644-3.12-r', exchange, 'invalidValue');
    }
    for (const exchange of judgement.all('unfit')) {
      judgement.status('RFC7644-3.12-c', exchange, 400);
      // What does not conform to the schema of the request has the other keyword as well (table 9).
      keyword(judgement, 'RFC7644-3.12-r', exchange, 'invalidValue', 'invalidSyntax');
    }
    judgement.same('RFC7644-3.12-c', 'after', judgement.one('before').response.body);
  },
});

function unfit(stage: Stage, path: string): readonly ProbeRequest[] {
  const endpoint = stage.endpoint('User');
  const attributes = stage.model('User')!.attributes;
  const nameless = without(stage.minimal('User'), 'userName');
  const requests = [post('missing', endpoint, nameless), put('missing', path, nameless)];
  if (attributes.has('emails')) requests.push(post('unfit', endpoint, stage.minimal('User', { emails: 5 })));
  if (!attributes.has('active')) return requests;
  requests.push(post('unfit', endpoint, stage.minimal('User', { active: 'abc' })));
  if (stage.has('patch')) requests.push(patch('unfit', path, [{ op: 'replace', path: 'active', value: 7 }]));
  return requests;
}

/** Filters that cannot be read (RFC 7644 section 3.12). */
export const unreadableFilters = fixedProbe({
  id: 'resources/unreadable-filters',
  title: 'A filter that is no filter is refused, with the keyword invalidFilter where one is given',
  requirements: ['RFC7644-3.12-k'],
  needs: ['filter'],
  *stimulate(stage) {
    const endpoint = stage.endpoint('User');
    const user = yield* stage.given('User', stage.richUser());
    for (const filter of ['userName eq', 'userName like "a"', '(userName pr', '"a" eq userName']) {
      yield get('query', withQuery(endpoint, { filter }));
    }
    yield post('search', `${endpoint}/.search`, { schemas: [messageUris.searchRequest], filter: 'userName eq' });
    if (stage.has('patch') && stage.model('User')!.attributes.has('emails'))
      yield patch('path', user.path, [{ op: 'remove', path: 'emails[type eq]' }]);
    // A valid one, without which a refusal says nothing of the filter.
    yield get('control', withQuery(endpoint, { filter: `userName eq ${literal(textAt(user.sent, 'userName')!)}` }));
  },
  judge(judgement) {
    if (!judgement.founded('control', 'RFC7644-3.12-k')) return;
    for (const exchange of judgement.all('query')) {
      if (judgement.status('RFC7644-3.12-k', exchange, 400))
        keyword(judgement, 'RFC7644-3.12-k', exchange, 'invalidFilter');
    }
    const search = judgement.one('search');
    if (!isNotOffered(search)) keyword(judgement, 'RFC7644-3.12-k', search, 'invalidFilter');
    const path = judgement.maybe('path');
    // It is the path of an operation, too.
    if (path !== undefined) keyword(judgement, 'RFC7644-3.12-k', path, 'invalidFilter', 'invalidPath');
  },
});
