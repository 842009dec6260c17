import { type Arbitrary, constant, oneof } from 'fast-check';
import type { ResourceModel } from '../../../../scim/index.ts';
import type { SeenExchange, Stimulus } from '../../../probe.ts';
import { quote } from '../../../wording.ts';
import {
  came,
  generatedProbe,
  get,
  isBuildable,
  isRefusal,
  type Judgement,
  member,
  patch,
  type Stage,
  succeeded,
  textAt,
} from '../../kit/index.ts';
import { sequences } from './patch-arbitrary.ts';
import { stateOf } from './patch-model.ts';
import {
  type PatchSequence,
  type PlannedRequest,
  planRequests,
  separately,
  sequenceRequirements,
} from './patch-plan.ts';
import { memberTokens, type Subject, subjectsOf } from './patch-subjects.ts';
import { fullState, Trial } from './patch-trial.ts';

const none: PatchSequence = { type: '', given: {}, steps: [] };

/**
 * Sequences of PATCH requests over attributes of the target’s own schemas, against a model of what RFC 7644 says they
 * do. A sequence that goes wrong is made smaller until nothing can be left out of it. Where a request of several
 * operations goes wrong, they are tried one by one as well, so that the failure is told of the rule that it breaks.
 */
export const patchSequences = generatedProbe<PatchSequence>({
  id: 'patch/sequences',
  title: 'A resource is, after any sequence of PATCH requests, what the rules make of it',
  needs: ['patch'],
  requirements: sequenceRequirements,
  trials: 50,
  cases: ({ models }) => casesFor(models),
  *stimulate(stage, sequence) {
    const model = stage.model(sequence.type);
    if (model === undefined) return;
    const subjects = subjectsOf(model);
    const trial = new Trial(subjects, yield* membersFor(stage, subjects));
    const { type, given } = sequence;
    // A target may refuse values that fit its schema. What it takes in a new resource it has to take in a PATCH.
    yield* stage.given(type, trial.resource(stage.minimal(type), fullState(subjects)), 'given control');
    const created = yield* stage.given(type, trial.resource(stage.minimal(type), given), 'given resource');
    const start = yield get('start', created.path);
    if (trial.faults(stateOf(given), start.body).length > 0) return;
    for (const [index, planned] of planRequests(sequence, subjects).entries()) {
      if (yield* send(trial, `request ${index + 1}`, created.path, planned)) continue;
      // From here on the resource is not the one that the model knows.
      if (planned.steps.length > 1) yield* replay(stage, trial, type, planned);
      return;
    }
  },
  judge(judgement, sequence) {
    const ids = judgement.all('given member').map(({ response }) => textAt(response.body, 'id')!);
    const trial = new Trial(subjectsOf(judgement.model(sequence.type)!), ids);
    const decided = new Set<string>();
    if (!isAt(judgement, trial, 'start', stateOf(sequence.given))) {
      for (const requirement of sequenceRequirements)
        judgement.skip(requirement, 'a new resource does not have the values that it was given');
      return;
    }
    for (const [index, planned] of planRequests(sequence, trial.subjects).entries()) {
      if (judgement.maybe(`request ${index + 1}`) === undefined) break;
      for (const requirement of judgeRequest(judgement, trial, `request ${index + 1}`, planned))
        decided.add(requirement);
    }
    for (const requirement of sequenceRequirements)
      if (!decided.has(requirement)) judgement.skip(requirement, 'no request of this sequence tries it');
  },
});

function casesFor(models: ReadonlyMap<string, ResourceModel>): Arbitrary<PatchSequence> {
  const choices = [...models]
    .filter(([type, model]) => isBuildable(model) && (type !== 'Group' || models.has('User')))
    .map(([type, model]) => [type, subjectsOf(model)] as const)
    .filter(([, subjects]) => subjects.length > 0);
  return choices.length === 0 ? constant(none) : oneof(...choices.map(([type, subjects]) => sequences(type, subjects)));
}

/** The Users that the members of a group are, where it is about a group. */
function* membersFor(stage: Stage, subjects: readonly Subject[]): Stimulus<readonly string[]> {
  const ids: string[] = [];
  if (subjects.some(({ changeable }) => !changeable)) {
    for (const _ of memberTokens) ids.push((yield* stage.given('User', stage.minimal('User'), 'given member')).id);
  }
  return ids;
}

/** Sends a request and reads what came of it. @returns whether that is what the model makes of it. */
function* send(trial: Trial, label: string, path: string, planned: PlannedRequest): Stimulus<boolean> {
  const response = yield patch(label, path, trial.operations(planned));
  const read = yield get(`${label}: read`, path);
  const foreseen = response.status >= 300 === planned.refused;
  return foreseen && trial.faults(planned.after, read.body).length === 0;
}

/** Tries the steps of a request that went wrong one by one on a new resource. */
function* replay(stage: Stage, trial: Trial, type: string, planned: PlannedRequest): Stimulus {
  const body = trial.resource(stage.minimal(type), Object.fromEntries(planned.before));
  const created = yield* stage.create('replay', type, body);
  if (created === undefined) return;
  const start = yield get('replay: start', created.path);
  if (trial.faults(planned.before, start.body).length > 0) return;
  for (const [index, single] of separately(planned, trial.subjects).entries())
    if (!(yield* send(trial, `replay ${index + 1}`, created.path, single))) return;
}

/** Whether an exchange shows the resource in a state. */
function isAt(judgement: Judgement, trial: Trial, label: string, state: PlannedRequest['before']): boolean {
  const exchange = judgement.maybe(label);
  return exchange !== undefined && succeeded(exchange) && trial.faults(state, exchange.response.body).length === 0;
}

/** @returns the requirements that it assessed. */
function judgeRequest(judgement: Judgement, trial: Trial, label: string, planned: PlannedRequest): readonly string[] {
  const { requirement, steps } = planned;
  const { holds, message, exchange } = findingOf(judgement, trial, label, planned);
  if (holds || steps.length === 1) {
    judgement.check(requirement, holds, message, exchange);
    return [requirement];
  }
  if (!isAt(judgement, trial, 'replay: start', planned.before)) {
    judgement.skip(requirement, 'a request went wrong of which the operations could not be tried one by one');
    return [requirement];
  }
  for (const [index, single] of separately(planned, trial.subjects).entries()) {
    const own = findingOf(judgement, trial, `replay ${index + 1}`, single);
    judgement.check(single.requirement, own.holds, own.message, own.exchange);
    if (own.holds) continue;
    judgement.skip(requirement, 'one of its operations goes wrong by itself');
    return [single.requirement, requirement];
  }
  judgement.check(requirement, false, `${message}; one by one they do it`, exchange);
  return [requirement];
}

interface Finding {
  readonly holds: boolean;
  readonly message: string;
  readonly exchange: SeenExchange;
}

function findingOf(judgement: Judgement, trial: Trial, label: string, { refused, after }: PlannedRequest): Finding {
  const request = judgement.one(label);
  const operations = quote(member(request.request.body, 'Operations'));
  if (refused ? !isRefusal(request) : !succeeded(request)) {
    const message = `expected ${refused ? 'a refusal' : '2xx'} to ${operations}, got ${came(request)}`;
    return { holds: false, message, exchange: request };
  }
  const read = judgement.one(`${label}: read`);
  if (!succeeded(read)) throw new Error(`the resource could not be read: ${came(read)}`);
  const faults = trial.faults(after, read.response.body);
  const message = faults.length === 0 ? 'the resource is as expected' : `after ${operations}: ${faults.join('; ')}`;
  return { holds: faults.length === 0, message, exchange: read };
}
