import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { type AuditStore, openStore, type StoreOptions, verifyStore } from '../../src/audit/index.ts';
import { type Clock, VirtualClock } from '../../src/kernel/index.ts';
import { draft, http } from './audit-store-support.ts';

const folder = mkdtempSync(join(tmpdir(), 'sqlite-store-'));
afterAll(() => rmSync(folder, { recursive: true }));

const clock = new VirtualClock(1_800_000_000_000);
let files = 0;
let file: string;
beforeEach(() => {
  file = join(folder, `${files++}.db`);
});

const open = (options: Partial<StoreOptions> = {}): Promise<AuditStore> => openStore(file, { clock, ...options });
const some = (count: number, prefix = 'r') =>
  Array.from({ length: count }, (_, index) =>
    draft({ id: `${prefix}${index}`, http: http({ statusCode: 200 + index }) }),
  );

describe('what was committed', () => {
  it('reads the same after the file was opened again, and goes on from there', async () => {
    const first = await open();
    const state = [{ tenant: 'acme', collection: 'c', key: 'k', value: { a: [1] } }];
    await first.append({ records: some(5), state });
    const before = await first.read({ tenant: 'acme', limit: 10 });
    await first.close();
    const second = await open();
    expect(await second.read({ tenant: 'acme', limit: 10 })).toEqual(before);
    expect(await second.readState('acme', 'c')).toEqual([{ key: 'k', value: { a: [1] } }]);
    await expect(second.append({ records: some(1) })).rejects.toMatchObject({ code: 'STORE_DUPLICATE' });
    const [next] = await second.append({ records: some(1, 'next') });
    expect(next).toMatchObject({ sequence: 6, previousHash: before[0]!.hash });
    await second.close();
  });

  it('is in the file before append resolves', async () => {
    const store = await open();
    await store.append({ records: some(3) });
    // What a second process would find if this one died now.
    const copy = join(folder, `${files++}.db`);
    copyFileSync(file, copy);
    copyFileSync(`${file}-wal`, `${copy}-wal`);
    const found = await openStore(copy, { clock });
    expect(await found.head('acme')).toEqual(await store.head('acme'));
    await Promise.all([found.close(), store.close()]);
  });

  it('was committed in one transaction with everything of the same turn', async () => {
    let now = 0;
    const ticking = Object.assign(Object.create(clock) as Clock, { now: () => now++ });
    const store = await open({ clock: ticking });
    const turn = await Promise.all(some(50).map((record) => store.append({ records: [record] })));
    const next = await store.append({ records: some(1, 'next') });
    expect(new Set(turn.flat().map(({ recordedAt }) => recordedAt))).toEqual(new Set([0]));
    expect(next[0]?.recordedAt).toBe(1);
    await store.close();
  });
});

describe('several writers', () => {
  it('keep one chain without gaps through two connections', async () => {
    const stores = [await open(), await open()];
    const seen = await Promise.all(
      Array.from({ length: 200 }, (_, index) => stores[index % 2]!.append({ records: some(2, `b${index}-`) })),
    );
    const sequences = seen.flat().map(({ sequence }) => sequence);
    expect(sequences.toSorted((left, right) => left - right)).toEqual(Array.from({ length: 400 }, (_, n) => n + 1));
    for (const [first, second] of seen) expect(second!.sequence).toBe(first!.sequence + 1);
    expect((await verifyStore(stores[0]!)).intact).toBe(true);
    expect(await stores[0]!.head('acme')).toEqual(await stores[1]!.head('acme'));
    await expect(stores[1]!.append({ records: some(1, 'b0-') })).rejects.toMatchObject({ code: 'STORE_DUPLICATE' });
    await Promise.all(stores.map((store) => store.close()));
  });

  it('wait for each other, and say so when they waited too long', async () => {
    const store = await open({ busyTimeoutMilliseconds: 1 });
    const other = new DatabaseSync(file);
    other.exec('BEGIN IMMEDIATE');
    const locked = store.append({ records: some(1) });
    await expect(locked).rejects.toMatchObject({ code: 'STORE_LOCKED', place: { file } });
    expect(await store.head('acme')).toMatchObject({ sequence: 0 });
    other.close();
    await expect(store.append({ records: some(1) })).resolves.toHaveLength(1);
    await store.close();
  });
});

