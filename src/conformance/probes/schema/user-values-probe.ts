import type { JsonObject } from '../../../kernel/index.ts';
import type { ResourceModel } from '../../../scim/index.ts';
import { quote } from '../../wording.ts';
import {
  fixedProbe,
  get,
  isText,
  type Judgement,
  listOf,
  member,
  put,
  type Stage,
  textAt,
  valueAt,
  valuesAt,
} from '../kit/index.ts';

/** The formatted name and its parts (RFC 7643 section 4.1.1). */
export const formattedName = fixedProbe({
  id: 'schema/formatted-name',
  title: 'The formatted name and its parts describe the same name',
  requirements: ['RFC7643-4.1.1-4'],
  *stimulate(stage) {
    if (stage.model('User')?.attributes.get('name')?.mutability !== 'readWrite') return;
    const parts = { familyName: 'Lindqvist', givenName: 'Maja' };
    const user = yield* stage.given('User', stage.minimal('User', { name: parts }));
    yield put('replace', user.path, { ...user.sent, name: { ...parts, familyName: 'Okafor' } });
    yield get('replaced', user.path);
    const whole = { ...parts, formatted: 'Ms. Maja Lindqvist' };
    const both = yield* stage.create('both', 'User', stage.minimal('User', { name: whole }));
    if (both !== undefined) yield get('both read', both.path);
  },
  judge(judgement) {
    judgeFormatted(judgement, 'given User', ['Lindqvist', 'Maja'], []);
    if (judgement.founded('replace', 'RFC7643-4.1.1-4'))
      judgeFormatted(judgement, 'replaced', ['Okafor', 'Maja'], ['Lindqvist']);
    if (!judgement.founded('both', 'RFC7643-4.1.1-4')) return;
    for (const path of ['name.formatted', 'name.familyName', 'name.givenName'])
      judgement.value('RFC7643-4.1.1-4', 'both read', path, valueAt(judgement.one('both').request.body, path)!);
  },
});

function judgeFormatted(
  judgement: Judgement,
  label: string,
  contained: readonly string[],
  gone: readonly string[],
): void {
  const exchange = judgement.one(label);
  const formatted = textAt(exchange.response.body, 'name.formatted');
  // A server need not make one up.
  if (formatted === undefined) return;
  const holds = contained.every((each) => formatted.includes(each)) && !gone.some((each) => formatted.includes(each));
  const message = `expected name.formatted with ${contained.join(' and ')}, got ${quote(formatted)}`;
  judgement.check('RFC7643-4.1.1-4', holds, message, exchange);
}

/** A login name is no nickname (RFC 7643 section 4.1.1). */
export const noNickName = fixedProbe({
  id: 'schema/nick-name',
  title: 'A server does not fill nickName with userName',
  requirements: ['RFC7643-4.1.1-7'],
  *stimulate(stage) {
    const user = yield* stage.given('User');
    yield get('read', user.path);
  },
  judge(judgement) {
    const userName = textAt(judgement.one('given User').request.body, 'userName');
    for (const label of ['given User', 'read']) {
      const exchange = judgement.one(label);
      const nickName = valueAt(exchange.response.body, 'nickName');
      const message = `expected no nickName or another one than userName, got ${quote(nickName)}`;
      judgement.check('RFC7643-4.1.1-7', nickName !== userName, message, exchange);
    }
  },
});

/** A value that has a canonical form, and what tells that form. */
interface Canonical {
  readonly requirement: string;
  readonly attribute: string;
  readonly given: (stage: Stage) => JsonObject;
  /** Whether a returned value, or its display, is in canonical form. */
  readonly holds: (value: string) => boolean;
  readonly expected: string;
}

const canonicals: readonly Canonical[] = [
  {
    requirement: 'RFC7643-4.1.2-2',
    attribute: 'emails',
    given: (stage) => ({ value: `${stage.name('Mail')}@EXAMPLE.COM`, type: 'work' }),
    holds: (value) => value.endsWith('@example.com'),
    expected: 'the domain in lower case',
  },
  {
    requirement: 'RFC7643-4.1.2-4',
    attribute: 'phoneNumbers',
    given: () => ({ value: '+1 (201) 555-0123', type: 'work' }),
    holds: (value) => value.toLowerCase().startsWith('tel:+1') && !/\s/u.test(value),
    expected: 'a tel URI',
  },
  {
    requirement: 'RFC7643-4.1.2-5',
    attribute: 'ims',
    given: () => ({ value: 'Some Handle', type: 'xmpp' }),
    holds: (value) => value === 'somehandle',
    expected: 'lower case without white space',
  },
];

