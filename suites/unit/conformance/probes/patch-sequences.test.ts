import { asyncProperty, check, constant } from 'fast-check';
import { expect, test } from 'vitest';
import type { GeneratedProbe, ProbeContext, ProbeRequest, ProbeResponse } from '../../../../src/conformance/probe.ts';
import type { PatchSequence } from '../../../../src/conformance/probes/patch/sequence/patch-plan.ts';
import { patchSequences } from '../../../../src/conformance/probes/patch/sequence/patch-sequence-probe.ts';
import type { Parts, Step } from '../../../../src/conformance/probes/patch/sequence/patch-steps.ts';
import { customModels } from './custom-models.ts';
import { type ProbeRun, runProbe, shortfalls, type Target, those } from './probe-harness.ts';
import { referenceTarget } from './reference-target.ts';

interface Operation {
  readonly op: string;
  readonly path?: string;
  readonly value?: unknown;
}

type Send = (operations: readonly Operation[]) => Promise<ProbeResponse>;

/** A target that does something else with the operations of a PATCH than it should; `send` does the right thing. */
async function misled(
  patch: (operations: readonly Operation[], send: Send) => Promise<ProbeResponse>,
): Promise<Target> {
  const right = await referenceTarget(customModels());
  return {
    ...right,
    respond: async (request) => {
      if (request.method !== 'PATCH') return right.respond(request);
      const message = JSON.parse(request.body as string) as { schemas: string[]; Operations: Operation[] };
      return patch(message.Operations, async (operations) =>
        right.respond(withOperations(request, message, operations)),
      );
    },
  };
}

function withOperations(request: ProbeRequest, message: object, Operations: readonly Operation[]): ProbeRequest {
  return { ...request, body: JSON.stringify({ ...message, Operations }) };
}

const context = { models: new Map(customModels().map((model) => [model.type.name, model])) } as unknown as ProbeContext;

async function runCase(target: () => Promise<Target>, generated: PatchSequence): Promise<ProbeRun> {
  const probe: GeneratedProbe = { ...patchSequences, cases: () => constant(generated) };
  return runProbe(probe, await target(), 1);
}

/** The smallest case that shows what is wrong, and the requirement that fails. */
async function smallest(
  target: () => Promise<Target>,
): Promise<{ readonly found: PatchSequence; readonly run: ProbeRun }> {
  const property = asyncProperty(patchSequences.cases(context), async (generated) => {
    const run = await runCase(target, generated as PatchSequence);
    return those(run, 'fail').length === 0;
  });
  const { counterexample } = await check(property, { seed: 11, numRuns: 400 });
  const found = counterexample![0] as PatchSequence;
  return { found, run: await runCase(target, found) };
}

const ok: ProbeResponse = { status: 204, headers: {}, text: '', body: undefined };

