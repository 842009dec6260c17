import { isJsonObject, type JsonObject, type JsonValue } from '../../../kernel/index.ts';
import { schemaUris } from '../../../scim/index.ts';
import { quote } from '../../wording.ts';
import type { SeenExchange } from '../../probe.ts';
import {
  fixedProbe,
  get,
  isList,
  type Judgement,
  listOf,
  member,
  resourcesOf,
  sameValue,
  textAt,
} from '../kit/index.ts';
import { coreDefinitions, type ExpectedAttributes, type ExpectedDefinition } from './core-definitions.ts';
import { characteristic, definitionOf, rawDefinitions } from './schema-documents.ts';

const DISCOVERY_SCHEMAS = 'RFC7643-8.7.2-a';

export const coreSchemas = fixedProbe({
  id: 'discovery/core-schemas',
  title: 'The attributes of the core schemas have the characteristics that RFC 7643 section 8.7 gives them',
  requirements: [...coreDefinitions.map(({ requirement }) => requirement), DISCOVERY_SCHEMAS],
  *stimulate() {
    yield get('schemas', '/Schemas');
  },
  judge(judgement) {
    const asked = judgement.one('schemas');
    const requirements = coreDefinitions.map(({ requirement }) => requirement);
    if (!judgement.founded(asked, ...requirements, DISCOVERY_SCHEMAS)) return;
    const schemas = resourcesOf(asked.response.body);
    for (const expected of coreDefinitions) judgeAttributes(judgement, asked, expected, schemas);
    judgeDiscoverySchemas(judgement, asked, schemas);
  },
});

function judgeAttributes(
  judgement: Judgement,
  asked: SeenExchange,
  { requirement, schema: uri, attributes }: ExpectedAttributes,
  schemas: readonly JsonObject[],
): void {
  const schema = schemas.find((each) => textAt(each, 'id')?.toLowerCase() === uri.toLowerCase());
  const there = Object.entries(attributes).flatMap(([name, expected]) => {
    const definition = schema === undefined ? undefined : definitionOf(schema, 'attributes', name);
    return definition === undefined ? [] : [{ name, expected, definition }];
  });
  if (there.length === 0) {
    judgement.skip(requirement, `the target publishes no ${Object.keys(attributes).join(', ')} in ${uri}`);
    return;
  }
  for (const { name, expected, definition } of there) {
    const [deviation] = deviations(name, expected, definition);
    judgement.check(requirement, deviation === undefined, deviation ?? `${name} is defined as expected`, asked);
  }
}

function deviations(
  place: string,
  { characteristics, parts = {} }: ExpectedDefinition,
  definition: JsonObject,
): string[] {
  const own = Object.entries(characteristics).flatMap(([name, expected]) => {
    const got = isSet(name) ? listOf(member(definition, name)) : characteristic(definition, name);
    return agrees(name, expected, got) ? [] : [`expected ${name} ${quote(expected)} of ${place}, got ${quote(got)}`];
  });
  const below = Object.entries(parts).flatMap(([name, expected]) => {
    const part = definitionOf(definition, 'subAttributes', name);
    return part === undefined ? [] : deviations(`${place}.${name}`, expected, part);
  });
  return [...own, ...below];
}

function isSet(name: string): boolean {
  return name === 'canonicalValues' || name === 'referenceTypes';
}

function agrees(name: string, expected: JsonValue, got: JsonValue | undefined): boolean {
  if (!isSet(name)) return isList(expected) ? expected.some((each) => each === got) : expected === got;
  // `other` is a value of section 4.1.2 in lists from which section 8.7.1 leaves it out.
  const besides = listOf(expected).length === 0 ? [] : ['other'];
  const surplus = listOf(got).filter((each) => !besides.some((other) => other === each));
  return sameValue(expected, got) || sameValue(expected, surplus);
}

const discoveryUris = new Set<string>([schemaUris.serviceProviderConfig, schemaUris.resourceType, schemaUris.schema]);

function judgeDiscoverySchemas(judgement: Judgement, asked: SeenExchange, schemas: readonly JsonObject[]): void {
  const listed = schemas.filter((schema) => discoveryUris.has(textAt(schema, 'id') ?? ''));
  if (listed.length === 0) {
    judgement.skip(DISCOVERY_SCHEMAS, 'the target does not publish the schemas of its discovery resources');
    return;
  }
  for (const schema of listed) {
    const writable = rawDefinitions(schema).find(
      ({ definition }) => isJsonObject(definition) && characteristic(definition, 'mutability') !== 'readOnly',
    );
    const mutability = writable === undefined ? 'readOnly' : characteristic(writable.definition, 'mutability');
    const place = writable?.place ?? quote(textAt(schema, 'id'));
    const message = `expected mutability readOnly, got ${quote(mutability)} at ${place}`;
    judgement.check(DISCOVERY_SCHEMAS, writable === undefined, message, asked);
  }
}
