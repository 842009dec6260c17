import { SystemClock, seededRandom } from '../../src/kernel/index.ts';
import { loadTargetFile, openTarget } from '../../src/targets/index.ts';
import { dialects } from '../../src/cli/wiring/dialects.ts';
import { openReference } from '../../src/cli/wiring/reference-world.ts';
import { peerEnvironment, peerTargetFile } from '../acceptance/peer/peer-target.ts';
import { startPeer } from '../acceptance/peer/scimmy-server.ts';
import { targetContract } from './target-contract.ts';

targetContract('the bundled simulator in process', async () => ({
  target: await openReference(seededRandom('contract')),
  close: () => Promise.resolve(),
}));

targetContract('somebody else’s server over HTTP', async () => {
  const peer = await startPeer();
  const target = openTarget(loadTargetFile(peerTargetFile(peer.origin), 'peer.yaml'), {
    clock: new SystemClock(),
    env: peerEnvironment,
    dialects,
  });
  return { target, close: () => peer.close() };
});
