import { SystemClock, seededRandom } from '../../src/kernel/index.ts';
import { loadTargetFile, openTarget } from '../../src/targets/index.ts';
import { dialects } from '../../src/cli/wiring/dialects.ts';
import { openReference } from '../../src/cli/wiring/reference-world.ts';
import { peerTokens, startPeer } from '../acceptance/peer/scimmy-server.ts';
import { targetContract } from './target-contract.ts';

targetContract('the bundled simulator in process', async () => ({
  target: await openReference(seededRandom('contract')),
  close: () => Promise.resolve(),
}));

/** The peer's log has names, formats and paging of its own. */
const file = (origin: string): string => `
name: peer
scim: { baseUrl: ${origin}/scim, auth: { tokenEnv: SCIM_TOKEN } }
logs:
  - dialect: requests
    viewers:
      administrator: { tokenEnv: ADMINISTRATOR_TOKEN }
      outsider: { tokenEnv: OUTSIDER_TOKEN }
    responseHeaders: { requestId: x-trace-id }
    source:
      type: http-json
      url: /audit/requests
      entries: /result/data
      paging: { style: cursor, parameter: page, next: /result/next }
      limit: { parameter: size }
      fields:
        requestId: /id
        time: { pointer: /ts, format: epoch-ms }
        status: { pointer: /result, values: { Success: ok, Failed: error } }
        errorMessage: /err
        method: /verb
        endpoint: /path
        query: /qs
        statusCode: /code
        response: /res
        request: { members: { method: /req/verb, headers: /req/headers, body: /req/payload } }
      filters:
        startDate: { parameter: from }
        endDate: { parameter: to }
        method: { parameter: verb }
        resourceType: { parameter: kind }
        endpoint: { parameter: path }
        status: { parameter: result, values: { Success: ok, Failed: error } }
`;

targetContract('somebody else’s server over HTTP', async () => {
  const peer = await startPeer();
  const target = openTarget(loadTargetFile(file(peer.origin), 'peer.yaml'), {
    clock: new SystemClock(),
    env: {
      SCIM_TOKEN: peerTokens.scim,
      ADMINISTRATOR_TOKEN: peerTokens.administrator,
      OUTSIDER_TOKEN: peerTokens.outsider,
    },
    dialects,
  });
  return { target, close: () => peer.close() };
});
