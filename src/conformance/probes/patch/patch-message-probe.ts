import type { JsonObject, JsonValue } from '../../../kernel/index.ts';
import { messageUris } from '../../../scim/index.ts';
import { fixedProbe, get, patch } from '../kit/index.ts';
import { judgeRefusal } from './patch-case.ts';

const operation = { op: 'replace', path: 'externalId', value: 'patched' };
const schemas = [messageUris.patchOp];

/** Bodies that are no PATCH request, by the requirement that they break. */
const messages: readonly (readonly [requirement: string, title: string, body: JsonObject])[] = [
  ['RFC7644-3.5.2-1', 'patch without schemas', { Operations: [operation] }],
  [
    'RFC7644-3.5.2-1',
    'patch with the schema of another message',
    { schemas: [messageUris.bulkRequest], Operations: [operation] },
  ],
  ['RFC7644-3.5.2-2', 'patch without operations', { schemas }],
  ['RFC7644-3.5.2-2', 'patch with no operation', { schemas, Operations: [] }],
  ['RFC7644-3.5.2-2', 'patch with an object of operations', { schemas, Operations: operation }],
  ['RFC7644-3.5.2-3', 'patch without op', { schemas, Operations: [{ path: 'externalId', value: 'patched' }] }],
  ...['move', 'test', '', 1].map((op): readonly [string, string, JsonObject] => [
    'RFC7644-3.5.2-3',
    `patch with op ${JSON.stringify(op)}`,
    { schemas, Operations: [{ ...operation, op }] },
  ]),
];

/** The message of a PATCH request (RFC 7644 section 3.5.2). */
export const patchMessage = fixedProbe({
  id: 'patch/message',
  title: 'A body that is no PATCH request is refused and changes nothing',
  needs: ['patch'],
  requirements: [...new Set(messages.map(([requirement]) => requirement))],
  *stimulate(stage) {
    const user = yield* stage.given('User');
    // Without a request that is right, a refusal says nothing of what is wrong with another.
    yield* stage.prepare(patch('control', user.path, [{ ...operation, value: 'control' }]));
    for (const [, title, body] of messages) {
      yield get(`${title}: before`, user.path);
      yield { label: `${title}: patch`, method: 'PATCH', path: user.path, body: body satisfies JsonValue };
      yield get(`${title}: after`, user.path);
    }
  },
  judge(judgement) {
    for (const [requirement, title] of messages) judgeRefusal(judgement, requirement, title);
  },
});
