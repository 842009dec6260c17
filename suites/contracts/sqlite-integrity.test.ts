import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import * as fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type AuditRecord, type AuditStore, type Head, openStore, verifyStore } from '../../src/audit/index.ts';
import { ScimulateError, VirtualClock } from '../../src/kernel/index.ts';
import { draft, http } from './audit-store-support.ts';

const folder = mkdtempSync(join(tmpdir(), 'sqlite-integrity-'));
afterAll(() => rmSync(folder, { recursive: true }));

const clock = new VirtualClock(1_800_000_000_000);
let files = 0;
const newFile = () => join(folder, `${files++}.db`);
const open = (file: string): Promise<AuditStore> => openStore(file, { clock });

const RECORDS = 12;
const drafts = Array.from({ length: RECORDS }, (_, index) =>
  draft({ id: `r${index}`, occurredAt: index, http: http({ method: index % 3 === 0 ? 'PUT' : 'GET' }) }),
);

/** A closed store with twelve records, made once; each test works on a copy. */
const original = newFile();
let originalRecords: readonly AuditRecord[];
let head: Head;
let file: string;

beforeAll(async () => {
  const store = await open(original);
  for (const record of drafts) await store.append({ records: [record] });
  originalRecords = await store.read({ tenant: 'acme', order: 'oldest', limit: 100 });
  head = await store.head('acme');
  await store.close();
});
beforeEach(() => {
  file = newFile();
  copyFileSync(original, file);
});

/** Does to the file what only somebody with access to it can do. */
function tamper(...statements: readonly string[]): void {
  const database = new DatabaseSync(file);
  database.exec('DROP TRIGGER entry_is_not_changed; DROP TRIGGER entry_is_not_removed');
  for (const statement of statements) database.exec(statement);
  database.close();
}

async function verdictOn(path = file, known?: Head) {
  const store = await open(path);
  const verdict = await verifyStore(store, known && new Map([['acme', known]]));
  await store.close();
  return verdict;
}

