import { expect, test } from 'vitest';
import type { Probe, ProbeRequest, ProbeResponse } from '../../../../src/conformance/probe.ts';
import { customModels } from './custom-models.ts';
import { mutate, type Mutation, runProbe, those } from './probe-harness.ts';
import { referenceTarget } from './reference-target.ts';

/** A server that is right but for one thing, and the requirements that a probe finds broken. */
export interface Defect {
  readonly probe: Probe;
  readonly wrong: string;
  readonly mutation: Mutation;
  readonly fails: readonly string[];
}

/** What becomes of a response; `undefined` leaves it as it is. */
export type Change = (response: ProbeResponse, request: ProbeRequest) => Partial<ProbeResponse> | undefined;

/** Changes the responses to requests with a label, or with one that matches. */
export function at(label: string | RegExp, change: Change): Mutation {
  return (response, request) => {
    const meant = typeof label === 'string' ? request.label === label : label.test(request.label);
    return meant ? change(response, request) : undefined;
  };
}

/** Another answer altogether. */
export function answer(status: number, body?: ProbeResponse['body']): Change {
  return () => ({ status, body, text: body === undefined ? '' : JSON.stringify(body) });
}

/** JSON under construction. */
// eslint-disable-next-line typescript/no-explicit-any
export type Loose = any;

/** The same answer with another body. Without a body there is nothing to change. */
export function edit(change: (body: Loose, request: ProbeRequest) => void): Change {
  return (response, request) => {
    if (response.body === undefined) return undefined;
    const body: Loose = structuredClone(response.body);
    change(body, request);
    return { body };
  };
}

/** Several mutations, each on what the one before made. */
export function all(...mutations: readonly Mutation[]): Mutation {
  return (response, request) => {
    const now = { ...response };
    for (const mutation of mutations) {
      const changed = mutation(now, request);
      const text = changed !== undefined && 'body' in changed ? JSON.stringify(changed.body ?? '') : now.text;
      Object.assign(now, { text }, changed);
    }
    return now;
  };
}

/** What a probe sent, as JSON. */
export function sent(request: ProbeRequest): Loose {
  return typeof request.body === 'string' ? JSON.parse(request.body) : {};
}

/** Each defect makes exactly its requirements fail, and each requirement of each probe is broken by some defect. */
export function testDefects(defects: readonly Defect[], probes: readonly Probe[]): void {
  test.each(defects.map((defect) => [defect.probe.id, defect.wrong, defect] as const))(
    '%s: %s',
    async (_id, _wrong, defect) => {
      const right = await referenceTarget(customModels(), { defaultPageSize: 10, maxPageSize: 20 });
      const run = await runProbe(defect.probe, mutate(right, defect.mutation));
      expect(those(run, 'fail')).toEqual(defect.fails.toSorted());
    },
  );

  test('every requirement of every probe is broken by some defect', () => {
    const untested = probes.flatMap((probe) => {
      const broken = new Set(defects.filter((defect) => defect.probe === probe).flatMap(({ fails }) => fails));
      return probe.requirements.filter((requirement) => !broken.has(requirement)).map((each) => `${probe.id} ${each}`);
    });
    expect(untested).toEqual([]);
  });
}
