import type { JsonObject } from '../../../../src/kernel/index.ts';
import {
  deletedInConflicts,
  deletedInQueries,
  deleteResources,
} from '../../../../src/conformance/probes/resources/delete-probe.ts';
import { acceptedFormats, utf8 } from '../../../../src/conformance/probes/resources/formats-probe.ts';
import {
  unfitValues,
  unreadableFilters,
  unreadableRequests,
} from '../../../../src/conformance/probes/resources/malformed-probe.ts';
import { authenticatedSubject } from '../../../../src/conformance/probes/resources/me-probe.ts';
import { patchSupport } from '../../../../src/conformance/probes/resources/patch-support-probe.ts';
import { tooLarge } from '../../../../src/conformance/probes/resources/payload-probe.ts';
import { unknownVersion } from '../../../../src/conformance/probes/resources/protocol-version-probe.ts';
import { chosenAttributes, excludedAttributes } from '../../../../src/conformance/probes/resources/projection-probe.ts';
import {
  attributesOfWrites,
  defaultAttributes,
} from '../../../../src/conformance/probes/resources/returned-attributes-probe.ts';
import {
  forbidden,
  notFound,
  notImplemented,
  sensitiveQuery,
  unauthorized,
} from '../../../../src/conformance/probes/resources/status-probe.ts';
import {
  conditionalReads,
  conditionalWrites,
  entityTags,
} from '../../../../src/conformance/probes/resources/versions-probe.ts';
import { refusal, to, withBody, withHeader, withoutMembers, withStatus } from './response-changes.ts';
import { type Defect, testDefects } from './defects.ts';

