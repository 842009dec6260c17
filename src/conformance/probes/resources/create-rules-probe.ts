import type { JsonObject, JsonValue } from '../../../kernel/index.ts';
import type { ResourceModel } from '../../../scim/index.ts';
import { quote } from '../../wording.ts';
import {
  fixedProbe,
  fragmentAt,
  get,
  isReturned,
  optionalImmutableTexts,
  overlaid,
  type PlacedAttribute,
  placedAttributes,
  sampleValue,
  sameValue,
  valueAt,
  valuesAt,
  visiblePart,
} from '../kit/index.ts';
import { buildable, optionalText } from './attribute-choice.ts';
import { forgeable, forged } from './forged-values.ts';

/** Read-only attributes in a create request (RFC 7644 section 3.3). */
export const createReadOnly = fixedProbe({
  id: 'resources/create-read-only',
  title: 'A create request with values in read-only attributes succeeds, and they are the server’s all the same',
  requirements: ['RFC7644-3.3-2'],
  *stimulate(stage) {
    for (const [type, model] of buildable(stage.context.models)) {
      if ((yield* stage.create(`${type}: control`, type, stage.minimal(type))) === undefined) continue;
      const body = overlaid(stage.minimal(type), forged(model, stage.name('forged')));
      const created = yield* stage.create(`${type}: create`, type, body);
      if (created !== undefined) yield get(`${type}: read`, created.path);
    }
  },
  judge(judgement) {
    for (const [type, model] of buildable(judgement.seen.models)) {
      if (!judgement.founded(`${type}: control`, 'RFC7644-3.3-2')) continue;
      const created = judgement.one(`${type}: create`);
      if (!judgement.succeeds('RFC7644-3.3-2', created)) continue;
      const read = judgement.maybe(`${type}: read`);
      if (read === undefined || !judgement.founded(read, 'RFC7644-3.3-2')) continue;
      for (const path of forgeable(model)) {
        const sent = valueAt(created.request.body, path);
        const got = valuesAt(read.response.body, path);
        const kept = got.some((value) => sameValue(value, sent));
        judgement.check('RFC7644-3.3-2', !kept, `expected ${path} not to be the client's, got ${quote(got)}`, read);
      }
    }
  },
});

/** Attributes by their mutability in a create request (RFC 7644 section 3.3). */
export const createByMutability = fixedProbe({
  id: 'resources/create-by-mutability',
  title: 'What a client may write is stored as given, and what it may only write is never returned',
  requirements: ['RFC7644-3.3-1'],
  *stimulate(stage) {
    for (const [type, model] of buildable(stage.context.models)) {
      const values = chosen(model).map((each) => fragmentAt(each, sampleValue(each.definition, stage.name('value'))));
      if (values.length === 0) continue;
      const body = overlaid(values.reduce(overlaid, stage.minimal(type)), forged(model, stage.name('forged')));
      const created = yield* stage.create(`${type}: create`, type, body);
      if (created !== undefined) yield get(`${type}: read`, created.path);
    }
  },
  judge(judgement) {
    for (const [type, model] of buildable(judgement.seen.models)) {
      const created = judgement.maybe(`${type}: create`);
      if (created === undefined || !judgement.founded(created, 'RFC7644-3.3-1')) continue;
      const read = judgement.maybe(`${type}: read`);
      const sent = created.request.body;
      for (const exchange of read === undefined ? [created] : [created, read]) {
        if (exchange.response.body === undefined) continue;
        judgement.holds('RFC7644-3.3-1', exchange, visiblePart(model, sent));
        for (const { path, definition } of chosen(model)) {
          if (definition.mutability === 'writeOnly') judgement.noValue('RFC7644-3.3-1', exchange, path);
        }
        judgeForged(sent, exchange.response.body, model, (holds, message) =>
          judgement.check('RFC7644-3.3-1', holds, message, exchange),
        );
      }
    }
  },
});

function judgeForged(
  sent: JsonValue | undefined,
  body: JsonObject,
  model: ResourceModel,
  check: (holds: boolean, message: string) => void,
): void {
  for (const path of forgeable(model)) {
    const got = valuesAt(body, path);
    const kept = got.some((value) => sameValue(value, valueAt(sent, path)));
    check(!kept, `expected ${path} to be the server's, got ${quote(got)}`);
  }
}

/** One attribute of each mutability that a client can write. */
function chosen(model: ResourceModel): readonly PlacedAttribute[] {
  const writeOnly = placedAttributes(model).find(
    (each) => each.definition.mutability === 'writeOnly' && each.parent === undefined && !isReturned(each),
  );
  return [optionalText(model), optionalImmutableTexts(model)[0], writeOnly].filter((each) => each !== undefined);
}
