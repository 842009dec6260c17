import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';

/** A server in a process of its own. */
export interface ServerProcess {
  /** SCIM base URI. */
  readonly base: string;
  /** Id of a user that is there. */
  readonly id: string;
  stop(): Promise<void>;
}

/** Starts `servers/<name>-server.ts` and waits until it says where it is. */
export async function startServer(name: string, words: readonly string[]): Promise<ServerProcess> {
  const file = join(import.meta.dirname, 'servers', `${name}-server.ts`);
  const child = spawn(process.execPath, [file, ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
  const closed = once(child, 'close');
  for await (const line of createInterface({ input: child.stdout })) {
    const { base, id } = JSON.parse(line) as { base: string; id: string };
    return {
      base,
      id,
      stop: async () => {
        child.kill('SIGTERM');
        await closed;
      },
    };
  }
  throw new Error(`the ${name} server ended before it was ready`);
}
