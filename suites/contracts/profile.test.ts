import { describe, expect, test } from 'vitest';
import { openReference } from '../../src/cli/wiring/reference-world.ts';
import { isJsonObject, parseJson, seededRandom } from '../../src/kernel/index.ts';
import { createProfile, type Dialogue, profiles, type RemoteId } from '../../src/profiles/index.ts';
import type { Strictness } from '../../src/scim/index.ts';
import type { Target } from '../../src/targets/index.ts';

const person = {
  id: '00u18ep2sjmnGT1wk698',
  userName: 'ava.nguyen@example.com',
  givenName: 'Ava',
  familyName: 'Nguyen',
  email: 'ava.nguyen@example.com',
  active: true,
  title: 'Sales Manager',
  department: 'Sales',
  employeeNumber: '1003',
} as const;
const group = { id: '8aa1a0c0-c4c3-4bc0-b4a5-2ef676900159', displayName: 'Sales "EMEA" & more' } as const;

/** Plays a dialogue on a target and notes each request with the status that it got. */
async function play<Result>(target: Target, dialogue: Dialogue<Result>, log: string[]): Promise<Result> {
  let turn = dialogue.next();
  while (!turn.done) {
    const request = turn.value;
    if ('pause' in request) {
      turn = dialogue.next();
      continue;
    }
    const { method, path, headers, body } = request;
    const text = body === undefined ? '' : JSON.stringify(body);
    const sent = target.send({ method, path, headers, body: text, credential: 'valid', tenant: target.tenants[0]! });
    const response = await target.clock.until(sent);
    if ('failure' in response) throw new Error(response.failure.message);
    log.push(`${request.step} ${response.status}`);
    const parsed = parseJson(response.body);
    turn = dialogue.next({ ...response, body: isJsonObject(parsed) ? parsed : undefined });
  }
  return turn.value;
}

/** The whole life of a person and a group, as one provider has it. */
async function live(
  name: string,
  strictness: Partial<Strictness>,
): Promise<{ log: string[]; ids: RemoteId[]; tested: boolean }> {
  const target = await openReference(seededRandom(name), strictness);
  const profile = createProfile(name, seededRandom(name));
  const log: string[] = [];
  const tested = await play(target, profile.testConnection(), log);
  const user = await play(target, profile.createUser(person), log);
  const again = await play(target, profile.createUser({ ...person, title: 'Director' }), log);
  const id = user ?? 'none';
  const married = { ...person, familyName: 'Ng', email: 'ava.ng@example.com', department: 'Operations' };
  await play(target, profile.updateUser(id, married, ['familyName', 'email', 'department']), log);
  const pushed = await play(target, profile.createGroup(group), log);
  const groupId = pushed ?? 'none';
  const members = [{ id, display: person.userName }];
  await play(target, profile.addMembers(groupId, group, members), log);
  await play(target, profile.renameGroup(groupId, { ...group, displayName: 'Sales' }), log);
  await play(target, profile.removeMembers(groupId, { ...group, displayName: 'Sales' }, members), log);
  await play(target, profile.deactivateUser(id, married), log);
  const back = await play(target, profile.reactivateUser(id, married), log);
  await play(target, profile.deleteGroup(groupId), log);
  if (profile.deleteUser !== undefined) await play(target, profile.deleteUser(id), log);
  await target.close();
  return { log, ids: [user, again, back], tested };
}

function tolerances(needs: readonly (keyof Strictness)[]): Partial<Strictness> {
  return Object.fromEntries(needs.map((need) => [need, true]));
}

describe.each([...profiles.keys()])('the profile %s on the reference', (name) => {
  const { needs } = createProfile(name, seededRandom(0));

  test('lives its whole life with the tolerances that it names', async () => {
    const { log, ids, tested } = await live(name, tolerances(needs));
    expect(log.filter((line) => !/ 20[014]$/u.test(line))).toEqual([]);
    expect(log.length).toBeGreaterThan(15);
    expect(tested).toBe(true);
    expect(new Set(ids).size).toBe(1);
    expect(ids[0]).toMatch(/\S/u);
  });

  test.each(needs.map((need) => [need]))('does not without the tolerance %s', async (need) => {
    const { log } = await live(name, tolerances(needs.filter((other) => other !== need)));
    expect(log.filter((line) => line.endsWith(' 400'))).not.toEqual([]);
  });
});
