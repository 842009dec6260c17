import type { Probe } from '../../../../src/conformance/probe.ts';
import { patchProbes } from '../../../../src/conformance/probes/patch/index.ts';
import { at, type Defect, edit, testDefects } from './defects.ts';
import type { Mutation } from './probe-harness.ts';
import { refusal, to, withBody, withoutMembers, withStatus } from './response-changes.ts';

function probe(id: string): Probe {
  const found = patchProbes.find((each) => each.id === `patch/${id}`);
  if (found === undefined) throw new Error(`there is no probe patch/${id}`);
  return found;
}

function defect(id: string, wrong: string, mutation: Mutation, ...fails: readonly string[]): Defect {
  return { probe: probe(id), wrong, mutation, fails };
}

/** What a case of a probe reads back. */
const after = (title: string, change: Mutation): Mutation => at(`${title}: after`, change);
const answered = (title: string, change: Mutation): Mutation => at(`${title}: patch`, change);
const extension = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const email = (value: string, type: string): object => ({ value, type });

const defects: readonly Defect[] = [
  defect('message', 'does without schemas', answered('patch without schemas', withStatus(204)), 'RFC7644-3.5.2-1'),
  defect('message', 'does without operations', answered('patch with no operation', withStatus(204)), 'RFC7644-3.5.2-2'),
  defect('message', 'moves', answered('patch with op "move"', withStatus(204)), 'RFC7644-3.5.2-3'),
  defect(
    'message',
    'refuses and does it all the same',
    after('patch without op', withBody({ externalId: 'patched' })),
    'RFC7644-3.5.2-3',
  ),
  defect('path', 'wants a path', answered('add without a path', refusal(400)), 'RFC7644-3.5.2-4'),
  defect('path', 'removes everything', answered('remove without a path', withStatus(204)), 'RFC7644-3.5.2-4'),
  defect(
    'path',
    'ignores the filter of a path',
    after(
      'replace by the path of a part of a filtered value',
      edit((body) => void (body.emails = body.emails.map((each: object) => ({ ...each, value: 'roe@example.com' })))),
    ),
    'RFC7644-3.5.2-b',
  ),
  defect('malformed-path', 'passes over a malformed path', to('patch', withStatus(204)), 'RFC7644-3.12-p'),
  defect('malformed-path', 'calls it another thing', to('patch', refusal(400, 'invalidValue')), 'RFC7644-3.12-p'),
  defect('schema', 'takes a text for a flag', answered('replace a flag by a text', withStatus(204)), 'RFC7644-3.5.2-5'),
  defect(
    'schema',
    'lets a client date a resource',
    after('replace when the resource was created', withBody({ meta: { created: '2001-02-03T04:05:06Z' } })),
    'RFC7644-3.5.2-5',
  ),
  defect('read-only', 'changes an id', at('after', withBody({ id: 'chosen' })), 'RFC7644-3.5.2-6'),
  defect(
    'read-only',
    'passes over an id in silence',
    at('patch id', withStatus(204)),
    'RFC7644-3.5.2-7',
    'RFC7644-3.5.2-13',
  ),
  defect('read-only', 'calls it another thing', at('patch id', refusal(400, 'noTarget')), 'RFC7644-3.12-n'),
  defect('immutable', 'refuses a first value', to('add', refusal(400, 'mutability')), 'RFC7644-3.5.2-c'),
  defect('immutable', 'changes a value', to('after', withBody({ batch: 'second' })), 'RFC7644-3.5.2-6'),
  defect(
    'own-schemas',
    'takes over the schema of the message',
    at(
      'after',
      edit((body) => void body.schemas.push('urn:ietf:params:scim:api:messages:2.0:PatchOp')),
    ),
    'RFC7644-3.5.2-8',
  ),
  defect(
    'extension',
    'forgets the schema of an extension',
    after('add an attribute by its full name', withBody({ schemas: [] })),
    'RFC7644-3.5.2-d',
  ),
  defect(
    'extension',
    'names the schema of an extension twice',
    after(
      'add to schemas, then an attribute',
      edit((body) => void body.schemas.push(extension)),
    ),
    'RFC7644-3.5.2-9',
  ),
  defect(
    'primary',
    'leaves two values primary',
    after(
      'add a primary value',
      edit((body) => void (body.emails[0].primary = true)),
    ),
    'RFC7644-3.5.2-10',
  ),
  defect(
    'primary',
    'leaves two addresses primary',
    after(
      'replace an address by a primary one',
      edit((body) => void body.addresses.forEach((each: { primary: boolean }) => void (each.primary = true))),
    ),
    'RFC7644-3.5.2.3-f',
  ),
  defect(
    'order',
    'applies the first of two',
    after('replace twice', withBody({ title: 'Manager' })),
    'RFC7644-3.5.2-a',
  ),
  defect(
    'atomicity',
    'keeps what came before a failure',
    after('replace in vain as operation 3 of 3', withBody({ title: 'Manager' })),
    'RFC7644-3.5.2-11',
  ),
  defect(
    'atomicity',
    'keeps what was added',
    after(
      'remove in vain as operation 1 of 3',
      edit((body) => void body.emails.push(email('doe@example.com', 'home'))),
    ),
    'RFC7644-3.5.2-12',
  ),
  defect('response', 'answers 200 without a body', at('patch', withStatus(200)), 'RFC7644-3.5.2-14'),
  defect('response', 'answers 202', at('patch', withStatus(202)), 'RFC7644-3.5.2-14'),
  defect(
    'response',
    'answers 204 although attributes were asked for',
    at('projected', () => ({ status: 204, text: '', body: undefined })),
    'RFC7644-3.5.2-15',
  ),
  defect('response', 'ignores attributes', at('projected', withBody({ nickName: 'Janey' })), 'RFC7644-3.5.2-15'),
  defect('add', 'does without a value', answered('add without a value', withStatus(204)), 'RFC7644-3.5.2.1-1'),
  defect(
    'add',
    'replaces a complex attribute',
    after('add a part to a complex attribute', withBody({ name: { givenName: undefined } })),
    'RFC7644-3.5.2.1-2',
  ),
  defect(
    'add',
    'adds a value twice',
    after(
      'add a value that is there to several',
      edit((body) => void body.emails.push(body.emails[0])),
    ),
    'RFC7644-3.5.2.1-3',
  ),
  defect(
    'add',
    'refuses a value that is there',
    answered('add the value that is there', refusal(409)),
    'RFC7644-3.5.2.1-3',
  ),
  defect(
    'add',
    'dates what it did not change',
    after('add the value that is there', withBody({ meta: { lastModified: '2030-01-01T00:00:00Z' } })),
    'RFC7644-3.5.2.1-4',
  ),
  defect(
    'add',
    'does not know names in another case',
    after('add several attributes without a path', withoutMembers('nickName')),
    'RFC7644-3.5.2.1-a',
  ),
  defect(
    'add',
    'does not add a text',
    after('add a text where there is none', withoutMembers('title')),
    'RFC7644-3.5.2.1-b',
  ),
  defect(
    'add',
    'replaces the values that there are',
    after(
      'add one more value',
      edit((body) => void body.emails.shift()),
    ),
    'RFC7644-3.5.2.1-c',
  ),
  defect(
    'add',
    'keeps the text that there is',
    after('add in the place of a text', withBody({ title: 'Engineer' })),
    'RFC7644-3.5.2.1-d',
  ),
  defect('remove', 'keeps a text', after('remove a text', withBody({ title: 'Engineer' })), 'RFC7644-3.5.2.2-1'),
  defect('remove', 'removes another text too', after('remove a text', withoutMembers('nickName')), 'RFC7644-3.5.2.2-1'),
  defect(
    'remove',
    'keeps a value',
    after('remove all values', withBody({ emails: [email('jane@example.com', 'work')] as never })),
    'RFC7644-3.5.2.2-2',
  ),
  defect(
    'remove',
    'keeps the last value',
    after('remove the last value by a filter', withBody({ emails: [email('jane@example.com', 'work')] as never })),
    'RFC7644-3.5.2.2-3',
  ),
  defect(
    'remove',
    'keeps a part',
    after(
      'remove a part of the records that match',
      edit((body) => void (body.addresses[0].region = 'CA')),
    ),
    'RFC7644-3.5.2.2-4',
  ),
  defect(
    'remove',
    'keeps an empty record',
    after('remove the last record by a filter', withBody({ addresses: [{}] })),
    'RFC7644-3.5.2.2-5',
  ),
  defect('remove', 'removes a name', answered('remove what is required', withStatus(204)), 'RFC7644-3.5.2.2-6'),
  defect(
    'remove',
    'calls the removal of an id another thing',
    answered('remove the id', refusal(400, 'invalidPath')),
    'RFC7644-3.5.2.2-6',
  ),
  defect(
    'remove',
    'refuses a removal without a path for another reason',
    answered('remove without a path', refusal(400, 'invalidSyntax')),
    'RFC7644-3.5.2.2-a',
    'RFC7644-3.12-q',
  ),
  defect(
    'remove',
    'matches any part of a filter',
    after(
      'remove the records that match all of a filter',
      edit((body) => void body.emails.pop()),
    ),
    'RFC7644-3.5.2.2-c',
  ),
  ...(['title', 'addresses', 'emails'] as const).map((attribute, index) => {
    let first: unknown;
    return defect(
      'unassigned',
      `finds ${attribute} that are gone`,
      (right, { label }) => {
        if (label === `${attribute}: before`) first = right.body;
        return label === `${attribute}: after` ? { body: first as never } : undefined;
      },
      `RFC7644-3.5.2.2-${index + 1}`,
    );
  }),
  defect(
    'replace',
    'replaces by a text',
    answered('replace without a path by a text', withStatus(204)),
    'RFC7644-3.5.2.3-1',
  ),
  defect(
    'replace',
    'replaces only what is there',
    answered('replace a text where there is none', refusal(400, 'noTarget')),
    'RFC7644-3.5.2.3-2',
  ),
  defect(
    'replace',
    'does not add a part',
    after('replace parts of a complex attribute', withBody({ name: { middleName: undefined } })),
    'RFC7644-3.5.2.3-3',
  ),
  defect(
    'replace',
    'replaces the first match alone',
    after(
      'replace a part of all records that match',
      edit((body) => void delete body.addresses[2].region),
    ),
    'RFC7644-3.5.2.3-4',
  ),
  defect(
    'replace',
    'adds what matches nothing',
    answered('replace what matches nothing', withStatus(204)),
    'RFC7644-3.5.2.3-5',
  ),
  defect(
    'replace',
    'calls no match another thing',
    answered('replace what matches nothing', refusal(400, 'invalidPath')),
    'RFC7644-3.5.2.3-5',
    'RFC7644-3.12-q',
  ),
  defect(
    'replace',
    'clears what it is not told of',
    after('replace several attributes without a path', withoutMembers('title')),
    'RFC7644-3.5.2.3-a',
  ),
  defect('replace', 'keeps a true', after('replace a flag', withBody({ active: true })), 'RFC7644-3.5.2.3-b'),
  defect(
    'replace',
    'adds to the values that there are',
    after(
      'replace all values',
      edit((body) => void body.emails.push(email('doe@example.com', 'home'))),
    ),
    'RFC7644-3.5.2.3-c',
  ),
  defect(
    'replace',
    'replaces a complex attribute as a whole',
    after('replace some parts of a complex attribute', withBody({ name: { givenName: undefined } })),
    'RFC7644-3.5.2.3-d',
  ),
  defect(
    'replace',
    'replaces the street of every record',
    after(
      'replace a street in the records that match',
      edit((body) => void (body.addresses[1].streetAddress = '1010 Broadway Ave')),
    ),
    'RFC7644-3.5.2.3-e',
  ),
  defect(
    'members',
    'replaces members by one that is added',
    after(
      'add a member',
      edit((body) => void body.members.shift()),
    ),
    'RFC7644-3.5.2.1-c',
  ),
  defect(
    'members',
    'refuses a member that is there',
    answered('add a member again', refusal(409)),
    'RFC7644-3.5.2.1-e',
  ),
  defect(
    'members',
    'dates a group that it did not change',
    after('add a member again', withBody({ meta: { lastModified: '2030-01-01T00:00:00Z' } })),
    'RFC7644-3.5.2.1-e',
  ),
  defect('members', 'removes all for one', after('remove a member', withoutMembers('members')), 'RFC7644-3.5.2.2-b'),
  defect(
    'members',
    'refuses to remove who is no member',
    answered('remove who is no member', refusal(400, 'noTarget')),
    'RFC7644-3.5.2.2-d',
  ),
  defect(
    'members',
    'keeps a member',
    after('remove all members', withBody({ members: [{ value: 'x' }] })),
    'RFC7644-3.5.2.2-e',
  ),
  defect(
    'members',
    'does not add after a removal',
    after(
      'remove one member and add another',
      edit((body) => void body.members.pop()),
    ),
    'RFC7644-3.5.2.2-f',
  ),
  defect(
    'members',
    'adds to the members that there are',
    after(
      'replace all members',
      edit((body) => void body.members.push({ value: 'x' })),
    ),
    'RFC7644-3.5.2.3-c',
  ),
];

testDefects(
  defects,
  patchProbes.filter((each) => !('trials' in each)),
);
