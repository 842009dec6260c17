import type { HttpFacts, RecordDraft } from '../../src/audit/index.ts';

export function draft(fields: Partial<RecordDraft> = {}): RecordDraft {
  return {
    tenant: 'acme',
    id: 'record',
    kind: 'scim.request',
    occurredAt: 1,
    correlationId: 'c',
    action: 'user.read',
    outcome: 'success',
    actor: { type: 'credential', id: 'okta' },
    ...fields,
  };
}

export function http(fields: Partial<HttpFacts> = {}): HttpFacts {
  return {
    requestId: 'r',
    method: 'GET',
    endpoint: '/Users',
    query: '',
    resourceType: 'Users',
    statusCode: 200,
    requestHeaders: {},
    requestBody: '',
    responseHeaders: {},
    responseBody: '',
    durationMilliseconds: 1,
    ...fields,
  };
}
