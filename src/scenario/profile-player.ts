import { isJsonObject, parseJson } from '../kernel/index.ts';
import type { Dialogue, Member, Profile, ProfileRequest, ProfileResponse, SourceUser } from '../profiles/index.ts';
import type { TargetResponse } from '../targets/index.ts';
import type { Cast, CastGroup, CastPerson } from './cast.ts';
import { PassedOver } from './passed-over.ts';
import { fillText, type Resolve } from './placeholders.ts';
import type { OutgoingRequest } from './run-recorder.ts';
import type { ProfileStep } from './scenario.ts';

/** What playing an action needs of the run. */
export interface ProfileStage {
  readonly profile: Profile;
  readonly cast: Cast;
  send(request: OutgoingRequest): Promise<TargetResponse>;
  /** Lets `milliseconds` pass on the target's clock. */
  pause(milliseconds: number): Promise<void>;
}

/** Plays one action of the identity provider. @throws PassedOver when it cannot be done any more. */
export async function playProfileStep(
  step: ProfileStep,
  label: string,
  stage: ProfileStage,
  resolve: Resolve,
): Promise<void> {
  const play: Play = (dialogue) => converse(dialogue, label, step.credential, stage);
  if ('user' in step) await playUserStep(step, stage, play, resolve);
  else if ('group' in step) await playGroupStep(step, stage, play, resolve);
  else await play(stage.profile.testConnection());
}

type Play = <Result>(dialogue: Dialogue<Result>) => Promise<Result>;
type UserStep = Extract<ProfileStep, { readonly user: string }>;
type GroupStep = Extract<ProfileStep, { readonly group: string }>;

async function playUserStep(step: UserStep, stage: ProfileStage, play: Play, resolve: Resolve): Promise<void> {
  const { profile } = stage;
  const person = personOf(stage, step.user);
  if (step.kind === 'create-user') {
    // A create that failed does not make the provider forget an id that it had.
    person.remoteId = (await play(profile.createUser(person.user))) ?? person.remoteId;
    return;
  }
  const id = remoteIdOf(person, step.user);
  switch (step.kind) {
    case 'update-user': {
      const { changed, user } = withChanges(person.user, step.changes, resolve);
      person.user = user;
      await play(profile.updateUser(id, user, changed));
      return;
    }
    case 'deactivate-user':
      person.user = { ...person.user, active: false };
      await play(profile.deactivateUser(id, person.user));
      return;
    case 'reactivate-user':
      person.user = { ...person.user, active: true };
      person.remoteId = (await play(profile.reactivateUser(id, person.user))) ?? id;
      return;
    case 'delete-user':
      if (profile.deleteUser === undefined) throw new PassedOver(`${profile.title} never deletes a user`);
      await play(profile.deleteUser(id));
  }
}

async function playGroupStep(step: GroupStep, stage: ProfileStage, play: Play, resolve: Resolve): Promise<void> {
  const { profile } = stage;
  const subject = groupOf(stage, step.group);
  if (step.kind === 'create-group') {
    subject.remoteId = (await play(profile.createGroup(subject.group))) ?? subject.remoteId;
    return;
  }
  const id = remoteIdOf(subject, step.group);
  switch (step.kind) {
    case 'rename-group':
      subject.group = { ...subject.group, displayName: fillText(step.displayName, resolve) };
      await play(profile.renameGroup(id, subject.group));
      return;
    case 'add-members':
      await play(profile.addMembers(id, subject.group, membersOf(stage, step.members)));
      return;
    case 'remove-members':
      await play(profile.removeMembers(id, subject.group, membersOf(stage, step.members)));
      return;
    case 'delete-group':
      await play(profile.deleteGroup(id));
  }
}

/** Runs a dialogue to its end. */
async function converse<Result>(
  dialogue: Dialogue<Result>,
  label: string,
  credential: string,
  stage: ProfileStage,
): Promise<Result> {
  let turn = dialogue.next();
  while (!turn.done) {
    if ('pause' in turn.value) {
      await stage.pause(turn.value.pause);
      turn = dialogue.next();
    } else {
      turn = dialogue.next(toProfileResponse(await stage.send(toOutgoing(turn.value, label, credential))));
    }
  }
  return turn.value;
}

function toOutgoing({ step, body, ...request }: ProfileRequest, label: string, credential: string): OutgoingRequest {
  const name = label.startsWith(step) ? label : `${label}: ${step}`;
  return { ...request, step: name, body: body === undefined ? '' : JSON.stringify(body), credential };
}

function toProfileResponse(response: TargetResponse): ProfileResponse {
  if ('failure' in response) return { status: 0, headers: {}, body: undefined };
  const body = parseJson(response.body);
  return { status: response.status, headers: response.headers, body: isJsonObject(body) ? body : undefined };
}

function withChanges(
  user: SourceUser,
  changes: Readonly<Record<string, string>>,
  resolve: Resolve,
): { readonly user: SourceUser; readonly changed: (keyof SourceUser)[] } {
  const filled: Partial<SourceUser> = Object.fromEntries(
    Object.entries(changes).map(([field, text]) => [field, fillText(text, resolve)]),
  );
  const after: SourceUser = { ...user, ...filled };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- The schema lets only fields of a person through.
  const changed = (Object.keys(filled) as (keyof SourceUser)[]).filter((field) => after[field] !== user[field]);
  return { user: after, changed };
}

function personOf(stage: ProfileStage, name: string): CastPerson {
  const person = stage.cast.people.get(name);
  if (person === undefined) throw new TypeError(`the scenario has no person "${name}"`);
  return person;
}

function groupOf(stage: ProfileStage, name: string): CastGroup {
  const group = stage.cast.groups.get(name);
  if (group === undefined) throw new TypeError(`the scenario has no group "${name}"`);
  return group;
}

function membersOf(stage: ProfileStage, names: readonly string[]): Member[] {
  return names.map((name) => {
    const person = personOf(stage, name);
    return { id: remoteIdOf(person, name), display: `${person.user.givenName} ${person.user.familyName}` };
  });
}

function remoteIdOf(subject: CastPerson | CastGroup, name: string): string {
  if (subject.remoteId === undefined) throw new PassedOver(`the target has given no id for "${name}"`);
  return subject.remoteId;
}
