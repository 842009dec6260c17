import { execFile, spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, renameSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { folderWith } from './command-line.ts';

const run = promisify(execFile);

/** A project somewhere else that has the packed tarball installed, with the dependencies of this checkout. */
async function installedElsewhere(): Promise<string> {
  const project = folderWith({ 'package.json': '{ "name": "elsewhere", "private": true }' });
  await run('npm', ['pack', '--pack-destination', project]);
  const tarball = readdirSync(project).find((name) => name.endsWith('.tgz'))!;
  await run('tar', ['xzf', tarball], { cwd: project });
  mkdirSync(join(project, 'node_modules'));
  for (const name of readdirSync('node_modules'))
    symlinkSync(resolve('node_modules', name), join(project, 'node_modules', name));
  renameSync(join(project, 'package'), join(project, 'node_modules', 'scimulate'));
  return project;
}

test('the packed package runs a check where it is installed, and is a library', async () => {
  const project = await installedElsewhere();
  const installed = join(project, 'node_modules', 'scimulate');
  const launcher = join(installed, 'src', 'cli', 'launch.js');
  const checked = await run(process.execPath, [launcher, 'check', 'okta-lifecycle'], { cwd: project });
  expect(checked.stdout).toMatch(/^conforming/mu);
  expect(readFileSync(join(project, 'reports', 'junit.xml'), 'utf8')).toContain('okta-lifecycle');
  const script = `import { openStore, VirtualClock } from 'scimulate'; console.log((await openStore('memory', { clock: new VirtualClock(0) })) !== undefined);`;
  const used = await run(process.execPath, ['--input-type=module', '-e', script], { cwd: project });
  expect(used.stdout).toBe('true\n');
});

test('serve prints where it is, answers, and stops cleanly on a signal', async () => {
  const words = [
    resolve('src/cli/launch.js'),
    'serve',
    '--port',
    '0',
    '--token',
    'a-token',
    '--log-token',
    'a-log-token',
    '--json',
  ];
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((done) => child.on('close', done));
  const [line] = (await child.stdout.setEncoding('utf8')[Symbol.asyncIterator]().next()).value.split('\n') as [string];
  const facts = JSON.parse(line) as Record<'scim' | 'token' | 'logs' | 'logToken', string>;
  expect(facts.token).toBe('a-token');
  const users = await fetch(`${facts.scim}/Users`, { headers: { authorization: `Bearer ${facts.token}` } });
  expect(users.status).toBe(200);
  const log = await fetch(facts.logs, { headers: { authorization: `Bearer ${facts.logToken}` } });
  const { entries } = (await log.json()) as { entries: { endpoint: string; requestId: string }[] };
  expect(entries.map(({ endpoint }) => endpoint)).toEqual(['/Users']);
  expect(entries[0]!.requestId).toBe(users.headers.get('x-request-id'));
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
});
