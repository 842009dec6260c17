import { isJsonObject, type JsonObject } from '../../../kernel/index.ts';
import { quote } from '../../wording.ts';
import type { SeenExchange } from '../../probe.ts';
import {
  fixedProbe,
  get,
  isText,
  type Judgement,
  listOf,
  member,
  resourcesOf,
  textAt,
  valuesAt,
} from '../kit/index.ts';
import { definitionOf, isAbsoluteUri } from './schema-documents.ts';

const typeRequirements = ['RFC7643-6-1', 'RFC7643-6-2', 'RFC7643-6-4', 'RFC7643-6-5', 'RFC7643-6-7'];
const extensionRequirements = ['RFC7643-6-9', 'RFC7643-6-11'];

export const resourceTypes = fixedProbe({
  id: 'discovery/resource-types',
  title: 'Each resource type is described in full',
  requirements: [...typeRequirements, ...extensionRequirements, 'RFC7644-3.2-1'],
  *stimulate() {
    yield get('types', '/ResourceTypes');
  },
  judge(judgement) {
    const asked = judgement.one('types');
    if (!judgement.founded(asked, ...typeRequirements, ...extensionRequirements, 'RFC7644-3.2-1')) return;
    const types = resourcesOf(asked.response.body);
    if (types.length === 0) {
      for (const requirement of [...typeRequirements, ...extensionRequirements, 'RFC7644-3.2-1'])
        judgement.skip(requirement, 'no resource type is listed');
      return;
    }
    for (const type of types) judgeType(judgement, asked, type, types);
    judgeExtensions(judgement, asked, types);
    judgePlurals(judgement, asked, types);
  },
});

