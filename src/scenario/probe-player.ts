import { asyncProperty, check } from 'fast-check';
import { type JsonValue, type Random, VirtualClock } from '../kernel/index.ts';
import {
  type Discovery,
  DISCOVERY,
  discoveryFrom,
  discoveryRequests,
  judgeTrial,
  type Probe,
  type ProbeContext,
  type ProbeRequest,
  type ProbeResponse,
  type Stimulus,
  toProbeResponse,
} from '../conformance/index.ts';
import type { ExchangeLine } from '../history/index.ts';
import { throwIfInterrupted } from './interruption.ts';
import { PassedOver } from './passed-over.ts';
import type { OutgoingRequest, RunRecorder } from './run-recorder.ts';

/** Trials that shrinking may add to those of a generated probe: each is traffic on somebody's system. */
const shrinkingTrials = 60;
const mediaType = 'application/scim+json';

export interface ProbePlayerOptions {
  readonly recorder: RunRecorder;
  /** Sends a request and gives the exchange as it was recorded. */
  readonly send: (request: OutgoingRequest) => Promise<ExchangeLine>;
  readonly namespace: string;
  readonly random: Random;
  readonly signal: AbortSignal | undefined;
}

/** Plays probes one after the other: asks the target what it is, then lets each stimulus run and records what comes. */
export class ProbePlayer {
  readonly #options: ProbePlayerOptions;
  #discovery: Discovery | undefined;

  constructor(options: ProbePlayerOptions) {
    this.#options = options;
  }

  /** @throws ScimulateError `RUN_INTERRUPTED` between two trials, after the clean-up of the one that was under way. */
  async play(probes: readonly Probe[]): Promise<void> {
    this.#discovery ??= await this.#discover();
    for (const probe of probes) await this.#playProbe(probe, this.#discovery);
  }

  async #discover(): Promise<Discovery> {
    const lines: ExchangeLine[] = [];
    for (const { label, path } of discoveryRequests) {
      lines.push(await this.#send({ label, method: 'GET', path }, { id: DISCOVERY, trial: 1, label }));
    }
    return discoveryFrom(lines);
  }

  async #playProbe(probe: Probe, discovery: Discovery): Promise<void> {
    const missing = probe.needs.filter((capability) => !discovery.capabilities.has(capability));
    if (missing.length > 0) {
      const skipped = `the target does not announce ${missing.join(', ')}`;
      this.#options.recorder.line({ type: 'probe', probe: probe.id, trial: 1, skipped });
    } else if ('trials' in probe) {
      await this.#generate(probe, discovery);
    } else {
      await this.#try(probe, discovery, 1, undefined);
    }
  }

  /** Runs generated cases; one that fails is shrunk by running smaller ones, until the budget for that is used up. */
  async #generate(probe: Extract<Probe, { trials: number }>, discovery: Discovery): Promise<void> {
    const random = this.#options.random.fork(`cases/${probe.id}`);
    let trial = 0;
    let left = probe.trials + shrinkingTrials;
    const property = asyncProperty(probe.cases(this.#context(discovery, probe.id)), async (generated) => {
      if (left === 0) return true;
      left -= 1;
      trial += 1;
      return this.#try(probe, discovery, trial, generated);
    });
    await check(property, { seed: random.integer(0x7f_ff_ff_ff), numRuns: probe.trials });
  }

  /** @returns whether nothing failed. */
  async #try(probe: Probe, discovery: Discovery, trial: number, generated: JsonValue | undefined): Promise<boolean> {
    throwIfInterrupted(this.#options.signal);
    const { recorder } = this.#options;
    recorder.line({ type: 'probe', probe: probe.id, trial, ...(generated === undefined ? {} : { generated }) });
    const context = this.#context(discovery, `${probe.id}/${trial}`);
    const stimulus = 'trials' in probe ? probe.stimulate(context, generated ?? null) : probe.stimulate(context);
    let exchanges: readonly ExchangeLine[];
    try {
      exchanges = await this.#drive(stimulus, probe.id, trial);
    } catch (error) {
      if (!(error instanceof PassedOver)) throw error;
      // This line takes the place of the one that opened the trial.
      recorder.line({ type: 'probe', probe: probe.id, trial, skipped: error.message });
      return true;
    }
    // Only a generated case is judged here, to know whether to shrink it; the verdicts come from the history.
    if (!('trials' in probe)) return true;
    const indexed = exchanges.map((line, index) => ({ index, line }));
    return !judgeTrial(probe, discovery, indexed, generated).some(({ outcome }) => outcome === 'fail');
  }

  async #drive(stimulus: Stimulus, id: string, trial: number): Promise<readonly ExchangeLine[]> {
    const { clock } = this.#options.recorder;
    const exchanges: ExchangeLine[] = [];
    let next = stimulus.next();
    while (next.done !== true) {
      if ('pause' in next.value) {
        await clock.until(clock.sleep(next.value.pause));
        next = stimulus.next(nothing);
        continue;
      }
      const line = await this.#send(next.value, { id, trial, label: next.value.label });
      exchanges.push(line);
      next = stimulus.next(toProbeResponse(line));
    }
    return exchanges;
  }

  #send(request: ProbeRequest, probe: NonNullable<ExchangeLine['probe']>): Promise<ExchangeLine> {
    return this.#options.send({
      step: `${probe.id}: ${request.label}`,
      method: request.method,
      path: request.path,
      headers: headersOf(request),
      body: bodyText(request.body),
      credential: request.credential ?? 'valid',
      ...(request.tenant === undefined ? {} : { tenant: request.tenant }),
      probe,
    });
  }

  #context(discovery: Discovery, label: string): ProbeContext {
    const { namespace, random, recorder } = this.#options;
    const { credentials, tenants } = recorder.target;
    return {
      ...discovery,
      namespace: `${namespace}-`,
      random: random.fork(`probe/${label}`),
      credentials,
      tenants,
      virtualTime: recorder.clock instanceof VirtualClock,
    };
  }
}

const nothing: ProbeResponse = { status: 0, headers: {}, text: '', body: undefined };

function bodyText(body: JsonValue | undefined): string {
  if (body === undefined) return '';
  return typeof body === 'string' ? body : JSON.stringify(body);
}

/** Defaults first, each replaced by a header of the same name in any case; an empty value leaves one out. */
function headersOf({ headers = {}, body }: ProbeRequest): Record<string, string> {
  const defaults = {
    Accept: mediaType,
    ...(body === undefined ? {} : { 'Content-Type': mediaType }),
    'User-Agent': 'scimulate',
  };
  const given = new Set(Object.keys(headers).map((name) => name.toLowerCase()));
  const kept = Object.entries(defaults).filter(([name]) => !given.has(name.toLowerCase()));
  return Object.fromEntries([...kept, ...Object.entries(headers)].filter(([, value]) => value !== ''));
}
