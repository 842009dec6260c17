import type { JsonObject } from '../../../kernel/index.ts';
import type { SeenExchange } from '../../probe.ts';
import { quote } from '../../wording.ts';
import {
  fixedProbe,
  fragmentAt,
  get,
  isText,
  type Judgement,
  overlaid,
  patch,
  type PatchOperation,
  pause,
  PreconditionFailed,
  put,
  type RequestExtras,
  remove,
  sameValue,
  type Stage,
  succeeded,
  textAt,
  without,
} from '../kit/index.ts';
import { optionalText } from './attribute-choice.ts';

/** Between two versions: longer than the coarsest clock by which servers make entity-tags. */
const apart = 1100;

/** Entity-tags (RFC 7644 section 3.14). */
export const entityTags = fixedProbe({
  id: 'resources/entity-tags',
  title: 'Every version has an entity-tag of its own, in the header',
  requirements: ['RFC7644-3.14-1', 'RFC7644-3.14-c'],
  needs: ['etag'],
  *stimulate(stage) {
    const change = changes(stage);
    const user = yield* stage.given('User', stage.minimal('User'), 'given user');
    yield get('read', user.path);
    yield pause(apart);
    yield put('write', user.path, overlaid(user.sent, change.body()));
    yield get('read', user.path);
    if (!stage.has('patch')) return;
    yield pause(apart);
    yield patch('write', user.path, change.operations());
    yield get('read', user.path);
  },
  judge(judgement) {
    const tagged = judgement.seen.exchanges.filter(({ label }) => ['given user', 'write', 'read'].includes(label));
    for (const exchange of tagged.filter(succeeded)) {
      const tag = tagOf(exchange);
      const formed = tag !== undefined && /^(?:W\/)?"[\u0021\u0023-\u007E\u0080-\u00FF]*"$/u.test(tag);
      judgement.check('RFC7644-3.14-1', formed, `expected an ETag header, got ${quote(tag)}`, exchange);
    }
    const reads = judgement.all('read').filter((each) => succeeded(each) && tagOf(each) !== undefined);
    for (const [index, exchange] of reads.entries()) {
      const former = reads.slice(0, index);
      const previous = former.at(-1);
      if (previous === undefined || sameContent(previous, exchange)) continue;
      const reused = former.some((each) => tagOf(each) === tagOf(exchange));
      const message = `expected a version of its own, got ${quote(tagOf(exchange))}${reused ? ' again' : ''}`;
      judgement.check('RFC7644-3.14-c', !reused, message, exchange);
    }
    if (reads.every((each) => sameContent(reads[0]!, each)))
      judgement.skip('RFC7644-3.14-c', 'there are no two versions with an ETag header');
  },
});

function tagOf({ response }: SeenExchange): string | undefined {
  return response.headers['etag'];
}

function sameContent(left: SeenExchange, right: SeenExchange): boolean {
  return sameValue(without(left.response.body ?? {}, 'meta'), without(right.response.body ?? {}, 'meta'));
}

interface Changes {
  /** What to put on top of a resource so that it says something new. */
  body(): JsonObject;
  /** The same by PATCH. */
  operations(): readonly PatchOperation[];
}

function changes(stage: Stage): Changes {
  const text = optionalText(stage.model('User') ?? fail());
  const path = text?.path ?? 'externalId';
  return {
    body: () => (text === undefined ? { externalId: stage.name() } : fragmentAt(text, stage.name('text'))),
    operations: () => [{ op: 'replace', path, value: stage.name('text') }],
  };
}

function fail(): never {
  throw new PreconditionFailed('the target has no resource type User');
}

/** Reads that depend on the version (RFC 7644 section 3.14). */
export const conditionalReads = fixedProbe({
  id: 'resources/conditional-reads',
  title: 'A client that has the present version is told so, and any other gets the resource',
  requirements: ['RFC7644-3.14-a'],
  needs: ['etag'],
  *stimulate(stage) {
    const user = yield* stage.given('User');
    const first = yield get('first', user.path);
    const tag = first.headers['etag'];
    if (tag === undefined) return;
    yield get('present', user.path, { headers: { 'If-None-Match': tag } });
    yield pause(apart);
    yield put('replace', user.path, overlaid(user.sent, changes(stage).body()));
    yield get('changed', user.path);
    yield get('outdated', user.path, { headers: { 'If-None-Match': tag } });
  },
  judge(judgement) {
    const present = judgement.maybe('present');
    if (present === undefined) return judgement.skip('RFC7644-3.14-a', 'the target gives no ETag header');
    if (judgement.status('RFC7644-3.14-a', present, 304))
      judgement.check('RFC7644-3.14-a', present.response.text === '', 'expected no body with 304, got one', present);
    // What was not changed is at the same version still.
    if (sameContent(judgement.one('first'), judgement.one('changed'))) return;
    judgement.status('RFC7644-3.14-a', 'outdated', 200);
  },
});

/** Writes that depend on the version (RFC 7644 sections 3.12 and 3.14). */
export const conditionalWrites = fixedProbe({
  id: 'resources/conditional-writes',
  title: 'A write on condition of the present version succeeds, one on condition of a former one changes nothing',
  requirements: ['RFC7644-3.14-b', 'RFC7644-3.12-h'],
  needs: ['etag'],
  *stimulate(stage) {
    const user = yield* stage.given('User', stage.minimal('User'), 'given user');
    const first = yield get('first', user.path);
    const outdated = first.headers['etag'];
    if (outdated === undefined) return;
    const change = changes(stage);
    yield pause(apart);
    yield put('present', user.path, overlaid(user.sent, change.body()), ifMatch(outdated));
    if (stage.has('patch')) {
      const second = yield get('second', user.path);
      yield pause(apart);
      yield patch('present', user.path, change.operations(), ifMatch(second.headers['etag'] ?? outdated));
    }
    yield get('before', user.path);
    yield put('outdated', user.path, overlaid(user.sent, change.body()), ifMatch(outdated));
    if (stage.has('patch')) yield patch('outdated', user.path, change.operations(), ifMatch(outdated));
    yield get('after', user.path);
    yield remove('outdated delete', user.path, ifMatch(outdated));
  },
  judge(judgement) {
    const before = judgement.maybe('before');
    if (before === undefined) return withoutTags(judgement);
    for (const exchange of judgement.all('present')) judgement.succeeds('RFC7644-3.14-b', exchange);
    if (!judgement.founded(before, ...conditionalWrites.requirements)) return;
    if (sameContent(judgement.one('first'), before))
      return judgement.skip('RFC7644-3.12-h', 'no conditional write made another version');
    for (const exchange of judgement.all('outdated')) judgement.refused('RFC7644-3.14-b', exchange);
    judgement.same('RFC7644-3.14-b', 'after', before.response.body);
    for (const exchange of [...judgement.all('outdated'), judgement.one('outdated delete')])
      judgement.status('RFC7644-3.12-h', exchange, 412);
  },
});

function withoutTags(judgement: Judgement): void {
  const given = judgement.one('given user').response;
  const version = textAt(given.body, 'meta.version');
  const reason = isText(version) ? 'the version is in the body alone' : 'the target gives no ETag header';
  for (const requirement of conditionalWrites.requirements) judgement.skip(requirement, reason);
}

function ifMatch(tag: string): RequestExtras {
  return { headers: { 'If-Match': tag } };
}