describe('X-IMMUTABLE-1: somebody with access to the file', () => {
  it('did nothing', async () => {
    const verdict = await verdictOn(file, head);
    expect(verdict).toMatchObject({ intact: true, damage: [], tenants: [{ tenant: 'acme', records: RECORDS, head }] });
    expect(verdict.tenants[0]!.fault).toBeUndefined();
  });

  it.each([
    [
      'alters an entry',
      `UPDATE entry SET line = replace(line, '"success"', '"failure"') WHERE sequence = 5`,
      'altered',
      5,
    ],
    ['alters the last', `UPDATE entry SET line = replace(line, '"GET"', '"PUT"') WHERE sequence = 12`, 'altered', 12],
    ['removes an entry', 'DELETE FROM entry WHERE sequence = 5', 'missing', 5],
    ['removes the first', 'DELETE FROM entry WHERE sequence = 1', 'missing', 1],
    ['gives entries other numbers', 'UPDATE entry SET sequence = sequence + 100 WHERE sequence > 5', 'altered', 6],
    ['moves an entry to the end', 'UPDATE entry SET sequence = 100 WHERE sequence = 5', 'reordered', 6],
    ['moves an entry to another tenant', `UPDATE entry SET tenant = 'other' WHERE sequence = 5`, 'missing', 5],
  ])('%s', async (_, sql, kind, sequence) => {
    tamper(sql);
    const verdict = await verdictOn();
    expect(verdict.intact).toBe(false);
    expect(verdict.tenants.find(({ tenant }) => tenant === 'acme')?.fault).toMatchObject({ kind, sequence });
  });

  it('swaps two entries', async () => {
    tamper(
      'UPDATE entry SET sequence = CASE sequence WHEN 5 THEN -6 ELSE -5 END WHERE sequence IN (5, 6)',
      'UPDATE entry SET sequence = -sequence WHERE sequence < 0',
    );
    expect((await verdictOn()).tenants[0]?.fault).toMatchObject({ kind: 'reordered', sequence: 6 });
  });

  it('copies an entry', async () => {
    tamper('DROP INDEX entry_id', 'INSERT INTO entry SELECT tenant, 13, line FROM entry WHERE sequence = 5');
    expect((await verdictOn()).tenants[0]?.fault).toMatchObject({ kind: 'inserted', sequence: 5 });
  });

  it('puts a record before the first: it is in no log', async () => {
    tamper('DROP INDEX entry_id', 'INSERT INTO entry SELECT tenant, 0, line FROM entry WHERE sequence = 5');
    const store = await open(file);
    expect(await store.read({ tenant: 'acme', order: 'oldest', limit: 100 })).toEqual(originalRecords);
    await store.close();
  });

  it('cuts the end off: only a head that was noted elsewhere tells', async () => {
    tamper('DELETE FROM entry WHERE sequence > 9');
    expect((await verdictOn()).intact).toBe(true);
    expect((await verdictOn(file, head)).tenants[0]?.fault).toMatchObject({ kind: 'missing', sequence: 10 });
  });

  it('removes a whole tenant: only a head that was noted elsewhere tells', async () => {
    tamper('DELETE FROM entry');
    expect((await verdictOn()).intact).toBe(true);
    expect((await verdictOn(file, head)).tenants[0]?.fault).toMatchObject({ kind: 'missing', sequence: 1 });
  });

  it('writes the whole log anew: only a head that was noted elsewhere tells', async () => {
    file = newFile();
    const store = await open(file);
    for (const record of drafts) await store.append({ records: [{ ...record, outcome: 'failure' }] });
    await store.close();
    expect((await verdictOn()).intact).toBe(true);
    expect((await verdictOn(file, head)).tenants[0]?.fault).toMatchObject({ kind: 'altered', sequence: 12 });
  });

  it('hides an entry from the filters by altering an index', async () => {
    const database = new DatabaseSync(file, { defensive: false });
    database.exec('PRAGMA writable_schema = ON');
    database.exec("UPDATE sqlite_schema SET sql = replace(sql, 'method', 'xethod') WHERE name = 'entry_facets'");
    database.close();
    const verdict = await verdictOn();
    expect(verdict).toMatchObject({ intact: false });
    expect(verdict.damage).not.toEqual([]);
  });

  it('flips any bit: verification finds it, or nothing that can be read has changed', async () => {
    const bytes = readFileSync(original);
    let found = 0;
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(7), async (at, bit) => {
        const flipped = Buffer.from(bytes);
        flipped[at]! ^= 1 << bit;
        writeFileSync(file, flipped);
        const reading = await whatIsRead(file);
        if (reading === 'found') found += 1;
        else expect(reading).toEqual(await whatIsRead(original));
      }),
      { numRuns: 300 },
    );
    expect(found).toBeGreaterThan(30);
  });

  it('flips any bit of an entry: verification names it', async () => {
    const bytes = readFileSync(original);
    const ends = await Promise.all(originalRecords.map((record) => endOfLine(bytes, record)));
    await fc.assert(
      fc.asyncProperty(fc.nat(RECORDS - 1), fc.nat(500), fc.nat(7), async (index, back, bit) => {
        const flipped = Buffer.from(bytes);
        flipped[ends[index]! - back]! ^= 1 << bit;
        writeFileSync(file, flipped);
        const { tenants } = await verdictOn();
        expect(tenants[0]?.fault).toMatchObject({ kind: 'altered', sequence: index + 1 });
      }),
      { numRuns: 100 },
    );
  });
});

/** Where the last byte of a record's line is: of the line that is read, not of a stale copy in free space. */
async function endOfLine(bytes: Buffer, { sequence, hash }: AuditRecord): Promise<number> {
  const path = newFile();
  for (let at = bytes.indexOf(hash); at !== -1; at = bytes.indexOf(hash, at + 1)) {
    const end = at + hash.length + 1;
    if (bytes[end] !== '}'.charCodeAt(0)) continue;
    const altered = Buffer.from(bytes);
    altered.write('!', end);
    writeFileSync(path, altered);
    const store = await open(path);
    const [stored] = await store.lines('acme', sequence - 1, 1);
    await store.close();
    if (stored?.line.endsWith('!') === true) return end;
  }
  throw new Error(`record ${sequence} is nowhere in the file`);
}

/** Everything that can be read of the log, or that something is found to be wrong. */
async function whatIsRead(path: string): Promise<unknown> {
  let store: AuditStore | undefined;
  try {
    store = await open(path);
    if (!(await verifyStore(store, new Map([['acme', head]]))).intact) return 'found';
    const where = [{ field: 'http.method', operator: 'equals', value: 'PUT' } as const];
    return [
      await store.read({ tenant: 'acme', limit: 100 }),
      await store.read({ tenant: 'acme', where, limit: 100 }),
      await store.find('acme', 'r5'),
    ];
  } catch (error) {
    expect(error).toBeInstanceOf(ScimulateError);
    return 'found';
  } finally {
    await store?.close();
  }
}

