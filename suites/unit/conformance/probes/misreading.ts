import { expect, test } from 'vitest';
import type { Probe, ProbeRequest } from '../../../../src/conformance/probe.ts';
import { customModels } from './custom-models.ts';
import { type Loose, sent } from './defects.ts';
import { mutate, type Mutation, runProbe, type Target, those } from './probe-harness.ts';
import { referenceTarget } from './reference-target.ts';

/** What a server takes a request for. */
export type Misreading = (request: ProbeRequest) => ProbeRequest;

/** A server that takes requests for others or answers otherwise, and the requirements that a probe finds broken. */
export interface Misunderstanding {
  readonly probe: Probe;
  readonly wrong: string;
  readonly reads?: Misreading;
  readonly answers?: Mutation;
  readonly fails: readonly string[];
}

/** Takes every filter, in a query or in a message, for another one. */
export function filters(change: (filter: string, label: string) => string): Misreading {
  return parameters(({ filter, ...others }, label) =>
    typeof filter === 'string' ? { ...others, filter: change(filter, label) } : others,
  );
}

/** Takes the parameters of queries, in the URL or in a message, for others. */
export function parameters(change: (parameters: Loose, label: string) => Loose): Misreading {
  return (request) => {
    const { label, path, method, body } = request;
    if (path.endsWith('/.search')) return { ...request, body: JSON.stringify(change(sent(request), label)) };
    if (method !== 'GET' || body !== undefined || !path.includes('?')) return request;
    const [place = '', query = ''] = path.split(/\?(.*)/su);
    const pairs = Object.entries(change(Object.fromEntries(new URLSearchParams(query)), label) as object);
    const texts = pairs
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
    return { ...request, path: texts.length === 0 ? place : `${place}?${texts.join('&')}` };
  };
}

function misreading(right: Target, reads: Misreading): Target {
  return { ...right, respond: (request) => right.respond(reads(request)) };
}

/** Trials of generated probes: more than one needs to come upon a server that is wrong often. */
const trials = 25;

/** Each misunderstanding makes exactly its requirements fail, and each requirement of each probe is broken by some. */
export function testMisunderstandings(all: readonly Misunderstanding[], probes: readonly Probe[]): void {
  test.each(all.map((each) => [each.probe.id, each.wrong, each] as const))('%s: %s', async (_id, _wrong, each) => {
    const { probe, reads = (request) => request, answers = () => undefined, fails } = each;
    const right = await referenceTarget(customModels(), { defaultPageSize: 10, maxPageSize: 20 });
    const run = await runProbe(probe, mutate(misreading(right, reads), answers), trials);
    expect(those(run, 'fail')).toEqual(fails.toSorted());
  });

  test('every requirement of every probe is broken by some of them', () => {
    const untested = probes.flatMap((probe) => {
      const broken = new Set(all.filter((each) => each.probe === probe).flatMap(({ fails }) => fails));
      return probe.requirements.filter((requirement) => !broken.has(requirement)).map((each) => `${probe.id} ${each}`);
    });
    expect(untested).toEqual([]);
  });
}
