import { fixedProbe, get, literal, post, put, resourcesOf, search, swapCase, textAt } from '../kit/index.ts';

/**
 * The uniqueness of `userName` on the ways by which a user gets one (RFC 7643 section 4.1.1, RFC 7644 section 3.3). With
 * which status and keyword it is refused is for the requirements of RFC 7644 section 3.12 to say.
 */
export const uniqueUserName = fixedProbe({
  id: 'schema/unique-user-name',
  title: 'A userName that another user has is refused on create and on replace',
  requirements: ['RFC7643-4.1.1-2'],
  *stimulate(stage) {
    const first = yield* stage.given('User', stage.minimal('User'), 'given first');
    const second = yield* stage.given('User', stage.minimal('User'), 'given second');
    const taken = { userName: textAt(first.sent, 'userName')! };
    yield post('create', stage.endpoint('User'), stage.minimal('User', taken));
    yield put('replace', second.path, { ...second.sent, ...taken });
    yield get('after', second.path);
  },
  judge(judgement) {
    const own = textAt(judgement.one('given second').response.body, 'userName')!;
    judgement.refused('RFC7643-4.1.1-2', 'create');
    judgement.refused('RFC7643-4.1.1-2', 'replace');
    judgement.value('RFC7643-4.1.1-2', 'after', 'userName', own);
  },
});

export const requiredUserName = fixedProbe({
  id: 'schema/required-user-name',
  title: 'No user comes to be without a userName',
  requirements: ['RFC7643-4.1.1-1', 'RFC7643-4.1.1-3'],
  *stimulate(stage) {
    const user = yield* stage.given('User');
    const endpoint = stage.endpoint('User');
    yield post('absent', endpoint, stage.minimal('User', { userName: undefined }));
    yield post('empty', endpoint, stage.minimal('User', { userName: '' }));
    yield post('null', endpoint, stage.minimal('User', { userName: null }));
    yield put('replace', user.path, stage.minimal('User', { userName: undefined }));
  },
  judge(judgement) {
    for (const label of ['absent', 'empty', 'null']) judgement.refused('RFC7643-4.1.1-1', label);
    judgement.refused('RFC7643-4.1.1-3', 'absent');
    judgement.refused('RFC7643-4.1.1-3', 'replace');
  },
});

export const caseInsensitiveUserName = fixedProbe({
  id: 'schema/case-insensitive-user-name',
  title: 'A userName is the same in any case',
  requirements: ['RFC7643-4.1.1-3'],
  *stimulate(stage) {
    const user = yield* stage.given('User');
    const swapped = swapCase(textAt(user.sent, 'userName')!);
    yield post('create', stage.endpoint('User'), stage.minimal('User', { userName: swapped }));
    if (stage.has('filter')) yield search('filter', stage.endpoint('User'), `userName eq ${literal(swapped)}`);
  },
  judge(judgement) {
    judgement.refused('RFC7643-4.1.1-3', 'create');
    const filter = judgement.maybe('filter');
    if (filter === undefined || !judgement.founded(filter, 'RFC7643-4.1.1-3')) return;
    const own = textAt(judgement.one('given User').response.body, 'id');
    const ids = resourcesOf(filter.response.body).map((each) => textAt(each, 'id'));
    const message = `expected a filter with the case swapped to find the user, got ${ids.length} others`;
    judgement.check('RFC7643-4.1.1-3', ids.includes(own), message, filter);
  },
});
