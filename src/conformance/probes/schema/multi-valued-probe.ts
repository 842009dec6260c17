import type { JsonObject } from '../../../kernel/index.ts';
import type { AttributeDefinition, ResourceModel } from '../../../scim/index.ts';
import { quote } from '../../wording.ts';
import {
  came,
  fixedProbe,
  get,
  isList,
  isRefusal,
  type Judgement,
  listOf,
  literal,
  member,
  patch,
  resourcesOf,
  search,
  textAt,
  valuesAt,
} from '../kit/index.ts';

/** The `emails` of users where they are as RFC 7643 section 4.1.2 has them: what all of these probes work on. */
function emailsOf(model: ResourceModel | undefined): AttributeDefinition | undefined {
  const emails = model?.attributes.get('emails');
  const whole = ['value', 'type', 'primary'].every((name) => emails?.subAttributes?.some((each) => each.name === name));
  return emails?.multiValued === true && emails.mutability === 'readWrite' && whole ? emails : undefined;
}

function primaries(body: JsonObject): number {
  return listOf(member(body, 'emails')).filter((email) => member(email, 'primary') === true).length;
}

/** At most one value is primary (RFC 7643 section 2.4). */
export const onePrimary = fixedProbe({
  id: 'schema/one-primary',
  title: 'No more than one value of an attribute is primary',
  requirements: ['RFC7643-2.4-3'],
  *stimulate(stage) {
    if (emailsOf(stage.model('User')) === undefined) return;
    const email = (): JsonObject => ({ value: `${stage.name('mail')}@example.com`, primary: true });
    const emails = [
      { ...email(), type: 'work' },
      { ...email(), type: 'home' },
    ];
    yield* stage.create('both', 'User', stage.minimal('User', { emails }));
    const user = yield* stage.create('one', 'User', stage.minimal('User', { emails: [emails[0]!] }));
    if (user === undefined || !stage.has('patch')) return;
    yield patch('add', user.path, [{ op: 'add', path: 'emails', value: [emails[1]!] }]);
    yield get('read', user.path);
  },
  judge(judgement) {
    judgement.refusedOr('RFC7643-2.4-3', 'both', (body) => primaries(body) <= 1, 'at most one primary value', 'emails');
    const add = judgement.maybe('add');
    if (add === undefined || isRefusal(add)) return;
    const read = judgement.one('read');
    const count = primaries(read.response.body ?? {});
    judgement.check('RFC7643-2.4-3', count === 1, `expected one primary value, got ${count}`, read);
  },
});

/** A value that does not say so is not primary (RFC 7643 section 2.4). */
export const primaryByDefault = fixedProbe({
  id: 'schema/primary-by-default',
  title: 'A value that says nothing of primary is not primary',
  requirements: ['RFC7643-2.4-4'],
  *stimulate(stage) {
    if (emailsOf(stage.model('User')) === undefined) return;
    const value = `${stage.name('mail')}@example.com`;
    yield* stage.given('User', stage.minimal('User', { emails: [{ value, type: 'work' }] }));
    if (!stage.has('filter')) return;
    const own = `value eq ${literal(value)}`;
    yield search('control', stage.endpoint('User'), `emails[${own}]`);
    yield search('primary', stage.endpoint('User'), `emails[${own} and primary eq true]`);
    yield search('not primary', stage.endpoint('User'), `emails[${own} and not (primary eq true)]`);
  },
  judge(judgement) {
    const given = judgement.one('given User');
    const count = primaries(given.response.body!);
    judgement.check('RFC7643-2.4-4', count === 0, `expected no primary value, got ${count}`, given);
    const control = judgement.maybe('control');
    const id = textAt(given.response.body, 'id')!;
    // Whether values can be filtered at all is another question.
    if (control === undefined || !found(judgement, 'control').includes(id)) return;
    for (const [label, expected] of [['primary', false] as const, ['not primary', true] as const]) {
      const exchange = judgement.one(label);
      if (isRefusal(exchange)) continue;
      const matches = found(judgement, label).includes(id);
      const message = `expected the filter ${expected ? 'to match' : 'not to match'}, got ${came(exchange)} with ${matches ? 'the user' : 'others'}`;
      judgement.check('RFC7643-2.4-4', matches === expected, message, exchange);
    }
  },
});

