import { peerTokens } from './scimmy-server.ts';

/** The target file of the peer: its log has names, formats and paging of its own. */
export const peerTargetFile = (origin: string): string => `
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

/** The environment variables that the target file names. */
export const peerEnvironment = {
  SCIM_TOKEN: peerTokens.scim,
  ADMINISTRATOR_TOKEN: peerTokens.administrator,
  OUTSIDER_TOKEN: peerTokens.outsider,
} as const;
