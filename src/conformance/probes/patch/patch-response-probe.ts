import { fixedProbe, get, isText, patch, textAt, valueAt, withQuery } from '../kit/index.ts';
import { hasAttributes } from './patch-attributes.ts';

/** Responses to a PATCH (RFC 7644 section 3.5.2). */
export const patchResponse = fixedProbe({
  id: 'patch/response',
  title: 'A PATCH is answered with 200 and the whole resource, or with 204; with "attributes" always with 200',
  needs: ['patch'],
  requirements: ['RFC7644-3.5.2-14', 'RFC7644-3.5.2-15'],
  *stimulate(stage) {
    const user = yield* stage.given('User', stage.richUser());
    const operations = (): readonly { op: string; path: string; value: string }[] => [
      { op: 'replace', path: 'externalId', value: stage.name('external') },
    ];
    yield patch('patch', user.path, operations());
    yield get('after', user.path);
    yield patch('projected', withQuery(user.path, { attributes: 'userName' }), operations());
  },
  judge(judgement) {
    const plain = judgement.one('patch');
    if (judgement.founded(plain, 'RFC7644-3.5.2-14')) {
      const { status, text } = plain.response;
      if (judgement.status('RFC7644-3.5.2-14', plain, 200, 204)) {
        if (status === 204)
          judgement.check('RFC7644-3.5.2-14', text === '', 'expected no body with 204, got one', plain);
        else judgement.same('RFC7644-3.5.2-14', plain, judgement.one('after').response.body);
      }
    }
    const projected = judgement.one('projected');
    if (!judgement.founded(projected, 'RFC7644-3.5.2-15')) return;
    if (!judgement.status('RFC7644-3.5.2-15', projected, 200)) return;
    const { body } = projected.response;
    const asked = isText(textAt(body, 'userName')) && isText(textAt(body, 'id'));
    judgement.check('RFC7644-3.5.2-15', asked, 'expected id and userName, got one or none of them', projected);
    const other = ['nickName', 'displayName', 'title'].find((name) => hasAttributes(judgement.model('User'), [name]));
    if (other === undefined) return;
    const shown = valueAt(body, other) !== undefined;
    judgement.check('RFC7644-3.5.2-15', !shown, `expected userName alone, got ${other} too`, projected);
  },
});