function judgeType(judgement: Judgement, asked: SeenExchange, type: JsonObject, types: readonly JsonObject[]): void {
  const own = quote(member(type, 'name'));
  const endpoint = textAt(type, 'endpoint');
  const check = (requirement: string, holds: boolean, expected: string, name: string): boolean =>
    judgement.check(requirement, holds, `expected ${expected}, got ${quote(member(type, name))} in type ${own}`, asked);
  const unique = (name: string): boolean =>
    types.filter((each) => textAt(each, name)?.toLowerCase() === textAt(type, name)?.toLowerCase()).length === 1;

  const missing = ['schemas', 'name', 'endpoint', 'schema'].filter((name) => valuesAt(type, name).length === 0);
  const lacks = `expected schemas, name, endpoint and schema, got no ${missing.join(', ')} in type ${own}`;
  judgement.check('RFC7643-6-1', missing.length === 0, missing.length === 0 ? `type ${own} is whole` : lacks, asked);
  for (const extension of listOf(member(type, 'schemaExtensions'))) {
    const absent = ['schema', 'required'].filter((name) => member(extension, name) === undefined);
    if (absent.length > 0)
      judgement.check(
        'RFC7643-6-1',
        false,
        `expected ${absent.join()} of each extension, got ${quote(extension)}`,
        asked,
      );
  }
  check('RFC7643-6-2', isText(member(type, 'name')) && unique('name'), 'a name of its own', 'name');
  const conventional = { '/users': 'User', '/groups': 'Group' }[slashed(endpoint).toLowerCase()];
  if (conventional !== undefined)
    check('RFC7643-6-2', textAt(type, 'name') === conventional, `the name ${quote(conventional)}`, 'name');
  check('RFC7643-6-4', isText(member(type, 'description')), 'a description', 'description');
  const relative = isText(endpoint) && /^\/?[^/\s:?#][^\s:?#]*$/u.test(endpoint) && unique('endpoint');
  check('RFC7643-6-5', relative, 'an endpoint of its own, relative to the base URL', 'endpoint');
  check('RFC7643-6-7', isAbsoluteUri(member(type, 'schema')), 'a URI as schema', 'schema');
}

function judgeExtensions(judgement: Judgement, asked: SeenExchange, types: readonly JsonObject[]): void {
  const extended = types.filter((type) => listOf(member(type, 'schemaExtensions')).length > 0);
  if (extended.length === 0) {
    for (const requirement of extensionRequirements) judgement.skip(requirement, 'no resource type has an extension');
  }
  for (const type of extended) {
    const extensions = listOf(member(type, 'schemaExtensions'));
    const uris = extensions.map((extension) => textAt(extension, 'schema')?.toLowerCase());
    const distinct =
      new Set(uris).size === uris.length && extensions.every((each) => isAbsoluteUri(member(each, 'schema')));
    judgement.check(
      'RFC7643-6-9',
      distinct,
      `expected a URI of its own as schema of each, got ${quote(uris.map(String))}`,
      asked,
    );
    for (const extension of extensions) {
      const required = member(extension, 'required');
      const message = `expected required to be true or false, got ${quote(required)}`;
      judgement.check('RFC7643-6-11', typeof required === 'boolean', message, asked);
    }
  }
}

/**
 * RFC 7644 section 3.2 has `Persons` and `People` both for legitimate, so a word that is no regular plural passes too
 * where it could be an irregular one: it begins like the name and is another word.
 */
function judgePlurals(judgement: Judgement, asked: SeenExchange, types: readonly JsonObject[]): void {
  const extended = types.filter((type) => !['User', 'Group'].includes(textAt(type, 'name') ?? 'User'));
  if (extended.length === 0) judgement.skip('RFC7644-3.2-1', 'there is no resource type besides User and Group');
  for (const type of extended) {
    const name = textAt(type, 'name')!.toLowerCase();
    const segment = slashed(textAt(type, 'endpoint')).split('/').at(-1)!.toLowerCase();
    const message = `expected the endpoint of ${quote(name)} to be a plural of it, got ${quote(segment)}`;
    judgement.check('RFC7644-3.2-1', segment !== name && segment[0] === name[0], message, asked);
  }
}

function slashed(endpoint = ''): string {
  return endpoint.startsWith('/') ? endpoint : `/${endpoint}`;
}

/** Whether extensions keep to attributes of their own (RFC 7643 section 3.3). */
export const extensionAttributes = fixedProbe({
  id: 'discovery/extension-attributes',
  title: 'Extensions do not define again what their base schema or every resource has',
  requirements: ['RFC7643-3.3-2'],
  *stimulate() {
    yield get('types', '/ResourceTypes');
    yield get('schemas', '/Schemas');
  },
  judge(judgement) {
    const asked = judgement.one('schemas');
    if (!judgement.founded('types', 'RFC7643-3.3-2') || !judgement.founded(asked, 'RFC7643-3.3-2')) return;
    const schemas = new Map(
      resourcesOf(asked.response.body).map((schema) => [textAt(schema, 'id')?.toLowerCase(), schema]),
    );
    const schemaAt = (value: JsonObject): JsonObject | undefined => schemas.get(textAt(value, 'schema')?.toLowerCase());
    let judged = 0;
    for (const type of resourcesOf(judgement.one('types').response.body)) {
      const base = schemaAt(type);
      for (const extension of listOf(member(type, 'schemaExtensions'))
        .filter(isJsonObject)
        .flatMap((each) => schemaAt(each) ?? [])) {
        judged += 1;
        const names = listOf(member(extension, 'attributes')).flatMap((each) => textAt(each, 'name') ?? []);
        const common = ['id', 'externalId', 'meta', 'schemas'];
        const again = names.filter(
          (name) =>
            common.some((each) => each.toLowerCase() === name.toLowerCase()) ||
            (base !== undefined && definitionOf(base, 'attributes', name) !== undefined),
        );
        const message = `expected ${quote(textAt(extension, 'id'))} to define attributes of its own, got ${quote(again)} again`;
        judgement.check('RFC7643-3.3-2', again.length === 0, message, asked);
      }
    }
    if (judged === 0) judgement.skip('RFC7643-3.3-2', 'no resource type has an extension whose schema is published');
  },
});
