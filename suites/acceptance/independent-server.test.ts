import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { VerdictsDocument } from '../../src/conformance/index.ts';
import { folderWith, scimulate } from './command-line.ts';
import { peerEnvironment, peerTargetFile } from './peer/peer-target.ts';
import type { Deviation } from './peer/scimmy-request-log.ts';
import { startPeer } from './peer/scimmy-server.ts';

const stories = [
  'okta-lifecycle',
  'entra-lifecycle',
  'request-log-access',
  'request-log-capture',
  'request-log-filters',
  'request-log-order',
  'request-log-paging',
  'request-log-secrets',
];

/** Checks the independent server over real HTTP with its log made wrong in one way, or right. */
async function check(
  deviation?: Deviation,
): Promise<{ code: number | null; failed: string[]; document: VerdictsDocument }> {
  const peer = await startPeer(deviation);
  try {
    const folder = folderWith({ 'peer.yaml': peerTargetFile(peer.origin) });
    const { code } = await scimulate(['check', ...stories, '--target', 'peer.yaml'], {
      cwd: folder,
      env: peerEnvironment,
    });
    const document = JSON.parse(readFileSync(join(folder, 'reports', 'verdicts.json'), 'utf8')) as VerdictsDocument;
    const failed = document.summary.requirements.filter(({ outcome }) => outcome === 'fail' || outcome === 'unknown');
    return { code, failed: failed.map(({ id }) => id), document };
  } finally {
    await peer.close();
  }
}

test('a log that is right passes every requirement on it', async () => {
  const { code, failed, document } = await check();
  expect(failed).toEqual([]);
  expect(code).toBe(0);
  const log = document.summary.requirements.filter(({ id }) => id.startsWith('REQ-'));
  expect(log.length).toBeGreaterThan(20);
  expect(log.filter(({ outcome }) => outcome !== 'pass')).toEqual([]);
});

test.each<{ deviation: Deviation; fails: readonly string[]; code: number }>([
  { deviation: 'request-missing', fails: ['REQ-CAPTURE-1'], code: 1 },
  { deviation: 'end-date-exclusive', fails: ['REQ-FILTER-END'], code: 1 },
  { deviation: 'token-in-clear', fails: ['REQ-SECRET-1'], code: 0 },
])('$deviation fails $fails and nothing else', async ({ deviation, fails, code }) => {
  const checked = await check(deviation);
  expect(checked.failed).toEqual(fails);
  expect(checked.code).toBe(code);
});
