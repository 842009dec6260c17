import { coreDefinitions } from '../../../../src/conformance/probes/discovery/core-definitions.ts';
import { discoveryProbes } from '../../../../src/conformance/probes/discovery/index.ts';
import type { Probe } from '../../../../src/conformance/probe.ts';
import { answer, at, type Defect, edit, type Loose, testDefects } from './defects.ts';

function probe(name: string): Probe {
  return discoveryProbes.find(({ id }) => id === `discovery/${name}`)!;
}

const of = (section: string, ...numbers: readonly (number | string)[]) => numbers.map((each) => `${section}-${each}`);

function schema(body: Loose, name: string): Loose {
  return body.Resources.find((each: Loose) => each.name === name || each.id.endsWith(name));
}

/** A definition that is wrong in every way. */
const badDefinition = {
  name: 'bad name',
  type: 'colour',
  multiValued: true,
  description: '',
  referenceTypes: ['Nowhere'],
  subAttributes: [
    { name: 'primary', type: 'complex', multiValued: false, description: 'Nested.', subAttributes: [{}] },
  ],
};

function spoil(definitions: readonly Loose[]): void {
  for (const definition of definitions) {
    definition.type = 'decimal';
    definition.mutability = 'readWrite';
    spoil(definition.subAttributes ?? []);
  }
}

/** Says that a feature is not supported, although it is. */
const unannounced = (feature: string) =>
  at(
    'configuration',
    edit((body) => {
      body[feature].supported = false;
    }),
  );

const documents: readonly Defect[] = [
  {
    probe: probe('provider-configuration'),
    wrong: 'the configuration is empty',
    mutation: at('configuration', answer(200, {})),
    fails: ['RFC7644-4-1', ...of('RFC7643-5', 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 17)],
  },
  {
    probe: probe('provider-configuration'),
    wrong: 'schemes are not described, and limits are none',
    mutation: at(
      'configuration',
      edit((body) => {
        body.authenticationSchemes = [{ type: 'OAuth2' }];
        body.bulk.maxOperations = 0;
        body.bulk.maxPayloadSize = 0;
        body.filter.maxResults = 0;
      }),
    ),
    fails: of('RFC7643-5', 5, 6, 9, 18, 19, 20),
  },
  {
    probe: probe('public-configuration'),
    wrong: 'the configuration is kept from clients without a credential',
    mutation: at('anonymous', answer(401)),
    fails: ['RFC7643-5-16'],
  },
  {
    probe: probe('resource-types'),
    wrong: 'a type says nothing of itself',
    mutation: at(
      'types',
      edit((body) => void (body.Resources = [{}])),
    ),
    fails: of('RFC7643-6', 1, 2, 4, 5, 7),
  },
  {
    probe: probe('resource-types'),
    wrong: 'extensions say nothing of themselves, and an endpoint is no plural',
    mutation: at(
      'types',
      edit((body) => {
        body.Resources[0].schemaExtensions = [{}];
        body.Resources.at(-1).endpoint = '/Device';
      }),
    ),
    fails: [...of('RFC7643-6', 1, 9, 11), 'RFC7644-3.2-1'],
  },
  {
    probe: probe('extension-attributes'),
    wrong: 'an extension defines userName again',
    mutation: at(
      'schemas',
      edit((body) => void schema(body, 'enterprise:2.0:User').attributes.push({ name: 'USERNAME' })),
    ),
    fails: ['RFC7643-3.3-2'],
  },
  {
    probe: probe('schemas'),
    wrong: 'a schema says nothing of itself',
    mutation: at(
      'schemas',
      edit((body) => void (body.Resources = [{}])),
    ),
    fails: of('RFC7643-7', 1, 2, 3, 4, 5),
  },
  {
    probe: probe('schemas'),
    wrong: 'a message has a schema',
    mutation: at('message', answer(200, {})),
    fails: ['RFC7644-3.1-2'],
  },
  {
    probe: probe('schemas'),
    wrong: 'a definition is wrong in every way',
    mutation: at(
      'schemas',
      edit((body) => void schema(body, 'enterprise:2.0:User').attributes.push(badDefinition)),
    ),
    fails: [
      ...of('RFC7643-7', 1, 6, 7, 'b', 'c'),
      'RFC7643-2.1-2',
      'RFC7643-2.3-1',
      'RFC7643-2.3.8-2',
      'RFC7643-2.4-2',
    ],
  },
  {
    probe: probe('core-schemas'),
    wrong: 'every attribute is a decimal that can be written',
    mutation: at(
      'schemas',
      edit((body) => body.Resources.forEach((each: Loose) => spoil(each.attributes))),
    ),
    fails: [...coreDefinitions.map(({ requirement }) => requirement), 'RFC7643-8.7.2-a'],
  },
];