function found(judgement: Judgement, label: string): readonly (string | undefined)[] {
  return resourcesOf(judgement.one(label).response.body).map((each) => textAt(each, 'id'));
}

/** Canonical types (RFC 7643 section 2.4). */
export const canonicalTypes = fixedProbe({
  id: 'schema/canonical-types',
  title: 'A type in another case is returned in its canonical form',
  requirements: ['RFC7643-2.4-6'],
  *stimulate(stage) {
    const [canonical] = typesOf(stage.model('User'));
    if (canonical === undefined) return;
    const emails = [{ value: `${stage.name('mail')}@example.com`, type: canonical.toUpperCase() }];
    const user = yield* stage.create('create', 'User', stage.minimal('User', { emails }));
    if (user !== undefined) yield get('read', user.path);
  },
  judge(judgement) {
    if (!judgement.founded('create', 'RFC7643-2.4-6')) return;
    judgement.exactly('RFC7643-2.4-6', 'read', 'emails.type', typesOf(judgement.model('User'))[0]!);
  },
});

/** Canonical types of emails that have another form: letters of one case at least. */
function typesOf(model: ResourceModel | undefined): readonly string[] {
  const type = emailsOf(model)?.subAttributes?.find(({ name }) => name === 'type');
  return (type?.canonicalValues ?? []).filter((each) => each.toUpperCase() !== each);
}

const once = (body: JsonObject): boolean => valuesAt(body, 'emails.value').length <= 1;

/** Each pair of type and value once (RFC 7643 section 2.4). */
export const distinctValues = fixedProbe({
  id: 'schema/distinct-values',
  title: 'The same value with the same type is returned once',
  requirements: ['RFC7643-2.4-7'],
  *stimulate(stage) {
    if (emailsOf(stage.model('User')) === undefined) return;
    const email = { value: `${stage.name('mail')}@example.com`, type: 'work' };
    yield* stage.create('twice', 'User', stage.minimal('User', { emails: [email, email] }));
    const user = yield* stage.create('once', 'User', stage.minimal('User', { emails: [email] }));
    if (user === undefined || !stage.has('patch')) return;
    yield patch('add', user.path, [{ op: 'add', path: 'emails', value: [email] }]);
    yield get('read', user.path);
  },
  judge(judgement) {
    judgement.refusedOr('RFC7643-2.4-7', 'twice', once, 'the value once', 'emails');
    const read = judgement.maybe('read');
    if (read === undefined) return;
    const message = `expected the value once, got ${quote(valuesAt(read.response.body, 'emails'))}`;
    judgement.check('RFC7643-2.4-7', once(read.response.body ?? {}), message, read);
  },
});

/** An array also for one value (RFC 7643 section 2.4). */
export const singleValue = fixedProbe({
  id: 'schema/single-value',
  title: 'A multi-valued attribute is an array also with one value',
  requirements: ['RFC7643-2.4-a'],
  *stimulate(stage) {
    if (emailsOf(stage.model('User')) === undefined) return;
    const email = (): JsonObject => ({ value: `${stage.name('mail')}@example.com`, type: 'work' });
    yield* stage.given('User', stage.minimal('User', { emails: [email()] }));
    yield* stage.create('bare', 'User', stage.minimal('User', { emails: email() }));
  },
  judge(judgement) {
    const given = judgement.one('given User');
    const emails = member(given.response.body, 'emails');
    judgement.check(
      'RFC7643-2.4-a',
      isList(emails) && emails.length === 1,
      `expected an array of one, got ${quote(emails)}`,
      given,
    );
    judgement.refusedOr('RFC7643-2.4-a', 'bare', hasListOrNothing, 'an array', 'emails');
  },
});

function hasListOrNothing(body: JsonObject): boolean {
  const emails = member(body, 'emails');
  return emails === undefined || emails === null || isList(emails);
}
