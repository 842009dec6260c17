import { serviceProbes } from '../../../../src/conformance/probes/service/index.ts';
import type { Probe } from '../../../../src/conformance/probe.ts';
import { answer, at, type Defect, edit, testDefects } from './defects.ts';

function probe(name: string): Probe {
  return serviceProbes.find(({ id }) => id === `service/${name}`)!;
}

const defects: readonly Defect[] = [
  {
    probe: probe('challenges'),
    wrong: 'no scheme is named',
    mutation: at('wrong', (response) => ({ headers: { ...response.headers, 'www-authenticate': '' } })),
    fails: ['RFC7644-2-3'],
  },
  {
    probe: probe('refused-clients'),
    wrong: 'a client without access reads',
    mutation: at('refused', (_, { method }) => (method === 'GET' ? { status: 200 } : undefined)),
    fails: ['RFC7644-2-4'],
  },
  {
    probe: probe('refused-clients'),
    wrong: 'a client without access is refused and has its way',
    mutation: at(
      'after',
      edit((body) => void (body.displayName = 'Touched')),
    ),
    fails: ['RFC7644-2-4'],
  },
  {
    probe: probe('refused-clients'),
    wrong: 'the refusal shows resources',
    mutation: at('refused', answer(403, { Resources: [{ id: '1' }] })),
    fails: ['RFC7644-2-4'],
  },
  {
    probe: probe('expired-tokens'),
    wrong: 'an expired token is good',
    mutation: at('expired', answer(200, {})),
    fails: ['RFC7644-7.4-3'],
  },
  {
    probe: probe('reflected-state'),
    wrong: 'a write shows what was sent, not what is stored',
    mutation: at(
      'replace',
      edit((body) => void (body.title = 'As sent')),
    ),
    fails: ['RFC7644-3.1-4'],
  },
  {
    probe: probe('no-creation-by-put'),
    wrong: 'PUT creates',
    mutation: at('replace', answer(201, {})),
    fails: ['RFC7644-3.2-3'],
  },
  {
    probe: probe('no-creation-by-put'),
    wrong: 'PUT is refused and creates all the same',
    mutation: at('create', answer(409)),
    fails: ['RFC7644-3.2-3'],
  },
  {
    probe: probe('qualified-names'),
    wrong: 'a full name chooses nothing',
    mutation: at(
      /^choose as/u,
      edit((body) => void delete body.displayName),
    ),
    fails: ['RFC7644-3.10-a'],
  },
  {
    probe: probe('qualified-names'),
    wrong: 'a full name finds nothing',
    mutation: at(
      'userName',
      edit((body) => void (body.Resources = [])),
    ),
    fails: ['RFC7644-3.10-a'],
  },
  {
    probe: probe('names-in-any-case'),
    wrong: 'names in another case find nothing',
    mutation: at(
      /^filter as/u,
      edit((body) => void (body.Resources = [])),
    ),
    fails: ['RFC7644-3.10-b'],
  },
  {
    probe: probe('names-in-any-case'),
    wrong: 'names in another case are no paths',
    mutation: at(/^modify as/u, answer(400)),
    fails: ['RFC7644-3.10-b'],
  },
  {
    probe: probe('extension-names'),
    wrong: 'the full name of an extension attribute chooses nothing',
    mutation: at(
      /^choose as/u,
      edit((body) => void delete body['urn:ietf:params:scim:schemas:extension:enterprise:2.0:User']),
    ),
    fails: ['RFC7644-3.10-1'],
  },
  {
    probe: probe('prepared-user-names'),
    wrong: 'names are compared code point by code point',
    mutation: at('wide second', answer(201, { id: '1' })),
    fails: ['RFC7644-5-1'],
  },
  {
    probe: probe('prepared-user-names'),
    wrong: 'a filter does not find the decomposed name',
    mutation: at(
      'composed filter',
      edit((body) => void (body.Resources = [])),
    ),
    fails: ['RFC7644-5-1'],
  },
  {
    probe: probe('prepared-text'),
    wrong: 'case is ignored within ASCII alone',
    mutation: at(
      'lower',
      edit((body) => void (body.Resources = [])),
    ),
    fails: ['RFC7644-7.8-1'],
  },
  {
    probe: probe('sensitive-filter'),
    wrong: 'a password in the URI is taken',
    mutation: at('filter', answer(200, { Resources: [] })),
    fails: ['RFC7644-7.5.2-3'],
  },
];

testDefects(defects, serviceProbes);
