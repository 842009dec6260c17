import { all, answer, at, type Defect, edit, type Loose, sent } from './defects.ts';
import { echo, echoed, enterprise, found, schemaProbe } from './schema-defects.ts';

const swap = (text: string): string =>
  text.replaceAll(/[A-Za-z]/gu, (each) => (each < 'a' ? each.toLowerCase() : each.toUpperCase()));

const schemas: readonly Defect[] = [
  {
    probe: schemaProbe('invalid-schemas'),
    wrong: 'any schemas attribute will do',
    mutation: at(/./u, (_, request) => (request.method === 'POST' ? echo(_, request) : undefined)),
    fails: ['RFC7643-3-2', 'RFC7643-3-3', 'RFC7643-3-4', 'RFC7643-3.3-1'],
  },
  {
    probe: schemaProbe('schemas-in-any-order'),
    wrong: 'the base schema has to come first',
    mutation: at('reversed', answer(400)),
    fails: ['RFC7643-3-5'],
  },
  {
    probe: schemaProbe('extension-container'),
    wrong: 'the attributes of an extension are among the others',
    mutation: at(
      'read',
      edit((body) => {
        Object.assign(body, body[enterprise]);
        delete body[enterprise];
        body.schemas.length = 1;
      }),
    ),
    fails: ['RFC7643-3-a', 'RFC7643-3.3-3'],
  },
  {
    probe: schemaProbe('common-attributes'),
    wrong: 'a group has no externalId',
    mutation: at(
      /Group/u,
      edit((body) => void delete body.externalId),
    ),
    fails: ['RFC7643-3-6', 'RFC7643-3.1-1'],
  },
  {
    probe: schemaProbe('named-schemas'),
    wrong: 'a schema is not there',
    mutation: at('schema', answer(404)),
    fails: ['RFC7643-7-a'],
  },
  {
    probe: schemaProbe('required-extensions'),
    wrong: 'an extension may be left out although it is required',
    mutation: echoed,
    fails: ['RFC7643-6-10'],
  },
];

const common: readonly Defect[] = [
  {
    probe: schemaProbe('stable-id'),
    wrong: 'the client chooses the id, and changes it',
    mutation: all(
      at('chosen', (_, request) => ({ status: 201, body: sent(request) })),
      at(/^(?:replace|modify)$/u, (_, request) => ({ status: 200, body: { id: sent(request).id ?? 'other' } })),
    ),
    fails: ['RFC7643-3.1-6', 'RFC7643-3.1-7', 'RFC7643-3.1-a'],
  },
  {
    probe: schemaProbe('returned-id'),
    wrong: 'the id can be left out',
    mutation: at(
      'read',
      edit((body) => void delete body.id),
    ),
    fails: ['RFC7643-3.1-3', 'RFC7643-3.1-4', 'RFC7643-3.1-b'],
  },
  {
    probe: schemaProbe('returned-id'),
    wrong: 'the id can be left out of lists',
    mutation: at(
      'list',
      edit((body) => body.Resources.forEach((each: Loose) => void delete each.id)),
    ),
    fails: ['RFC7643-3.1-4', 'RFC7643-3.1-b'],
  },
  {
    probe: schemaProbe('case-exact-id'),
    wrong: 'ids have no case',
    mutation: at('read', answer(200, { id: '1' })),
    fails: ['RFC7643-3.1-c'],
  },
  {
    probe: schemaProbe('case-exact-id'),
    wrong: 'filters compare ids without case',
    mutation: at('swapped', edit(found)),
    fails: ['RFC7643-3.1-c'],
  },
  {
    probe: schemaProbe('external-id'),
    wrong: 'externalId is made up, unique and fixed',
    mutation: all(
      at(
        /plain$/u,
        edit((body) => void (body.externalId = 'made up')),
      ),
      at('same', answer(409)),
      at(
        'replaced',
        edit((body) => void (body.externalId = 'as before')),
      ),
    ),
    fails: ['RFC7643-3.1-9', 'RFC7643-3.1-d', 'RFC7643-3.1-e'],
  },
  {
    probe: schemaProbe('case-exact-external-id'),
    wrong: 'externalId has no case',
    mutation: at('ew swapped', edit(found)),
    fails: ['RFC7643-3.1-3', 'RFC7643-3.1-d', 'RFC7643-7-8'],
  },
  {
    probe: schemaProbe('external-id-of-tenant'),
    wrong: 'tenants share their resources',
    mutation: at(
      'there',
      edit((body) => void body.Resources.push({ id: 'of another tenant' })),
    ),
    fails: ['RFC7643-3.1-10'],
  },
  {
    probe: schemaProbe('ignored-meta'),
    wrong: 'meta is taken from the client',
    mutation: at(
      'create',
      edit((body, request) => void (body.meta = sent(request).meta)),
    ),
    fails: ['RFC7643-3.1-11'],
  },
  {
    probe: schemaProbe('modification-times'),
    wrong: 'a new resource was modified, and a change does not show',
    mutation: all(
      at(
        'read',
        edit((body) => void (body.meta.lastModified = '2030-01-01T00:00:00Z')),
      ),
      at(
        'changed',
        edit((body) => void (body.meta.lastModified = '2030-01-01T00:00:00Z')),
      ),
    ),
    fails: ['RFC7643-3.1-13', 'RFC7643-3.1-f'],
  },
  {
    probe: schemaProbe('versions'),
    wrong: 'a strong version stays, and the header says another',
    mutation: at(
      'state',
      edit((body) => void (body.meta.version = '"1"')),
    ),
    fails: ['RFC7643-3.1-15', 'RFC7643-3.1-h'],
  },
];

