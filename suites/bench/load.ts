import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Agent, request } from 'undici';
import { benchUser } from './servers/seed-users.ts';

/** What one client sends again and again. */
export interface Load {
  readonly url: string;
  readonly kind: 'read' | 'create';
}

const CONNECTIONS = 64;
const headers = {
  authorization: 'Bearer bench-token-4f9d2c71',
  'content-type': 'application/scim+json',
  accept: 'application/scim+json',
};
let creates = 0;

/** `wrk` where the machine has it: it leaves the server's core alone. Otherwise undici in this process. */
export const generator: 'wrk' | 'undici' = hasWrk() ? 'wrk' : 'undici';

/** Requests a second over so many seconds. @throws Error when a response was not a success. */
export async function measure(load: Load, seconds: number): Promise<number> {
  // Names of one measurement never meet those of another.
  creates += 1;
  return generator === 'wrk' ? byWrk(load, seconds) : byUndici(load, seconds);
}

async function byWrk({ url, kind }: Load, seconds: number): Promise<number> {
  const words = ['-t', '1', '-c', String(CONNECTIONS), '-d', `${seconds}s`, '--timeout', '30s'];
  for (const [name, value] of Object.entries(headers)) words.push('-H', `${name}: ${value}`);
  if (kind === 'create') words.push('-s', createScript());
  const { stdout } = await promisify(execFile)('wrk', [...words, url]);
  if (/Non-2xx|Socket errors/u.test(stdout)) throw new Error(`not every response was a success:\n${stdout}`);
  return Number(/Requests\/sec:\s+([\d.]+)/u.exec(stdout)![1]);
}

/** A user with another name for each request. */
function createScript(): string {
  const path = join(mkdtempSync(join(tmpdir(), 'scimulate-bench-')), 'create.lua');
  const body = `[==[${JSON.stringify(benchUser(0)).replaceAll('user-0@', ']==] .. name .. [==[')}]==]`;
  writeFileSync(
    path,
    `local n = 0\nrequest = function()\n  n = n + 1\n  local name = "w${creates}-" .. n .. "@"\n  return wrk.format("POST", nil, nil, ${body})\nend\n`,
  );
  return path;
}

async function byUndici({ url, kind }: Load, seconds: number): Promise<number> {
  const agent = new Agent({ connections: CONNECTIONS, pipelining: 1 });
  const end = performance.now() + seconds * 1000;
  let done = 0;
  const client = async (number: number): Promise<void> => {
    for (let turn = 0; performance.now() < end; turn++) {
      const user = { ...benchUser(0), userName: `u${creates}-${number}-${turn}@example.com` };
      const options = kind === 'read' ? { method: 'GET' } : { method: 'POST', body: JSON.stringify(user) };
      const { statusCode, body } = await request(url, { dispatcher: agent, headers, ...options });
      await body.dump();
      if (statusCode >= 400) throw new Error(`status ${statusCode} from ${url}`);
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, (_, number) => client(number)));
  await agent.close();
  return done / seconds;
}

function hasWrk(): boolean {
  try {
    execFileSync('wrk', ['-v'], { stdio: 'ignore' });
    return true;
  } catch (error) {
    // It prints its version and leaves with 1.
    return (error as { status?: number }).status === 1;
  }
}
