import type { JsonObject } from '../../../kernel/index.ts';
import type { ResourceModel } from '../../../scim/index.ts';
import {
  came,
  differences,
  fixedProbe,
  get,
  type Judgement,
  patch,
  put,
  resourcePath,
  succeeded,
  textAt,
  without,
} from '../kit/index.ts';

/** Responses to writes (RFC 7644 section 3.1). */
export const reflectedState = fixedProbe({
  id: 'service/reflected-state',
  title: 'The response to a write shows the resource as a read does',
  requirements: ['RFC7644-3.1-4'],
  *stimulate(stage) {
    const user = yield* stage.given('User', stage.richUser());
    yield get('created', user.path);
    yield put('replace', user.path, { ...user.sent, displayName: 'Replaced' });
    yield get('replaced', user.path);
    if (!stage.has('patch')) return;
    yield patch('modify', user.path, [{ op: 'replace', path: 'displayName', value: 'Modified' }]);
    yield get('modified', user.path);
  },
  judge(judgement) {
    const pairs = { 'given User': 'created', replace: 'replaced', modify: 'modified' };
    for (const [write, read] of Object.entries(pairs)) {
      const written = judgement.maybe(write);
      // A PATCH may be answered without a body, and a write that fails shows no state.
      if (written === undefined || !succeeded(written) || written.response.body === undefined) continue;
      compare(judgement, written.response.body, read);
    }
  },
});

function compare(judgement: Judgement, written: JsonObject, label: string): void {
  const read = judgement.one(label);
  if (!judgement.founded(read, 'RFC7644-3.1-4')) return;
  const left = [...onRequest(judgement.model('User')), 'meta'];
  const found = differences(without(written, ...left), without(read.response.body ?? {}, ...left));
  const message = `expected what the write returned, got ${found[0] ?? 'it'}`;
  judgement.check('RFC7644-3.1-4', found.length === 0, message, read);
}

/** Attributes that a write returns and a read does not (RFC 7643 section 7, `returned`). */
function onRequest(model: ResourceModel | undefined): readonly string[] {
  return (model?.base.attributes ?? []).filter(({ returned }) => returned === 'request').map(({ name }) => name);
}

/** PUT to what is not there (RFC 7644 section 3.2). */
export const noCreationByPut = fixedProbe({
  id: 'service/no-creation-by-put',
  title: 'PUT creates no resource',
  requirements: ['RFC7644-3.2-3'],
  *stimulate(stage) {
    const path = resourcePath(stage.endpoint('User'), stage.random.uuid());
    const body = stage.minimal('User');
    yield put('replace', path, body);
    yield get('read', path);
    // That the name is still free shows that nobody has it.
    yield* stage.create('create', 'User', body);
  },
  judge(judgement) {
    judgement.status('RFC7644-3.2-3', 'replace', 404, 405);
    judgement.status('RFC7644-3.2-3', 'read', 404);
    const created = judgement.one('create');
    const taken = created.response.status === 409;
    const name = textAt(created.request.body, 'userName') ?? '';
    judgement.check('RFC7644-3.2-3', !taken, `expected the name ${name} to be free, got ${came(created)}`, created);
  },
});
