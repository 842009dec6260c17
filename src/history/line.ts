import type { Instant, JsonObject, JsonValue } from '../kernel/index.ts';
import type { DialectSpecification } from '../audit/dialects/specification.ts';

/**
 * A history is everything that was observed during a run, one JSON object a line, in the order in which it happened.
 * It holds all that a verdict depends on, so that an archived one can be judged anywhere, without the target.
 * Known secrets never enter it: the recorder writes `{{secret:NAME}}` wherever one of them, or an encoding of one, stood.
 */
export type HistoryLine =
  | RunLine
  | ScenarioLine
  | ProbeLine
  | ExchangeLine
  | DriverLine
  | ClockLine
  | LogReadLine
  | LogChoicesLine
  | NoteLine;

/** First line of every history. */
export interface RunLine {
  readonly type: 'run';
  /** Version of this format. */
  readonly format: 1;
  /** Name and version of the program that recorded it. */
  readonly tool: string;
  readonly seed: number;
  readonly target: { readonly name: string; readonly kind: 'reference' | 'external' };
  /** Every dialect that the target claims to keep, whole, so that the history can be judged by it. */
  readonly dialects: readonly DialectSpecification[];
  /** What could not be observed on this target and why: `{ "filter:requests.method": "the target file maps no parameter" }`. */
  readonly unavailable: Readonly<Record<string, string>>;
}

/** Opens a scenario: the lines up to the next one belong to it. */
interface ScenarioLine {
  readonly type: 'scenario';
  readonly scenario: string;
  readonly title: string;
  readonly profile?: string;
}

/** What a scenario declares about one exchange, for a requirement. */
export interface Expectation {
  readonly requirement: string;
  /** Accepted status codes. */
  readonly status?: readonly number[];
  /** JSON pointer into the response body to the value that must stand there. */
  readonly body?: Readonly<Record<string, JsonValue>>;
  /** JSON pointers that must not resolve. */
  readonly absent?: readonly string[];
  /** Response header, lower case, to a regular expression (ECMAScript, `u`) it must match. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** One HTTP exchange at the SCIM door as the client saw it. */
export interface ExchangeLine {
  readonly type: 'exchange';
  readonly scenario: string;
  /** 1, 2, 3 … in its scenario. */
  readonly number: number;
  /** The scenario's step that sent it, for people. */
  readonly step: string;
  readonly sentAt: Instant;
  readonly receivedAt: Instant;
  readonly tenant: string;
  /** Which of the target's credentials went with it: `valid`, `expired`, `wrong`, `none`. */
  readonly credential: string;
  readonly request: {
    readonly method: string;
    /** Below the SCIM base URI, with query as sent. */
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  };
  /** Absent when none came. */
  readonly response?: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  };
  /** Why no response came. */
  readonly failure?: { readonly code: string; readonly message: string };
  readonly expect: readonly Expectation[];
  /** The probe that sent it, which of its trials, and the label under which its judgement looks for it. */
  readonly probe?: { readonly id: string; readonly trial: number; readonly label: string };
}

/** Something that was done to the target by its driver, because SCIM cannot ask for it. */
export interface DriverLine {
  readonly type: 'driver';
  readonly scenario: string;
  /** 1, 2, 3 … in its scenario, counted apart from exchanges. */
  readonly number: number;
  readonly step: string;
  readonly sentAt: Instant;
  readonly receivedAt: Instant;
  readonly tenant: string;
  /** Canonical verb: `role.create`. */
  readonly action: string;
  readonly parameters: JsonObject;
  /** Who did it, as the scenario calls them: an actor of the driver, a session, or `nobody`. */
  readonly as: string;
  /** What is known of them otherwise. */
  readonly actor?: { readonly id?: string; readonly display?: string };
  /** `refused`: the target said no. `failed`: whether it happened is not known. */
  readonly outcome: 'success' | 'refused' | 'failed';
  readonly status?: number;
  readonly target?: { readonly type?: string; readonly id: string };
  /** What came back. */
  readonly result: JsonValue;
  readonly message?: string;
  /** What the story needs to have come of it; `unchanged` is a success that changes nothing. */
  readonly expect?: 'success' | 'unchanged' | 'refused';
}

/** Opens one trial of a probe. */
export interface ProbeLine {
  readonly type: 'probe';
  readonly scenario: string;
  readonly probe: string;
  /** 1, 2, 3 … A fixed probe has one. */
  readonly trial: number;
  /** The generated case. */
  readonly generated?: JsonValue;
  /** Why nothing was sent. */
  readonly skipped?: string;
}

/** The virtual clock was moved by the scenario. */
interface ClockLine {
  readonly type: 'clock';
  readonly scenario: string;
  /** Before the move. */
  readonly at: Instant;
  readonly action: 'advance' | 'step';
  readonly milliseconds: number;
}

/** An entry of a log, its values under the names of the dialect's columns. Absent or `null`: the log shows nothing there. */
export type LogEntry = JsonObject;

/** One page of a log as one viewer got it. */
export interface LogReadLine {
  readonly type: 'log-read';
  readonly scenario: string;
  readonly dialect: string;
  /**
   * Why it was read. `complete`: the whole log without filters. `filtered`: with filters. `refused`: with a filter that must be an error.
   * `restored`: without filters after filtering. `paged`: in small pages while requests arrive. `outsider`: by one who may not.
   */
  readonly purpose: 'complete' | 'filtered' | 'refused' | 'restored' | 'paged' | 'outsider';
  /** Pages of one walk share a number. */
  readonly walk: number;
  /** 0, 1, 2 … in its walk. */
  readonly page: number;
  readonly at: Instant;
  readonly viewer: string;
  readonly tenant: string;
  readonly filters: Readonly<Record<string, string>>;
  readonly search?: string;
  /** Which part of a log that has parts was read; the log was asked for none where it is absent. */
  readonly partition?: string;
  /** The reader's time zone, by its IANA name. */
  readonly zone?: string;
  readonly limit?: number;
  readonly status: number;
  readonly entries: readonly LogEntry[];
  /**
   * The log was asked for nothing older than this, and older entries of the page were left out: what was there long before
   * the run is nobody's business. On the page with which a walk ended for that reason, `more` is false.
   */
  readonly horizon?: Instant;
  /** After how many seconds the log wants to be read again, where it said so. */
  readonly refreshSeconds?: number;
  /** Whether the log said that more follows. */
  readonly more: boolean;
  /** What came instead of entries, cut to 2,000 characters. */
  readonly error?: string;
}

/** What one viewer was offered to choose from in one filter of a log. */
export interface LogChoicesLine {
  readonly type: 'log-choices';
  readonly scenario: string;
  readonly dialect: string;
  readonly at: Instant;
  readonly viewer: string;
  readonly tenant: string;
  readonly filter: string;
  /** Values of other filters, chosen before. */
  readonly filters: Readonly<Record<string, string>>;
  readonly status: number;
  /** Without the value that means no filtering. */
  readonly choices: readonly string[];
  readonly error?: string;
}

/** Anything else worth keeping, such as a step that could not be done and why. */
interface NoteLine {
  readonly type: 'note';
  readonly scenario: string;
  readonly step: string;
  readonly text: string;
}
