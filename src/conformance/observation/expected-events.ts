import type { DriverLine } from '../../history/index.ts';
import { isJsonObject, type JsonValue } from '../../kernel/index.ts';
import type { ScenarioHistory } from '../verdict.ts';
import { plain } from '../wording.ts';
import { ScimEvents } from './scim-events.ts';

/** Something of which a log of events must or may have one entry, as it follows from what was done to the target. */
export interface ExpectedEvent {
  /** Canonical verbs, any of which the entry may stand for. */
  readonly verbs: readonly string[];
  /** `may`: it cannot be told from outside whether it happened. */
  readonly certainty: 'must' | 'may';
  /** What it was done by: a person by the driver, or a client over SCIM. */
  readonly origin: 'driver' | 'scim';
  /** Ids of what it concerns; an entry may name any of them. */
  readonly ids: readonly string[];
  /** When it happened: between these two moments. */
  readonly from: number;
  readonly to: number;
  /** Who did it, as far as that is known. */
  readonly actor?: { readonly id?: string; readonly display?: string };
  /** Index of the history line that tells of it. */
  readonly index: number;
  /** For people: `role.create (driver action 3)`. */
  readonly words: string;
}

/** What is on record as something else where it is refused, with the status codes that say so. */
const refusedVerbs: Readonly<Record<string, { readonly verb: string; readonly statuses: readonly number[] }>> = {
  'session.login': { verb: 'session.login-failed', statuses: [401, 403] },
};

/** Everything that happened in one tenant in the course of a scenario, in the order of the history. */
export function expectedEvents(history: ScenarioHistory, tenant: string): readonly ExpectedEvent[] {
  const scim = new ScimEvents();
  return history.lines.flatMap(({ index, line }) => {
    if (line.type === 'exchange' && line.tenant === tenant) return scim.observe(line, index);
    return line.type === 'driver' && line.tenant === tenant ? drivenEvents(line, index) : [];
  });
}

/** Names and ids of the people who acted by the driver, in any tenant. */
export function knownPeople({ lines }: ScenarioHistory): ReadonlySet<string> {
  const names = lines.flatMap(({ line }) =>
    line.type === 'driver' ? [line.actor?.id, line.actor?.display].filter((name) => name !== undefined) : [],
  );
  return new Set(names.map((name) => name.toLowerCase()));
}

function drivenEvents(line: DriverLine, index: number): ExpectedEvent[] {
  const common = {
    origin: 'driver',
    ids: [...new Set([...(line.target === undefined ? [] : [line.target.id]), ...texts(line.parameters)])],
    // Where the clock stepped back in between, what was received lies before what was sent.
    from: Math.min(line.sentAt, line.receivedAt),
    to: Math.max(line.sentAt, line.receivedAt),
    index,
    words: `${plain(line.action)} (driver action ${line.number})`,
  } as const;
  const actor = line.actor === undefined ? {} : { actor: line.actor };
  if (line.outcome === 'failed') return [{ ...common, ...actor, verbs: [line.action], certainty: 'may' }];
  if (line.outcome === 'success') {
    // What the story knows to change nothing is nothing that happened.
    return line.expect === 'unchanged' ? [] : [{ ...common, ...actor, verbs: [line.action], certainty: 'must' }];
  }
  const refused = refusedVerbs[line.action];
  if (refused === undefined) return [];
  const certainty = refused.statuses.includes(line.status ?? 0) ? 'must' : 'may';
  return [{ ...common, verbs: [refused.verb], certainty }];
}

function texts(value: JsonValue | undefined): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return (value as readonly JsonValue[]).flatMap(texts);
  return isJsonObject(value) ? Object.values(value).flatMap(texts) : [];
}
