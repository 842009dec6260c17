import type { HttpFacts, RecordDraft } from '../../../src/audit/index.ts';

/** An exchange with nothing in it, but for what is given. */
export function httpFacts(facts: Partial<HttpFacts> = {}): HttpFacts {
  return {
    requestId: 'request-1',
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
    ...facts,
  };
}

export function requestDraft(draft: Partial<RecordDraft> = {}): RecordDraft {
  return {
    tenant: 'acme',
    id: 'record-1',
    kind: 'scim.request',
    occurredAt: 0,
    correlationId: 'request-1',
    action: 'user.read',
    outcome: 'success',
    actor: { type: 'credential', id: 'okta' },
    http: httpFacts(),
    ...draft,
  };
}