describe('a torn tail', () => {
  it('of the write-ahead log leaves a valid beginning, and a noted head shows what was lost', async () => {
    const path = newFile();
    const store = await open(path);
    for (const record of drafts) await store.append({ records: [record] });
    const main = readFileSync(path);
    const wal = readFileSync(`${path}-wal`);
    await store.close();
    let shorter = 0;
    await fc.assert(
      fc.asyncProperty(fc.nat(wal.length), fc.option(fc.nat(wal.length - 1)), async (length, flip) => {
        const torn = Buffer.from(wal.subarray(0, length));
        if (flip !== null && flip < length) torn[flip]! ^= 1;
        const copy = newFile();
        writeFileSync(copy, main);
        writeFileSync(`${copy}-wal`, torn);
        const found = await open(copy);
        const verdict = await verifyStore(found, new Map([['acme', head]]));
        const records = await found.read({ tenant: 'acme', order: 'oldest', limit: 100 });
        expect(records).toEqual(originalRecords.slice(0, records.length));
        expect(verdict.damage).toEqual([]);
        expect(verdict.intact).toBe(records.length === RECORDS);
        if (!verdict.intact) {
          shorter += 1;
          expect(verdict.tenants[0]?.fault).toMatchObject({ kind: 'missing', sequence: records.length + 1 });
        }
        await expect(found.append({ records: [draft({ id: 'next' })] })).resolves.toHaveLength(1);
        await found.close();
        rmSync(copy);
      }),
      { numRuns: 60 },
    );
    expect(shorter).toBeGreaterThan(10);
  });
});

describe('processes', () => {
  interface Acknowledged extends Head {
    readonly batch: number;
  }

  /** Starts a process that writes; `seen` is called with each commit that it acknowledges. */
  async function write(
    path: string,
    name: string,
    batches: number,
    seen: (ack: Acknowledged, kill: () => void) => void,
  ) {
    const script = join(import.meta.dirname, 'sqlite-writer-process.ts');
    const child = spawn(process.execPath, [script, path, name, String(batches)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const exited = once(child, 'close');
    for await (const line of createInterface(child.stdout)) {
      if (line.endsWith('}')) seen(JSON.parse(line) as Acknowledged, () => child.kill('SIGKILL'));
    }
    const [code, signal] = (await exited) as [number | null, string | null];
    return signal ?? code;
  }

  it('that write to one file at once make one chain without gaps', async () => {
    const path = newFile();
    const codes = await Promise.all(['a', 'b', 'c'].map((name) => write(path, name, 60, () => undefined)));
    expect(codes).toEqual([0, 0, 0]);
    const store = await open(path);
    const records = await store.read({ tenant: 'acme', order: 'oldest', limit: 1000 });
    expect(records.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 360 }, (_, index) => index + 1));
    for (let at = 0; at < records.length; at += 2) expect(records[at]!.task).toBe(records[at + 1]!.task);
    expect((await verifyStore(store)).intact).toBe(true);
    expect(await store.readState('acme', 'last')).toEqual(['a', 'b', 'c'].map((key) => ({ key, value: 59 })));
    await store.close();
  });

  it.each([1, 3, 17])(
    'killed after %i acknowledged commits lose none of them, and leave no half of one',
    async (commits) => {
      const path = newFile();
      let last: Acknowledged = { batch: -1, sequence: 0, hash: '' };
      const end = await write(path, 'a', 100_000, (ack, kill) => {
        last = ack;
        if (ack.batch + 1 >= commits) kill();
      });
      expect(end).toBe('SIGKILL');
      expect(last.batch + 1).toBeGreaterThanOrEqual(commits);
      const store = await open(path);
      expect((await verifyStore(store, new Map([['acme', last]]))).intact).toBe(true);
      const { sequence } = await store.head('acme');
      expect(sequence).toBeGreaterThanOrEqual(last.sequence);
      expect(sequence % 2).toBe(0);
      // State and records were committed together.
      expect(await store.readState('acme', 'last')).toEqual([{ key: 'a', value: sequence / 2 - 1 }]);
      await expect(store.append({ records: [draft({ id: 'next' })] })).resolves.toHaveLength(1);
      await store.close();
    },
  );
});
