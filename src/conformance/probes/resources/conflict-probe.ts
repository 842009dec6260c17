import {
  exactError,
  fixedProbe,
  get,
  keyword,
  literal,
  patch,
  post,
  put,
  resourcesOf,
  search,
  textAt,
} from '../kit/index.ts';

const writes = ['create', 'replace', 'modify'] as const;

/** Duplicates on each way by which a resource could become one (RFC 7644 sections 3.3 and 3.12). */
export const conflicts = fixedProbe({
  id: 'resources/conflict',
  title: 'A duplicate is refused with 409 on create, replace and modify, and nothing is changed by it',
  requirements: ['RFC7644-3.3-6', 'RFC7644-3.12-g', 'RFC7644-3.12-m'],
  *stimulate(stage) {
    const endpoint = stage.endpoint('User');
    const first = yield* stage.given('User', stage.minimal('User'), 'given first');
    const second = yield* stage.given('User', stage.minimal('User'), 'given second');
    const userName = textAt(first.sent, 'userName')!;
    yield get('first before', first.path);
    yield get('second before', second.path);
    yield post('create', endpoint, stage.minimal('User', { userName }));
    yield put('replace', second.path, { ...second.sent, userName });
    if (stage.has('patch')) yield patch('modify', second.path, [{ op: 'replace', path: 'userName', value: userName }]);
    yield get('first after', first.path);
    yield get('second after', second.path);
    if (stage.has('filter')) yield search('list', endpoint, `userName eq ${literal(userName)}`);
  },
  judge(judgement) {
    exactError(judgement, 'RFC7644-3.3-6', 'create', 409, 'uniqueness');
    judgement.same('RFC7644-3.3-6', 'first after', judgement.one('first before').response.body);
    const list = judgement.maybe('list');
    if (list !== undefined && judgement.founded(list, 'RFC7644-3.3-6')) {
      const found = resourcesOf(list.response.body).length;
      judgement.check('RFC7644-3.3-6', found === 1, `expected one user of that name, got ${found}`, list);
    }
    for (const label of writes) {
      const exchange = judgement.maybe(label);
      if (exchange === undefined) continue;
      judgement.status('RFC7644-3.12-g', exchange, 409);
      keyword(judgement, 'RFC7644-3.12-m', exchange, 'uniqueness');
    }
    judgement.same('RFC7644-3.12-g', 'second after', judgement.one('second before').response.body);
  },
});
