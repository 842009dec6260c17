import type { JsonObject } from '../../../../kernel/index.ts';
import { applyStep, type Effect, type State, stateOf } from './patch-model.ts';
import type { Parts, Step } from './patch-steps.ts';
import type { Subject } from './patch-subjects.ts';

/** One generated trial: a new resource of a type, and steps that are sent one by one or several in a request. */
export type PatchSequence = {
  readonly type: string;
  /** Values of subjects by their paths. */
  readonly given: JsonObject;
  readonly steps: readonly SequenceStep[];
};

/** A step, and whether it goes into the request of the one before it. */
export type SequenceStep = { readonly joined: boolean; readonly step: Step };

/** A request of a trial as it is sent, and what the model makes of it. */
export interface PlannedRequest {
  readonly steps: readonly Step[];
  /** What it shows when it goes wrong. */
  readonly requirement: string;
  readonly refused: boolean;
  readonly before: State;
  readonly after: State;
}

/** Works out the requests of a trial. Steps that the RFC leaves open are left out, and requests of nothing else. */
export function planRequests({ given, steps }: PatchSequence, subjects: readonly Subject[]): readonly PlannedRequest[] {
  const planned: PlannedRequest[] = [];
  let state = stateOf(given);
  for (const request of requestsOf(steps)) {
    const plan = planRequest(request, state, subjects);
    if (plan === undefined) continue;
    planned.push(plan);
    state = plan.after;
  }
  return planned;
}

/**
 * The steps of a request each in a request of its own, from the same state: to tell whether it is one of them that goes
 * wrong, or only all of them together.
 */
export function separately({ steps, before }: PlannedRequest, subjects: readonly Subject[]): readonly PlannedRequest[] {
  const given = Object.fromEntries(before);
  return planRequests({ type: '', given, steps: steps.map((step) => ({ joined: false, step })) }, subjects);
}

function requestsOf(steps: readonly SequenceStep[]): readonly (readonly Step[])[] {
  const requests: Step[][] = [];
  for (const { joined, step } of steps) {
    const last = requests.at(-1);
    if (joined && last !== undefined) last.push(step);
    else requests.push([step]);
  }
  return requests;
}

function planRequest(
  request: readonly Step[],
  before: State,
  subjects: readonly Subject[],
): PlannedRequest | undefined {
  const steps: Step[] = [];
  const rules: string[] = [];
  let now = before;
  let refused = false;
  for (const step of request) {
    const subject = subjects.find(({ path }) => path === step.subject);
    // What follows a step that fails is sent as well, and has no effect whatever it is.
    const effect: Effect = subject === undefined || refused ? 'open' : applyStep(now, step, subject);
    if (effect === 'open' && !refused) continue;
    steps.push(step);
    if (subject !== undefined && !refused) rules.push(ruleOf(step, now, subject));
    if (effect === 'refused') refused = true;
    else if (effect !== 'open') now = effect.state;
  }
  if (steps.length === 0) return undefined;
  const several = refused ? 'RFC7644-3.5.2-11' : 'RFC7644-3.5.2-a';
  return {
    steps,
    requirement: steps.length === 1 ? rules[0]! : several,
    refused,
    before,
    after: refused ? before : now,
  };
}

/** Every requirement that a planned request can have. */
export const sequenceRequirements: readonly string[] = [
  'RFC7644-3.5.2-10',
  'RFC7644-3.5.2-11',
  'RFC7644-3.5.2-a',
  'RFC7644-3.5.2.1-2',
  'RFC7644-3.5.2.1-a',
  'RFC7644-3.5.2.1-b',
  'RFC7644-3.5.2.1-c',
  'RFC7644-3.5.2.1-d',
  'RFC7644-3.5.2.2-1',
  'RFC7644-3.5.2.2-2',
  'RFC7644-3.5.2.2-4',
  'RFC7644-3.5.2.2-b',
  'RFC7644-3.5.2.2-c',
  'RFC7644-3.5.2.3-2',
  'RFC7644-3.5.2.3-3',
  'RFC7644-3.5.2.3-4',
  'RFC7644-3.5.2.3-5',
  'RFC7644-3.5.2.3-a',
  'RFC7644-3.5.2.3-b',
  'RFC7644-3.5.2.3-c',
  'RFC7644-3.5.2.3-e',
];

/** The rule that a step is an instance of. */
function ruleOf(step: Step, before: State, subject: Subject): string {
  const there = before.has(subject.path);
  switch (step.act) {
    case 'set':
    case 'merge':
    case 'set-part':
      return settingRule(step, there);
    case 'insert':
      if (marks(step.values) && there) return 'RFC7644-3.5.2-10';
      if (step.way === 'value') return 'RFC7644-3.5.2.1-a';
      return there ? 'RFC7644-3.5.2.1-c' : 'RFC7644-3.5.2.1-b';
    case 'renew':
      if (step.way === 'value') return 'RFC7644-3.5.2.3-a';
      return there ? 'RFC7644-3.5.2.3-c' : 'RFC7644-3.5.2.3-2';
    case 'unset':
      return subject.kind === 'list' ? 'RFC7644-3.5.2.2-2' : 'RFC7644-3.5.2.2-1';
    case 'unset-part':
      return 'RFC7644-3.5.2.2-1';
    case 'drop':
      return Object.keys(step.where).length > 1 ? 'RFC7644-3.5.2.2-c' : 'RFC7644-3.5.2.2-b';
    case 'drop-part':
      return 'RFC7644-3.5.2.2-4';
    case 'alter':
      return refuses(step, before, subject) ? 'RFC7644-3.5.2.3-5' : 'RFC7644-3.5.2.3-4';
    case 'alter-part':
    default:
      return refuses(step, before, subject) ? 'RFC7644-3.5.2.3-5' : 'RFC7644-3.5.2.3-e';
  }
}

function settingRule(step: Extract<Step, { act: 'set' | 'merge' | 'set-part' }>, there: boolean): string {
  const pathless = step.act !== 'set-part' && step.way === 'value';
  if (step.op === 'add') {
    if (pathless) return 'RFC7644-3.5.2.1-a';
    if (step.act === 'merge') return 'RFC7644-3.5.2.1-2';
    return there ? 'RFC7644-3.5.2.1-d' : 'RFC7644-3.5.2.1-b';
  }
  if (pathless) return 'RFC7644-3.5.2.3-a';
  if (!there) return 'RFC7644-3.5.2.3-2';
  return step.act === 'merge' ? 'RFC7644-3.5.2.3-3' : 'RFC7644-3.5.2.3-b';
}

function marks(values: readonly Parts[]): boolean {
  return values.some((each) => each['primary'] === true);
}

function refuses(step: Step, before: State, subject: Subject): boolean {
  return applyStep(before, step, subject) === 'refused';
}
