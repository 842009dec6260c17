import { fixedProbe, get, post, put, textAt } from '../kit/index.ts';

/** The uniqueness of `userName` on the ways by which a user gets one (RFC 7643 section 4.1.1, RFC 7644 section 3.3). */
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
    judgement.error('RFC7643-4.1.1-2', 'create', 409, 'uniqueness');
    judgement.error('RFC7643-4.1.1-2', 'replace', 409, 'uniqueness');
    judgement.value('RFC7643-4.1.1-2', 'after', 'userName', own);
  },
});
