import type { DialectSpecification } from '../../../../src/audit/dialects/specification.ts';
import type { Expectation, HistoryLine, LogEntry, LogReadLine, RunLine } from '../../../../src/history/line.ts';
import {
  type Behaviour,
  correctEntry,
  type Filters,
  type Stored,
  type StoryExchange,
  StoryServer,
} from './story-server.ts';

export interface Sending {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly credential?: string;
  /** The response; 0: none comes. */
  readonly status?: number;
  readonly loggedStatus?: number;
  readonly responseBody?: string;
  readonly responseHeaders?: Readonly<Record<string, string>>;
  readonly failure?: { readonly code: string; readonly message: string };
  readonly expect?: readonly Expectation[];
  /** Milliseconds until the response comes. */
  readonly takes?: number;
  /** The server never sees it. */
  readonly unseen?: boolean;
}

export interface RecorderOptions {
  readonly specification: DialectSpecification;
  readonly behaviour?: Partial<Behaviour>;
  readonly kind?: 'reference' | 'external';
  readonly unavailable?: Readonly<Record<string, string>>;
  /** What the log makes of a request, where it is not the request log's own entry. */
  readonly makeEntry?: (exchange: StoryExchange) => LogEntry;
  readonly start?: number;
}

/** Plays both sides of a run and writes its history: plain data from plain data. */
export class StoryRecorder {
  readonly lines: HistoryLine[] = [];
  readonly server: StoryServer;
  readonly #options: RecorderOptions;
  now: number;
  #scenario = 'story';
  #number = 0;
  #requests = 0;
  #walk = 0;

  constructor(options: RecorderOptions) {
    this.#options = options;
    this.now = options.start ?? Date.parse('2026-05-12T09:00:00.000Z');
    this.server = new StoryServer(options.behaviour);
    const run: RunLine = {
      type: 'run',
      format: 1,
      tool: 'scimulate 0.0.0',
      seed: 1,
      target: { name: 'story', kind: options.kind ?? 'reference' },
      dialects: [options.specification],
      unavailable: options.unavailable ?? {},
    };
    this.lines.push(run);
  }

  scenario(name: string): void {
    this.#scenario = name;
    this.#number = 0;
    this.#walk = 0;
    this.lines.push({ type: 'scenario', scenario: name, title: name });
  }

  /** Moves the clock to a moment. */
  to(moment: string): void {
    this.now = Date.parse(moment);
  }

  /** The clock is corrected by so many milliseconds. */
  step(milliseconds: number): void {
    this.now += milliseconds;
    this.lines.push({ type: 'clock', scenario: this.#scenario, at: this.now, action: 'step', milliseconds });
  }

  send(sending: Sending): void {
    const {
      method = 'GET',
      path,
      headers = { Accept: 'application/scim+json' },
      body = '',
      credential = 'valid',
    } = sending;
    const { status = 200, responseBody = '', takes = 7, responseHeaders = {}, expect = [] } = sending;
    this.#number += 1;
    this.#requests += 1;
    const exchange: StoryExchange = {
      method,
      path,
      headers,
      body,
      credential,
      sentAt: this.now,
      receivedAt: this.now + takes,
      status,
      loggedStatus: sending.loggedStatus ?? status,
      responseBody,
      requestId: `req-${String(this.#requests).padStart(8, '0')}`,
    };
    const id = sending.unseen === true ? '' : this.server.log(exchange, this.#options.makeEntry ?? correctEntry);
    this.now += takes + 3;
    this.lines.push({
      type: 'exchange',
      scenario: this.#scenario,
      number: this.#number,
      step: `step-${this.#number}`,
      sentAt: exchange.sentAt,
      receivedAt: exchange.receivedAt,
      tenant: 'default',
      credential,
      request: { method, path, headers, body },
      ...(status === 0
        ? { failure: sending.failure ?? { code: 'TIMEOUT', message: 'There was no whole response within 1500 ms.' } }
        : {
            response: {
              status,
              headers: { ...responseHeaders, ...(id === '' ? {} : { 'x-request-id': id }) },
              body: responseBody,
            },
          }),
      expect,
    });
  }

  /** Walks through the log from page to page. `between` is done after each page but the last. */
  read(
    purpose: LogReadLine['purpose'],
    filters: Filters = {},
    {
      limit = 1000,
      viewer = purpose === 'outsider' ? 'outsider' : 'administrator',
      between = (): void => undefined,
    } = {},
  ): void {
    this.#walk += 1;
    const walk = this.#walk;
    let position: { last: Stored | undefined; given: number } = { last: undefined, given: 0 };
    for (let page = 0; page < 20_000; page++) {
      const answer = this.server.read(viewer, filters, limit, position);
      this.lines.push({
        type: 'log-read',
        scenario: this.#scenario,
        dialect: this.#options.specification.dialect,
        purpose,
        walk,
        page,
        at: this.now,
        viewer,
        tenant: 'default',
        filters,
        limit,
        status: answer.status,
        entries: answer.entries,
        more: answer.more,
        ...(answer.error === undefined ? {} : { error: answer.error }),
      });
      this.now += 2;
      if (!answer.more) return;
      position = { last: answer.last, given: position.given + answer.entries.length };
      between();
    }
  }
}
