import { isJsonObject, type JsonObject, type JsonValue, type Random } from '../kernel/index.ts';
import type { Member, SourceUser } from './profile.ts';
import { objectAt, schemas } from './wire-shape.ts';

/** The attributes that the recorded app maps. A change to any other sends nothing. */
type MappedField = 'userName' | 'givenName' | 'familyName' | 'email' | 'title' | 'department';
export const mappedFields: readonly MappedField[] = [
  'userName',
  'givenName',
  'familyName',
  'email',
  'title',
  'department',
];

/** The body of a create, in the recorded order. */
export function newUser(user: SourceUser, password: string): JsonObject {
  const extended = user.department !== undefined;
  return {
    schemas: extended ? [schemas.user, schemas.enterpriseUser] : [schemas.user],
    userName: user.userName,
    name: { givenName: user.givenName, familyName: user.familyName },
    emails: [{ primary: true, value: user.email }],
    ...(user.title === undefined ? {} : { title: user.title }),
    externalId: user.id,
    groups: [],
    password,
    active: true,
    ...(extended ? { [schemas.enterpriseUser]: { department: user.department } } : {}),
  };
}

/**
 * The server's own resource with the values of `fields` put in and Okta's own id as `externalId`, as on every recorded
 * write. Everything else, `id` and `meta` too, goes back as it came. A field that the directory leaves empty is skipped.
 */
export function withFields(present: JsonObject, user: SourceUser, fields: readonly MappedField[]): JsonObject {
  const resource: Record<string, JsonValue | undefined> = { ...present, externalId: user.id };
  const name: Record<string, string> = {};
  for (const field of fields) {
    if (field === 'givenName' || field === 'familyName') name[field] = user[field];
    else if (field === 'email') resource['emails'] = [{ primary: true, value: user.email }];
    else if (field !== 'department' && user[field] !== undefined) resource[field] = user[field];
  }
  if (Object.keys(name).length > 0) resource['name'] = { ...objectAt(present, 'name'), ...name };
  if (fields.includes('department') && user.department !== undefined) {
    const declared: readonly JsonValue[] = Array.isArray(present['schemas']) ? present['schemas'] : [schemas.user];
    const others = declared.filter((uri) => uri !== schemas.enterpriseUser);
    resource['schemas'] = [...others, schemas.enterpriseUser];
    resource[schemas.enterpriseUser] = { ...objectAt(present, schemas.enterpriseUser), department: user.department };
  }
  return resource;
}

/** A member as Okta writes it. */
export interface WireMember extends JsonObject {
  readonly value: string;
  readonly display?: string;
}

/** A member of the directory as it goes on the wire. */
export function toMember(member: Member): WireMember {
  return { value: member.id, display: member.display };
}

/** The members in a group that the target gave; `null` and unusable ones are none. */
export function membersOf(group: JsonObject): readonly WireMember[] {
  const members: readonly unknown[] = Array.isArray(group['members']) ? group['members'] : [];
  return members.filter(isJsonObject).flatMap(({ value, display }) => {
    if (typeof value !== 'string') return [];
    return [typeof display === 'string' ? { value, display } : { value }];
  });
}

/** The body of a group, the same for POST and PUT. */
export function groupBody(displayName: string, members: readonly WireMember[]): JsonObject {
  return { schemas: [schemas.group], displayName, members };
}

/** Okta sends one with every create; it is a placeholder and means nothing. */
export function placeholderPassword(random: Random): string {
  const characters = 'abcdefghijklmnopqrstuvwxyz0123456789';
  return Array.from({ length: 8 }, () => characters[random.integer(characters.length)]).join('');
}