describe('failures', () => {
  it('a full disk refuses the batch, leaves what is there readable, and is not for ever', async () => {
    const store = await open({ maxPages: 40 });
    let stored = 0;
    const fill = async () => {
      for (; ; stored++) await store.append({ records: [draft({ id: `r${stored}`, reason: 'x'.repeat(3000) })] });
    };
    await expect(fill()).rejects.toMatchObject({ code: 'STORE_FULL' });
    expect(stored).toBeGreaterThan(5);
    // Every batch that came in the same turn is told, and a later one is tried anew.
    const big = { records: [draft({ id: 'big', reason: 'x'.repeat(300_000) })] };
    const turn = await Promise.allSettled([store.append(big), store.append({ records: some(1, 's') })]);
    expect(turn.map((result) => (result as PromiseRejectedResult).reason.code)).toEqual(['STORE_FULL', 'STORE_FULL']);
    expect(await store.read({ tenant: 'acme', limit: 100 })).toHaveLength(stored);
    expect((await verifyStore(store)).intact).toBe(true);
    const roomy = await open();
    await expect(roomy.append(big)).resolves.toHaveLength(1);
    await Promise.all([store.close(), roomy.close()]);
  });

  it('any other failed commit ends all writing, and nothing is promised after it', async () => {
    const store = await open();
    await store.append({ records: some(1) });
    const other = new DatabaseSync(file);
    other.exec("CREATE TRIGGER broken BEFORE INSERT ON entry BEGIN SELECT RAISE(ABORT, 'broken'); END");
    const failed = store.append({ records: some(1, 'x') });
    const queued = store.append({ records: some(1, 'y') });
    await expect(failed).rejects.toMatchObject({ code: 'STORE_FAILED', place: { file } });
    await expect(queued).rejects.toMatchObject({ code: 'STORE_FAILED' });
    other.exec('DROP TRIGGER broken');
    other.close();
    await expect(store.append({ records: some(1, 'z') })).rejects.toMatchObject({ code: 'STORE_FAILED' });
    expect(await store.read({ tenant: 'acme', limit: 10 })).toHaveLength(1);
    await store.close();
    const reopened = await open();
    await expect(reopened.append({ records: some(1, 'z') })).resolves.toHaveLength(1);
    await reopened.close();
  });
});

const refused = async (code: string, options?: Partial<StoreOptions>) => {
  const before = existsSync(file) ? readFileSync(file) : undefined;
  await expect(open(options)).rejects.toMatchObject({ name: 'ScimulateError', code, place: { file } });
  expect(existsSync(file) ? readFileSync(file) : undefined).toEqual(before);
};

describe('files that cannot be opened', () => {
  it('text', async () => {
    writeFileSync(file, 'timestamp,actor,action\n'.repeat(100));
    await refused('STORE_NOT_OURS');
  });

  it('a database of somebody else', async () => {
    const other = new DatabaseSync(file);
    other.exec('CREATE TABLE entry (id)');
    other.close();
    await refused('STORE_NOT_OURS');
  });

  it('an empty database of somebody else', async () => {
    const other = new DatabaseSync(file);
    other.exec('PRAGMA user_version = 7');
    other.close();
    await refused('STORE_NOT_OURS');
  });

  it('a store of a later version', async () => {
    await (await open()).close();
    const other = new DatabaseSync(file);
    other.exec('PRAGMA user_version = 2');
    other.close();
    await refused('STORE_NEWER');
  });

  it('one that another process keeps for itself', async () => {
    const other = new DatabaseSync(file);
    other.exec('CREATE TABLE t (x); BEGIN EXCLUSIVE');
    await refused('STORE_LOCKED', { busyTimeoutMilliseconds: 1 });
    other.close();
  });

  it('a folder, and a file in a folder that is not there', async () => {
    file = folder;
    await expect(open()).rejects.toMatchObject({ code: 'STORE_OPEN' });
    file = join(folder, 'nowhere', 'x.db');
    await refused('STORE_OPEN');
  });

  it('none, where one must be', async () => {
    await refused('STORE_OPEN', { create: false });
    await (await open()).close();
    await (await open({ create: false })).close();
  });

  it('but an empty file becomes a store', async () => {
    writeFileSync(file, '');
    const store = await open();
    await expect(store.append({ records: some(1) })).resolves.toHaveLength(1);
    await store.close();
  });
});

describe('the file', () => {
  it('stores of a record nothing but its key and the hashed line', async () => {
    await (await open()).close();
    const database = new DatabaseSync(file);
    const columns = database.prepare('PRAGMA table_xinfo(entry)').all();
    expect(columns.map(({ name }) => name)).toEqual(['tenant', 'sequence', 'line']);
    database.close();
  });

  it('answers the filters of the request log from an index alone', async () => {
    await (await open()).close();
    const database = new DatabaseSync(file);
    const plan = database
      .prepare(
        `EXPLAIN QUERY PLAN SELECT sequence FROM entry WHERE tenant = 'a' AND sequence < 9
         AND json_extract(line, '$."http"."method"') = 'GET' AND json_extract(line, '$."occurredAt"') >= 5
         AND json_extract(line, '$."http"."endpoint"') = '/Users' ORDER BY sequence DESC`,
      )
      .all();
    expect(plan.map(({ detail }) => detail)).toEqual([
      'SEARCH entry USING COVERING INDEX entry_facets (tenant=? AND sequence<?)',
    ]);
    database.close();
  });

  it.each(["UPDATE entry SET line = '{}'", 'DELETE FROM entry'])(
    'does not let anybody change an entry by accident: %s',
    async (sql) => {
      const store = await open();
      await store.append({ records: some(1) });
      const database = new DatabaseSync(file);
      expect(() => database.exec(sql)).toThrow(/an audit entry is never/u);
      database.close();
      await store.close();
    },
  );
});
