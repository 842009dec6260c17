import { isJsonObject, type JsonObject, type JsonValue } from '../kernel/index.ts';
import type { AttributeValue } from './entra-patch.ts';
import type { SourceUser } from './profile.ts';
import { objectAt, schemas } from './wire-shape.ts';

/** The body of a create, in the order of the documented one. */
export function newUser(user: SourceUser): JsonObject {
  const { title, department, employeeNumber } = user;
  const extension = {
    ...(department === undefined ? {} : { department }),
    ...(employeeNumber === undefined ? {} : { employeeNumber }),
  };
  return {
    schemas: [schemas.user, schemas.enterpriseUser],
    externalId: user.userName.split('@')[0],
    userName: user.userName,
    active: user.active,
    emails: [{ primary: true, type: 'work', value: user.email }],
    meta: { resourceType: 'User' },
    name: { formatted: `${user.givenName} ${user.familyName}`, familyName: user.familyName, givenName: user.givenName },
    roles: [],
    ...(title === undefined ? {} : { title }),
    ...(Object.keys(extension).length === 0 ? {} : { [schemas.enterpriseUser]: extension }),
  };
}

const workEmail = 'emails[type eq "work"].value';

/** The default attribute mapping, in the order of the documented PATCH. */
const mappings: readonly { readonly field: keyof SourceUser; readonly path: string }[] = [
  { field: 'userName', path: 'userName' },
  { field: 'title', path: 'title' },
  { field: 'email', path: workEmail },
  { field: 'givenName', path: 'name.givenName' },
  { field: 'familyName', path: 'name.familyName' },
  { field: 'employeeNumber', path: `${schemas.enterpriseUser}:employeeNumber` },
  { field: 'department', path: `${schemas.enterpriseUser}:department` },
];

/** What the directory has for the changed fields, in the order of the mapping; an empty field is skipped. */
export function mappedValues(
  user: SourceUser,
  present: JsonObject,
  changed: readonly (keyof SourceUser)[],
): AttributeValue[] {
  return mappings.flatMap(({ field, path }) => {
    const value = user[field];
    if (!changed.includes(field) || typeof value !== 'string') return [];
    return [{ path, value, present: valueAt(present, path) !== undefined }];
  });
}

/** What has to be written for a resource of the target to say what the directory says. */
export function differingValues(user: SourceUser, present: JsonObject): AttributeValue[] {
  const all = mappings.map(({ field }) => field);
  return mappedValues(user, present, all).filter(({ path, value }) => valueAt(present, path) !== value);
}

/** The value in a resource at one of the mapped paths. */
function valueAt(resource: JsonObject, path: string): JsonValue | undefined {
  if (path === workEmail) {
    const emails: readonly unknown[] = Array.isArray(resource['emails']) ? resource['emails'] : [];
    return emails.filter(isJsonObject).find(({ type }) => type === 'work')?.['value'];
  }
  const extension = `${schemas.enterpriseUser}:`;
  if (path.startsWith(extension)) return objectAt(resource, schemas.enterpriseUser)[path.slice(extension.length)];
  if (path.startsWith('name.')) return objectAt(resource, 'name')[path.slice('name.'.length)];
  return resource[path];
}
