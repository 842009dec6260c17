import { describe, expect, test } from 'vitest';
import { Rig } from './provisioning-rig.ts';

const quick = { attempts: 3, timeLimit: 1_000, backoff: { first: 1_000, factor: 2, longest: 60_000 }, concurrency: 2 };

describe('the life of an operation (ACT-LIFE-1)', () => {
  test('an accepted creation is requested, in progress, done', async () => {
    const rig = new Rig();
    const integration = await rig.integration();
    const id = await rig.createUser('ada');
    expect(rig.lives()).toEqual(['user.invite: requested']);
    await rig.drain();
    expect(rig.lives()).toEqual(['user.invite: requested in-progress succeeded']);
    expect(rig.remote.appContents(integration).objects()).toMatchObject([{ id, attributes: { userName: 'ada' } }]);
  });

  test('each kind of write is the operation that it means, once', async () => {
    const rig = new Rig();
    const integration = await rig.integration();
    const id = await rig.createUser('ada');
    await rig.change('/Users', id, { displayName: 'Ada' });
    await rig.change('/Users', id, { active: false });
    await rig.change('/Users', id, { active: true });
    const group = await rig.createGroup('Staff', id);
    await rig.change('/Groups', group, { displayName: 'Crew' });
    await rig.remove('/Users', id);
    await rig.remove('/Groups', group);
    await rig.drain();
    expect(rig.lives()).toEqual(
      [
        'user.invite',
        'user.update',
        'user.removal',
        'user.invite',
        'group.creation',
        'group.update',
        'user.removal',
        'group.removal',
      ].map((kind) => `${kind}: requested in-progress succeeded`),
    );
    expect(rig.remote.appContents(integration).objects()).toEqual([]);
  });

  test('a write that changes nothing is no operation, nor is one without a gateway or of another client', async () => {
    const rig = new Rig();
    const { engine, runner } = rig;
    await runner.lane.run(() => ({ step: engine.integrations.create({ name: 'No gateway' }) }));
    const other = await runner.lane.run(() => ({ step: engine.integrations.create({ name: 'Other' }) }));
    await runner.lane.run(() => ({ step: engine.integrations.connectGateway(other.id, ['entra'], rig.cause()) }));
    const id = await rig.createUser('ada');
    await rig.integration('CRM');
    await rig.change('/Users', id, { userName: 'ada' });
    expect(rig.lives()).toEqual([]);
  });

  test('the deletion of a member is one operation, though it changes its groups', async () => {
    const rig = new Rig();
    await rig.integration();
    const id = await rig.createUser('ada');
    await rig.createGroup('Staff', id);
    await rig.drain();
    await rig.remove('/Users', id);
    await rig.drain();
    expect(rig.lives().slice(2)).toEqual(['user.removal: requested in-progress succeeded']);
  });

  test('every event carries the correlation id of its request, and its actor', async () => {
    const rig = new Rig();
    const integration = await rig.integration();
    const { cause } = await rig.write((transaction) =>
      transaction.create(transaction.get('/Users', 'none')?.model ?? rig.directory.models[0]!, {
        schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
        userName: 'ada',
      }),
    );
    await rig.drain();
    const own = rig.effects.filter(({ correlationId }) => correlationId === cause.correlationId);
    expect(own.map(({ action, actor }) => [action, actor.type])).toEqual([
      ['user.invite.requested', 'credential'],
      ['user.invite.in-progress', 'integration'],
      ['user.invite.succeeded', 'integration'],
      ['entry.create', 'integration'],
    ]);
    expect(new Set(own.map((effect) => effect.integration))).toEqual(new Set([integration]));
  });

  test('no stage is dated before the one that it follows, though the clock is put back', async () => {
    const rig = new Rig();
    await rig.integration();
    await rig.createUser('ada');
    rig.clock.step(-3_600_000);
    await rig.drain();
    const times = rig.effects.filter(({ kind }) => kind === 'job.transition').map(({ occurredAt }) => occurredAt);
    expect(times).toHaveLength(3);
    expect(times).toEqual(times.toSorted((left, right) => left - right));
  });
});

