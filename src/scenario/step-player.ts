import { type Random, VirtualClock } from '../kernel/index.ts';
import type { Profile } from '../profiles/index.ts';
import { type Probe, selectProbes } from '../conformance/index.ts';
import type { TargetResponse } from '../targets/index.ts';
import { playAdminStep } from './admin-player.ts';
import { Bindings, type Turn } from './bindings.ts';
import { type Cast, createCast } from './cast.ts';
import { CreatedResources } from './created-resources.ts';
import { dayLength } from './duration.ts';
import { throwIfInterrupted } from './interruption.ts';
import type { LogReader } from './log-reader.ts';
import { PassedOver } from './passed-over.ts';
import { fillText, fillTexts, fillValue, type Resolve, UnboundPlaceholder } from './placeholders.ts';
import { ProbePlayer } from './probe-player.ts';
import { playProfileStep } from './profile-player.ts';
import { captureFrom, fillRequest } from './request-player.ts';
import type { Exchanged, OutgoingRequest, RunRecorder } from './run-recorder.ts';
import type {
  AdminTemplate,
  ClockMove,
  LogReadTemplate,
  ProfileStep,
  RequestTemplate,
  Scenario,
  Step,
} from './scenario.ts';

export interface StepPlayerOptions {
  readonly scenario: Scenario;
  readonly recorder: RunRecorder;
  readonly reader: LogReader;
  readonly random: Random;
  readonly profile: Profile | undefined;
  /** Those that a step can choose from. */
  readonly probes: readonly Probe[];
  /** Requests that would write are not sent. */
  readonly readOnly: boolean;
  /** Aborted: no further step is begun. */
  readonly signal: AbortSignal | undefined;
}

/** Plays the steps of one scenario, from the first to the last, and keeps what they bring about. */
export class StepPlayer {
  readonly #recorder: RunRecorder;
  readonly #reader: LogReader;
  readonly #created = new CreatedResources();
  readonly #bindings: Bindings;
  readonly #cast: Cast;
  readonly #profile: Profile | undefined;
  readonly #signal: AbortSignal | undefined;
  readonly #readOnly: boolean;
  readonly #probes: ProbePlayer;
  readonly #choice: readonly Probe[];