const characteristics: readonly Defect[] = [
  {
    probe: schemaProbe('case-exact-values'),
    wrong: 'case is lost, and no matter to filters',
    mutation: (response, request) =>
      at(
        /^Device model read$/u,
        edit((body) => void (body.model = swap(body.model))),
      )(response, request) ?? at(/^Device model swapped$/u, edit(found))(response, request),
    fails: ['RFC7643-7-8', 'RFC7643-7-9'],
  },
  {
    probe: schemaProbe('read-only-attributes'),
    wrong: 'a read-only attribute takes what a client sends',
    mutation: at(
      'read Device',
      edit((body) => void (body.lastSeen = '2024-02-29T12:34:56Z')),
    ),
    fails: ['RFC7643-7-10'],
  },
  {
    probe: schemaProbe('immutable-attributes'),
    wrong: 'an immutable attribute is not set, or changes',
    mutation: (response, request) =>
      at(
        'create Device batch',
        edit((body) => void delete body.batch),
      )(response, request) ??
      at(
        'read Device batch',
        edit((body) => void (body.batch = 'another')),
      )(response, request),
    fails: ['RFC7643-7-11', 'RFC7643-7-h'],
  },
  {
    probe: schemaProbe('immutable-members'),
    wrong: 'members are lost, or become others',
    mutation: at(
      /^(?:created|read)$/u,
      edit((body) => void (body.members = [{ value: 'another' }])),
    ),
    fails: ['RFC7643-7-11', 'RFC7643-7-h'],
  },
  {
    probe: schemaProbe('unique-values'),
    wrong: 'unique values are not unique',
    mutation: at(/^(?:second|change)/u, (_, request) =>
      request.method === 'POST' ? echo(_, request) : { status: 200 },
    ),
    fails: ['RFC7643-7-13', 'RFC7643-7-14', 'RFC7643-7-15'],
  },
  {
    probe: schemaProbe('always-returned'),
    wrong: 'what is always returned can be excluded',
    mutation: at(
      'read Device vendor',
      edit((body) => void delete body.vendor),
    ),
    fails: ['RFC7643-7-d'],
  },
  {
    probe: schemaProbe('never-returned'),
    wrong: 'what is never returned is returned',
    mutation: at(
      'read Device pin',
      edit((body) => void (body.pin = '1234')),
    ),
    fails: ['RFC7643-7-12', 'RFC7643-7-e'],
  },
  {
    probe: schemaProbe('chosen-attributes'),
    wrong: 'a choice changes nothing',
    mutation: at(
      'read',
      edit((body) => void (body.title = 'Engineer')),
    ),
    fails: ['RFC7643-7-f'],
  },
  {
    probe: schemaProbe('returned-on-request'),
    wrong: 'what is returned on request is always returned',
    mutation: at(
      'plain Device history',
      edit((body) => void (body.history = 'long')),
    ),
    fails: ['RFC7643-7-g'],
  },
  {
    probe: schemaProbe('returned-on-request'),
    wrong: 'what is returned on request is not returned',
    mutation: at(
      'asked Device history',
      edit((body) => void delete body.history),
    ),
    fails: ['RFC7643-7-g'],
  },
];

/** Of schemas, common attributes and characteristics. */
export const characteristicDefects: readonly Defect[] = [...schemas, ...common, ...characteristics];