/** Canonical forms of addresses and numbers (RFC 7643 section 4.1.2). */
export const canonicalValues = fixedProbe({
  id: 'schema/canonical-values',
  title: 'Mail addresses, phone numbers and messaging addresses are returned in canonical form',
  requirements: canonicals.map(({ requirement }) => requirement),
  *stimulate(stage) {
    for (const { attribute, given } of canonicals) {
      if (!hasValues(stage.model('User'), attribute)) continue;
      const user = yield* stage.create(attribute, 'User', stage.minimal('User', { [attribute]: [given(stage)] }));
      if (user !== undefined) yield get(`${attribute} read`, user.path);
    }
    if (!hasValues(stage.model('User'), 'phoneNumbers')) return;
    const canonical = { phoneNumbers: [{ value: 'tel:+1-201-555-0123', type: 'work' }] };
    yield* stage.create('canonical phone', 'User', stage.minimal('User', canonical));
  },
  judge(judgement) {
    for (const { requirement, attribute, holds, expected } of canonicals) {
      const created = judgement.maybe(attribute);
      if (created === undefined) {
        judgement.skip(requirement, `users of the target have no writable ${attribute}`);
        continue;
      }
      if (!judgement.founded(created, requirement)) continue;
      const read = judgement.one(`${attribute} read`);
      const shown = listOf(member(read.response.body, attribute)).flatMap((each) =>
        [valueAt(each, 'value'), valueAt(each, 'display')].filter(isText),
      );
      judgement.check(requirement, shown.some(holds), `expected ${expected}, got ${quote(shown)}`, read);
    }
    const canonical = judgement.maybe('canonical phone');
    if (canonical === undefined || !judgement.founded(canonical, 'RFC7643-4.1.2-4')) return;
    const kept = textAt(canonical.response.body, 'phoneNumbers.value');
    const same = kept?.replaceAll(/[^+\d]/gu, '') === '+12015550123';
    judgement.check(
      'RFC7643-4.1.2-4',
      same,
      `expected tel:+1-201-555-0123 to stay that number, got ${quote(kept)}`,
      canonical,
    );
  },
});

function hasValues(model: ResourceModel | undefined, name: string): boolean {
  const attribute = model?.attributes.get(name.toLowerCase());
  return attribute?.multiValued === true && attribute.mutability === 'readWrite';
}

/** Types of messaging addresses (RFC 7643 section 4.1.2). */
const imTypes = ['aim', 'gtalk', 'icq', 'xmpp', 'msn', 'skype', 'qq', 'yahoo', 'other'];

/** Section 8.7.1 leaves "other" out, so that a target may hold to a list without it. */
function sentTypes(model: ResourceModel): readonly string[] {
  const type = model.attributes.get('ims')?.subAttributes?.find(({ name }) => name === 'type');
  const listed = type?.canonicalValues ?? [];
  return imTypes.filter((each) => each !== 'other' || listed.length === 0 || listed.includes(each));
}

export const messagingTypes = fixedProbe({
  id: 'schema/messaging-types',
  title: 'Messaging addresses take the types that RFC 7643 lists',
  requirements: ['RFC7643-4.1.2-6'],
  *stimulate(stage) {
    if (!hasValues(stage.model('User'), 'ims')) return;
    const ims = sentTypes(stage.model('User')!).map((type) => ({ value: `${type}-handle`, type }));
    yield* stage.create('create', 'User', stage.minimal('User', { ims }));
    yield get('schema', `/Schemas/${stage.model('User')!.base.id}`);
  },
  judge(judgement) {
    if (judgement.succeeds('RFC7643-4.1.2-6', 'create'))
      judgement.value('RFC7643-4.1.2-6', 'create', 'ims.type', sentTypes(judgement.model('User')!));
    const schema = judgement.one('schema');
    const ims = listOf(member(schema.response.body, 'attributes')).find((each) => textAt(each, 'name') === 'ims');
    const type = listOf(member(ims, 'subAttributes')).find((each) => textAt(each, 'name') === 'type');
    const listed = valuesAt(type, 'canonicalValues');
    // They are suggestions.
    if (listed.length === 0) return;
    const missing = imTypes.filter((each) => each !== 'other' && !listed.includes(each));
    judgement.check(
      'RFC7643-4.1.2-6',
      missing.length === 0,
      `expected ${imTypes.join(', ')}, got no ${missing.join(', ')}`,
      schema,
    );
  },
});