const defects: readonly Defect[] = [
  { wrong: 'refuses PATCH', probe: patchSupport, mutation: to('modify', refusal(501)), fails: ['RFC7644-3.5-2'] },
  {
    wrong: 'answers a DELETE with 200',
    probe: deleteResources,
    mutation: to('delete', withStatus(200)),
    fails: ['RFC7644-3.6-5'],
  },
  {
    wrong: 'answers 410 for what is deleted',
    probe: deleteResources,
    mutation: to('gone', refusal(410)),
    fails: ['RFC7644-3.6-1'],
  },
  {
    wrong: 'lists what is deleted',
    probe: deletedInQueries,
    mutation: (() => {
      const lists = new Map<string, JsonObject | undefined>();
      return (right, { label, path }) => {
        if (label === 'before') lists.set(path, right.body);
        return label === 'after' && path.includes('?') ? { body: lists.get(path) } : undefined;
      };
    })(),
    fails: ['RFC7644-3.6-2'],
  },
  {
    wrong: 'counts deleted users as conflicts',
    probe: deletedInConflicts,
    mutation: (right, { label }) =>
      ['take over', 'create again'].includes(label)
        ? refusal(409, 'uniqueness')(right, { label, method: '', path: '' })
        : undefined,
    fails: ['RFC7644-3.6-3', 'RFC7644-3.6-4'],
  },
  {
    wrong: 'gives the id of a deleted user again',
    probe: deletedInConflicts,
    mutation: (() => {
      let id: unknown;
      return (right, { label }) => {
        if (label === 'given second') id = right.body!['id'];
        return label === 'create again' ? { body: { ...right.body, id: id as string } } : undefined;
      };
    })(),
    fails: ['RFC7644-3.6-4'],
  },
  {
    wrong: 'reads UTF-8 as Latin-1',
    probe: utf8,
    mutation: (right) => ({ text: Buffer.from(right.text).toString('latin1') }),
    fails: ['RFC7644-3.8-1', 'RFC7644-3.8-2'],
  },
  {
    wrong: 'says that it writes Latin-1',
    probe: utf8,
    mutation: to('undeclared', withHeader('content-type', 'application/scim+json; charset=iso-8859-1')),
    fails: ['RFC7644-3.8-2'],
  },
  {
    wrong: 'answers in plain JSON what asks for SCIM',
    probe: acceptedFormats,
    mutation: to('scim', withHeader('content-type', 'application/json')),
    fails: ['RFC7644-3.8-4'],
  },
  {
    wrong: 'ignores "attributes"',
    probe: chosenAttributes,
    mutation: to('chosen', withBody({ title: 'Engineer' })),
    fails: ['RFC7644-3.9-1'],
  },
  {
    wrong: 'returns a complex attribute whole where a part was asked for',
    probe: chosenAttributes,
    mutation: to('chosen', ({ body }) =>
      'name' in body! ? { body: { ...body, name: { givenName: 'Jane', familyName: 'Doe' } } } : undefined,
    ),
    fails: ['RFC7644-3.9-1'],
  },
  {
    wrong: 'leaves out the id where other attributes were asked for',
    probe: chosenAttributes,
    mutation: to('chosen', withoutMembers('id')),
    fails: ['RFC7644-3.9-1'],
  },
  {
    wrong: 'leaves out the id on demand',
    probe: excludedAttributes,
    mutation: to('minimum', withoutMembers('id')),
    fails: ['RFC7644-3.9-2'],
  },
  {
    wrong: 'ignores "excludedAttributes"',
    probe: excludedAttributes,
    mutation: to('less', withBody({ emails: [{ value: 'a@b.c' }] })),
    fails: ['RFC7644-3.9-c'],
  },
  {
    wrong: 'leaves out more than it should',
    probe: excludedAttributes,
    mutation: to('less', withoutMembers('userName')),
    fails: ['RFC7644-3.9-c'],
  },
  {
    wrong: 'returns what is returned on request alone',
    probe: defaultAttributes,
    mutation: to('Device: read', withBody({ history: 'old' })),
    fails: ['RFC7644-3.9-a'],
  },
  {
    wrong: 'returns a password in a list',
    probe: defaultAttributes,
    mutation: to('User: list', ({ body }) => ({ body: { ...body, Resources: [{ password: 'secret' }] } })),
    fails: ['RFC7644-3.9-a'],
  },
  {
    wrong: 'leaves out an attribute that is returned by default',
    probe: defaultAttributes,
    mutation: to('User: read', withoutMembers('emails')),
    fails: ['RFC7644-3.9-a'],
  },
  {
    wrong: 'ignores the parameters on writes',
    probe: attributesOfWrites,
    mutation: to('create', withBody({ nickName: 'Janey' })),
    fails: ['RFC7644-3.9-b'],
  },
  {
    wrong: 'stores only what it returns',
    probe: attributesOfWrites,
    mutation: to('create: read', withoutMembers('emails')),
    fails: ['RFC7644-3.9-b'],
  },
  {
    wrong: 'refuses "/Me" with 400',
    probe: authenticatedSubject,
    mutation: (_, { path }) => (path === '/Me' ? { status: 400 } : undefined),
    fails: ['RFC7644-3.11-1'],
  },
  {
    wrong: 'gives "/Me" as the place',
    probe: authenticatedSubject,
    mutation: to('read', withHeader('location', 'https://scim.example.com/scim/v2/Me')),
    fails: ['RFC7644-3.11-2'],
  },
  {
    wrong: 'redirects to nowhere',
    probe: authenticatedSubject,
    mutation: to('read', () => ({ status: 308, headers: {}, text: '', body: undefined })),
    fails: ['RFC7644-3.11-2'],
  },
  {
    wrong: 'answers "/Me" with somebody else',
    probe: authenticatedSubject,
    mutation: to('resource', withBody({ userName: 'somebody' })),
    fails: ['RFC7644-3.11-a'],
  },
  {
    wrong: 'answers what it cannot read with 500',
    probe: unreadableRequests,
    mutation: to('write', refusal(500)),
    fails: ['RFC7644-3.12-c'],
  },
  {
    wrong: 'calls what it cannot read another thing',
    probe: unreadableRequests,
    mutation: to('write', refusal(400, 'invalidPath')),
    fails: ['RFC7644-3.12-o'],
  },
  {
    wrong: 'calls a missing value another thing',
    probe: unfitValues,
    mutation: to('missing', refusal(400, 'mutability')),
    fails: ['RFC7644-3.12-r'],
  },
  { wrong: 'takes any value', probe: unfitValues, mutation: to('unfit', withStatus(200)), fails: ['RFC7644-3.12-c'] },
  {
    wrong: 'ignores a filter that it cannot read',
    probe: unreadableFilters,
    mutation: to('query', () => ({ status: 200 })),
    fails: ['RFC7644-3.12-k'],
  },
  {
    wrong: 'calls a wrong filter another thing',
    probe: unreadableFilters,
    mutation: to('search', refusal(400, 'invalidSyntax')),
    fails: ['RFC7644-3.12-k'],
  },
  {
    wrong: 'forbids what it should ask a credential for',
    probe: unauthorized,
    mutation: to('ask', refusal(403)),
    fails: ['RFC7644-3.12-d'],
  },
  {
    wrong: 'does what it says that it forbids',
    probe: forbidden,
    mutation: to('user: after', withBody({ externalId: 'changed' })),
    fails: ['RFC7644-3.12-e'],
  },
  {
    wrong: 'answers what is not there with 400',
    probe: notFound,
    mutation: to('ask', refusal(400)),
    fails: ['RFC7644-3.12-f'],
  },
  {
    wrong: 'refuses PATCH, which it does not support, with 405',
    probe: notImplemented,
    mutation: (right, request) =>
      request.path === '/ServiceProviderConfig'
        ? withBody({ patch: { supported: false } })(right, request)
        : to('unsupported', refusal(405))(right, request),
    fails: ['RFC7644-3.12-j'],
  },
  {
    wrong: 'calls a secret in a query another thing',
    probe: sensitiveQuery,
    mutation: to('ask', refusal(403, 'invalidFilter')),
    fails: ['RFC7644-3.12-t'],
  },
  {
    wrong: 'carries out what is too large',
    probe: tooLarge,
    mutation: to('bytes', withStatus(200)),
    fails: ['RFC7644-3.12-i'],
  },
  {
    wrong: 'calls an unknown version another thing',
    probe: unknownVersion,
    mutation: to('other version', refusal(400, 'invalidPath')),
    fails: ['RFC7644-3.12-s'],
  },
  {
    wrong: 'gives no entity-tag',
    probe: entityTags,
    mutation: to('write', withHeader('etag')),
    fails: ['RFC7644-3.14-1'],
  },
  {
    wrong: 'gives an entity-tag that is none',
    probe: entityTags,
    mutation: to('write', withHeader('etag', 'abc')),
    fails: ['RFC7644-3.14-1'],
  },
  {
    wrong: 'keeps the version through a change',
    probe: entityTags,
    mutation: to('read', withHeader('etag', 'W/"1"')),
    fails: ['RFC7644-3.14-c'],
  },
  {
    wrong: 'sends what a client has',
    probe: conditionalReads,
    mutation: to('present', withStatus(200)),
    fails: ['RFC7644-3.14-a'],
  },
  {
    wrong: 'says that nothing changed when something did',
    probe: conditionalReads,
    mutation: to('outdated', withStatus(304)),
    fails: ['RFC7644-3.14-a'],
  },
  {
    wrong: 'ignores If-Match',
    probe: conditionalWrites,
    mutation: to('outdated', withStatus(200)),
    fails: ['RFC7644-3.14-b', 'RFC7644-3.12-h'],
  },
  {
    wrong: 'refuses an outdated condition with 409',
    probe: conditionalWrites,
    mutation: to('outdated', refusal(409)),
    fails: ['RFC7644-3.12-h'],
  },
  {
    wrong: 'refuses a condition that is met',
    probe: conditionalWrites,
    mutation: to('present', withStatus(412)),
    fails: ['RFC7644-3.14-b'],
  },
];

testDefects(defects, [
  patchSupport,
  deleteResources,
  deletedInQueries,
  deletedInConflicts,
  utf8,
  acceptedFormats,
  chosenAttributes,
  excludedAttributes,
  defaultAttributes,
  attributesOfWrites,
  authenticatedSubject,
  unreadableRequests,
  unfitValues,
  unreadableFilters,
  unauthorized,
  forbidden,
  notFound,
  notImplemented,
  sensitiveQuery,
  tooLarge,
  unknownVersion,
  entityTags,
  conditionalReads,
  conditionalWrites,
]);