const wrongs: readonly [wrong: string, ...Parameters<typeof misled>, fails: readonly string[], act: string][] = [
  [
    'replaces the values that there are by those that are added',
    async (operations, send) =>
      send(
        operations.map((each) => (Array.isArray(each.value) && each.op === 'add' ? { ...each, op: 'replace' } : each)),
      ),
    ['RFC7644-3.5.2.1-c'],
    'insert',
  ],
  [
    'removes all values where a filter selects some',
    async (operations, send) =>
      send(
        operations.map((each) => (each.op === 'remove' ? { ...each, path: each.path!.replace(/\[.*/u, '') } : each)),
      ),
    ['RFC7644-3.5.2.2-b', 'RFC7644-3.5.2.2-c'],
    'drop',
  ],
  [
    'replaces a complex attribute as a whole',
    async (operations, send) =>
      send(
        operations.flatMap((each) =>
          each.op === 'replace' && (each.path === 'name' || each.path === 'screen')
            ? [{ op: 'remove', path: each.path }, each]
            : [each],
        ),
      ),
    ['RFC7644-3.5.2.3-3'],
    'merge',
  ],
  [
    'applies the first operation alone',
    async ([first], send) => send([first!]),
    ['RFC7644-3.5.2-a', 'RFC7644-3.5.2-11'],
    '',
  ],
  [
    'keeps what came before a failure',
    async (operations, send) => {
      const answer = await send(operations);
      if (answer.status >= 400) for (const each of operations) await send([each]);
      return answer;
    },
    ['RFC7644-3.5.2-11'],
    '',
  ],
  [
    'passes over a filter that matches nothing',
    async (operations, send) => {
      const answer = await send(operations);
      return answer.status === 400 ? ok : answer;
    },
    ['RFC7644-3.5.2.3-5'],
    '',
  ],
];

test.each(wrongs)('the smallest case shows that a server %s', { timeout: 60_000 }, async (_, patch, fails, act) => {
  const { found, run } = await smallest(() => misled(patch));
  const failed = those(run, 'fail');
  expect(failed).toHaveLength(1);
  expect(fails).toContain(failed[0]);
  // One step that goes wrong, and at most one without which it would not.
  expect(found.steps.length).toBeLessThanOrEqual(2);
  if (act !== '') expect(found.steps.at(-1)!.step.act).toBe(act);
  const touched = new Set(found.steps.map(({ step }) => step.subject));
  expect(Object.keys(found.given).filter((path) => !touched.has(path))).toEqual([]);
});

const work = (value: string): Parts => ({ value, type: 'work' });

test('an operation that goes wrong by itself is not told of as a request of several', async () => {
  const appending = misled(async (operations, send) =>
    send(operations.map((each) => (Array.isArray(each.value) ? { ...each, op: 'add' } : each))),
  );
  const generated: PatchSequence = {
    type: 'User',
    given: { emails: [work('a@example.com')] },
    steps: [
      { joined: false, step: { act: 'set', subject: 'title', op: 'add', way: 'path', value: 'alpha' } },
      { joined: true, step: { act: 'renew', subject: 'emails', way: 'path', values: [work('b@example.com')] } },
    ],
  };
  const run = await runCase(() => appending, generated);
  expect(those(run, 'fail')).toEqual(['RFC7644-3.5.2.3-c']);
  expect(those(run, 'pass')).toEqual(['RFC7644-3.5.2.1-b']);
});

test('every sequence passes on the reference', async () => {
  const run = await runProbe(patchSequences, await referenceTarget(customModels()), 40);
  expect(shortfalls(run).filter((line) => !line.includes(': skip, '))).toEqual([]);
  expect(those(run, 'pass').length).toBeGreaterThanOrEqual(10);
});

test('a target without an attribute to try is not judged', async () => {
  const run = await runCase(() => referenceTarget(), { type: '', given: {}, steps: [] });
  expect(those(run, 'skip')).toHaveLength(patchSequences.requirements.length);
});

test('what a target does not take in a new resource is not held against its PATCH', async () => {
  const right = await referenceTarget();
  const choosy: Target = {
    ...right,
    respond: async (request) => (request.label === 'given control' ? { ...ok, status: 400 } : right.respond(request)),
  };
  const generated: PatchSequence = {
    type: 'User',
    given: {},
    steps: [{ joined: false, step: { act: 'set', subject: 'title', op: 'add', way: 'path', value: 'alpha' } }],
  };
  const run = await runCase(async () => choosy, generated);
  expect(those(run, 'skip')).toHaveLength(patchSequences.requirements.length);
});

test('what the RFC leaves open is not asked', async () => {
  const open: PatchSequence = {
    type: 'User',
    given: { emails: [{ value: 'a@example.com', type: 'work' }] },
    steps: [
      { act: 'unset' as const, subject: 'title' },
      { act: 'drop' as const, subject: 'emails', where: { value: 'c@example.com' } },
      { act: 'insert' as const, subject: 'emails', way: 'path', values: [{ value: 'a@example.com', type: 'home' }] },
      { act: 'merge' as const, subject: 'name', op: 'replace', way: 'path', value: { givenName: 'alpha' } },
    ].map((step) => ({ joined: false, step: step as Step })),
  };
  const run = await runCase(() => referenceTarget(), open);
  expect(run.exchanges.filter(({ request }) => request.method === 'PATCH')).toHaveLength(1);
  expect(those(run, 'pass')).toEqual(['RFC7644-3.5.2.3-2']);
});
