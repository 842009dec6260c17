import { sample } from 'fast-check';
import type { ExchangeLine } from '../../../../src/history/line.ts';
import {
  type JsonObject,
  type JsonValue,
  parseJson,
  isJsonObject,
  seededRandom,
} from '../../../../src/kernel/index.ts';
import { discoveryRequests } from '../../../../src/conformance/discovery.ts';
import {
  discoveryFrom,
  DISCOVERY,
  type IndexedExchange,
  judgeTrial,
} from '../../../../src/conformance/probe-condition.ts';
import type {
  Discovery,
  Probe,
  ProbeContext,
  ProbeOutcome,
  ProbePause,
  ProbeRequest,
  ProbeResponse,
  Stimulus,
} from '../../../../src/conformance/probe.ts';

/** A target: a request in, a response out. */
type Server = (request: ProbeRequest) => ProbeResponse | Promise<ProbeResponse>;

/** A target that can also let time pass, and that is made anew for each run. */
export interface Target {
  readonly respond: Server;
  pass?(pause: ProbePause): Promise<void>;
  readonly credentials?: readonly string[];
  readonly tenants?: readonly string[];
}

export interface ProbeRun {
  /** Of every requirement the worst of all trials. */
  readonly outcomes: ReadonlyMap<string, ProbeOutcome>;
  readonly exchanges: readonly ExchangeLine[];
}

/** Runs a probe against a target as the runner does, and judges what was recorded. */
export async function runProbe(probe: Probe, target: Target, trials = 5): Promise<ProbeRun> {
  const recorder = new Recorder(target);
  for (const { label, path } of discoveryRequests) await recorder.send(DISCOVERY, 0, { label, method: 'GET', path });
  const discovery = discoveryFrom(recorder.lines);
  const missing = probe.needs.filter((capability) => !discovery.capabilities.has(capability));
  if (missing.length > 0) return { outcomes: skipped(probe, missing.join()), exchanges: recorder.lines };
  const outcomes: ProbeOutcome[] = [];
  for (const [index, generated] of casesOf(probe, target, discovery, trials).entries()) {
    const trial = index + 1;
    const context = contextOf(target, discovery, `${probe.id}/${trial}`);
    await recorder.drive(probe.id, trial, stimulusOf(probe, context, generated));
    outcomes.push(...judgeTrial(probe, discovery, recorder.of(trial), generated));
  }
  return { outcomes: worstOf(outcomes), exchanges: recorder.lines };
}

/** `RFC7643-4.1.1-2: fail, expected 409, got 201`, for every requirement that did not pass. */
export function shortfalls(run: ProbeRun): readonly string[] {
  return [...run.outcomes.values()]
    .filter(({ outcome }) => outcome !== 'pass')
    .map(({ requirement, outcome, message }) => `${requirement}: ${outcome}, ${message}`);
}

/** Requirements with this outcome, in order. */
export function those(run: ProbeRun, outcome: ProbeOutcome['outcome']): readonly string[] {
  return [...run.outcomes.values()]
    .filter((each) => each.outcome === outcome)
    .map(({ requirement }) => requirement)
    .toSorted();
}

/** What is changed in a response, or `undefined` to leave it as it is. */
export type Mutation = (response: ProbeResponse, request: ProbeRequest) => Partial<ProbeResponse> | undefined;

/** A target that is wrong in one way: the responses of a right one, changed. A changed body changes the text with it. */
export function mutate(target: Target, mutation: Mutation): Target {
  return {
    ...target,
    respond: async (request) => {
      const right = await target.respond(request);
      const changed = mutation(right, request);
      if (changed === undefined) return right;
      const text = changed.text ?? ('body' in changed ? JSON.stringify(changed.body ?? '') : right.text);
      return { ...right, ...changed, text };
    },
  };
}

