import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, test } from 'vitest';
import { openStore } from '../../src/audit/index.ts';
import { seededRandom, VirtualClock } from '../../src/kernel/index.ts';
import { createSimulator } from '../../src/simulator/index.ts';
import { folderWith, scimulate } from './command-line.ts';

let folder: string;
beforeEach(async () => {
  folder = folderWith();
  await fill('audit.db', 6);
});

/** Requests of a client, on the store of a simulator: 2 records each, with text that some readers take for line ends. */
async function fill(file: string, users: number): Promise<void> {
  const clock = new VirtualClock(0);
  const simulator = await createSimulator({
    clock,
    random: seededRandom('verify'),
    store: await openStore(join(folder, file), { clock }),
    tenants: [{ id: 'default', credentials: [{ name: 'client', token: 'a-token' }], viewers: [] }],
  });
  for (let index = 0; index < users; index++) {
    const body = { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: `u\u2028${index}` };
    const response = await simulator.fetch(
      new Request('http://scim.test/scim/v2/Users', {
        method: 'POST',
        headers: { authorization: 'Bearer a-token', 'content-type': 'application/scim+json' },
        body: JSON.stringify(body),
      }),
    );
    expect(response.status).toBe(201);
  }
  await simulator.close();
}

/** Does to the file what no interface of the store allows. */
function tamper(...statements: readonly string[]): void {
  const database = new DatabaseSync(join(folder, 'audit.db'));
  database.exec('DROP TRIGGER entry_is_not_changed; DROP TRIGGER entry_is_not_removed');
  for (const statement of statements) database.exec(statement);
  database.close();
}

const run = (...words: readonly string[]) => scimulate(words, { cwd: folder });
const write = async (file: string, ...words: readonly string[]): Promise<void> => {
  const { code, out, err } = await run(...words);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  writeFileSync(join(folder, file), out);
};

describe('verify', () => {
  test('says that a store is intact, and what that does not tell', async () => {
    const { code, out } = await run('verify', 'audit.db');
    expect(out).toBe(
      'default: 12 records, intact.\nWithout a checkpoint that was kept elsewhere nothing tells whether records were cut off from the end, or all of them written anew.\naudit.db is intact.\n',
    );
    expect(code).toBe(0);
  });

  test.each([
    ['altered', `UPDATE entry SET line = replace(line, '"success"', '"failure"') WHERE sequence = 5`, 5],
    ['missing', 'DELETE FROM entry WHERE sequence = 7', 7],
    ['reordered', 'UPDATE entry SET sequence = CASE sequence WHEN 3 THEN 104 ELSE 3 END WHERE sequence IN (3, 4)', 4],
  ])('names the first record that is %s and exits with 1', async (kind, statement, sequence) => {
    tamper(statement, 'UPDATE entry SET sequence = 4 WHERE sequence = 104');
    const { code, out } = await run('verify', 'audit.db', '--json');
    expect(JSON.parse(out)).toMatchObject({
      intact: false,
      tenants: [{ tenant: 'default', fault: { kind, sequence } }],
    });
    expect(code).toBe(1);
    expect((await run('verify', 'audit.db')).out).toContain('NOT INTACT: record');
  });

  test('misses a cut-off end by a checkpoint alone', async () => {
    await write('kept.txt', 'checkpoint', 'audit.db', '--key', 'log.key', '--name', 'scim.example.com/audit');
    expect(readFileSync(join(folder, 'kept.txt'), 'utf8')).toMatch(
      /^scim\.example\.com\/audit\/tenants\/default\n12\n/u,
    );
    const proven = await run('verify', 'audit.db', '--checkpoint', 'kept.txt', '--key', 'log.key.pub');
    expect(proven).toMatchObject({
      code: 0,
      out: expect.stringContaining('the first 12 proven by a signed checkpoint'),
    });

    tamper('DELETE FROM entry WHERE sequence > 8');
    expect((await run('verify', 'audit.db')).code).toBe(0);
    const missed = await run('verify', 'audit.db', '--checkpoint', 'kept.txt', '--key', 'log.key.pub');
    expect(missed).toMatchObject({ code: 1, out: expect.stringContaining('the log ends at 8') });
  });

  test('finds out an export, whole or in part', async () => {
    await write('whole.ndjson', 'export', 'audit.db', '--key', 'log.key');
    await write('part.ndjson', 'export', 'audit.db', '--after', '3', '--through', '9', '--key', 'log.key');
    await write('requests.ndjson', 'export', 'audit.db', '--kind', 'scim.request');
    for (const file of ['whole.ndjson', 'part.ndjson', 'requests.ndjson'])
      expect(await run('verify', file, '--key', 'log.key.pub'), file).toMatchObject({ code: 0, err: '' });
    const text = readFileSync(join(folder, 'part.ndjson'), 'utf8');
    writeFileSync(join(folder, 'part.ndjson'), text.replace('"sequence":6,', '"sequence":6, '));
    const { code, out } = await run('verify', 'part.ndjson');
    expect(out).toContain('record 6 is not what its hash was made from');
    expect(code).toBe(1);
  });

  test('keeps the signing key for itself', async () => {
    await write('kept.txt', 'checkpoint', 'audit.db', '--key', 'log.key');
    expect(statSync(join(folder, 'log.key')).mode & 0o077).toBe(0);
    const before = readFileSync(join(folder, 'log.key'), 'utf8');
    await write('kept.txt', 'checkpoint', 'audit.db', '--key', 'log.key');
    expect(readFileSync(join(folder, 'log.key'), 'utf8')).toBe(before);
  });

  test('could not run: exits with 2 and one line', async () => {
    writeFileSync(join(folder, 'other.txt'), 'nothing of ours\n');
    await write('kept.txt', 'checkpoint', 'audit.db', '--key', 'log.key');
    await write('another.txt', 'checkpoint', 'audit.db', '--key', 'another.key');
    const cases: [readonly string[], RegExp][] = [
      [['nowhere.db'], /^FILE_UNREADABLE nowhere\.db: /u],
      [['other.txt'], /^EXPORT_INVALID other\.txt:1: /u],
      [['audit.db', '--key', 'other.txt'], /^KEY_INVALID other\.txt: /u],
      [['audit.db', '--checkpoint', 'other.txt'], /^NOTE_INVALID other\.txt: /u],
      [['audit.db', '--checkpoint', 'another.txt', '--key', 'log.key.pub'], /^NOTE_UNTRUSTED another\.txt: /u],
      [['.'], /^FILE_UNREADABLE \.: /u],
    ];
    for (const [words, pattern] of cases) {
      const { code, out, err } = await run('verify', ...words);
      expect({ code, out }, err).toEqual({ code: 2, out: '' });
      expect(err).toMatch(pattern);
      expect(err.trimEnd().split('\n')).toHaveLength(1);
    }
    expect(existsSync(join(folder, 'nowhere.db'))).toBe(false);
  });
});
