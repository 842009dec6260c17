import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/index.ts';
import type { Effect } from '../../directory/index.ts';

/** What a request or an operation of a Bulk request does to resources of one type. */
export type ResourceVerb = 'create' | 'read' | 'list' | 'update' | 'delete';

/**
 * The canonical action on resources of one type (see `RecordDraft.action`): `user.create`, `group.list`. Resource types
 * other than User and Group share `resource`: which one it is stands in the target.
 */
export function actionOn(type: string, verb: ResourceVerb): string {
  const subject = type.toLowerCase();
  return `${subject === 'user' || subject === 'group' ? subject : 'resource'}.${verb}`;
}

/** What the log calls a request that failed to prove who sent it, whatever it asked for. */
export const FAILED_AUTHENTICATION = 'authentication.fail';

/**
 * Tells a change of nothing but members from other updates: by its effect where it had one, else by what the PATCH asks
 * for. All other actions stay as they are.
 * @param body gives that of the request or operation; anything else than a PATCH message asks for no such thing.
 */
export function refineUpdate(
  action: string,
  effect: Effect | undefined,
  body: () => JsonValue | undefined = () => undefined,
): string {
  if (action !== 'group.update') return action;
  const onlyMembers =
    effect === undefined ? asksForMembersOnly(body()) : effect.changes.length === 0 && hasMembers(effect);
  return onlyMembers ? 'group.members.update' : action;
}

function hasMembers({ members: { added, removed } }: Effect): boolean {
  return added.length + removed.length > 0;
}

/** Every operation of a PATCH message has the members for its path, or a value that has no other attribute. */
function asksForMembersOnly(body: JsonValue | undefined): boolean {
  const operations = isJsonObject(body) ? memberOf(body, 'operations') : undefined;
  if (!isList(operations) || operations.length === 0) return false;
  return operations.every((operation) => {
    if (!isJsonObject(operation)) return false;
    const path = memberOf(operation, 'path');
    if (typeof path === 'string') return MEMBERS.test(path);
    const value = memberOf(operation, 'value');
    return isJsonObject(value) && Object.keys(value).every((name) => MEMBERS.test(name));
  });
}

/** The attribute, a part of it, or some of its values, with or without the schema before it. */
const MEMBERS = /^(?:urn:ietf:params:scim:schemas:core:2\.0:group:)?members(?:$|[.[])/iu;

function memberOf(object: JsonObject, name: string): JsonValue | undefined {
  return Object.entries(object).find(([key]) => key.toLowerCase() === name)?.[1];
}

function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}