  constructor(options: StepPlayerOptions) {
    const { scenario, recorder, reader, random } = options;
    this.#recorder = recorder;
    this.#reader = reader;
    this.#signal = options.signal;
    this.#profile = options.profile;
    // Begins with a letter, so that it can stand anywhere in a name.
    const namespace = `t${random.fork('namespace').hex(4)}`;
    this.#bindings = new Bindings({
      namespace,
      random: random.fork('values'),
      learn: (name, value) => recorder.learn(name, value),
    });
    this.#cast = createCast(scenario, namespace, random, (expression) => this.#bindings.resolve(expression));
    this.#bindings.introduce(this.#cast);
    this.#readOnly = options.readOnly;
    this.#choice = options.probes;
    this.#probes = new ProbePlayer({
      recorder,
      send: async (request) => (await this.#exchange(request)).line,
      namespace,
      random: random.fork('probes'),
      signal: options.signal,
    });
  }

  async play(steps: readonly Step[], turn?: Turn): Promise<void> {
    for (const step of steps) {
      throwIfInterrupted(this.#signal);
      try {
        await this.#playStep(step, (expression) => this.#bindings.resolve(expression, turn));
      } catch (error) {
        if (!(error instanceof PassedOver || error instanceof UnboundPlaceholder)) throw error;
        this.#recorder.note(labelOf(step), `passed over: ${error.message}.`);
      }
    }
  }

  cleanUp(): Promise<void> {
    return this.#created.remove(this.#recorder);
  }

  async #playStep(step: Step, resolve: Resolve): Promise<void> {
    if (step.kind === 'request') await this.#playRequest(step.request, resolve);
    else if (step.kind === 'admin') await this.#playAdmin(step.admin, resolve);
    else if (step.kind === 'clock') await this.#moveClock(step.move);
    else if (step.kind === 'read-log') await this.#readLog(step.read, resolve);
    else if (step.kind === 'probes') await this.#probes.play(selectProbes(this.#choice, step.chosen));
    else if (step.kind === 'repeat') {
      for (const [index, value] of step.values.entries()) {
        await this.play(step.steps, { index: index + 1, value: fillValue(value, resolve) });
      }
    } else await this.#playProfileStep(step, labelOf(step), resolve);
  }

  async #playRequest(template: RequestTemplate, resolve: Resolve): Promise<void> {
    this.#needCredential(template.credential);
    const request = fillRequest(template, resolve);
    const response = await this.#send(request);
    const missing = captureFrom(template, response, this.#bindings);
    if (missing.length > 0) this.#recorder.note(request.step, `the response does not have ${missing.join(', ')}.`);
  }

  /** @throws PassedOver where nothing may be written. */
  async #playAdmin(template: AdminTemplate, resolve: Resolve): Promise<void> {
    if (this.#readOnly) throw new PassedOver('the run is read-only');
    await playAdminStep(template, this.#recorder, this.#bindings, resolve);
  }

  async #playProfileStep(step: ProfileStep, label: string, resolve: Resolve): Promise<void> {
    if (this.#profile === undefined) throw new PassedOver('the scenario has no profile');
    this.#needCredential(step.credential);
    const stage = {
      profile: this.#profile,
      cast: this.#cast,
      send: (request: OutgoingRequest) => this.#send(request),
      pause: (milliseconds: number) => this.#recorder.clock.until(this.#recorder.clock.sleep(milliseconds)),
    };
    await playProfileStep(step, label, stage, resolve);
  }

  async #send(request: OutgoingRequest): Promise<TargetResponse> {
    return (await this.#exchange(request)).response;
  }

  /** @throws PassedOver for a request that would write where nothing may be written. */
  async #exchange(request: OutgoingRequest): Promise<Exchanged> {
    if (this.#readOnly && writes(request)) throw new PassedOver('the run is read-only');
    const exchanged = await this.#recorder.exchange(request);
    const { response } = exchanged;
    this.#created.observe(request, response);
    if ('headers' in response) this.#reader.observe(response.headers);
    return exchanged;
  }

  async #moveClock(move: ClockMove): Promise<void> {
    const { clock } = this.#recorder;
    if (!(clock instanceof VirtualClock)) throw new PassedOver('the clock of this target cannot be moved');
    const at = clock.now();
    const milliseconds = move.action === 'to' ? untilTimeOfDay(at, move.timeOfDay) : move.milliseconds;
    const action = move.action === 'step' ? 'step' : 'advance';
    if (action === 'step') clock.step(milliseconds);
    else await clock.advance(milliseconds);
    this.#recorder.line({ type: 'clock', at, action, milliseconds });
  }

  async #readLog(template: LogReadTemplate, resolve: Resolve): Promise<void> {
    const source = this.#recorder.target.logs.get(template.log);
    if (source === undefined) throw new PassedOver(`the target keeps no log "${template.log}"`);
    const { viewer, search, partition, zone, tenant, limit, purpose, between } = template;
    const { dialect } = source.specification;
    if (![...source.viewers, ...source.sessions].includes(viewer))
      throw new PassedOver(`the target has no credential of a viewer "${viewer}"`);
    const asked = [
      ...Object.keys(template.filters).map((name) => `filter:${dialect}.${name}`),
      ...(search === undefined ? [] : [`search:${dialect}`]),
      ...(partition === undefined ? [] : [`partition:${dialect}`]),
      ...(zone === undefined ? [] : [`zone:${dialect}`]),
      ...(limit === undefined ? [] : [`limit:${dialect}`]),
    ];
    const reason = asked.map((key) => source.unavailable[key]).find((text) => text !== undefined);
    if (reason !== undefined) throw new PassedOver(reason);
    const part = partition === undefined ? {} : { partition: fillText(partition, resolve) };
    await this.#reader.settle(source, part);
    let rounds = between?.rounds ?? 0;
    const request = {
      purpose,
      viewer,
      filters: fillTexts(template.filters, resolve),
      ...(search === undefined ? {} : { search: fillText(search, resolve) }),
      ...part,
      ...(zone === undefined ? {} : { zone }),
      ...(tenant === undefined ? {} : { tenant }),
      ...(limit === undefined ? {} : { limit }),
    };
    await this.#reader.walk(source, request, async () => {
      if (between === undefined || rounds === 0) return;
      rounds -= 1;
      await this.play(between.steps);
    });
  }

  #needCredential(name: string): void {
    if (!this.#recorder.target.credentials.includes(name))
      throw new PassedOver(`the target has no credential "${name}"`);
  }
}

/** Whether a request can change anything: all but the safe methods (RFC 9110 section 9.2.1) and a search by POST. */
function writes({ method, path }: OutgoingRequest): boolean {
  if (['GET', 'HEAD', 'OPTIONS'].includes(method)) return false;
  return !(method === 'POST' && /\/\.search(?:\?|$)/u.test(path));
}

/** Milliseconds until the next moment with this time of day in UTC. */
function untilTimeOfDay(now: number, timeOfDay: number): number {
  return (((timeOfDay - now) % dayLength) + dayLength) % dayLength;
}

/** What a step is called in the history. */
function labelOf(step: Step): string {
  if ('user' in step) return `${step.kind} ${step.user}`;
  if ('group' in step) return `${step.kind} ${step.group}`;
  if (step.kind === 'request') return step.request.name ?? `${step.request.method} ${step.request.path}`;
  if (step.kind === 'admin') return step.admin.action;
  return step.kind === 'read-log' ? `read ${step.read.log}` : step.kind;
}
