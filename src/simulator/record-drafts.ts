import { type Instant, type JsonObject, type JsonValue, parseJson } from '../kernel/index.ts';
import type { HttpFacts, Party, RecordDraft } from '../audit/index.ts';
import type { Effect, MemberReference } from '../directory/index.ts';
import type { DoorAddress } from './door-address.ts';
import { splitTarget } from './http/request-target.ts';
import { actionOn, refineUpdate } from './scim/canonical-action.ts';
import type { Handling } from './scim/scim-door.ts';
import type { HandledBulk, HandledOperation } from './scim/scim-exchange.ts';
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
 * The records of one request at the SCIM door: one of the request, one of each operation of a Bulk request, then one of
 * each effect that it had. All of them carry the request's id as correlation id.
 */
export function draftsOf(facts: RequestFacts): RecordDraft[] {
  const { handling, requestId } = facts;
  const common = { tenant: facts.tenant, occurredAt: facts.arrivedAt, correlationId: requestId, actor: handling.actor };
  const effects = handling.commit?.effects ?? [];
  const parts = [
    requestFields(facts),
    ...(handling.bulk?.operations ?? []).map((operation) => operationFields(facts, operation)),
    ...effects.map(effectFields),
  ];
  return parts.map((fields, index) => ({
    ...common,
    id: index === 0 ? requestId : `${requestId}.${index}`,
    ...fields,
  }));
}

/**
 * The records of effects that no SCIM request had: `common.id` with a number behind it is the id of each.
 * @param channel By what the change came, in `detail.channel`; a change over SCIM has none.
 */
export function changeDrafts(
  effects: readonly Effect[],
  common: Pick<RecordDraft, 'tenant' | 'id' | 'occurredAt' | 'correlationId' | 'actor'>,
  channel: string,
): RecordDraft[] {
  return effects.map((effect, index) => {
    const fields = effectFields(effect);
    const detail = { ...fields.detail, channel };
    return { ...common, ...fields, detail, id: `${common.id}.${index + 1}` };
  });
}

/** What the records of one request differ in. */
type OwnFields = Omit<RecordDraft, 'tenant' | 'id' | 'occurredAt' | 'correlationId' | 'actor'>;

function requestFields(facts: RequestFacts): OwnFields {
  const { handling, request } = facts;
  const { bulk, commit, reason, target } = handling;
  const { status } = handling.response;
  const effect = bulk === undefined ? commit?.effects.find(({ causedBy }) => causedBy === undefined) : undefined;
  return {
    kind: 'scim.request',
    action: refineUpdate(handling.action, effect, () => parseJson(request.body)),
    outcome: status < 400 ? 'success' : 'failure',
    ...(target !== undefined && { target }),
    ...(status >= 400 && { reason: reason ?? `HTTP status ${status}` }),
    http: httpFacts(facts),
    ...(effect !== undefined && differences(effect)),
    ...(bulk !== undefined && { detail: { operations: countOperations(bulk) } }),
  };
}

function countOperations({ sent, operations }: HandledBulk): JsonObject {
  const failed = operations.filter(({ reason }) => reason !== undefined).length;
  return { sent, succeeded: operations.length - failed, failed, notCarriedOut: sent - operations.length };
}

/** An operation of a Bulk request is a request in small: it has a method, a path, a status and a body of its own. */
function operationFields(facts: RequestFacts, operation: HandledOperation): OwnFields {
  const { number, action, sent, status, result, target, effect, reason } = operation;
  const { path, query } = splitTarget(sent.path);
  return {
    kind: 'scim.operation',
    action,
    outcome: reason === undefined ? 'success' : 'failure',
    ...(target !== undefined && { target }),
    ...(reason !== undefined && { reason }),
    http: {
      requestId: facts.requestId,
      method: sent.method,
      endpoint: path,
      query,
      resourceType: firstSegment(path),
      statusCode: status,
      requestHeaders: {},
      requestBody: sent.data === undefined ? '' : JSON.stringify(sent.data),
      responseHeaders: {},
      responseBody: JSON.stringify(result),
      durationMilliseconds: Math.max(0, facts.finishedAt - facts.arrivedAt),
    },
    ...(effect !== undefined && differences(effect)),
    detail: { operation: number, ...(sent.bulkId !== undefined && { bulkId: sent.bulkId }) },
  };
}

function httpFacts(facts: RequestFacts): HttpFacts {
  const { request, address, handling, query } = facts;
  const { response } = handling;
  return {
    requestId: facts.requestId,
    method: request.method,
    endpoint: address.path,
    query,
    resourceType: firstSegment(address.path),
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

function firstSegment(path: string): string {
  return /^\/([^/]*)/u.exec(path)?.[1] ?? '';
}

function effectFields(effect: Effect): OwnFields {
  const detail: Record<string, JsonValue> = {};
  if (effect.causedBy !== undefined) detail.causedBy = { ...effect.causedBy };
  return {
    kind: 'resource.change',
    action: actionOf(effect),
    outcome: 'success',
    target: { type: effect.resourceType, id: effect.id, display: effect.display },
    ...differences(effect),
    ...(Object.keys(detail).length > 0 && { detail }),
  };
}

/** What an effect changed, as far as it changed anything that was there (FLD-DIFF-1, FLD-MEMBER-1). */
function differences({ changes, members }: Effect): Pick<RecordDraft, 'changes' | 'members'> {
  const { added, removed } = members;
  return {
    ...(changes.length > 0 && { changes }),
    ...(added.length + removed.length > 0 && { members: { added: added.map(party), removed: removed.map(party) } }),
  };
}

/**
 * The canonical verb: `user.create`, `user.update`, `user.deactivate`, `user.reactivate`, `user.delete`, and
 * `group.members.update` for a change of nothing but members.
 */
function actionOf(effect: Effect): string {
  if (effect.operation !== 'update') return actionOn(effect.resourceType, effect.operation);
  const type = effect.resourceType.toLowerCase();
  if (effect.activation !== undefined)
    return `${type}.${effect.activation === 'deactivated' ? 'deactivate' : 'reactivate'}`;
  return refineUpdate(actionOn(effect.resourceType, 'update'), effect);
}

function party(member: MemberReference): Party {
  return { type: member.type, id: member.id, display: member.display };
}
