import type { Clock } from '../kernel/index.ts';
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
  /** What came instead of entries, cut to 2,000 characters. */
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
  /**
   * What this source cannot be asked or does not show, and why. The keys are those of a history's run line, with the name
   * of the dialect: `filter:requests.method`, `viewer:requests.outsider`, `column:requests.query`, `search:requests`,
   * `limit:requests`. A read that uses such a filter, viewer or search throws `LOG_SOURCE_UNAVAILABLE`; a limit is passed over.
   */
  readonly unavailable: Readonly<Record<string, string>>;
  readonly settling: LogSettling;
  /**
   * Reads one page. Entries hold the dialect's columns in canonical form: instants as ISO 8601 UTC with milliseconds,
   * enumerations as the dialect's own values.
   * @throws ScimulateError `LOG_SOURCE_…` when what comes cannot be read as a log. A refusal (4xx) is a page with no entries.
   */
  read(query: LogQuery): Promise<LogPage>;
}

/** A system under test: ours or anybody's. */
export interface Target {
  readonly name: string;
  readonly kind: 'reference' | 'external';
  /** Virtual for the bundled simulator in process, the machine's for everything else. */
  readonly clock: Clock;
  /** Credential names that can be used; `valid` is always there, `none` and `wrong` too. */
  readonly credentials: readonly string[];
  /** Tenants that can be named in a request; the first is the one to use by default. */
  readonly tenants: readonly string[];
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
