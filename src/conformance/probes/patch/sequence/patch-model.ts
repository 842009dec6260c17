import { isJsonObject, type JsonObject, type JsonValue } from '../../../../kernel/index.ts';
import { isList, sameValue } from '../../kit/index.ts';
import type { Parts, Step } from './patch-steps.ts';
import type { Subject } from './patch-subjects.ts';

/** The values of the subjects by their paths; no entry where there is none. */
export type State = ReadonlyMap<string, JsonValue>;

/** The state that these values by their paths are. */
export function stateOf(values: JsonObject): State {
  return new Map(
    Object.entries(values).flatMap(([path, value]) => (value === undefined ? [] : [[path, value] as const])),
  );
}

/**
 * What a step makes of a state: another one, a refusal of the whole request, or something that RFC 7644 leaves open, so
 * that servers may differ.
 */
export type Effect = { readonly state: State } | 'refused' | 'open';

/** Applies a step by the rules of RFC 7644 sections 3.5.2.1 to 3.5.2.3, read as narrowly as they are written. */
export function applyStep(state: State, step: Step, subject: Subject): Effect {
  const before = state.get(subject.path);
  // Without a path it may as well be that the extension as a whole is meant.
  if (step.act === 'set' && step.way === 'value' && step.op === 'replace' && subject.extension !== undefined)
    return 'open';
  const value = subject.kind === 'list' ? changeList(listIn(before), step, subject) : changeOne(before, step);
  if (value === 'open' || value === 'refused') return value;
  const after = new Map(state);
  const [now] = value;
  if (now === undefined || isEmpty(now)) after.delete(subject.path);
  else after.set(subject.path, now);
  return { state: after };
}

/** The new value in an array, so that it cannot be taken for another outcome. */
type Change = readonly [JsonValue | undefined] | 'refused' | 'open';

function isEmpty(value: JsonValue): boolean {
  return isList(value) ? value.length === 0 : isJsonObject(value) && Object.keys(value).length === 0;
}

function listIn(value: JsonValue | undefined): readonly Parts[] {
  return isList(value) ? value.map(partsIn) : [];
}

function partsIn(value: JsonValue | undefined): Parts {
  const members = isJsonObject(value) ? Object.entries(value) : [];
  return Object.fromEntries(members.flatMap(([name, own]) => (own === undefined ? [] : [[name, own]])));
}

function changeOne(before: JsonValue | undefined, step: Step): Change {
  if (step.act === 'set') return [step.value];
  // Whether there is anything wrong in removing nothing the RFC does not say.
  if (step.act === 'unset') return before === undefined ? 'open' : [undefined];
  if (step.act === 'set-part') return [{ ...partsIn(before), [step.part]: step.value }];
  if (step.act === 'merge') {
    const merged = { ...partsIn(before), ...step.value };
    // Without a path it may as well be that the whole attribute is meant.
    return step.way === 'path' || sameValue(merged, step.value) ? [merged] : 'open';
  }
  if (step.act !== 'unset-part') return 'open';
  const parts = partsIn(before);
  return parts[step.part] === undefined ? 'open' : [withoutPart(parts, step.part)];
}

function changeList(before: readonly Parts[], step: Step, subject: Subject): Change {
  if (step.act === 'insert') return settled([...before, ...step.values], step.values, subject);
  if (step.act === 'renew') return settled(step.values, step.values, subject);
  if (step.act === 'unset') return before.length === 0 ? 'open' : [undefined];
  if (step.act === 'drop') {
    const left = before.filter((each) => !matches(each, step.where));
    return left.length === before.length ? 'open' : [left];
  }
  if (step.act === 'drop-part') return dropPart(before, step.where, step.part, subject);
  if (step.act === 'alter') return changeSelected(before, step.where, () => step.value, subject);
  if (step.act !== 'alter-part') return 'open';
  return changeSelected(before, step.where, (each) => ({ ...each, [step.part]: step.value }), subject);
}

function dropPart(before: readonly Parts[], where: Parts, part: string, subject: Subject): Change {
  const selected = before.filter((each) => matches(each, where));
  if (selected.length === 0 || selected.some((each) => each[part] === undefined)) return 'open';
  const after = before.map((each) => (selected.includes(each) ? withoutPart(each, part) : each));
  return distinct(after, subject) ? [after] : 'open';
}

function changeSelected(
  before: readonly Parts[],
  where: Parts,
  change: (value: Parts) => Parts,
  subject: Subject,
): Change {
  const changed = new Map(before.filter((each) => matches(each, where)).map((each) => [each, change(each)]));
  if (changed.size === 0) return 'refused';
  const after = before.map((each) => changed.get(each) ?? each);
  return settled(after, [...changed.values()], subject);
}

function withoutPart(value: Parts, part: string): Parts {
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== part));
}

/** Takes the mark from all values but the one that was set with it. Two values that are the same leave open what becomes of them. */
function settled(after: readonly Parts[], fresh: readonly Parts[], subject: Subject): Change {
  const marked = fresh.filter((each) => each['primary'] === true);
  if (!distinct(after, subject) || marked.length > 1) return 'open';
  if (!subject.primary || marked.length === 0) return [after];
  return [after.map((each) => (each === marked[0] || each['primary'] !== true ? each : { ...each, primary: false }))];
}

function distinct(values: readonly Parts[], subject: Subject): boolean {
  const keys = values.map((value) => identityOf(value, subject));
  return new Set(keys).size === keys.length;
}

/** The same for two values that a server could take for one: by their `value`, or where there is none by all parts. */
export function identityOf(value: Parts, { parts }: Subject): string {
  return JSON.stringify(value['value'] ?? parts.map(({ name }) => value[name] ?? null));
}

function matches(value: Parts, where: Parts): boolean {
  return Object.entries(where).every(([part, wanted]) => value[part] === wanted);
}
