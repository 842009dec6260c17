import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditRecord, AuditStore, RecordDraft } from '../../src/audit/index.ts';
import { verifyStore } from '../../src/audit/index.ts';
import { VirtualClock } from '../../src/kernel/index.ts';
import { auditStoreQueryContract } from './audit-store-query.contract.ts';
import { draft } from './audit-store-support.ts';

/** An engine under test. Each call opens an empty store. */
export interface AuditStoreEngine {
  readonly name: string;
  open(clock: VirtualClock): Promise<AuditStore>;
}

const ids = (records: readonly AuditRecord[]): string[] => records.map(({ id }) => id);

/** What the port promises, whatever the engine. */
export function auditStoreContract(engine: AuditStoreEngine): void {
  describe(`audit store: ${engine.name}`, () => {
    let clock: VirtualClock;
    let store: AuditStore;

    beforeEach(async () => {
      clock = new VirtualClock(1_800_000_000_000);
      store = await engine.open(clock);
    });
    afterEach(() => store.close());

    const all = (tenant = 'acme', order: 'newest' | 'oldest' = 'oldest') => store.read({ tenant, order, limit: 1000 });

    describe('append', () => {
      it('numbers the records of a tenant 1, 2, 3 … in the order of the calls, awaited or not', async () => {
        const pending = ['a', 'b', 'c'].map((id) =>
          store.append({ records: [draft({ id }), draft({ id: `${id}2` })] }),
        );
        const appended = (await Promise.all(pending)).flat();
        expect(ids(appended)).toEqual(['a', 'a2', 'b', 'b2', 'c', 'c2']);
        await store.append({ records: [draft({ id: 'd' })] });
        const stored = await all();
        expect(ids(stored)).toEqual(['a', 'a2', 'b', 'b2', 'c', 'c2', 'd']);
        expect(stored.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6, 7]);
      });

      it('gives back what will be read', async () => {
        const full = draft({
          id: 'full',
          target: { type: 'User', id: '1', display: 'Zoë' },
          reason: 'because',
          changes: [{ path: 'name', before: null, after: { familyName: 'X' } }],
          members: { added: [{ type: 'User', id: '2' }], removed: [] },
          integration: 'i',
          job: 'j',
          task: 't',
          detail: { '10': 1, '2': [true, null, -0.5], ['__proto__']: { x: 1 }, nested: { '': '' } },
        });
        const appended = await store.append({ records: [full, draft({ id: 'bare' })] });
        expect(await all()).toEqual(appended);
        expect(await store.find('acme', 'full')).toEqual(appended[0]);
        expect(appended[0]).toMatchObject({ ...full, sequence: 1, recordedAt: clock.now() });
      });

      it('chains each record to the one before by the SHA-256 of the line that is stored', async () => {
        const appended = await store.append({ records: [draft({ id: 'a' }), draft({ id: 'b' }), draft({ id: 'c' })] });
        let previousHash = '0'.repeat(64);
        for (const { sequence, line } of await store.lines('acme', 0, 10)) {
          const record = appended[sequence - 1]!;
          const { hash } = record;
          expect(JSON.parse(line)).toEqual(record);
          expect(record.previousHash).toBe(previousHash);
          expect(hash).toBe(
            createHash('sha256')
              .update(line.replace(`,"hash":"${hash}"`, ''))
              .digest('hex'),
          );
          previousHash = hash;
        }
        expect(await store.head('acme')).toEqual({ sequence: 3, hash: previousHash });
      });

      it('orders by sequence when the clock steps back, and keeps the time of the event apart', async () => {
        await store.append({ records: [draft({ id: 'a', occurredAt: 5 })] });
        clock.step(-60_000);
        const [second] = await store.append({ records: [draft({ id: 'b', occurredAt: 1 })] });
        expect(second).toMatchObject({ sequence: 2, occurredAt: 1, recordedAt: clock.now() });
        expect(ids(await all('acme', 'newest'))).toEqual(['b', 'a']);
      });

      it('takes a batch for several tenants, each with a chain of its own', async () => {
        await store.append({ records: [draft({ id: 'a' }), draft({ id: 'a', tenant: 'other' }), draft({ id: 'b' })] });
        expect(ids(await all())).toEqual(['a', 'b']);
        expect(ids(await all('other'))).toEqual(['a']);
        expect((await store.head('other')).sequence).toBe(1);
      });

      it('keeps what was handed over, whatever becomes of the objects', async () => {
        const detail = { value: 'as it was' };
        const pending = store.append({ records: [draft({ id: 'a', detail })] });
        detail.value = 'changed meanwhile';
        await pending;
        detail.value = 'changed afterwards';
        const [first] = await all();
        expect(first?.detail).toEqual({ value: 'as it was' });
        Object.assign(first!.detail!, { value: 'changed by a reader' });
        expect((await all())[0]?.detail).toEqual({ value: 'as it was' });
      });

      it.each([
        ['NUL and controls', 'a\0b\u001B[31m\n'],
        ['half surrogate pairs', 'x\uD800y\uDFFF'],
        ['separators and marks', '\u2028\u2029\uFEFF\u202E'],
        ['all planes', 'é漢𐍈😀'],
        ['what looks like SQL or JSON', `'; DROP TABLE entry; --"}\\`],
        ['much', 'x'.repeat(3_000_000)],
      ])('keeps text as it is: %s', async (_, text) => {
        await store.append({ records: [draft({ id: 'a', reason: text, detail: { [text.slice(0, 20)]: text } })] });
        await store.append({ records: [draft({ id: 'b' })] });
        const [first] = await all();
        expect(first?.reason).toBe(text);
        expect(first?.detail).toEqual({ [text.slice(0, 20)]: text });
        expect((await verifyStore(store)).intact).toBe(true);
      });
    });

    describe('all or nothing', () => {
      it('refuses an id that is there already, with everything that came with it', async () => {
        await store.append({ records: [draft({ id: 'a' })], state: [write('k', 1)] });
        const again = store.append({ records: [draft({ id: 'b' }), draft({ id: 'a' })], state: [write('k', 2)] });
        await expect(again).rejects.toMatchObject({ name: 'ScimulateError', code: 'STORE_DUPLICATE' });
        expect(ids(await all())).toEqual(['a']);
        expect(await store.readState('acme', 'things')).toEqual([{ key: 'k', value: 1 }]);
        expect(await store.find('acme', 'b')).toBeUndefined();
        // The refused batch left no gap, and its other id is free.
        expect((await store.append({ records: [draft({ id: 'b' })] }))[0]?.sequence).toBe(2);
      });

      it('refuses an id that comes twice in one batch', async () => {
        const twice = store.append({ records: [draft({ id: 'a' }), draft({ id: 'a' })] });
        await expect(twice).rejects.toMatchObject({ code: 'STORE_DUPLICATE' });
        expect(await store.head('acme')).toMatchObject({ sequence: 0 });
      });

      it('refuses only the batch that is wrong among those of one turn', async () => {
        const results = await Promise.allSettled([
          store.append({ records: [draft({ id: 'a' })], state: [write('k', 'first')] }),
          store.append({ records: [draft({ id: 'x' }), draft({ id: 'a' })], state: [write('k', 'wrong')] }),
          store.append({ records: [draft({ id: 'b' })] }),
          store.append({ records: [draft({ id: 'b' })] }),
          store.append({ records: [draft({ id: 'c' })], state: [write('l', 'last')] }),
        ]);
        expect(results.map(({ status }) => status)).toEqual([
          'fulfilled',
          'rejected',
          'fulfilled',
          'rejected',
          'fulfilled',
        ]);
        expect(ids(await all())).toEqual(['a', 'b', 'c']);
        expect(await store.readState('acme', 'things')).toEqual([
          { key: 'k', value: 'first' },
          { key: 'l', value: 'last' },
        ]);
        expect((await verifyStore(store)).intact).toBe(true);
      });

      it.each<[string, Partial<RecordDraft>]>([
        ['no tenant', { tenant: '' }],
        ['no id', { id: '' }],
        ['half a surrogate pair in a key', { id: '\uD800' }],
        ['NUL in a key', { tenant: 'a\0' }],
        ['no time', { occurredAt: Number.NaN }],
        ['a circle', { detail: circle() }],
        ['too many levels', { detail: nested(2000) }],
        ['far too many levels', { detail: nested(100_000) }],
      ])('refuses a draft with %s, and goes on', async (_, wrong) => {
        const refused = store.append({ records: [draft({ id: 'a' }), draft({ id: 'b', ...wrong })] });
        await expect(refused).rejects.toMatchObject({ code: 'STORE_DRAFT' });
        await store.append({ records: [draft({ id: 'c', detail: nested(400) })] });
        expect(ids(await all())).toEqual(['c']);
      });

      it('stores nothing but the fields of a draft', async () => {
        const [first] = await store.append({ records: [draft({ id: 'a' })] });
        await store.append({ records: [{ ...first!, id: 'b', extra: 'x' } as RecordDraft] });
        const second = await store.find('acme', 'b');
        expect(second).not.toHaveProperty('extra');
        expect(second).toMatchObject({ sequence: 2, previousHash: first!.hash });
        expect((await verifyStore(store)).intact).toBe(true);
      });
    });

    describe('state', () => {
      it('is written, overwritten and deleted, sorted by key as UTF-8', async () => {
        const keys = ['b', 'a', 'B', 'é', '\uFFFD', '😀', 'aa'];
        await store.append({ records: [], state: keys.map((key) => write(key, { key })) });
        await store.append({ records: [], state: [write('a', [null]), { ...write('b', 0), value: undefined }] });
        expect(await store.readState('acme', 'things')).toEqual([
          { key: 'B', value: { key: 'B' } },
          { key: 'a', value: [null] },
          { key: 'aa', value: { key: 'aa' } },
          { key: 'é', value: { key: 'é' } },
          { key: '\uFFFD', value: { key: '\uFFFD' } },
          { key: '😀', value: { key: '😀' } },
        ]);
      });

      it('belongs to a tenant and a collection', async () => {
        await store.append({ records: [], state: [write('k', 1), { ...write('k', 2), tenant: 'other' }] });
        await store.append({ records: [], state: [{ ...write('k', 3), collection: 'more' }] });
        expect(await store.readState('acme', 'things')).toEqual([{ key: 'k', value: 1 }]);
        expect(await store.readState('other', 'things')).toEqual([{ key: 'k', value: 2 }]);
        expect(await store.readState('acme', 'more')).toEqual([{ key: 'k', value: 3 }]);
        expect(await store.readState('nobody', 'things')).toEqual([]);
      });

      it('is the same object for nobody', async () => {
        const value = { list: [1] };
        await store.append({ records: [], state: [write('k', value)] });
        value.list.push(2);
        const [entry] = await store.readState('acme', 'things');
        expect(entry?.value).toEqual({ list: [1] });
        Object.assign(entry!.value as object, { list: [] });
        expect((await store.readState('acme', 'things'))[0]?.value).toEqual({ list: [1] });
      });

      it('refuses what is no JSON or has no key', async () => {
        const wrong = [write('', 1), write('\uDC00', 1), write('k', circle()), { ...write('k', 1), collection: '' }];
        for (const state of wrong)
          await expect(store.append({ records: [], state: [state] })).rejects.toMatchObject({ code: 'STORE_DRAFT' });
      });
    });

    describe('tenants', () => {
      it('lists those that have something, sorted', async () => {
        expect(await store.tenants()).toEqual([]);
        await store.append({ records: [draft({ tenant: 'b' }), draft({ tenant: '😀' }), draft({ tenant: '\uFFFD' })] });
        await store.append({
          records: [],
          state: [
            { ...write('k', 1), tenant: 'a' },
            { ...write('k', 1), tenant: 'b' },
          ],
        });
        expect(await store.tenants()).toEqual(['a', 'b', '\uFFFD', '😀']);
        await store.append({ records: [], state: [{ tenant: 'a', collection: 'things', key: 'k' }] });
        expect(await store.tenants()).toEqual(['b', '\uFFFD', '😀']);
      });

      it('see nothing of each other', async () => {
        await store.append({ records: [draft({ id: 'a', tenant: 'one' })] });
        expect(await store.find('two', 'a')).toBeUndefined();
        expect(await all('two')).toEqual([]);
        expect(await store.lines('two', 0, 10)).toEqual([]);
        expect(await store.head('two')).toEqual({ sequence: 0, hash: '0'.repeat(64) });
      });
    });

    describe('close', () => {
      it('commits what is queued, and can be called again', async () => {
        const pending = store.append({ records: [draft({ id: 'a' })] });
        await store.close();
        await expect(pending).resolves.toHaveLength(1);
        await store.close();
      });

      it('ends everything', async () => {
        await store.close();
        const closed = { code: 'STORE_CLOSED' };
        await expect(store.append({ records: [draft()] })).rejects.toMatchObject(closed);
        await expect(all()).rejects.toMatchObject(closed);
        await expect(store.find('acme', 'a')).rejects.toMatchObject(closed);
        await expect(store.head('acme')).rejects.toMatchObject(closed);
        await expect(store.lines('acme', 0, 1)).rejects.toMatchObject(closed);
        await expect(store.tenants()).rejects.toMatchObject(closed);
        await expect(store.readState('acme', 'things')).rejects.toMatchObject(closed);
        await expect(store.damage()).rejects.toMatchObject(closed);
      });
    });

    auditStoreQueryContract(() => store);
  });
}

function write(key: string, value: object | string | number) {
  return { tenant: 'acme', collection: 'things', key, value: value as never };
}

function circle(): never {
  const value: Record<string, unknown> = {};
  value.self = value;
  return value as never;
}

function nested(levels: number): never {
  let value: unknown = 'bottom';
  for (let level = 0; level < levels; level++) value = { value };
  return value as never;
}
