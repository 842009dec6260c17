import type { Instant, JsonValue } from '../kernel/index.ts';
import type { HttpFacts, Party, RecordDraft } from '../audit/index.ts';
import type { Effect, MemberReference } from '../directory/index.ts';
import type { DoorAddress } from './door-address.ts';
import type { Handling } from './scim/scim-door.ts';
import type { WireRequest } from './wire.ts';

/** What the records of one request have in common. */
export interface RequestFacts {
  readonly tenant: string;
  readonly requestId: string;
  readonly arrivedAt: Instant;
  readonly finishedAt: Instant;
  readonly request: WireRequest;
  readonly address: DoorAddress;
  readonly query: string;
  readonly handling: Handling;
}

/** How much of a body that was not taken in is on record. */
const EXCERPT_CHARACTERS = 4096;

/**
 * The records of one request at the SCIM door: one of the request, then one of each effect that it had and of each
 * operation of a Bulk request that failed. All of them carry the request's id as correlation id.
 */
export function draftsOf(facts: RequestFacts): RecordDraft[] {
  const { handling, requestId } = facts;
  const common = { tenant: facts.tenant, occurredAt: facts.arrivedAt, correlationId: requestId, actor: handling.actor };
  const { status } = handling.response;
  const drafts: RecordDraft[] = [
    {
      ...common,
      id: requestId,
      kind: 'scim.request',
      action: handling.action,
      outcome: status < 400 ? 'success' : 'failure',
      ...(handling.target !== undefined && { target: handling.target }),
      ...(status >= 400 && { reason: handling.reason ?? `HTTP status ${status}` }),
      http: httpFacts(facts),
    },
  ];
  for (const effect of handling.commit?.effects ?? [])
    drafts.push({ ...common, id: `${requestId}.${drafts.length}`, ...effectFields(effect) });
  for (const { action, target, reason, detail } of handling.parts ?? []) {
    drafts.push({
      ...common,
      id: `${requestId}.${drafts.length}`,
      kind: 'resource.change',
      action,
      outcome: 'failure',
      ...(target !== undefined && { target }),
      reason,
      detail,
    });
  }
  return drafts;
}

function httpFacts(facts: RequestFacts): HttpFacts {
  const { request, address, handling, query } = facts;
  const { response } = handling;
  return {
    requestId: facts.requestId,
    method: request.method,
    endpoint: address.path,
    query,
    resourceType: /^\/([^/]*)/u.exec(address.path)?.[1] ?? '',
    statusCode: response.status,
    requestHeaders: request.headers,
    requestBody: request.bodyFault === 'too-large' ? excerpt(request.body) : request.body,
    responseHeaders: response.headers,
    responseBody: response.body,
    durationMilliseconds: Math.max(0, facts.finishedAt - facts.arrivedAt),
  };
}

function excerpt(body: string): string {
  return `${body.slice(0, EXCERPT_CHARACTERS)} [cut off: the body exceeds the limit and was not kept]`;
}

function effectFields(effect: Effect): Omit<RecordDraft, 'tenant' | 'id' | 'occurredAt' | 'correlationId' | 'actor'> {
  const { added, removed } = effect.members;
  const detail: Record<string, JsonValue> = {};
  if (effect.causedBy !== undefined) detail.causedBy = { ...effect.causedBy };
  return {
    kind: 'resource.change',
    action: actionOf(effect),
    outcome: 'success',
    target: { type: effect.resourceType, id: effect.id, display: effect.display },
    ...(effect.changes.length > 0 && { changes: effect.changes }),
    ...(added.length + removed.length > 0 && { members: { added: added.map(party), removed: removed.map(party) } }),
    ...(Object.keys(detail).length > 0 && { detail }),
  };
}

/**
 * The canonical verb: `user.create`, `user.update`, `user.deactivate`, `user.reactivate`, `user.delete`; for a change of
 * nothing but members `group.members.add`, `group.members.remove`, or `group.members.change` for both at once.
 */
function actionOf(effect: Effect): string {
  const type = effect.resourceType.toLowerCase();
  if (effect.operation !== 'update') return `${type}.${effect.operation}`;
  if (effect.activation !== undefined)
    return `${type}.${effect.activation === 'deactivated' ? 'deactivate' : 'reactivate'}`;
  if (effect.changes.length > 0) return `${type}.update`;
  const { added, removed } = effect.members;
  if (added.length > 0 && removed.length > 0) return `${type}.members.change`;
  if (added.length > 0) return `${type}.members.add`;
  return removed.length > 0 ? `${type}.members.remove` : `${type}.update`;
}

function party(member: MemberReference): Party {
  return { type: member.type, id: member.id, display: member.display };
}
