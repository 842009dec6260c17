import { type Clock, type Random, VirtualClock } from '../kernel/index.ts';
import type { ExchangeLine, Expectation, HistoryLine, Scrubber } from '../history/index.ts';
import type { Target, TargetResponse } from '../targets/index.ts';
import { passwordsIn } from './sent-secrets.ts';

/** Longest time, in milliseconds, that passes on a virtual clock between two exchanges. */
const longestPause = 40;

/** A request that is ready to be sent and recorded. */
export interface OutgoingRequest {
  readonly step: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly credential: string;
  /** The recorder's usual one where it is absent. */
  readonly tenant?: string;
  readonly expect?: readonly Expectation[];
  /** The probe that asked for it. */
  readonly probe?: ExchangeLine['probe'];
}

/** A line of a history but for the name of its scenario, which the recorder knows. */
type LineOfScenario<Line> = Line extends { readonly scenario: string } ? Omit<Line, 'scenario'> : never;

export interface RecorderOptions {
  readonly scenario: string;
  readonly target: Target;
  readonly scrubber: Scrubber;
  readonly random: Random;
  readonly record: (line: HistoryLine) => void;
}

/** Sends requests to a target and keeps the history of one scenario, without secrets. */
export class RunRecorder {
  readonly target: Target;
  readonly clock: Clock;
  /** The tenant that every request names. */
  readonly tenant: string;
  readonly #options: RecorderOptions;
  #exchanges = 0;

  constructor(options: RecorderOptions) {
    this.#options = options;
    this.target = options.target;
    this.clock = options.target.clock;
    this.tenant = options.target.tenants[0] ?? '';
  }

  /** Adds a line to the history. */
  note(step: string, text: string): void {
    this.line({ type: 'note', step, text });
  }

  line(line: LineOfScenario<HistoryLine>): void {
    for (const [name, value] of this.target.secrets) this.learn(name, value);
    this.#options.record(this.#options.scrubber.line({ ...line, scenario: this.#options.scenario }));
  }

  /** Keeps a secret out of every line from now on. */
  learn(name: string, value: string): void {
    this.#options.scrubber.learn(name, value);
  }

  /** The text as the history shows it. */
  scrub(text: string): string {
    return this.#options.scrubber.text(text);
  }

  /** Sends one request and records the exchange. Afterwards some time has passed on a virtual clock. */
  async send(outgoing: OutgoingRequest): Promise<TargetResponse> {
    return (await this.exchange(outgoing)).response;
  }

  /** As `send`, and gives the line too that the history got but for what was scrubbed from it. */
  async exchange(
    outgoing: OutgoingRequest,
  ): Promise<{ readonly response: TargetResponse; readonly line: ExchangeLine }> {
    const { step, credential, tenant = this.tenant, expect = [], probe, ...request } = outgoing;
    for (const password of passwordsIn(request.body)) this.learn('password', password);
    const sentAt = this.clock.now();
    const response = await this.clock.until(this.target.send({ ...request, credential, tenant }));
    const receivedAt = this.clock.now();
    this.#exchanges += 1;
    const line = {
      type: 'exchange',
      number: this.#exchanges,
      step,
      sentAt,
      receivedAt,
      tenant,
      credential,
      request,
      ...('failure' in response ? { failure: response.failure } : { response }),
      expect,
      ...(probe === undefined ? {} : { probe }),
    } as const;
    this.line(line);
    await this.letTimePass();
    return { response, line: { ...line, scenario: this.#options.scenario } };
  }

  /** Lets a few milliseconds pass on a virtual clock, so that what follows has a time of its own. */
  async letTimePass(): Promise<void> {
    if (this.clock instanceof VirtualClock) await this.clock.advance(1 + this.#options.random.integer(longestPause));
  }
}