/** A response as a server gives it. */
export function response(status: number, body?: JsonObject, headers: Record<string, string> = {}): ProbeResponse {
  return {
    status,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/scim+json' }), ...headers },
    text: body === undefined ? '' : JSON.stringify(body),
    body,
  };
}

function contextOf(target: Target, discovery: Discovery, seed: string): ProbeContext {
  const { credentials = [], tenants = [] } = target;
  const virtualTime = 'pass' in target;
  return { ...discovery, namespace: 'probe-', random: seededRandom(seed), credentials, tenants, virtualTime };
}

function casesOf(
  probe: Probe,
  target: Target,
  discovery: Discovery,
  trials: number,
): readonly (JsonValue | undefined)[] {
  if (!('trials' in probe)) return [undefined];
  const cases = probe.cases(contextOf(target, discovery, probe.id));
  return sample(cases, { seed: 7, numRuns: Math.min(trials, probe.trials) });
}

function stimulusOf(probe: Probe, context: ProbeContext, generated: JsonValue | undefined): Stimulus {
  return 'trials' in probe ? probe.stimulate(context, generated ?? null) : probe.stimulate(context);
}

const severity = { fail: 3, unknown: 2, pass: 1, skip: 0 } as const;

function worstOf(outcomes: readonly ProbeOutcome[]): ReadonlyMap<string, ProbeOutcome> {
  const worst = new Map<string, ProbeOutcome>();
  for (const outcome of outcomes) {
    const known = worst.get(outcome.requirement);
    if (known === undefined || severity[outcome.outcome] > severity[known.outcome])
      worst.set(outcome.requirement, outcome);
  }
  return worst;
}

function skipped(probe: Probe, message: string): ReadonlyMap<string, ProbeOutcome> {
  return new Map(probe.requirements.map((requirement) => [requirement, { requirement, outcome: 'skip', message }]));
}

class Recorder {
  readonly lines: ExchangeLine[] = [];
  readonly #target: Target;

  constructor(target: Target) {
    this.#target = target;
  }

  of(trial: number): readonly IndexedExchange[] {
    return this.lines.map((line, index) => ({ index, line })).filter(({ line }) => line.probe?.trial === trial);
  }

  async drive(id: string, trial: number, stimulus: Stimulus): Promise<void> {
    let step = stimulus.next();
    while (step.done !== true) {
      if ('pause' in step.value) {
        await this.#target.pass?.(step.value);
        step = stimulus.next({ status: 0, headers: {}, text: '', body: undefined });
      } else step = stimulus.next(await this.send(id, trial, step.value));
    }
  }

  async send(id: string, trial: number, request: ProbeRequest): Promise<ProbeResponse> {
    const body =
      request.body === undefined || typeof request.body === 'string' ? request.body : JSON.stringify(request.body);
    const defaults: Record<string, string> = { accept: 'application/scim+json' };
    if (body !== undefined) defaults['content-type'] = 'application/scim+json';
    const given = Object.entries(request.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]);
    const merged = { ...defaults, ...Object.fromEntries(given) } as Record<string, string>;
    const headers = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== ''));
    const sent = { ...request, headers, ...(body === undefined ? {} : { body }) };
    const answer = await this.#target.respond(sent);
    const number = this.lines.length + 1;
    this.lines.push({
      type: 'exchange',
      scenario: 'probes',
      number,
      step: request.label,
      sentAt: number * 2,
      receivedAt: number * 2 + 1,
      tenant: request.tenant ?? 'default',
      credential: request.credential ?? 'valid',
      request: { method: request.method, path: request.path, headers, body: body ?? '' },
      ...(answer.status === 0
        ? { failure: { code: 'ECONNRESET', message: 'no response' } }
        : { response: { status: answer.status, headers: answer.headers, body: answer.text } }),
      expect: [],
      probe: { id, trial, label: request.label },
    });
    // What a stimulus sees comes from the text, as it does on a wire.
    const parsed = parseJson(answer.text);
    return { ...answer, body: isJsonObject(parsed) ? parsed : undefined };
  }
}
