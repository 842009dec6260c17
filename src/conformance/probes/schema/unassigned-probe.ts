import type { JsonObject } from '../../../kernel/index.ts';
import { quote } from '../../wording.ts';
import {
  differences,
  fixedProbe,
  get,
  isRefusal,
  type Judgement,
  literal,
  patch,
  put,
  resourcesOf,
  search,
  type Stage,
  textAt,
  valuesAt,
  without,
} from '../kit/index.ts';

/** Attributes that users may lack: one with a single value, one with several. */
const [singular, plural] = ['nickName', 'emails'];

/** The three ways of saying nothing (RFC 7643 section 2.5). */
const ways: Readonly<Record<string, JsonObject>> = {
  absent: {},
  null: { nickName: null, emails: null },
  empty: { nickName: null, emails: [] },
};

export const unassignedValues = fixedProbe({
  id: 'schema/unassigned-values',
  title: 'Absent, null and the empty array are the same state',
  requirements: ['RFC7643-2.5-1'],
  *stimulate(stage) {
    if (!isKnown(stage)) return;
    for (const [label, values] of Object.entries(ways)) {
      const user = yield* stage.create(label, 'User', stage.minimal('User', values));
      if (user === undefined || !stage.has('filter')) continue;
      for (const path of [singular, plural]) {
        const own = `userName eq ${literal(textAt(user.sent, 'userName')!)}`;
        yield search(`${label} has ${path}`, stage.endpoint('User'), `${own} and ${path} pr`);
      }
    }
  },
  judge(judgement) {
    const absent = judgement.one('absent');
    if (!judgement.founded(absent, 'RFC7643-2.5-1')) return;
    const own = (label: string): JsonObject =>
      without(judgement.one(label).response.body ?? {}, 'id', 'meta', 'userName');
    for (const label of ['null', 'empty']) {
      if (!judgement.succeeds('RFC7643-2.5-1', label)) continue;
      const found = differences(own('absent'), own(label));
      const message = `expected the same as without the attributes, got ${found[0] ?? 'the same'}`;
      judgement.check('RFC7643-2.5-1', found.length === 0, message, label);
    }
    judgePresence(judgement);
  },
});

function judgePresence(judgement: Judgement): void {
  for (const label of Object.keys(ways)) {
    for (const path of [singular, plural]) {
      const exchange = judgement.maybe(`${label} has ${path}`);
      if (exchange === undefined || isRefusal(exchange)) continue;
      const count = resourcesOf(exchange.response.body).length;
      const message = `expected "${path} pr" not to match a user with ${label}, got ${count} resources`;
      judgement.check('RFC7643-2.5-1', exchange.response.status === 200 && count === 0, message, exchange);
    }
  }
}

function isKnown(stage: Stage): boolean {
  const attributes = stage.model('User')?.attributes;
  return [singular, plural].every((name) => attributes?.get(name.toLowerCase())?.mutability === 'readWrite');
}

/** Setting an attribute to nothing (RFC 7643 section 2.5). */
export const clearedValues = fixedProbe({
  id: 'schema/cleared-values',
  title: 'Null and the empty array take values away',
  requirements: ['RFC7643-2.5-a'],
  *stimulate(stage) {
    if (!isKnown(stage)) return;
    const values = { nickName: 'Janey', emails: [{ value: `${stage.name('mail')}@example.com`, type: 'work' }] };
    const user = yield* stage.given('User', stage.minimal('User', values));
    yield put('replace', user.path, { ...user.sent, nickName: null, emails: [] });
    yield get('replaced', user.path);
    if (!stage.has('patch')) return;
    const again = yield* stage.given('User', stage.minimal('User', values), 'given again');
    yield patch('modify', again.path, [{ op: 'replace', path: singular, value: null }]);
    yield get('modified', again.path);
  },
  judge(judgement) {
    if (judgement.succeeds('RFC7643-2.5-a', 'replace')) {
      for (const path of [singular, plural]) judgement.noValue('RFC7643-2.5-a', 'replaced', path);
    }
    const modify = judgement.maybe('modify');
    // Null as the value of a PATCH operation is not among what RFC 7644 shows, so that a refusal says nothing.
    if (modify === undefined || isRefusal(modify)) return;
    const left = valuesAt(judgement.one('modified').response.body, singular);
    judgement.check('RFC7643-2.5-a', left.length === 0, `expected no ${singular}, got ${quote(left)}`, 'modified');
  },
});
