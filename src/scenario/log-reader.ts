import type { LogEntry, LogReadLine } from '../history/index.ts';
import type { Instant } from '../kernel/index.ts';
import type { LogPage, LogSource } from '../targets/index.ts';
import { LogHorizon } from './log-horizon.ts';
import { administrator, type PlannedChoices } from './reading-plan.ts';
import type { RunRecorder } from './run-recorder.ts';

/** A walk ends after so many pages: a log that never comes to an end is none. */
const mostPages = 1_000;
const longestError = 2_000;

/** What is asked for in one walk. */
export interface WalkRequest {
  readonly purpose: LogReadLine['purpose'];
  readonly viewer: string;
  readonly filters: Readonly<Record<string, string>>;
  readonly search?: string;
  readonly partition?: string;
  readonly zone?: string;
  /** The recorder's usual one where it is absent. */
  readonly tenant?: string;
  readonly limit?: number;
}

/** A page as it is recorded: without what lies beyond the horizon. */
interface ReadPage {
  readonly at: Instant;
  readonly page: LogPage;
  readonly horizon?: Instant;
}

/** Reads the logs of a target page by page and records what came. */
export class LogReader {
  readonly #recorder: RunRecorder;
  readonly #start: Instant;
  #walks = 0;
  /** Values of response headers seen so far, by name: what a log that shows the same values must have. */
  readonly #given = new Map<string, Set<string>>();

  constructor(recorder: RunRecorder) {
    this.#recorder = recorder;
    this.#start = recorder.clock.now();
  }

  /** Takes notice of a response, to know what the logs have to show in the end. */
  observe(headers: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(headers)) {
      const values = this.#given.get(name) ?? new Set();
      this.#given.set(name, values.add(value));
    }
  }

  /**
   * Walks through all pages and records each.
   * @param between is called after each page but the last one.
   * @returns every entry that came.
   */
  async walk(source: LogSource, request: WalkRequest, between?: () => Promise<void>): Promise<LogEntry[]> {
    const walk = (this.#walks += 1);
    const entries: LogEntry[] = [];
    let number = 0;
    for await (const read of this.#pages(source, request)) {
      this.#record(source, request, walk, number, read);
      number += 1;
      entries.push(...read.page.entries);
      if (read.page.next !== undefined) await between?.();
    }
    return entries;
  }

  /** Asks what a filter offers and records the answer. */
  async askChoices(source: LogSource, { choices: filter, viewer, filters }: PlannedChoices): Promise<void> {
    const { clock, tenant } = this.#recorder;
    const at = clock.now();
    const { error, ...answer } = await clock.until(source.choices({ viewer, tenant, filter, filters }));
    this.#recorder.line({
      type: 'log-choices',
      dialect: source.specification.dialect,
      at,
      viewer,
      tenant,
      filter,
      filters,
      ...answer,
      ...(error === undefined ? {} : { error: this.#recorder.scrub(error).slice(0, longestError) }),
    });
    await this.#recorder.letTimePass();
  }

  /**
   * Waits until the log shows what has happened, as long as its source says that this may take. Where entries carry what
   * the client was given in a header, it waits for these; otherwise until two readings are alike.
   */
  async settle(source: LogSource, part: { readonly partition?: string } = {}): Promise<void> {
    const { clock } = this.#recorder;
    const { wait, poll, timeout } = source.settling;
    if (wait > 0) await clock.until(clock.sleep(wait));
    if (timeout <= 0) return;
    const started = clock.now();
    let before: number | undefined;
    while (clock.now() - started < timeout) {
      const entries = await this.#readQuietly(source, part);
      const missing = this.#missingIn(source, entries);
      if (missing === 0 || (missing === undefined && entries.length === before)) return;
      before = entries.length;
      await clock.until(clock.sleep(Math.max(poll, 1)));
    }
  }

  async *#pages(source: LogSource, request: WalkRequest): AsyncGenerator<ReadPage> {
    const { clock, tenant } = this.#recorder;
    const { purpose: _purpose, ...query } = request;
    const horizon = this.#horizon(source);
    const cursors = new Set<string>();
    const entries: LogEntry[] = [];
    let cursor: string | undefined;
    for (let number = 0; number < mostPages; number++) {
      const at = clock.now();
      const page = await clock.until(source.read({ tenant, ...query, ...(cursor === undefined ? {} : { cursor }) }));
      const passed = horizon?.isPassedBy(page.entries, entries) === true;
      const { next, ...last } = page;
      const shown = horizon?.within(page.entries) ?? page.entries;
      entries.push(...shown);
      yield {
        at,
        page: { ...(passed ? last : page), entries: shown },
        ...(horizon === undefined ? {} : { horizon: horizon.instant }),
      };
      await this.#recorder.letTimePass();
      if (passed || next === undefined) return;
      cursor = next;
      if (cursors.has(cursor)) {
        this.#recorder.note(
          `read ${source.specification.dialect}`,
          'the log gave the same cursor twice: the walk ends here.',
        );
        return;
      }
      cursors.add(cursor);
    }
    this.#recorder.note(`read ${source.specification.dialect}`, `the walk ends after ${mostPages} pages.`);
  }

  /** The bundled simulator has no past, and its clock is moved back and forth. */
  #horizon({ specification }: LogSource): LogHorizon | undefined {
    return this.#recorder.target.kind === 'external' ? new LogHorizon(specification, this.#start) : undefined;
  }

  async #readQuietly(source: LogSource, part: { readonly partition?: string }): Promise<LogEntry[]> {
    const entries: LogEntry[] = [];
    const request: WalkRequest = { purpose: 'complete', viewer: administrator, filters: {}, ...part };
    for await (const { page } of this.#pages(source, request)) entries.push(...page.entries);
    return entries;
  }

  /** How many of the values that the client was given are not in the log yet; `undefined` where the log shows no such value. */
  #missingIn({ specification }: LogSource, entries: readonly LogEntry[]): number | undefined {
    const column = specification.columns.find(({ header }) => header !== undefined);
    if (column?.header === undefined) return undefined;
    const shown = new Set(entries.map((entry) => entry[column.name]));
    const given = this.#given.get(column.header.toLowerCase());
    return given === undefined ? undefined : [...given].filter((value) => !shown.has(value)).length;
  }

  #record(
    source: LogSource,
    request: WalkRequest,
    walk: number,
    number: number,
    { at, page, horizon }: ReadPage,
  ): void {
    const { search, partition, zone, tenant = this.#recorder.tenant, limit, ...rest } = request;
    this.#recorder.line({
      type: 'log-read',
      dialect: source.specification.dialect,
      ...rest,
      walk,
      page: number,
      at,
      tenant,
      ...(search === undefined ? {} : { search }),
      ...(partition === undefined ? {} : { partition }),
      ...(zone === undefined ? {} : { zone }),
      ...(limit === undefined ? {} : { limit }),
      status: page.status,
      entries: page.entries,
      ...(horizon === undefined ? {} : { horizon }),
      ...(page.refreshSeconds === undefined ? {} : { refreshSeconds: page.refreshSeconds }),
      more: page.next !== undefined,
      // A secret that the cut went through could not be found any more, so the cut comes last.
      ...(page.error === undefined ? {} : { error: this.#recorder.scrub(page.error).slice(0, longestError) }),
    });
  }
}
