import { quote } from '../../wording.ts';
import { fixedProbe, get, isText, type Judgement, overlaid, textAt, visiblePart } from '../kit/index.ts';
import { buildable, clearable, cleared, optionalAttributes } from './attribute-choice.ts';

/** A resource of each type, created as small as it may be and read again. */
export const createResources = fixedProbe({
  id: 'resources/create',
  title: 'A resource of each type is created, located and read',
  requirements: ['RFC7644-3.3-3', 'RFC7644-3.3-4', 'RFC7644-3.3-5', 'RFC7644-3.3.1-1', 'RFC7644-3.4.1-a'],
  *stimulate(stage) {
    for (const [type] of buildable(stage.context.models)) {
      const created = yield* stage.create(`${type}: create`, type, stage.minimal(type));
      if (created !== undefined) yield get(`${type}: read`, created.path);
      const elsewhere = { meta: { resourceType: 'Elsewhere' } };
      yield* stage.create(`${type}: create with meta`, type, stage.minimal(type, elsewhere));
    }
  },
  judge(judgement) {
    for (const [type] of buildable(judgement.seen.models)) judgeCreation(judgement, type);
  },
});

function judgeCreation(judgement: Judgement, type: string): void {
  const created = judgement.one(`${type}: create`);
  if (!judgement.founded(created, ...createResources.requirements)) return;
  judgement.status('RFC7644-3.3-3', created, 201);
  const sent = visiblePart(judgement.model(type)!, created.request.body);
  const { body } = created.response;
  const shown = body !== undefined && ['id', 'meta.location'].every((path) => isText(textAt(body, path)));
  judgement.check('RFC7644-3.3-4', shown, `expected the new resource, got ${quote(created.response.text)}`, created);
  if (body !== undefined) judgement.holds('RFC7644-3.3-4', created, sent);
  judgeLocation(judgement, type);
  const withMeta = judgement.one(`${type}: create with meta`);
  for (const exchange of [created, withMeta]) {
    if (exchange.response.body === undefined || !judgement.founded(exchange, 'RFC7644-3.3.1-1')) continue;
    judgement.exactly('RFC7644-3.3.1-1', exchange, 'meta.resourceType', type);
  }
  if (body === undefined) judgement.skip('RFC7644-3.3.1-1', 'the new resource is not returned');
  const read = judgement.maybe(`${type}: read`);
  if (read === undefined) return judgement.skip('RFC7644-3.4.1-a', 'the id of the new resource is not known');
  judgement.status('RFC7644-3.4.1-a', read, 200);
  judgement.exactly('RFC7644-3.4.1-a', read, 'id', textAt(body, 'id') ?? null);
  judgement.holds('RFC7644-3.4.1-a', read, sent);
}

function judgeLocation(judgement: Judgement, type: string): void {
  const created = judgement.one(`${type}: create`);
  const header = created.response.headers['location'];
  const location = textAt(created.response.body, 'meta.location');
  if (!judgement.check('RFC7644-3.3-5', isText(header), `expected a Location header, got ${quote(header)}`, created))
    return;
  const { body } = created.response;
  if (body !== undefined) {
    // A Location header may be relative to the request's URI (RFC 9110 section 10.2.2).
    const same = isText(location) && isText(header) && (location === header || location.endsWith(afterDots(header)));
    const message = `expected meta.location ${quote(header)}, got ${quote(location)}`;
    judgement.check('RFC7644-3.3-5', same, message, created);
  }
  const read = judgement.maybe(`${type}: read`);
  if (read !== undefined) judgement.status('RFC7644-3.3-5', read, 200);
}

function afterDots(reference: string): string {
  return /^[a-z][a-z0-9+.-]*:/iu.test(reference) ? reference : `/${reference.replace(/^[./]+/u, '')}`;
}

/** Null and the empty array in a create request (RFC 7644 section 3.3). */
export const createWithoutValues = fixedProbe({
  id: 'resources/create-without-values',
  title: 'Null and an empty array leave an attribute of a new resource without a value',
  requirements: ['RFC7644-3.3-a'],
  *stimulate(stage) {
    for (const [type, model] of clearable(stage.context.models)) {
      if ((yield* stage.create(`${type}: control`, type, stage.minimal(type))) === undefined) continue;
      const created = yield* stage.create(`${type}: create`, type, overlaid(stage.minimal(type), cleared(model)));
      if (created !== undefined) yield get(`${type}: read`, created.path);
    }
  },
  judge(judgement) {
    for (const [type, model] of clearable(judgement.seen.models)) {
      if (!judgement.founded(`${type}: control`, 'RFC7644-3.3-a')) continue;
      judgement.status('RFC7644-3.3-a', `${type}: create`, 201);
      const read = judgement.maybe(`${type}: read`);
      for (const { path } of optionalAttributes(model)) {
        if (read !== undefined) judgement.noValue('RFC7644-3.3-a', read, path);
      }
    }
  },
});
