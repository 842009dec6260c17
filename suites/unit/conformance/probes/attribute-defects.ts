import { all, answer, at, type Defect, edit, type Loose, sent } from './defects.ts';
import { echo, echoed, enterprise, found, schemaProbe } from './schema-defects.ts';

const none = edit((body: Loose) => void (body.Resources = []));

const attributes: readonly Defect[] = [
  {
    probe: schemaProbe('names-in-any-case'),
    wrong: 'names in another case are refused',
    mutation: at('create', answer(400)),
    fails: ['RFC7643-2.1-a'],
  },
  {
    probe: schemaProbe('names-in-any-case'),
    wrong: 'names in another case are other attributes',
    mutation: at(
      'read',
      edit((body) => void (body.NICKNAME = 'Janey')),
    ),
    fails: ['RFC7643-2.1-a'],
  },
  {
    probe: schemaProbe('members-in-any-order'),
    wrong: 'schemas has to come first',
    mutation: at('create', (_, request) => (Object.keys(sent(request))[0] === 'schemas' ? undefined : { status: 400 })),
    fails: ['RFC7643-2.3.8-1'],
  },
  {
    probe: schemaProbe('members-in-any-order'),
    wrong: 'op has to come first',
    mutation: at('modify', answer(400)),
    fails: ['RFC7643-2.3.8-1'],
  },
  {
    probe: schemaProbe('optional-attributes'),
    wrong: 'more is required than is declared, and extensions are named unused',
    mutation: (response, request) =>
      at('minimal Group', answer(400))(response, request) ??
      at(
        'minimal User',
        edit((body) => void body.schemas.push(enterprise)),
      )(response, request),
    fails: ['RFC7643-2.2-1', 'RFC7643-6-b'],
  },
  {
    probe: schemaProbe('any-text'),
    wrong: 'titles come from a list',
    mutation: at('create', answer(400)),
    fails: ['RFC7643-2.2-a'],
  },
  {
    probe: schemaProbe('case-insensitive-text'),
    wrong: 'a text in another case is not found',
    mutation: at(/^swapped/u, none),
    fails: ['RFC7643-2.2-b'],
  },
  {
    probe: schemaProbe('changeable-attributes'),
    wrong: 'a title stays as it was',
    mutation: at(
      /^(?:replaced|modified)$/u,
      edit((body) => void (body.title = 'Before')),
    ),
    fails: ['RFC7643-2.2-c'],
  },
  {
    probe: schemaProbe('returned-by-default'),
    wrong: 'a title is left out of lists',
    mutation: at(
      'list',
      edit((body) => void delete body.Resources[0].title),
    ),
    fails: ['RFC7643-2.2-d'],
  },
  {
    probe: schemaProbe('shared-values'),
    wrong: 'titles are unique',
    mutation: at('second', answer(409)),
    fails: ['RFC7643-2.2-e'],
  },
];