describe('attempts', () => {
  test('a job that is retried stays one operation (ACT-LIFE-4)', async () => {
    const rig = new Rig();
    const id = await rig.integration('CRM', { policy: quick });
    await rig.remote.appContents(id).setFaults([{ on: 'put', effect: 'error', reason: 'busy', times: 2 }]);
    await rig.createUser('ada');
    await rig.drain();
    expect(rig.lives()).toEqual(['user.invite: requested in-progress succeeded']);
    expect(rig.effects.at(-2)!.detail).toEqual({ failedAttempts: 2 });
  });

  test('waits between attempts grow', async () => {
    const rig = new Rig();
    const id = await rig.integration('CRM', {
      policy: { ...quick, attempts: 4 },
      application: { kind: 'simulated', latency: 0 },
    });
    await rig.remote.appContents(id).setFaults([{ on: 'put', effect: 'error', reason: 'busy', times: 3 }]);
    await rig.createUser('ada');
    const [requested] = rig.effects.slice(-1);
    await rig.drain();
    const done = rig.effects.find(({ action }) => action === 'user.invite.succeeded')!;
    expect(done.occurredAt - requested!.occurredAt).toBe(10 + 1_000 + 2_000 + 4_000);
  });

  test('a passing fault that stays fails the operation once, with the reason', async () => {
    const rig = new Rig();
    const id = await rig.integration('CRM', { policy: quick });
    await rig.remote.appContents(id).setFaults([{ on: 'put', effect: 'error', reason: 'The application is down.' }]);
    await rig.createUser('ada');
    await rig.drain();
    expect(rig.lives()).toEqual(['user.invite: requested in-progress failed']);
    const failed = rig.effects.filter(({ outcome }) => outcome === 'failure');
    expect(failed.map(({ kind, reason }) => [kind, reason])).toEqual([
      ['job.transition', 'The application is down. (3 attempts)'],
      ['sync.entry', 'The application is down. (3 attempts)'],
    ]);
  });

  test('a refusal is final at the first attempt', async () => {
    const rig = new Rig();
    const id = await rig.integration('CRM', { policy: quick });
    await rig.remote.appContents(id).setFaults([{ on: 'put', effect: 'refuse', reason: 'No seats left.' }]);
    await rig.createUser('ada');
    await rig.drain();
    expect(rig.effects.at(-1)!.reason).toBe('No seats left.');
    expect(rig.effects.at(-1)!.detail).not.toHaveProperty('failedAttempts');
  });

  test('an application that does not answer runs into the time limit', async () => {
    const rig = new Rig();
    const id = await rig.integration('CRM', { policy: quick });
    await rig.remote.appContents(id).setFaults([{ on: 'put', effect: 'no-answer', reason: 'silent' }]);
    await rig.createUser('ada');
    await rig.drain();
    expect(rig.effects.at(-1)!.reason).toBe('No answer came within 1000 ms. (3 attempts)');
  });

  test('a lost answer leads to no second object', async () => {
    const rig = new Rig();
    const id = await rig.integration('CRM', { policy: quick });
    await rig.remote.appContents(id).setFaults([{ on: 'put', effect: 'lost-answer', reason: 'lost', times: 1 }]);
    await rig.createUser('ada');
    await rig.drain();
    expect(rig.lives()).toEqual(['user.invite: requested in-progress succeeded']);
    expect(rig.remote.appContents(id).objects()).toHaveLength(1);
  });

  test('members that the application does not know make a group fail, in part', async () => {
    const rig = new Rig();
    const id = await rig.integration('CRM', { policy: quick });
    const contents = rig.remote.appContents(id);
    await contents.setFaults([{ on: 'put', matching: 'ada', effect: 'refuse', reason: 'No seats left.' }]);
    const [ada, bob] = [await rig.createUser('ada'), await rig.createUser('bob')];
    await rig.createGroup('Staff', ada, bob);
    await rig.drain();
    expect(rig.lives().at(-1)).toBe('group.creation: requested in-progress failed');
    expect(rig.effects.at(-1)!.reason).toBe('1 of 2 members are not in the application.');
    expect(contents.objects().at(-1)!.attributes['members']).toEqual([{ value: bob }]);
  });
});

