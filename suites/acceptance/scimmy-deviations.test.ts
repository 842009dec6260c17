import { readdirSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { folderWith, scimulate } from './command-line.ts';
import { peerEnvironment, peerTargetFile } from './peer/peer-target.ts';
import { startPeer } from './peer/scimmy-server.ts';

const stories = readdirSync('scenarios')
  .filter((name) => /^rfc-.*\.yaml$/u.test(name))
  .map((name) => basename(name, '.yaml'));

test('what SCIMMY does otherwise than the RFCs say is known to the last requirement', async () => {
  expect(stories.length).toBeGreaterThan(4);
  const peer = await startPeer();
  try {
    const folder = folderWith({ 'peer.yaml': peerTargetFile(peer.origin) });
    const { out, code } = await scimulate(
      ['check', ...stories, '--target', 'peer.yaml', '--deviations', resolve('scenarios/expectations/scimmy.yaml')],
      { cwd: folder, env: peerEnvironment },
    );
    expect(out).toMatch(/^conforming; \d+ known deviations$/mu);
    expect(code).toBe(0);
  } finally {
    await peer.close();
  }
});