const types: readonly Defect[] = [
  {
    probe: schemaProbe('generated-resources'),
    wrong: 'some attributes are lost',
    mutation: at(
      /^(?:created|replaced)$/u,
      edit((body) => {
        delete body.tags;
        delete body.ports;
        delete body.title;
        delete body.name;
        delete body.displayName;
        delete body.emails;
        delete body.addresses;
      }),
    ),
    fails: ['RFC7643-2.2-c', 'RFC7643-2.2-d'],
  },
  {
    probe: schemaProbe('unicode-text'),
    wrong: 'what is no ASCII becomes a question mark',
    mutation: at(
      'create read',
      edit((body) => void (body.displayName = body.displayName.replaceAll(/\P{ASCII}/gu, '?'))),
    ),
    fails: ['RFC7643-2.3.1-a'],
  },
  {
    probe: schemaProbe('data-types'),
    wrong: 'whatever is sent is kept as it is',
    mutation: echoed,
    fails: ['RFC7643-2.3.2-a', 'RFC7643-2.3.3-a', 'RFC7643-2.3.4-1', 'RFC7643-2.3.5-1', 'RFC7643-2.3.5-2'],
  },
  {
    probe: schemaProbe('data-types'),
    wrong: 'a decimal loses its fraction',
    mutation: at(
      /2\.3\.3-a valid . read/u,
      edit((body) => void (body.weight = Math.round(body.weight))),
    ),
    fails: ['RFC7643-2.3.3-a'],
  },
  {
    probe: schemaProbe('complex-values'),
    wrong: 'a text is taken for a name',
    mutation: echoed,
    fails: ['RFC7643-2.3.8-a'],
  },
  {
    probe: schemaProbe('external-references'),
    wrong: 'references are put in lower case, and any text is one',
    mutation: all(
      echoed,
      at(
        'read',
        edit((body) => void (body.profileUrl = body.profileUrl.toLowerCase())),
      ),
    ),
    fails: ['RFC7643-2.3.7-1', 'RFC7643-2.3.7-a'],
  },
  {
    probe: schemaProbe('resource-references'),
    wrong: 'references lead nowhere',
    mutation: at(/^(?:location|reference)$/u, answer(404)),
    fails: ['RFC7643-2.3.7-4', 'RFC7643-3.1-g'],
  },
  {
    probe: schemaProbe('resource-references'),
    wrong: 'what was deleted is still there',
    mutation: at('gone', answer(200, { id: '1' })),
    fails: ['RFC7643-2.3.7-4'],
  },
  {
    probe: schemaProbe('relative-references'),
    wrong: 'a reference leads to somebody else',
    mutation: at(
      'follow',
      edit((body) => void (body.id = 'another')),
    ),
    fails: ['RFC7643-2.3.7-2'],
  },
  {
    probe: schemaProbe('certificates'),
    wrong: 'anything is a certificate, and several are one',
    mutation: all(
      echoed,
      at(
        'two read',
        edit(
          (body) =>
            void (body.x509Certificates = [{ value: body.x509Certificates.map((each: Loose) => each.value).join('') }]),
        ),
      ),
    ),
    fails: ['RFC7643-2.3.6-1', 'RFC7643-4.1.2-13', 'RFC7643-4.1.2-14'],
  },
  {
    probe: schemaProbe('certificates'),
    wrong: 'padding is required',
    mutation: at('unpadded', answer(400)),
    fails: ['RFC7643-2.3.6-a'],
  },
];

const multiValued: readonly Defect[] = [
  {
    probe: schemaProbe('one-primary'),
    wrong: 'two values are primary',
    mutation: at('both', echo),
    fails: ['RFC7643-2.4-3'],
  },
  {
    probe: schemaProbe('one-primary'),
    wrong: 'the former primary value stays one',
    mutation: at(
      'read',
      edit((body) => body.emails.forEach((each: Loose) => void (each.primary = true))),
    ),
    fails: ['RFC7643-2.4-3'],
  },
  {
    probe: schemaProbe('primary-by-default'),
    wrong: 'a value that does not say so is primary',
    mutation: at(
      'given User',
      edit((body) => void (body.emails[0].primary = true)),
    ),
    fails: ['RFC7643-2.4-4'],
  },
  {
    probe: schemaProbe('primary-by-default'),
    wrong: 'a value that does not say so is neither',
    mutation: at('not primary', none),
    fails: ['RFC7643-2.4-4'],
  },
  {
    probe: schemaProbe('canonical-types'),
    wrong: 'a type keeps its case',
    mutation: at(
      'read',
      edit((body) => void (body.emails[0].type = 'WORK')),
    ),
    fails: ['RFC7643-2.4-6'],
  },
  {
    probe: schemaProbe('distinct-values'),
    wrong: 'a value is there twice',
    mutation: at(
      'read',
      edit((body) => void body.emails.push(body.emails[0])),
    ),
    fails: ['RFC7643-2.4-7'],
  },
  {
    probe: schemaProbe('single-value'),
    wrong: 'one value is no array',
    mutation: at(
      'given User',
      edit((body) => void ([body.emails] = body.emails)),
    ),
    fails: ['RFC7643-2.4-a'],
  },
  {
    probe: schemaProbe('single-value'),
    wrong: 'an object is kept where an array should be',
    mutation: echoed,
    fails: ['RFC7643-2.4-a'],
  },
  {
    probe: schemaProbe('unassigned-values'),
    wrong: 'null is a value',
    mutation: at(
      'null',
      edit((body) => void (body.nickName = 'null')),
    ),
    fails: ['RFC7643-2.5-1'],
  },
  {
    probe: schemaProbe('unassigned-values'),
    wrong: 'the empty array is present',
    mutation: at('empty has emails', edit(found)),
    fails: ['RFC7643-2.5-1'],
  },
  {
    probe: schemaProbe('cleared-values'),
    wrong: 'null leaves a value as it was',
    mutation: at(
      'replaced',
      edit((body) => void (body.nickName = 'Janey')),
    ),
    fails: ['RFC7643-2.5-a'],
  },
];

/** Of names, data types and values of attributes. */
export const attributeDefects: readonly Defect[] = [...attributes, ...types, ...multiValued];
