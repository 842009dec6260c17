import type { Clock, JsonObject, JsonValue } from '../kernel/index.ts';
import type { DialectSpecification } from '../audit/dialects/specification.ts';
import type { LogEntry } from '../history/line.ts';

/** A request to the SCIM door of a target. */
export interface TargetRequest {
  readonly method: string;
  /** Below the SCIM base URI: `/Users?count=1`. */
  readonly path: string;
  /** Names as the client sends them. Authorization is added by the target from `credential`. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly credential: string;
  readonly tenant: string;
}

/** A response, or why there was none. Header names in lower case. */
export type TargetResponse =
  | { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string }
  | { readonly failure: { readonly code: string; readonly message: string } };

export interface LogQuery {
  /** Name of the credential with which the log is read: `administrator`, `outsider`. */
  readonly viewer: string;
  readonly tenant: string;
  /** Filter name of the dialect to its value, in the dialect's own terms: `{ method: 'POST', startDate: '2026-05-13' }`. */
  readonly filters: Readonly<Record<string, string>>;
  readonly search?: string;
  /** Which part of a log that has parts is read: the id of an integration. */
  readonly partition?: string;
  /** The reader's time zone, by its IANA name, for periods such as today. */
  readonly zone?: string;
  /** Opaque; from the page before. */
  readonly cursor?: string;
  /** Entries a page at most. Passed over where the log has no such parameter. */
  readonly limit?: number;
}

export interface LogPage {
  readonly status: number;
  readonly entries: readonly LogEntry[];
  /** Cursor of the page that follows; absent on the last one. */
  readonly next?: string;
  /** After how many seconds the log wants to be read again, where it says so. */
  readonly refreshSeconds?: number;
  /** What came instead of entries, cut to 2,000 characters. */
  readonly error?: string;
}

/** A question to a log what a reader is offered to choose from in one filter, while others are set. */
export interface ChoicesQuery {
  readonly viewer: string;
  readonly tenant: string;
  readonly filter: string;
  readonly filters: Readonly<Record<string, string>>;
}

export interface LogChoices {
  readonly status: number;
  /** Without the value that means no filtering. */
  readonly choices: readonly string[];
  /** What came instead of choices, cut to 2,000 characters. */
  readonly error?: string;
}

/** How long a reader may have to wait until the log shows what has just happened. */
export interface LogSettling {
  /** Milliseconds to wait before the log is read at all. */
  readonly wait: number;
  /** Milliseconds between further reads while entries are still missing. */
  readonly poll: number;
  /** Milliseconds after which an entry that is not there counts as missing. 0: the log is written before the response is sent. */
  readonly timeout: number;
}

/** How a target's log of one dialect is read. */
export interface LogSource {
  readonly specification: DialectSpecification;
  /** Viewers for whom there is a credential. */
  readonly viewers: readonly string[];
  /** Names of sessions that the driver's actions have opened so far: with those the log can be read, too. */
  readonly sessions: readonly string[];
  /**
   * What this source cannot be asked or does not show, and why. The keys are those of a history's run line, with the name
   * of the dialect: `filter:requests.method`, `viewer:requests.outsider`, `column:requests.query`, `search:requests`,
   * `limit:requests`, `zone:requests`, `partition:activity`, `refresh:tasks`, `choices:requests.method`. A read that uses such a filter, viewer, search or zone,
   * or asks for such choices, throws `LOG_SOURCE_UNAVAILABLE`; a limit is passed over.
   */
  readonly unavailable: Readonly<Record<string, string>>;
  readonly settling: LogSettling;
  /**
   * Reads one page. Entries hold the dialect's columns in canonical form: instants as ISO 8601 UTC with milliseconds,
   * enumerations as the dialect's own values.
   * @throws ScimulateError `LOG_SOURCE_…` when what comes cannot be read as a log. A refusal (4xx) is a page with no entries.
   */
  read(query: LogQuery): Promise<LogPage>;
  /** What is offered in a filter. @throws ScimulateError `LOG_SOURCE_…` as `read` does. */
  choices(query: ChoicesQuery): Promise<LogChoices>;
}

/** Something that a target is to be made to do and that SCIM cannot ask of it. */
export interface DriverRequest {
  /** Canonical verb of what is to happen: `role.create`, `session.login`. */
  readonly action: string;
  readonly parameters: JsonObject;
  /** Who does it: one of the driver's actors, a session that an action has given, or `nobody`. */
  readonly actor: string;
  readonly tenant: string;
  /** The name under which what comes of it can be used: a session to act and to read logs with, a credential of the SCIM door. */
  readonly gives?: string;
}

export interface DriverOutcome {
  /** `refused`: the target said no. `failed`: whether it happened is not known. */
  readonly outcome: 'success' | 'refused' | 'failed';
  /** Where there was an HTTP response. */
  readonly status?: number;
  /** What is known of who acted, as the logs may call them. */
  readonly actor?: { readonly id?: string; readonly display?: string };
  /** What was acted upon. */
  readonly target?: { readonly type?: string; readonly id: string };
  /** What came back; secrets in it are among the target's `secrets` by now. */
  readonly result: JsonValue;
  /** Why it was refused or failed. */
  readonly message?: string;
}

/** How a target is made to do what SCIM cannot ask of it. */
export interface Driver {
  /** Verbs that it knows; a step with any other is passed over. */
  readonly actions: readonly string[];
  /** Who can act from the start; the first one does where a step names nobody. */
  readonly actors: readonly string[];
  /** Names of sessions that its actions have given so far. */
  readonly sessions: readonly string[];
  /** Does it, once. Never throws for what the network or the target does. */
  perform(request: DriverRequest): Promise<DriverOutcome>;
}

/** A system under test: ours or anybody's. */
export interface Target {
  readonly name: string;
  readonly kind: 'reference' | 'external';
  /** Virtual for the bundled simulator in process, the machine's for everything else. */
  readonly clock: Clock;
  /** Credential names that can be used; `valid` is always there, `none` and `wrong` too, and those that the driver's actions gave. */
  readonly credentials: readonly string[];
  /** Tenants that can be named in a request; the first is the one to use by default. */
  readonly tenants: readonly string[];
  /** Absent: nothing can be done to it but by SCIM. */
  readonly driver?: Driver;
  /** By name of the dialect. */
  readonly logs: ReadonlyMap<string, LogSource>;
  /** Secret values by name: the recorder keeps them out of the history. Asked anew, it includes tokens fetched since. */
  readonly secrets: ReadonlyMap<string, string>;
  /** Sends one request, once: no retry, no redirect followed. Never throws for what the network or the target does. */
  send(request: TargetRequest): Promise<TargetResponse>;
  /**
   * Asks for one page of users, to find out whether there is anybody at all.
   * @throws ScimulateError `TARGET_UNREACHABLE` when no HTTP response comes.
   */
  probe(): Promise<void>;
  close(): Promise<void>;
}
