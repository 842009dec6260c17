import type { JsonObject } from '../../../kernel/index.ts';
import type { ResourceModel } from '../../../scim/index.ts';
import { quote } from '../../wording.ts';
import {
  fixedProbe,
  fullResource,
  get,
  isReturned,
  type Judgement,
  literal,
  overlaid,
  patch,
  placedAttributes,
  post,
  put,
  resourcePath,
  resourcesOf,
  sampleWhole,
  search,
  textAt,
  valuesAt,
  visiblePart,
  type Which,
  withQuery,
} from '../kit/index.ts';
import { buildable, richText } from './attribute-choice.ts';

/** Representations that nobody chose attributes for (RFC 7644 section 3.9). */
export const defaultAttributes = fixedProbe({
  id: 'resources/default-attributes',
  title: 'Without parameters, a resource has what is returned always or by default, and nothing else',
  requirements: ['RFC7644-3.9-a'],
  *stimulate(stage) {
    for (const [type, model] of buildable(stage.context.models)) {
      const name = stage.name(type.toLowerCase());
      const secrets = Object.fromEntries(
        model.base.attributes
          .filter(
            ({ returned, mutability, type: kind }) =>
              returned === 'never' && mutability !== 'readOnly' && kind === 'string',
          )
          .map((definition) => [definition.name, sampleWhole(definition, name)]),
      );
      const body = type === 'User' ? stage.richUser(secrets) : overlaid(fullResource(model, name), secrets);
      const created = yield* stage.create(`${type}: create`, type, body);
      if (created === undefined) continue;
      yield get(`${type}: read`, created.path);
      if (stage.has('filter')) yield search(`${type}: list`, stage.endpoint(type), `id eq ${literal(created.id)}`);
    }
  },
  judge(judgement) {
    for (const [type, model] of buildable(judgement.seen.models)) {
      const created = judgement.one(`${type}: create`);
      if (!judgement.founded(created, 'RFC7644-3.9-a')) continue;
      const sent = visiblePart(model, created.request.body);
      judgement.holds('RFC7644-3.9-a', `${type}: read`, sent);
      concealed(judgement, model, `${type}: read`, judgement.one(`${type}: read`).response.body);
      const list = judgement.maybe(`${type}: list`);
      const [listed] = list === undefined ? [] : resourcesOf(list.response.body);
      if (list !== undefined && listed !== undefined) concealed(judgement, model, list, listed);
    }
  },
});

/** Nothing is returned whose `returned` is "never" or "request". */
function concealed(judgement: Judgement, model: ResourceModel, which: Which, body: JsonObject | undefined): void {
  const hidden = placedAttributes(model).filter((each) => !isReturned(each));
  const shown = hidden.filter(({ path }) => valuesAt(body, path).length > 0).map(({ path }) => path);
  judgement.check('RFC7644-3.9-a', shown.length === 0, `expected no ${quote(shown.join())} without asking`, which);
}

/** The parameters on operations that write (RFC 7644 section 3.9). */
export const attributesOfWrites = fixedProbe({
  id: 'resources/attributes-of-writes',
  title: 'The parameters cut the responses to writes, and not what is written',
  requirements: ['RFC7644-3.9-b'],
  *stimulate(stage) {
    const text = richText(stage.model('User')!);
    if (text === '') return;
    const endpoint = stage.endpoint('User');
    const body = stage.richUser();
    const made = yield post('create', withQuery(endpoint, { attributes: 'userName' }), body);
    const id = textAt(made.body, 'id');
    if (id === undefined) return;
    const path = resourcePath(endpoint, id);
    yield get('create: read', path);
    yield put('replace', withQuery(path, { excludedAttributes: text }), overlaid(body, { [text]: 'Replaced' }));
    yield get('replace: read', path);
    if (!stage.has('patch')) return;
    const operations = [{ op: 'replace', path: text, value: 'Modified' }];
    yield patch('modify', withQuery(path, { attributes: 'userName' }), operations);
    yield get('modify: read', path);
  },
  judge(judgement) {
    const model = judgement.model('User')!;
    const text = richText(model);
    for (const label of ['create', 'replace', 'modify']) {
      const exchange = judgement.maybe(label);
      if (exchange === undefined || !judgement.founded(exchange, 'RFC7644-3.9-b')) continue;
      // A server may answer some writes without a body; whether it may with the parameter is another question.
      if (exchange.response.body === undefined) judgement.skip('RFC7644-3.9-b', `${label} is answered without a body`);
      else judgement.noValue('RFC7644-3.9-b', exchange, text);
      const read = judgement.maybe(`${label}: read`);
      if (read === undefined) continue;
      if (label === 'modify') judgement.value('RFC7644-3.9-b', read, text, 'Modified');
      else judgement.holds('RFC7644-3.9-b', read, visiblePart(model, exchange.request.body));
    }
  },
});
