import { type Clock, type Instant, type JsonObject, type Random, VirtualClock } from '../kernel/index.ts';
import type { DriverLine, ExchangeLine, Expectation, HistoryLine, Scrubber } from '../history/index.ts';
import {
  type Driver,
  type DriverOutcome,
  type DriverRequest,
  longestWait,
  retryAfter,
  type Target,
  type TargetResponse,
} from '../targets/index.ts';
import { passwordsIn, passwordsInQuery } from './sent-secrets.ts';

/** A request that the target asks to send later is sent so often at most. */
const attempts = 4;
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

/** One request with what came of it. */
export interface Exchanged {
  readonly response: TargetResponse;
  readonly line: ExchangeLine;
}

/** Something that the driver is to do, with what the history calls it. */
export interface OutgoingAction extends DriverRequest {
  readonly step: string;
  readonly expect?: DriverLine['expect'];
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
  #actions = 0;
  /** Texts that parameters of successful actions have had, by the name of the parameter. */
  readonly #named = new Map<string, Set<string>>();

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

  /**
   * As `send`, and gives the line too that the history got but for what was scrubbed from it. Somebody else's system that
   * asks to wait (429 with `Retry-After`) is asked again after that time; the refused attempt is on record as well.
   */
  async exchange(outgoing: OutgoingRequest): Promise<Exchanged> {
    for (let attempt = 1; ; attempt += 1) {
      const sentAt = this.clock.now();
      const response = await this.#sendOnce(outgoing);
      const wait = attempt < attempts ? this.#waitAskedFor(response) : undefined;
      if (wait === undefined) return { response, line: await this.#recordExchange(outgoing, sentAt, response) };
      // Nobody has to find this one among those that the scenario asked for.
      const { expect: _expect, probe: _probe, ...refused } = outgoing;
      await this.#recordExchange(refused, sentAt, response);
      await this.clock.until(this.clock.sleep(wait));
    }
  }

  /** Has the driver do something and records what came of it. Afterwards some time has passed on a virtual clock. */
  async perform(driver: Driver, { step, expect, ...request }: OutgoingAction): Promise<DriverOutcome> {
    const { action, parameters, actor: as, tenant } = request;
    for (const password of passwordsIn(JSON.stringify(parameters))) this.learn('password', password);
    const sentAt = this.clock.now();
    const outcome = await this.clock.until(driver.perform(request));
    this.#actions += 1;
    this.line({
      type: 'driver',
      number: this.#actions,
      step,
      sentAt,
      receivedAt: this.clock.now(),
      tenant,
      action,
      parameters,
      as,
      ...outcome,
      ...(expect === undefined ? {} : { expect }),
    });
    if (outcome.outcome === 'success') this.#noteParameters(parameters);
    await this.letTimePass();
    return outcome;
  }

  /** Everything that successful actions have named by a parameter, in the order in which it was first named. */
  named(parameter: string): readonly string[] {
    return [...(this.#named.get(parameter) ?? [])];
  }

  #noteParameters(parameters: JsonObject): void {
    for (const [name, value] of Object.entries(parameters)) {
      if (typeof value !== 'string') continue;
      const known = this.#named.get(name);
      if (known === undefined) this.#named.set(name, new Set([value]));
      else known.add(value);
    }
  }

  #sendOnce({
    method,
    path,
    headers,
    body,
    credential,
    tenant = this.tenant,
  }: OutgoingRequest): Promise<TargetResponse> {
    for (const password of [...passwordsIn(body), ...passwordsInQuery(path)]) this.learn('password', password);
    return this.clock.until(this.target.send({ method, path, headers, body, credential, tenant }));
  }

  #waitAskedFor(response: TargetResponse): number | undefined {
    if (this.target.kind !== 'external' || 'failure' in response || response.status !== 429) return undefined;
    const wait = retryAfter(response.headers['retry-after'], this.clock);
    return wait === undefined || wait > longestWait ? undefined : wait;
  }

  async #recordExchange(outgoing: OutgoingRequest, sentAt: Instant, response: TargetResponse): Promise<ExchangeLine> {
    const { step, credential, tenant = this.tenant, expect = [], probe, method, path, headers, body } = outgoing;
    this.#exchanges += 1;
    const line = {
      type: 'exchange',
      number: this.#exchanges,
      step,
      sentAt,
      receivedAt: this.clock.now(),
      tenant,
      credential,
      request: { method, path, headers, body },
      ...('failure' in response ? { failure: response.failure } : { response }),
      expect,
      ...(probe === undefined ? {} : { probe }),
    } as const;
    this.line(line);
    await this.letTimePass();
    return { ...line, scenario: this.#options.scenario };
  }

  /** Lets a few milliseconds pass on a virtual clock, so that what follows has a time of its own. */
  async letTimePass(): Promise<void> {
    if (this.clock instanceof VirtualClock) await this.clock.advance(1 + this.#options.random.integer(longestPause));
  }
}