const endpoints: readonly Defect[] = [
  {
    probe: probe('lists'),
    wrong: 'the list of schemas is no ListResponse',
    mutation: at(
      'schemas',
      edit((body) => void (body.schemas = [])),
    ),
    fails: ['RFC7644-4-3'],
  },
  {
    probe: probe('lists'),
    wrong: 'paging is heeded and filters are not',
    mutation: (response, request) =>
      at(
        'paged types',
        edit((body) => void body.Resources.pop()),
      )(response, request) ?? at('filtered', answer(200, {}))(response, request),
    fails: of('RFC7644-4', 4, 5),
  },
  {
    probe: probe('lists'),
    wrong: 'schemas are missing',
    mutation: at(
      /schemas$/u,
      edit((body) => void (body.Resources = body.Resources.slice(3))),
    ),
    fails: ['RFC7644-4-2', ...of('RFC7643-6', 6, 8)],
  },
  {
    probe: probe('resources'),
    wrong: 'nothing is found by itself',
    mutation: at(/^(?:type|schema)$/u, answer(404)),
    fails: [...of('RFC7644-4', 'a', 'b'), ...of('RFC7643-6', 6, 8)],
  },
  {
    probe: probe('resources'),
    wrong: 'a schema has another id by itself',
    mutation: at(
      'schema',
      edit((body) => void (body.id = 'urn:example:other')),
    ),
    fails: ['RFC7644-4-a', 'RFC7643-7-3'],
  },
  {
    probe: probe('type-endpoints'),
    wrong: 'endpoints do not answer, or are not listed',
    mutation: (response, request) =>
      at('endpoint', answer(404))(response, request) ??
      at(
        'types',
        edit((body) => void body.Resources.shift()),
      )(response, request),
    fails: ['RFC7643-6-a', 'RFC7644-3.2-2'],
  },
  {
    probe: probe('read-only'),
    wrong: 'writes are accepted',
    mutation: at(/^write/u, answer(200)),
    fails: ['RFC7643-5-h', 'RFC7644-4-c'],
  },
  {
    probe: probe('read-only'),
    wrong: 'writes are refused and take effect',
    mutation: at(
      /after$/u,
      edit((body) => void (body.changed = true)),
    ),
    fails: ['RFC7643-5-h', 'RFC7644-4-c'],
  },
];

const features: readonly Defect[] = [
  {
    probe: probe('announced-patch'),
    wrong: 'PATCH is announced and not there',
    mutation: at('modify', answer(501)),
    fails: ['RFC7643-5-a'],
  },
  {
    probe: probe('announced-patch'),
    wrong: 'PATCH is there and not announced',
    mutation: unannounced('patch'),
    fails: ['RFC7643-5-a'],
  },
  {
    probe: probe('announced-bulk'),
    wrong: 'Bulk is announced and not there',
    mutation: at('bulk', answer(501)),
    fails: ['RFC7643-5-b'],
  },
  {
    probe: probe('announced-bulk'),
    wrong: 'Bulk is there and not announced',
    mutation: unannounced('bulk'),
    fails: ['RFC7643-5-b'],
  },
  {
    probe: probe('announced-filter'),
    wrong: 'a filter finds nothing',
    mutation: at(
      'filter',
      edit((body) => void (body.Resources = [])),
    ),
    fails: ['RFC7643-5-c'],
  },
  {
    probe: probe('announced-filter'),
    wrong: 'filters are there and not announced',
    mutation: unannounced('filter'),
    fails: ['RFC7643-5-c'],
  },
  {
    probe: probe('announced-password-change'),
    wrong: 'a change of the password is refused',
    mutation: at('change', answer(403)),
    fails: ['RFC7643-5-d'],
  },
  {
    probe: probe('announced-sort'),
    wrong: 'the order is the other one',
    mutation: at(
      'ascending',
      edit((body) => void (body.Resources = body.Resources.toReversed())),
    ),
    fails: ['RFC7643-5-e'],
  },
  {
    probe: probe('announced-versions'),
    wrong: 'an outdated version is overwritten',
    mutation: at('stale', answer(200, {})),
    fails: ['RFC7643-5-f'],
  },
  {
    probe: probe('announced-versions'),
    wrong: 'entity-tags are heeded and not announced',
    mutation: unannounced('etag'),
    fails: ['RFC7643-5-f'],
  },
  {
    probe: probe('announced-maximum'),
    wrong: 'a page is larger than announced',
    mutation: at(
      'list',
      edit((body) => void body.Resources.push(...body.Resources, ...body.Resources)),
    ),
    fails: ['RFC7643-5-g'],
  },
];

testDefects([...documents, ...endpoints, ...features], discoveryProbes);
