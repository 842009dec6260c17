import type { Arbitrary } from 'fast-check';
import type { JsonObject, JsonValue, Random } from '../kernel/index.ts';
import type { ResourceModel } from '../scim/index.ts';
import type { OutcomeKind } from './verdict.ts';

/**
 * A feature that a service provider may leave out; `/ServiceProviderConfig` announces it (RFC 7643 section 5, RFC 9865
 * section 4). Of `/Me` and `.search` no document tells: a probe of them asks, and skips on the answer that they are not there.
 */
export type Capability =
  | 'patch'
  | 'bulk'
  | 'filter'
  | 'changePassword'
  | 'sort'
  | 'etag'
  | 'cursor'
  | 'index'
  /** A resource type `Group`. */
  | 'groups'
  /** The extension of RFC 7643 section 4.3 for `User`. */
  | 'enterprise'
  | 'oauth';

/** What the target says of itself, read from its discovery endpoints before anything else is sent. */
export interface Discovery {
  /** Resource types by name, with the target's own schemas; those of RFC 7643 where it publishes none. */
  readonly models: ReadonlyMap<string, ResourceModel>;
  readonly capabilities: ReadonlySet<Capability>;
  /** Bulk and filter limits and the like, as announced. */
  readonly configuration: JsonObject;
}

/** What a stimulus may use. */
export interface ProbeContext extends Discovery {
  /** Begins every name that is created, so that runs on a shared system do not collide. */
  readonly namespace: string;
  readonly random: Random;
  /** Names of credentials besides `valid`, `wrong` and `none` that requests may carry: `expired`. None by default. */
  readonly credentials?: readonly string[];
  /** Tenants that requests may go to, the usual one first. By default there is no other than that. */
  readonly tenants?: readonly string[];
  /** Whether time passes at no cost, on a virtual clock. By default a pause takes as long as it says. */
  readonly virtualTime?: boolean;
}

/** One request of a probe. */
export interface ProbeRequest {
  /** By which the judgement finds the exchange again. Several may share a label. */
  readonly label: string;
  readonly method: string;
  /** Below the SCIM base URI, query included. */
  readonly path: string;
  /** Besides `Accept` and, where there is a body, `Content-Type`, which default to `application/scim+json`; an empty value leaves a default out. */
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON; a string as it is. */
  readonly body?: JsonValue;
  /** Name of the credential; `valid` where absent. */
  readonly credential?: string;
  /** One of the context's tenants; the first of them where absent. */
  readonly tenant?: string;
}

/** Lets time pass on the target's clock, in milliseconds. */
export interface ProbePause {
  readonly pause: number;
}

/** A response as probes see it. `status` 0: none came. */
export interface ProbeResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** The body where it is a JSON object. */
  readonly body: JsonObject | undefined;
}

/** What a probe does to a target: yields requests, receives responses. Pure, so that it runs the same anywhere. */
export type Stimulus<Result = void> = Generator<ProbeRequest | ProbePause, Result, ProbeResponse>;

/** One labelled exchange as the judgement sees it. */
export interface SeenExchange {
  /** Index of its line in the history. */
  readonly line: number;
  readonly label: string;
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly text: string;
    readonly body: JsonValue | undefined;
  };
  readonly response: ProbeResponse;
  readonly sentAt: number;
  readonly receivedAt: number;
}

/** All that one trial of a probe made observable. */
export interface Seen extends Discovery {
  readonly exchanges: readonly SeenExchange[];
  /** The only exchange with the label. @throws an error that becomes `unknown` when there is none or are several. */
  one(label: string): SeenExchange;
  all(label: string): readonly SeenExchange[];
}

/**
 * Takes what a judgement finds. `holds` false is a failure with `message` (what was expected and what came);
 * the exchange is the evidence. A requirement of the probe that is never assessed becomes `unknown`.
 */
export interface Assess {
  (requirement: string, holds: boolean, message: string, exchange: SeenExchange): void;
  /** The requirement's subject could not be brought about here, and why. */
  skip(requirement: string, reason: string): void;
}

interface ProbeBase {
  /** Kebab-case with an area: `patch/add-to-multi-valued`. */
  readonly id: string;
  readonly title: string;
  /** Everything that `judge` assesses. */
  readonly requirements: readonly string[];
  /** Without one of them the probe is skipped with that reason, never failed. */
  readonly needs: readonly Capability[];
}

/** A probe with one fixed course. */
export interface FixedProbe extends ProbeBase {
  stimulate(context: ProbeContext): Stimulus;
  judge(seen: Seen, assess: Assess): void;
}

/** A probe over generated cases; a case that fails is shrunk to the smallest one that still fails. */
export interface GeneratedProbe<Case extends JsonValue = JsonValue> extends ProbeBase {
  readonly trials: number;
  cases(context: ProbeContext): Arbitrary<Case>;
  stimulate(context: ProbeContext, generated: Case): Stimulus;
  judge(seen: Seen, assess: Assess, generated: Case): void;
}

/**
 * Stimulus and judgement of one question about the protocol, kept side by side and apart: the stimulus never judges,
 * the judgement sees only what was recorded.
 */
export type Probe = FixedProbe | GeneratedProbe;

/** What came of one trial. */
export interface ProbeOutcome {
  readonly requirement: string;
  readonly outcome: OutcomeKind;
  readonly message: string;
  readonly line?: number;
}
