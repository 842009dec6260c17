import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import process from 'node:process';
import { expect, test } from 'vitest';
import { folderWith } from './command-line.ts';
import { peerEnvironment, peerTargetFile } from './peer/peer-target.ts';
import { peerTokens, startPeer } from './peer/scimmy-server.ts';

async function count(origin: string, collection: string): Promise<number> {
  const response = await fetch(`${origin}/scim/${collection}`, {
    headers: { authorization: `Bearer ${peerTokens.scim}` },
  });
  return ((await response.json()) as { totalResults: number }).totalResults;
}

test('a run that is interrupted takes out of the target what it put there', async () => {
  const peer = await startPeer();
  try {
    const folder = folderWith({ 'peer.yaml': peerTargetFile(peer.origin) });
    const words = [resolve('src/cli/launch.js'), 'check', 'okta-lifecycle', '--target', 'peer.yaml'];
    const child = spawn(process.execPath, words, {
      cwd: folder,
      env: { PATH: process.env['PATH'], ...peerEnvironment },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let err = '';
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (err += chunk));
    const ended = new Promise<number | null>((done) => child.on('close', done));
    // The story creates three people at its beginning and deletes none of them by itself.
    while (child.exitCode === null && (await count(peer.origin, 'Users')) < 2) {
      await new Promise((done) => setTimeout(done, 20));
    }
    child.kill('SIGINT');
    expect(await ended).toBe(2);
    expect(err).toMatch(/^RUN_INTERRUPTED/mu);
    expect(await count(peer.origin, 'Users')).toBe(0);
    expect(await count(peer.origin, 'Groups')).toBe(0);
  } finally {
    await peer.close();
  }
});
