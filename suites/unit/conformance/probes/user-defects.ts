import { answer, at, type Defect, edit, type Loose, sent } from './defects.ts';
import { echoed, enterprise, schemaProbe } from './schema-defects.ts';

const none = edit((body: Loose) => void (body.Resources = []));

/** Of the group that a run has created. */
let groupId: Loose;

const users: readonly Defect[] = [
  {
    probe: schemaProbe('unique-user-name'),
    wrong: 'a name can be taken twice',
    mutation: at('create', answer(201, { id: '1' })),
    fails: ['RFC7643-4.1.1-2'],
  },
  {
    probe: schemaProbe('unique-user-name'),
    wrong: 'a name can be taken over',
    mutation: at(
      'after',
      edit((body) => void (body.userName = 'taken over')),
    ),
    fails: ['RFC7643-4.1.1-2'],
  },
  {
    probe: schemaProbe('required-user-name'),
    wrong: 'a user needs no name',
    mutation: echoed,
    fails: ['RFC7643-4.1.1-1', 'RFC7643-4.1.1-3'],
  },
  {
    probe: schemaProbe('case-insensitive-user-name'),
    wrong: 'a name in another case is another one',
    mutation: at('filter', none),
    fails: ['RFC7643-4.1.1-3'],
  },
  {
    probe: schemaProbe('formatted-name'),
    wrong: 'the formatted name stays when its parts change',
    mutation: at(
      'replaced',
      edit((body) => void (body.name.formatted = 'Maja Lindqvist')),
    ),
    fails: ['RFC7643-4.1.1-4'],
  },
  {
    probe: schemaProbe('nick-name'),
    wrong: 'nickName is userName',
    mutation: at(
      'read',
      edit((body) => void (body.nickName = body.userName)),
    ),
    fails: ['RFC7643-4.1.1-7'],
  },
  {
    probe: schemaProbe('canonical-values'),
    wrong: 'values stay as they came',
    mutation: (response, request) =>
      at(
        'emails read',
        edit((body) => void (body.emails[0].value = 'Jane@EXAMPLE.COM')),
      )(response, request) ??
      at(
        'ims read',
        edit((body) => void (body.ims[0].value = 'Some Handle')),
      )(response, request) ??
      at(
        'phoneNumbers read',
        edit((body) => void (body.phoneNumbers[0].value = '+1 (201) 555-0123')),
      )(response, request),
    fails: ['RFC7643-4.1.2-2', 'RFC7643-4.1.2-4', 'RFC7643-4.1.2-5'],
  },
  {
    probe: schemaProbe('canonical-values'),
    wrong: 'a canonical number becomes another one',
    mutation: at(
      'canonical phone',
      edit((body) => void (body.phoneNumbers[0].value = 'tel:12015550123')),
    ),
    fails: ['RFC7643-4.1.2-4'],
  },
  {
    probe: schemaProbe('messaging-types'),
    wrong: 'a type is not known',
    mutation: at('create', answer(400)),
    fails: ['RFC7643-4.1.2-6'],
  },
  {
    probe: schemaProbe('hidden-password'),
    wrong: 'a password is shown where it is asked for',
    mutation: at(
      'search',
      edit((body) => void (body.Resources[0].password = '***')),
    ),
    fails: ['RFC7643-4.1.1-8', 'RFC7643-4.1.1-13', 'RFC7643-7-12', 'RFC7643-7-e'],
  },
  {
    probe: schemaProbe('hidden-password'),
    wrong: 'a password stands in clear in another place',
    mutation: at(
      'replace',
      edit((body, request) => void (body.title = `It was ${sent(request).password}`)),
    ),
    fails: ['RFC7643-4.1.1-8', 'RFC7643-4.1.1-13', 'RFC7643-7-12', 'RFC7643-7-e'],
  },
  {
    probe: schemaProbe('groups-of-user'),
    wrong: 'a reference leads to another group',
    mutation: at(
      'reference',
      edit((body) => void (body.id = 'another')),
    ),
    fails: ['RFC7643-4.1.2-11'],
  },
  {
    probe: schemaProbe('groups-of-user'),
    wrong: 'the groups of a user are what the client says, and stay',
    mutation: (response, request) => {
      if (request.label === 'given Group') groupId = response.body?.['id'];
      return at(
        /^(?:outsider|left)$/u,
        edit((body) => void (body.groups = [{ value: groupId, type: 'direct' }])),
      )(response, request);
    },
    fails: ['RFC7643-4.1.2-10', 'RFC7643-4.1.2-12'],
  },
  {
    probe: schemaProbe('group-name'),
    wrong: 'a group needs no name',
    mutation: echoed,
    fails: ['RFC7643-4.2-1'],
  },
  {
    probe: schemaProbe('manager-reference'),
    wrong: 'a manager is a name without a reference',
    mutation: at(
      /^(?:given User|read)$/u,
      edit((body) => void (body[enterprise].manager = { value: 'Jane' })),
    ),
    fails: ['RFC7643-4.3-1', 'RFC7643-4.3-2'],
  },
];

/** Of users and groups. */
export const userDefects: readonly Defect[] = [...users];
