import type { JsonObject, JsonValue, Place } from '../kernel/index.ts';
import type { LogReadLine } from '../history/index.ts';

/** A story that is played to a target: declarative, checked, ready to run. */
export interface Scenario {
  /** Kebab-case; the name of its file without extension. */
  readonly name: string;
  readonly title: string;
  /** The identity provider whose actions the steps name. */
  readonly profile?: string;
  /** People in the provider's directory by the name that the steps call them. */
  readonly people: ReadonlyMap<string, PersonDeclaration>;
  readonly groups: ReadonlyMap<string, GroupDeclaration>;
  /** How much of each log is read after the steps, by dialect; what is not listed has `otherReads`. */
  readonly reads: ReadonlyMap<string, ReadDepth>;
  readonly otherReads: ReadDepth;
  readonly steps: readonly Step[];
  readonly file: string;
}

/**
 * `none`: not at all. `complete`: once, whole. `basic`: also each filter and their combination once, a filter that must be
 * refused, and readers who may not. `full`: also every value that splits the data, every combination of filters, and a
 * second complete reading.
 */
export type ReadDepth = 'none' | 'complete' | 'basic' | 'full';

/** What a scenario says of a person; the rest is made up under the seed. `null`: this person has none. */
export interface PersonDeclaration {
  readonly userName?: string;
  readonly givenName?: string;
  readonly familyName?: string;
  readonly email?: string;
  readonly department?: string | null;
  readonly employeeNumber?: string | null;
  readonly title?: string | null;
}

export interface GroupDeclaration {
  readonly displayName?: string;
}

export type Step = StepAction & {
  /** Where the step stands in the file. */
  readonly place: Place;
};

export type StepAction =
  | ProfileStep
  | { readonly kind: 'request'; readonly request: RequestTemplate }
  | { readonly kind: 'admin'; readonly admin: AdminTemplate }
  | { readonly kind: 'repeat'; readonly values: readonly JsonValue[]; readonly steps: readonly Step[] }
  | { readonly kind: 'clock'; readonly move: ClockMove }
  | { readonly kind: 'read-log'; readonly read: LogReadTemplate }
  /** Areas or ids of probes, in the order in which they are played. */
  | { readonly kind: 'probes'; readonly chosen: readonly string[] };

/** An action of the scenario's profile. `credential` goes with every request that the provider makes of it. */
export type ProfileStep = { readonly credential: string } & (
  | { readonly kind: 'test-connection' }
  | { readonly kind: 'create-user' | 'deactivate-user' | 'reactivate-user' | 'delete-user'; readonly user: string }
  | { readonly kind: 'update-user'; readonly user: string; readonly changes: Readonly<Record<string, string>> }
  | { readonly kind: 'create-group' | 'delete-group'; readonly group: string }
  | { readonly kind: 'rename-group'; readonly group: string; readonly displayName: string }
  | { readonly kind: 'add-members' | 'remove-members'; readonly group: string; readonly members: readonly string[] }
);

/** One raw request. Texts may hold placeholders. */
export interface RequestTemplate {
  /** What the exchange is called in the history. */
  readonly name?: string;
  readonly method: string;
  /** Below the SCIM base URI, as it goes on the wire; values of placeholders are percent-encoded. */
  readonly path: string;
  /** Appended to the path, names and values percent-encoded. */
  readonly query: Readonly<Record<string, JsonValue>>;
  /** `null` leaves out a header that would be sent by default. */
  readonly headers: Readonly<Record<string, string | null>>;
  /** A string is sent as it is, anything else as JSON; absent: no body. */
  readonly body?: JsonValue;
  readonly credential: string;
  /** The target's first where it is absent. */
  readonly tenant?: string;
  /** Name to a JSON pointer into the response body, or to `header:` and a header's name. */
  readonly capture: Readonly<Record<string, string>>;
  readonly expect: readonly ExpectationTemplate[];
}

export interface ExpectationTemplate {
  readonly requirement: string;
  readonly status?: readonly number[];
  readonly body?: Readonly<Record<string, JsonValue>>;
  readonly absent?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** Something that the driver of the target is to do. Texts in parameters may hold placeholders. */
export interface AdminTemplate {
  readonly action: string;
  readonly parameters: JsonObject;
  /** The driver's first actor where it is absent. */
  readonly as?: string;
  /** The target's first where it is absent. */
  readonly tenant?: string;
  /** The name under which later steps use what comes of it. */
  readonly gives?: string;
  /** Name to a JSON pointer into what comes back. */
  readonly capture: Readonly<Record<string, string>>;
  /** `unchanged`: a success that changes nothing. */
  readonly expect: 'success' | 'unchanged' | 'refused';
}

/** `advance` lets time elapse, in milliseconds; `to` does so until that time of day comes, in UTC; `step` corrects the clock, back or forth. */
export type ClockMove =
  | { readonly action: 'advance' | 'step'; readonly milliseconds: number }
  | { readonly action: 'to'; readonly timeOfDay: number };

/** A reading of one log in the middle of a story. */
export interface LogReadTemplate {
  readonly log: string;
  readonly purpose: LogReadLine['purpose'];
  readonly viewer: string;
  readonly filters: Readonly<Record<string, string>>;
  readonly search?: string;
  /** Which part of a log that has parts; may hold placeholders. */
  readonly partition?: string;
  readonly zone?: string;
  /** The target's first where it is absent. */
  readonly tenant?: string;
  readonly limit?: number;
  /** Steps that are played after a page, as long as there are rounds left. */
  readonly between?: { readonly rounds: number; readonly steps: readonly Step[] };
}
