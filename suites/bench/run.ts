import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { generator, type Load, measure } from './load.ts';
import { type ServerProcess, startServer } from './server-process.ts';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, seconds: { type: 'string', default: '3' } },
});
const rounds = Number(values.rounds);
const seconds = Number(values.seconds);
const folder = mkdtempSync(join(tmpdir(), 'scimulate-bench-'));
const auth = { authorization: 'Bearer bench-token-4f9d2c71', accept: 'application/scim+json' };

/** One line of the table: how many times as fast the first is as the second. */
async function compare(title: string, goal: string, ours: Load, peer: Load): Promise<void> {
  const pairs: [number, number][] = [];
  // Both are compiled to machine code by now, or as far as they will be.
  await measure(ours, seconds);
  await measure(peer, seconds);
  for (let round = 0; round < rounds; round++) pairs.push([await measure(ours, seconds), await measure(peer, seconds)]);
  const ratios = pairs.map(([mine, other]) => mine / other).toSorted((left, right) => left - right);
  const rate = (index: 0 | 1): string => Math.round(median(pairs.map((pair) => pair[index]))).toLocaleString('en');
  process.stdout.write(
    `${title.padEnd(52)} ${median(ratios).toFixed(2).padStart(6)}x  (${ratios[0]!.toFixed(2)} to ${ratios.at(-1)!.toFixed(2)})  ` +
      `goal ${goal.padEnd(10)} ${rate(0)} against ${rate(1)} requests/s\n`,
  );
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((left, right) => left - right);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

async function withServers(
  starts: readonly Promise<ServerProcess>[],
  work: (...servers: ServerProcess[]) => Promise<void>,
): Promise<void> {
  const servers = await Promise.all(starts);
  try {
    await work(...servers);
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
}

const read = ({ base, id }: ServerProcess): Load => ({ url: `${base}/Users/${id}`, kind: 'read' });
const create = ({ base }: ServerProcess): Load => ({ url: `${base}/Users`, kind: 'create' });
const find = ({ base }: ServerProcess): Load => ({
  url: `${base}/Users?filter=userName%20eq%20%22user-500@example.com%22`,
  kind: 'read',
});
const users = ['--users', '1000'];
const durable = (name: string): readonly string[] => [...users, '--store', join(folder, name)];

process.stdout.write(
  `Medians of ${rounds} rounds of ${seconds} s, in turn, ${generator} with 64 connections, ` +
    `Node ${process.versions.node}, ${cpus().length} cores\n\n`,
);
await withServers([startServer('scimulate', durable('read.db')), startServer('scimmy', users)], (ours, peer) =>
  compare('read by id, durable log : SCIMMY without a log', 'at least 3', read(ours), read(peer)),
);
await withServers([startServer('scimulate', durable('create.db')), startServer('scimmy', users)], (ours, peer) =>
  compare('create, durable log : SCIMMY without a log', 'at least 4', create(ours), create(peer)),
);
await withServers([startServer('scimulate', users)], async (ours) => {
  const response = await fetch(read(ours).url, { headers: auth });
  const body = await response.text();
  const headers = JSON.stringify(Object.fromEntries(response.headers));
  await withServers([startServer('bare', ['--status', '200', '--headers', headers, '--body', body])], (bare) =>
    compare('read by id, log in memory : bare node:http', 'over 0.5', read(ours), { url: bare.base, kind: 'read' }),
  );
});
await withServers(
  [startServer('scimulate', ['--users', '1000']), startServer('scimulate', ['--users', '100000'])],
  (small, large) => compare('userName eq …, among 1,000 : among 100,000 users', 'under 3', find(small), find(large)),
);
rmSync(folder, { recursive: true, force: true });
