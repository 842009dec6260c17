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
  readonly filters: Readonly<Record<string, string>>;
  readonly search?: string;
  /** Opaque; from the page before. */
  readonly cursor?: string;
  readonly limit?: number;
}

export interface LogPage {
  readonly status: number;
  readonly entries: readonly LogEntry[];
  readonly next?: string;
  readonly error?: string;
}

/** How a target's log of one dialect is read. */
export interface LogSource {
  readonly specification: DialectSpecification;
  /** Viewers for whom there is a credential. */
  readonly viewers: readonly string[];
  /** Filters of the dialect that can be given; for the others the reason why not. */
  readonly unavailable: Readonly<Record<string, string>>;
  /** @throws ScimulateError `LOG_SOURCE_…` when what comes cannot be read as a log. A refusal (4xx) is a page with no entries. */
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
  readonly logs: ReadonlyMap<string, LogSource>;
  /** Secret values by name: the recorder keeps them out of the history. */
  readonly secrets: ReadonlyMap<string, string>;
  send(request: TargetRequest): Promise<TargetResponse>;
  close(): Promise<void>;
}
