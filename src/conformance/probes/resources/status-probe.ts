import { messageUris } from '../../../scim/index.ts';
import type { ProbeRequest } from '../../probe.ts';
import {
  came,
  fixedProbe,
  get,
  keyword,
  patch,
  post,
  put,
  remove,
  type Stage,
  textAt,
  withQuery,
} from '../kit/index.ts';

/** Requests without valid authorization (RFC 7644 section 3.12). */
export const unauthorized = fixedProbe({
  id: 'resources/unauthorized',
  title: 'A request without a credential, or with a wrong or an expired one, is answered with 401',
  requirements: ['RFC7644-3.12-d'],
  *stimulate(stage) {
    const endpoint = stage.endpoint('User');
    yield get('control', endpoint);
    for (const credential of ['none', 'wrong', 'expired']) {
      if (stage.hasCredential(credential)) yield get('ask', endpoint, { credential });
    }
  },
  judge(judgement) {
    if (!judgement.founded('control', 'RFC7644-3.12-d')) return;
    for (const exchange of judgement.all('ask')) judgement.status('RFC7644-3.12-d', exchange, 401);
  },
});

/** Operations that the client may not do (RFC 7644 section 3.12). */
export const forbidden = fixedProbe({
  id: 'resources/forbidden',
  title: 'What is refused with 403 has no effect',
  requirements: ['RFC7644-3.12-e'],
  *stimulate(stage) {
    // A filter on what clients live by is the one thing that every server refuses to everybody (section 4).
    yield get('schemas: before', '/Schemas');
    yield get('schemas: refused', withQuery('/Schemas', { filter: 'id pr' }));
    yield get('schemas: after', '/Schemas');
    if (!stage.hasCredential('read-only')) return;
    const user = yield* stage.given('User');
    const extras = { credential: 'read-only' };
    yield get('user: before', user.path);
    yield put('user: refused', user.path, { ...user.sent, externalId: stage.name() }, extras);
    yield remove('user: refused', user.path, extras);
    yield get('user: after', user.path);
  },
  judge(judgement) {
    for (const subject of ['schemas', 'user']) {
      const before = judgement.maybe(`${subject}: before`);
      if (before === undefined || !judgement.founded(before, 'RFC7644-3.12-e')) continue;
      const refused = judgement.all(`${subject}: refused`);
      if (refused.some(({ response }) => response.status === 403))
        judgement.same('RFC7644-3.12-e', `${subject}: after`, before.response.body);
      else judgement.skip('RFC7644-3.12-e', `nothing was refused with 403: ${refused.map(came).join(', ')}`);
    }
  },
});

/** What is not there (RFC 7644 section 3.12). */
export const notFound = fixedProbe({
  id: 'resources/not-found',
  title: 'Every operation on a resource or an endpoint that does not exist is answered with 404',
  requirements: ['RFC7644-3.12-f'],
  *stimulate(stage) {
    for (const request of absent(stage)) yield request;
  },
  judge(judgement) {
    for (const exchange of judgement.all('ask')) judgement.status('RFC7644-3.12-f', exchange, 404);
  },
});

function absent(stage: Stage): readonly ProbeRequest[] {
  const path = `${stage.endpoint('User')}/${stage.random.uuid()}`;
  const requests = [
    get('ask', path),
    put('ask', path, stage.minimal('User')),
    remove('ask', path),
    get('ask', `/${stage.name('Endpoint')}`),
    get('ask', '/Schemas/urn:example:no-such-schema'),
    get('ask', '/ResourceTypes/NoSuchType'),
  ];
  const operations = [{ op: 'replace', path: 'externalId', value: 'x' }];
  return stage.has('patch') ? [...requests, patch('ask', path, operations)] : requests;
}

/** What the server does not do (RFC 7644 section 3.12). */
export const notImplemented = fixedProbe({
  id: 'resources/not-implemented',
  title: 'An operation that the target does not support is answered with 501',
  requirements: ['RFC7644-3.12-j'],
  *stimulate(stage) {
    const user = yield* stage.given('User');
    const operations = [{ op: 'replace', path: 'externalId', value: 'x' }];
    if (!stage.has('patch')) yield patch('unsupported', user.path, operations);
    const bulk = { schemas: [messageUris.bulkRequest], Operations: [{ method: 'DELETE', path: user.path }] };
    if (!stage.has('bulk')) yield post('unsupported', '/Bulk', bulk);
    // A method of HTTP that SCIM has no use for: 405 would be right as well, and proves nothing.
    yield { label: 'unknown method', method: 'PROPFIND', path: user.path };
  },
  judge(judgement) {
    for (const exchange of judgement.all('unsupported')) judgement.status('RFC7644-3.12-j', exchange, 501);
    const unknown = judgement.one('unknown method');
    if (unknown.response.status === 501) judgement.status('RFC7644-3.12-j', unknown, 501);
    else judgement.skip('RFC7644-3.12-j', 'patch and bulk are supported, and of other operations the RFC says nothing');
  },
});

/** Secrets in a URI (RFC 7644 sections 3.12 and 7.5.2). */
export const sensitiveQuery = fixedProbe({
  id: 'resources/sensitive-query',
  title: 'A query that is refused for a password in its URI is refused as sensitive',
  requirements: ['RFC7644-3.12-t'],
  needs: ['filter'],
  *stimulate(stage) {
    if (!stage.model('User')!.attributes.has('password')) return;
    yield get('ask', withQuery(stage.endpoint('User'), { filter: 'password eq "Pw-1!example"' }));
  },
  judge(judgement) {
    const exchange = judgement.one('ask');
    const given = textAt(exchange.response.body, 'scimType');
    if (exchange.response.status !== 403 && given !== 'sensitive')
      judgement.skip('RFC7644-3.12-t', `the query was not refused as sensitive but answered with ${came(exchange)}`);
    else keyword(judgement, 'RFC7644-3.12-t', exchange, 'sensitive');
  },
});
