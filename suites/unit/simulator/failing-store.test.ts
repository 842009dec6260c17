import { array, assert, asyncProperty, constantFrom, nat, oneof, record, tuple } from 'fast-check';
import { expect, test } from 'vitest';
import { openStore } from '../../../src/audit/index.ts';
import { turn, VirtualClock } from '../../../src/kernel/index.ts';
import { group, openSimulator, START, type OpenSimulator, patchOp, user } from './open-simulator.ts';
import { GroupingStore } from './store-doubles.ts';

const step = oneof(
  record({ kind: constantFrom('create' as const), name: nat(4) }),
  record({
    kind: constantFrom('rename' as const, 'remove' as const, 'join' as const, 'leave' as const, 'group' as const),
    name: nat(4),
  }),
);

/** Everything that a client can see, in a form that does not depend on the order of listing. */
const visible = async (open: OpenSimulator): Promise<string> => (await open.scim('GET', '/?count=1000')).body;

test('whichever commits fail, what is served is what the store holds', async () => {
  const burst = array(step, { minLength: 1, maxLength: 6 });
  await assert(
    asyncProperty(array(tuple(burst, constantFrom(true, false)), { minLength: 1, maxLength: 6 }), async (groups) => {
      const clock = new VirtualClock(START);
      const memory = await openStore('memory', { clock });
      const grouping = new GroupingStore(memory);
      const open = await openSimulator({ store: grouping, clock });
      const send = (kind: string, name: number, ids: ReadonlyMap<string, string>, guides: string | undefined) => {
        const id = ids.get(`user-${name}`) ?? 'none';
        const path = `/Groups/${guides ?? 'none'}`;
        switch (kind) {
          case 'create':
            return open.scim('POST', '/Users', user(`user-${name}`));
          case 'rename':
            return open.scim(
              'PATCH',
              `/Users/${id}`,
              patchOp({ op: 'replace', path: 'nickName', value: `${clock.now()}` }),
            );
          case 'remove':
            return open.scim('DELETE', `/Users/${id}`);
          case 'join':
            return open.scim('PATCH', path, patchOp({ op: 'add', path: 'members', value: [{ value: id }] }));
          case 'leave':
            return open.scim('PATCH', path, patchOp({ op: 'remove', path: `members[value eq "${id}"]` }));
          default:
            return open.scim('POST', '/Groups', group('guides'));
        }
      };
      for (const [steps, fails] of groups) {
        const listed = open.scim('GET', '/?count=1000');
        await turn();
        grouping.flush();
        const resources = ((await listed).json.Resources ?? []) as { id: string; userName?: string }[];
        const ids = new Map(resources.map(({ id, userName }) => [userName ?? 'group', id]));
        await clock.advance(1);
        const answers = steps.map(({ kind, name }) => send(kind, name, ids, ids.get('group')));
        await turn();
        grouping.flush(fails);
        for (const { status } of await Promise.all(answers)) expect(status === 503).toBe(fails);
      }
      const seen = visible(open);
      await turn();
      grouping.flush();
      const again = await openSimulator({ store: memory, clock });
      expect(await seen).toBe(await visible(again));
    }),
    { numRuns: 150, seed: 9 },
  );
});
