import { isJsonObject, type JsonObject } from '../../../kernel/index.ts';
import type { AttributeDefinition, ResourceModel } from '../../../scim/index.ts';
import { quote } from '../../wording.ts';
import { fixedProbe, get, listOf, member, placedAttributes, valuesAt, without, withQuery } from '../kit/index.ts';
import { richText } from './attribute-choice.ts';

/** What comes with every representation: its schemas by the RFC's example, and `meta`, whose `returned` no document names. */
const accompanying: ReadonlySet<string> = new Set(['schemas', 'meta']);

/** `attributes` (RFC 7644 section 3.9). */
export const chosenAttributes = fixedProbe({
  id: 'resources/attributes',
  title: 'With "attributes", a resource has what was asked for, what is always returned, and nothing else',
  requirements: ['RFC7644-3.9-1'],
  *stimulate(stage) {
    const user = yield* stage.given('User', stage.richUser());
    yield get('whole', user.path);
    const model = stage.model('User')!;
    const known = placedAttributes(model);
    for (const paths of [['userName', 'name.givenName'], ['emails.value'], [richText(model)]]) {
      const attributes = paths.filter((path) => known.some((each) => each.path === path)).join();
      if (attributes !== '') yield get('chosen', withQuery(user.path, { attributes }));
    }
  },
  judge(judgement) {
    if (!judgement.founded('whole', 'RFC7644-3.9-1')) return;
    const whole = judgement.one('whole').response.body!;
    for (const exchange of judgement.all('chosen')) {
      const chosen = new URLSearchParams(exchange.request.path.split('?')[1]).get('attributes')!.split(',');
      if (!judgement.status('RFC7644-3.9-1', exchange, 200)) continue;
      for (const path of ['id', ...chosen]) {
        const expected = valuesAt(whole, path);
        if (expected.length > 0) judgement.exactly('RFC7644-3.9-1', exchange, path, expected);
      }
      const body = exchange.response.body ?? {};
      const stray = strayIn(body, judgement.model('User')!, new Set(chosen.map((path) => path.toLowerCase())));
      const message = `expected ${chosen.join()} and nothing else, got ${quote(stray.join())}`;
      judgement.check('RFC7644-3.9-1', stray.length === 0, message, exchange);
    }
  },
});

/** Paths of what a body has although nobody asked for it. `chosen` in lower case. */
function strayIn(body: JsonObject, model: ResourceModel, chosen: ReadonlySet<string>): readonly string[] {
  return Object.entries(body).flatMap(([name, value]) => {
    const key = name.toLowerCase();
    const definition = model.attributes.get(key);
    if (accompanying.has(key) || chosen.has(key) || definition?.returned === 'always') return [];
    const parts = [...chosen].filter((path) => path.startsWith(`${key}.`));
    if (parts.length === 0) return [name];
    return [...new Set(listOf(value).flatMap((one) => (isJsonObject(one) ? Object.keys(one) : [])))]
      .filter((part) => !parts.includes(`${key}.${part.toLowerCase()}`) && !isAlways(definition, part))
      .map((part) => `${name}.${part}`);
  });
}

function isAlways(definition: AttributeDefinition | undefined, part: string): boolean {
  const found = definition?.subAttributes?.find(({ name }) => name.toLowerCase() === part.toLowerCase());
  return found?.returned === 'always';
}

/** `excludedAttributes` (RFC 7644 section 3.9). */
export const excludedAttributes = fixedProbe({
  id: 'resources/excluded-attributes',
  title: 'With "excludedAttributes", a resource lacks what they name, but for what is always returned',
  requirements: ['RFC7644-3.9-2', 'RFC7644-3.9-c'],
  *stimulate(stage) {
    const user = yield* stage.given('User', stage.richUser());
    yield get('whole', user.path);
    const model = stage.model('User')!;
    yield get('minimum', withQuery(user.path, { excludedAttributes: alwaysReturned(model).join() }));
    const excludable = excludableOf(model);
    if (excludable.length > 0) yield get('less', withQuery(user.path, { excludedAttributes: excludable.join() }));
  },
  judge(judgement) {
    if (!judgement.founded('whole', ...excludedAttributes.requirements)) return;
    const model = judgement.model('User')!;
    const whole = judgement.one('whole').response.body!;
    if (judgement.status('RFC7644-3.9-2', 'minimum', 200)) {
      for (const path of alwaysReturned(model)) {
        const values = valuesAt(whole, path);
        if (values.length > 0) judgement.exactly('RFC7644-3.9-2', 'minimum', path, values);
      }
    }
    const less = judgement.maybe('less');
    if (less === undefined) judgement.skip('RFC7644-3.9-c', 'a User has none of the attributes that this is tried on');
    else if (judgement.status('RFC7644-3.9-c', less, 200))
      judgement.same('RFC7644-3.9-c', less, lessened(whole, excludableOf(model)));
  },
});

/** `id`, whose `returned` is always "always" (RFC 7643 section 3.1), and what the schema says so of. */
function alwaysReturned(model: ResourceModel): readonly string[] {
  const own = model.base.attributes.filter(({ returned, name }) => returned === 'always' && name !== 'schemas');
  return [...new Set(['id', ...own.map(({ name }) => name)])];
}

/** Of an attribute with values, a part and a text, those that are returned by default. */
function excludableOf(model: ResourceModel): readonly string[] {
  const known = placedAttributes(model);
  return ['emails', 'name.familyName', richText(model)].filter((path) =>
    known.some(({ path: own, definition, parent }) => own === path && isDefault(definition) && isDefault(parent)),
  );
}

function isDefault(definition: AttributeDefinition | undefined): boolean {
  return definition === undefined || definition.returned === 'default';
}

function lessened(whole: JsonObject, paths: readonly string[]): JsonObject {
  return paths.reduce((left, path) => {
    const [name = '', part] = path.split('.');
    const container = member(left, name);
    if (part === undefined || !isJsonObject(container)) return without(left, name);
    return { ...without(left, name), [name]: without(container, part) };
  }, whole);
}
