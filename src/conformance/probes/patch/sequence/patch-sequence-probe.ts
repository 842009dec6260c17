import { type Arbitrary, constant, oneof } from 'fast-check';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../../kernel/index.ts';
import type { ResourceModel } from '../../../../scim/index.ts';
import type { Stimulus } from '../../../probe.ts';
import { quote } from '../../../wording.ts';
import {
  came,
  generatedProbe,
  get,
  isBuildable,
  isList,
  isRefusal,
  type Judgement,
  member,
  overlaid,
  patch,
  type PatchOperation,
  type Stage,
  succeeded,
  textAt,
} from '../../kit/index.ts';
import { sequences } from './patch-arbitrary.ts';
import { type PatchSequence, planRequests, type PlannedRequest, sequenceRequirements } from './patch-plan.ts';
import { stateFaults } from './patch-state.ts';
import { fragmentOf, operationOf } from './patch-steps.ts';
import { memberTokens, type Subject, subjectsOf } from './patch-subjects.ts';

const none: PatchSequence = { type: '', given: {}, steps: [] };

/**
 * Sequences of PATCH requests over attributes of the target’s own schemas, against a model of what RFC 7644 says they
 * do. A sequence that goes wrong is made smaller until nothing can be left out of it.
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
    const ids = yield* membersFor(stage, subjects);
    // A target may refuse values that fit its schema. What it takes in a new resource it has to take in a PATCH.
    yield* stage.given(
      sequence.type,
      resourceWith(stage, sequence.type, subjects, fullState(subjects), ids),
      'given control',
    );
    const body = resourceWith(stage, sequence.type, subjects, sequence.given, ids);
    const created = yield* stage.given(sequence.type, body, 'given resource');
    for (const [index, planned] of planRequests(sequence, subjects).entries()) {
      const operations = operationsOf(planned, subjects, ids);
      const response = yield patch(`request ${index + 1}`, created.path, operations);
      const read = yield get(`read ${index + 1}`, created.path);
      // From here on the resource would not be the one that the model knows.
      const foreseen = response.status >= 300 === planned.refused;
      if (!foreseen || faultsOf(planned, subjects, ids, read.body).length > 0) return;
    }
  },
  judge(judgement, sequence) {
    const subjects = subjectsOf(judgement.model(sequence.type)!);
    const ids = judgement.all('given member').map(({ response }) => textAt(response.body, 'id')!);
    const decided = new Set<string>();
    for (const [index, planned] of planRequests(sequence, subjects).entries()) {
      if (judgement.maybe(`request ${index + 1}`) === undefined) break;
      decided.add(planned.requirement);
      if (!judgeRequest(judgement, planned, index + 1, subjects, ids)) break;
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

/** A value of every subject; of a list one for each value that its first part can have. */
function fullState(subjects: readonly Subject[]): JsonObject {
  return Object.fromEntries(
    subjects.map(({ path, kind, values, parts }): [string, JsonValue] => {
      const at = (index: number): JsonObject =>
        Object.fromEntries(parts.map((part) => [part.name, part.values[index % part.values.length]!]));
      if (kind === 'single') return [path, values[0]!];
      return [path, kind === 'complex' ? at(0) : (parts[0]?.values ?? []).map((_, index) => at(index))];
    }),
  );
}

function resourceWith(
  stage: Stage,
  type: string,
  subjects: readonly Subject[],
  state: JsonObject,
  ids: readonly string[],
): JsonObject {
  const chosen = subjects.filter(({ path }) => state[path] !== undefined);
  const body = chosen.map((subject) => fragmentOf(subject, state[subject.path]!)).reduce(overlaid, stage.minimal(type));
  const schemas = new Set([...textsOf(body['schemas']), ...chosen.flatMap(({ extension }) => extension ?? [])]);
  return objectWithIds({ ...body, schemas: [...schemas] }, ids);
}

function textsOf(value: JsonValue | undefined): readonly string[] {
  return isList(value) ? value.filter((each) => typeof each === 'string') : [];
}

function operationsOf(
  { steps }: PlannedRequest,
  subjects: readonly Subject[],
  ids: readonly string[],
): readonly PatchOperation[] {
  return steps.map((step) => {
    const { op, path, value } = operationOf(
      step,
      subjects.find((subject) => subject.path === step.subject)!,
    );
    return {
      op,
      ...(path === undefined ? {} : { path: tokensReplaced(path, ids) }),
      ...(value === undefined ? {} : { value: withIds(value, ids) }),
    };
  });
}

/** Puts the ids of the Users in the place of what stands for them. */
function withIds(value: JsonValue, ids: readonly string[]): JsonValue {
  if (typeof value === 'string') return tokensReplaced(value, ids);
  if (isList(value)) return value.map((each) => withIds(each, ids));
  return isJsonObject(value) ? objectWithIds(value, ids) : value;
}

function tokensReplaced(text: string, ids: readonly string[]): string {
  return text.replaceAll(/@(\d)/gu, (token, number: string) => ids[Number(number)] ?? token);
}

function objectWithIds(value: JsonObject, ids: readonly string[]): JsonObject {
  const members = Object.entries(value).map(
    ([name, own]) => [name, own === undefined ? own : withIds(own, ids)] as const,
  );
  return Object.fromEntries(members);
}

function faultsOf(
  { after }: PlannedRequest,
  subjects: readonly Subject[],
  ids: readonly string[],
  resource: JsonObject | undefined,
): readonly string[] {
  const expected = new Map([...after].map(([path, value]) => [path, withIds(value, ids)]));
  return stateFaults(expected, subjects, resource);
}

function judgeRequest(
  judgement: Judgement,
  planned: PlannedRequest,
  number: number,
  subjects: readonly Subject[],
  ids: readonly string[],
): boolean {
  const { requirement, refused } = planned;
  const request = judgement.one(`request ${number}`);
  const operations = quote(member(request.request.body, 'Operations'));
  if (refused ? !isRefusal(request) : !succeeded(request)) {
    const expected = refused ? 'a refusal' : '2xx';
    return judgement.check(requirement, false, `expected ${expected} to ${operations}, got ${came(request)}`, request);
  }
  const read = judgement.one(`read ${number}`);
  if (!succeeded(read)) throw new Error(`the resource could not be read: ${came(read)}`);
  const faults = faultsOf(planned, subjects, ids, read.response.body);
  const message = faults.length === 0 ? 'the resource is as expected' : `after ${operations}: ${faults.join('; ')}`;
  return judgement.check(requirement, faults.length === 0, message, read);
}
