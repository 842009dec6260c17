import type { JsonObject } from '../../../../src/kernel/index.ts';
import { conflicts } from '../../../../src/conformance/probes/resources/conflict-probe.ts';
import { createResources, createWithoutValues } from '../../../../src/conformance/probes/resources/create-probe.ts';
import { createByMutability, createReadOnly } from '../../../../src/conformance/probes/resources/create-rules-probe.ts';
import {
  immutableAttributes,
  immutableWithoutValue,
} from '../../../../src/conformance/probes/resources/immutable-probe.ts';
import {
  clearedValues,
  replacedValues,
  replaceResources,
} from '../../../../src/conformance/probes/resources/replace-probe.ts';
import { replaceReadOnly, replaceRequired } from '../../../../src/conformance/probes/resources/replace-rules-probe.ts';
import { refusal, to, withBody, withHeader, withoutMembers, withStatus } from './response-changes.ts';
import { type Defect, testDefects } from './defects.ts';

const defects: readonly Defect[] = [
  {
    wrong: 'answers a create with 200',
    probe: createResources,
    mutation: to('create', withStatus(200)),
    fails: ['RFC7644-3.3-3'],
  },
  {
    wrong: 'returns nothing of a new resource but its place',
    probe: createResources,
    mutation: to('create', () => ({ text: '', body: undefined })),
    fails: ['RFC7644-3.3-4'],
  },
  {
    wrong: 'returns no Location',
    probe: createResources,
    mutation: to('create', withHeader('location')),
    fails: ['RFC7644-3.3-5'],
  },
  {
    wrong: 'says in the body that a resource is elsewhere',
    probe: createResources,
    mutation: to('create', withBody({ meta: { location: 'https://elsewhere.example.com/Users/1' } })),
    fails: ['RFC7644-3.3-5'],
  },
  {
    wrong: 'takes the resource type from the client',
    probe: createResources,
    mutation: to('create with meta', withBody({ meta: { resourceType: 'Elsewhere' } })),
    fails: ['RFC7644-3.3.1-1'],
  },
  {
    wrong: 'reads another resource than the one asked for',
    probe: createResources,
    mutation: to('read', withBody({ id: 'another' })),
    fails: ['RFC7644-3.4.1-a'],
  },
  {
    wrong: 'does not find what it created',
    probe: createResources,
    mutation: to('read', refusal(404)),
    fails: ['RFC7644-3.3-5', 'RFC7644-3.4.1-a'],
  },
  {
    wrong: 'refuses values in read-only attributes',
    probe: createReadOnly,
    mutation: to('create', refusal(400, 'mutability')),
    fails: ['RFC7644-3.3-2'],
  },
  {
    wrong: 'takes the creation time from the client',
    probe: createReadOnly,
    mutation: to('read', withBody({ meta: { created: '2001-02-03T04:05:06Z' } })),
    fails: ['RFC7644-3.3-2'],
  },
  {
    wrong: 'returns a password',
    probe: createByMutability,
    mutation: to('User: read', withBody({ password: 'secret' })),
    fails: ['RFC7644-3.3-1'],
  },
  {
    wrong: 'loses what was given',
    probe: createByMutability,
    mutation: to('User: read', withoutMembers('nickName')),
    fails: ['RFC7644-3.3-1'],
  },
  {
    wrong: 'refuses null',
    probe: createWithoutValues,
    mutation: to('create', refusal(400, 'invalidValue')),
    fails: ['RFC7644-3.3-a'],
  },
  {
    wrong: 'sets a default in place of null',
    probe: createWithoutValues,
    mutation: to('User: read', withBody({ nickName: 'default' })),
    fails: ['RFC7644-3.3-a'],
  },
  {
    wrong: 'creates duplicates',
    probe: conflicts,
    mutation: to('create', withStatus(201)),
    fails: ['RFC7644-3.3-6', 'RFC7644-3.12-g'],
  },
  {
    wrong: 'calls a duplicate another thing',
    probe: conflicts,
    mutation: to('create', refusal(409, 'invalidValue')),
    fails: ['RFC7644-3.3-6', 'RFC7644-3.12-m'],
  },
  {
    wrong: 'refuses a duplicate with 400',
    probe: conflicts,
    mutation: to('modify', refusal(400, 'uniqueness')),
    fails: ['RFC7644-3.12-g'],
  },
  {
    wrong: 'lists the duplicate',
    probe: conflicts,
    mutation: to('list', ({ body }) => ({ body: { ...body, Resources: [{ id: '1' }, { id: '2' }] } })),
    fails: ['RFC7644-3.3-6'],
  },
  {
    wrong: 'has no PUT',
    probe: replaceResources,
    mutation: to('replace', refusal(405)),
    fails: ['RFC7644-3.5-1'],
  },
  {
    wrong: 'answers a PUT with 204',
    probe: replaceResources,
    mutation: to('replace', () => ({ status: 204, text: '', body: undefined })),
    fails: ['RFC7644-3.5.1-a'],
  },
  {
    wrong: 'returns a part of what it replaced',
    probe: replaceResources,
    mutation: to('User: replace', withoutMembers('userName')),
    fails: ['RFC7644-3.5.1-a'],
  },
  {
    wrong: 'creates by PUT',
    probe: replaceResources,
    mutation: to('replace unknown', withStatus(201)),
    fails: ['RFC7644-3.5.1-1'],
  },
  {
    wrong: 'keeps values beside those of a PUT',
    probe: replacedValues,
    mutation: to('read', ({ body }) => ({
      body: { ...body, emails: [...(body!['emails'] as JsonObject[]), { value: 'a@b.c' }] },
    })),
    fails: ['RFC7644-3.5.1-2'],
  },
  {
    wrong: 'does not replace a false by a true',
    probe: replacedValues,
    mutation: to('read', withBody({ active: true })),
    fails: ['RFC7644-3.5.1-2'],
  },
  {
    wrong: 'keeps what a PUT leaves out',
    probe: clearedValues,
    mutation: (() => {
      let first: JsonObject | undefined;
      return (right, { label }) => {
        if (label === 'User: create') first = right.body;
        return label === 'User: left out' ? { body: { ...right.body, nickName: first!['nickName'] } } : undefined;
      };
    })(),
    fails: ['RFC7644-3.5.1-3'],
  },
  {
    wrong: 'sets a default in place of null in a PUT',
    probe: clearedValues,
    mutation: to('User: cleared', withBody({ nickName: 'default' })),
    fails: ['RFC7644-3.5.1-b'],
  },
  {
    wrong: 'refuses read-only attributes in a PUT',
    probe: replaceReadOnly,
    mutation: to('replace', refusal(400, 'mutability')),
    fails: ['RFC7644-3.5.1-6'],
  },
  {
    wrong: 'takes the id from a PUT',
    probe: replaceReadOnly,
    mutation: to('after', withBody({ id: 'another' })),
    fails: ['RFC7644-3.5.1-6'],
  },
  {
    wrong: 'does without a required attribute',
    probe: replaceRequired,
    mutation: to('User: without', withStatus(200)),
    fails: ['RFC7644-3.5.1-7'],
  },
  {
    wrong: 'changes an immutable attribute',
    probe: immutableAttributes,
    mutation: to('Device.batch: after', withBody({ batch: 'another' })),
    fails: ['RFC7644-3.5.1-4'],
  },
  {
    wrong: 'calls the change of an immutable attribute another thing',
    probe: immutableAttributes,
    mutation: to('Device.batch: another', refusal(400, 'invalidValue')),
    fails: ['RFC7644-3.12-n'],
  },
  {
    wrong: 'leaves an immutable attribute without a value',
    probe: immutableWithoutValue,
    mutation: to('Device.batch: after', withoutMembers('batch')),
    fails: ['RFC7644-3.5.1-5'],
  },
];

testDefects(defects, [
  createResources,
  createReadOnly,
  createByMutability,
  createWithoutValues,
  conflicts,
  replaceResources,
  replacedValues,
  clearedValues,
  replaceReadOnly,
  replaceRequired,
  immutableAttributes,
  immutableWithoutValue,
]);
