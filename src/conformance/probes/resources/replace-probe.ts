import { isJsonObject, type JsonValue } from '../../../kernel/index.ts';
import type { SeenExchange } from '../../probe.ts';
import {
  came,
  fixedProbe,
  fragmentAt,
  get,
  type Judgement,
  overlaid,
  put,
  sameValue,
  sampleWhole,
  valuesAt,
  visiblePart,
} from '../kit/index.ts';
import { quote } from '../../wording.ts';
import { buildable, clearable, cleared, optionalAttributes, optionalText } from './attribute-choice.ts';

/** PUT of a resource of each type (RFC 7644 sections 3.5 and 3.5.1). */
export const replaceResources = fixedProbe({
  id: 'resources/replace',
  title: 'PUT of a resource of each type is answered with the whole of it, and never creates one',
  requirements: ['RFC7644-3.5-1', 'RFC7644-3.5.1-a', 'RFC7644-3.5.1-1'],
  *stimulate(stage) {
    for (const [type, model] of buildable(stage.context.models)) {
      const created = yield* stage.create(`${type}: create`, type, stage.minimal(type));
      if (created === undefined) continue;
      const text = optionalText(model);
      const changed = text === undefined ? {} : fragmentAt(text, stage.name('changed'));
      yield put(`${type}: replace`, created.path, overlaid(created.sent, changed));
      yield get(`${type}: read`, created.path);
      const unknown = `${stage.endpoint(type)}/${stage.random.uuid()}`;
      yield put(`${type}: replace unknown`, unknown, stage.minimal(type));
      yield get(`${type}: read unknown`, unknown);
    }
  },
  judge(judgement) {
    for (const [type] of buildable(judgement.seen.models)) {
      if (!judgement.founded(`${type}: create`, ...replaceResources.requirements)) continue;
      const replace = judgement.one(`${type}: replace`);
      const { status } = replace.response;
      if (status === 405 || status === 501) {
        judgement.check('RFC7644-3.5-1', false, `expected PUT to be supported, got ${came(replace)}`, replace);
        for (const other of ['RFC7644-3.5.1-a', 'RFC7644-3.5.1-1']) judgement.skip(other, 'PUT is not supported');
        continue;
      }
      if (judgement.founded(replace, 'RFC7644-3.5-1', 'RFC7644-3.5.1-a')) {
        judgement.succeeds('RFC7644-3.5-1', replace);
        judgement.status('RFC7644-3.5.1-a', replace, 200);
        judgement.same('RFC7644-3.5.1-a', replace, judgement.one(`${type}: read`).response.body);
      }
      judgement.refused('RFC7644-3.5.1-1', `${type}: replace unknown`);
      judgement.status('RFC7644-3.5.1-1', `${type}: read unknown`, 404);
    }
  },
});

/** What becomes of attributes that a PUT names (RFC 7644 section 3.5.1). */
export const replacedValues = fixedProbe({
  id: 'resources/replaced-values',
  title: 'The values of a PUT take the place of those that are there',
  requirements: ['RFC7644-3.5.1-2'],
  *stimulate(stage) {
    const created = yield* stage.given('User', stage.richUser());
    const other = stage.richUser({ name: { familyName: 'Roe', givenName: 'Richard' }, title: 'Manager' });
    const active = valuesAt(created.sent, 'active').length > 0 ? { active: false } : {};
    yield put('replace', created.path, overlaid(other, active));
    yield get('read', created.path);
  },
  judge(judgement) {
    const { request } = judgement.one('replace');
    if (!judgement.succeeds('RFC7644-3.5.1-2', 'replace')) return;
    const sent = visiblePart(judgement.model('User')!, request.body);
    judgement.holds('RFC7644-3.5.1-2', 'read', sent);
    for (const [name, value] of Object.entries(sent)) {
      if (!Array.isArray(value) || name.toLowerCase() === 'schemas') continue;
      judgement.value('RFC7644-3.5.1-2', 'read', `${name}.value`, valuesAt(sent, `${name}.value`));
    }
  },
});

/** What becomes of attributes that a PUT leaves out or gives without a value (RFC 7644 section 3.5.1). */
export const clearedValues = fixedProbe({
  id: 'resources/cleared-values',
  title: 'What a PUT leaves out, or gives as null or an empty array, has its value no longer',
  requirements: ['RFC7644-3.5.1-3', 'RFC7644-3.5.1-b'],
  *stimulate(stage) {
    for (const [type, model] of clearable(stage.context.models)) {
      const values = optionalAttributes(model).map((each) =>
        fragmentAt(each, sampleWhole(each.definition, stage.name('value'))),
      );
      const minimal = stage.minimal(type);
      const created = yield* stage.create(`${type}: create`, type, values.reduce(overlaid, minimal));
      if (created === undefined) continue;
      yield put(`${type}: leave out`, created.path, minimal);
      yield get(`${type}: left out`, created.path);
      yield put(`${type}: restore`, created.path, created.sent);
      yield put(`${type}: clear`, created.path, overlaid(minimal, cleared(model)));
      yield get(`${type}: cleared`, created.path);
    }
  },
  judge(judgement) {
    for (const [type, model] of clearable(judgement.seen.models)) {
      const created = judgement.one(`${type}: create`);
      if (!judgement.founded(created, ...clearedValues.requirements)) continue;
      if (judgement.succeeds('RFC7644-3.5.1-3', `${type}: leave out`)) {
        const left = judgement.one(`${type}: left out`);
        for (const { path } of optionalAttributes(model)) lost(judgement, left, path, created);
      }
      if (!judgement.founded(`${type}: restore`, 'RFC7644-3.5.1-b')) continue;
      if (!judgement.status('RFC7644-3.5.1-b', `${type}: clear`, 200)) continue;
      for (const { path } of optionalAttributes(model)) judgement.noValue('RFC7644-3.5.1-b', `${type}: cleared`, path);
    }
  },
});

/** The value that was set is gone; a default of the server's may have taken its place. */
function lost(judgement: Judgement, exchange: SeenExchange, path: string, created: SeenExchange): void {
  const before = valuesAt(created.request.body, path).map(essence);
  const kept = valuesAt(exchange.response.body, path).filter((value) =>
    before.some((former) => sameValue(former, essence(value))),
  );
  const holds = exchange.response.status === 200 && kept.length === 0;
  const got = exchange.response.status === 200 ? quote(kept) : came(exchange);
  judgement.check('RFC7644-3.5.1-3', holds, `expected ${path} to have lost its value, got ${got}`, exchange);
}

/** What identifies a value: of a complex one its `value`, where it has one. */
function essence(value: JsonValue): JsonValue {
  return isJsonObject(value) ? (value['value'] ?? value) : value;
}