describe('the queue', () => {
  test('operations on one user keep their order, also while an earlier one is retried', async () => {
    const rig = new Rig();
    const id = await rig.integration('CRM', { policy: quick });
    await rig.remote
      .appContents(id)
      .setFaults([{ on: 'put', matching: 'ada', effect: 'error', reason: 'busy', times: 2 }]);
    const ada = await rig.createUser('ada');
    await rig.change('/Users', ada, { displayName: 'Ada' });
    await rig.createUser('bob');
    await rig.drain();
    const ends = rig.effects.filter(({ action }) => action.endsWith('.succeeded'));
    expect(ends.map(({ action, target }) => `${action} ${target!.display}`)).toEqual([
      'user.invite.succeeded bob',
      'user.invite.succeeded ada',
      'user.update.succeeded Ada',
    ]);
    expect(rig.remote.appContents(id).objects()).toHaveLength(2);
  });

  test('a group waits for its members', async () => {
    const rig = new Rig();
    const id = await rig.integration('CRM', { policy: quick });
    await rig.remote
      .appContents(id)
      .setFaults([{ on: 'put', matching: 'ada', effect: 'error', reason: 'busy', times: 1 }]);
    const ada = await rig.createUser('ada');
    await rig.createGroup('Staff', ada);
    await rig.drain();
    expect(rig.lives().every((life) => life.endsWith('succeeded'))).toBe(true);
  });

  test('no more operations are under way than the policy allows', async () => {
    const rig = new Rig();
    await rig.integration('CRM', { policy: { ...quick, concurrency: 2 } });
    for (const name of ['ada', 'bob', 'cyd', 'dan', 'eve']) await rig.createUser(name);
    await rig.drain();
    let [open, most] = [0, 0];
    for (const { action } of rig.effects) {
      if (action.endsWith('in-progress')) open += 1;
      if (action.endsWith('succeeded')) open -= 1;
      most = Math.max(most, open);
    }
    expect(most).toBe(2);
    expect(rig.lives()).toHaveLength(5);
  });
});

describe('what becomes of it when the process dies', () => {
  test('an unfinished job goes on and ends once', async () => {
    let rig = new Rig();
    const id = await rig.integration('CRM', { policy: quick });
    await rig.remote.appContents(id).setFaults([{ on: 'put', effect: 'error', reason: 'busy', times: 1 }]);
    await rig.createUser('ada');
    for (let crash = 0; crash < 12; crash++) {
      await rig.clock.advance(130);
      rig = rig.crash();
    }
    await rig.drain();
    expect(rig.lives()).toEqual(['user.invite: requested in-progress succeeded']);
    expect(rig.remote.appContents(id).objects()).toHaveLength(1);
  });

  test('a full store delays an end, and does not double it', async () => {
    const rig = new Rig();
    await rig.integration('CRM', { policy: quick });
    await rig.createUser('ada');
    await rig.clock.advance(50);
    rig.durable.full = 3;
    await rig.drain();
    expect(rig.lives()).toEqual(['user.invite: requested in-progress succeeded']);
    expect(rig.runner.failure).toBeUndefined();
  });

  test('a request whose record is not taken leaves no operation behind', async () => {
    const rig = new Rig();
    await rig.integration();
    rig.durable.full = 1;
    await expect(rig.createUser('ada')).rejects.toThrow('full');
    await rig.drain();
    expect(rig.lives()).toEqual([]);
    expect(rig.engine.isIdle()).toBe(true);
  });
});
