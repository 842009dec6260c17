/**
 * Okta, custom app integration of the App Integration Wizard ("AIW"): it looks up, creates and replaces; it never
 * patches and never deletes a user.
 *
 * Recorded: headers, connection test, look-up, create, update, deactivation, linking of a user that is there, group
 * push, and the time between two requests.
 * - Timothy-itayi/okta-iam-lifecycle-lab, `evidence/03-scim/lifecycle-pairs.md` and `docs/phases/03-scim.md`
 * - captured PUT requests with their headers, in a README of firezone's SCIM trial
 *
 * Vendor documentation (okta/okta-developer-docs, `reference/scim/scim-20`), not seen recorded: a 404 that answers a
 * look-up counts as "not there"; an empty 201 is an error; group rename and membership as PUT of `displayName` and all
 * `members`; `DELETE` of a group that is unlinked.
 *
 * Not known, and chosen here: the order of `title` and of the enterprise extension in a body, and that reactivation
 * takes the course of an assignment (look-up, read, replace).
 */
import type { JsonObject, Random } from '../kernel/index.ts';
import {
  groupBody,
  mappedFields,
  membersOf,
  newUser,
  placeholderPassword,
  toMember,
  type WireMember,
  withFields,
} from './okta-bodies.ts';
import type { Dialogue, Profile, ProfileRequest, RemoteId, SourceGroup, SourceUser } from './profile.ts';
import { equalityFilter, firstResource, remoteId, resourcePath } from './wire-shape.ts';

/** Milliseconds between two requests of one action, as recorded: 249 and 285 after a look-up, 195 to 255 after others. */
const afterLookUp = 250;
const afterOthers = 200;

const readHeaders = {
  Accept: 'application/scim+json',
  'Accept-Charset': 'utf-8',
  'User-Agent': 'Okta SCIM Client 1.0.0',
  'Accept-Encoding': 'gzip,deflate',
} as const;

const writeHeaders = {
  Accept: readHeaders.Accept,
  'Accept-Charset': readHeaders['Accept-Charset'],
  'Content-Type': 'application/scim+json; charset=utf-8',
  'User-Agent': readHeaders['User-Agent'],
  'Accept-Encoding': readHeaders['Accept-Encoding'],
} as const;

/** Makes the profile `okta`; `random` supplies the placeholder passwords. */
export function createOktaProfile(random: Random): Profile {
  return {
    name: 'okta',
    title: 'Okta, custom app (App Integration Wizard)',
    grade: 'recorded',
    source: 'Timothy-itayi/okta-iam-lifecycle-lab, evidence/03-scim; okta/okta-developer-docs, reference/scim/scim-20',
    needs: [],
    *testConnection() {
      const response = yield read('test-connection', '/Users?startIndex=1&count=2');
      return response.status === 200 && response.body !== undefined;
    },
    createUser: (user) => assignUser(user, random),
    *updateUser(id, user, changed) {
      const fields = mappedFields.filter((field) => changed.includes(field));
      if (fields.length > 0) yield* replaceUser(id, (present) => withFields(present, user, fields));
    },
    *deactivateUser(id, user) {
      yield* replaceUser(id, (present) => ({ ...withFields(present, user, []), active: false }));
    },
    reactivateUser: (_id, user) => assignUser(user, random),
    createGroup: pushGroup,
    *renameGroup(groupId, group) {
      yield* replaceGroup(groupId, group, (present) => present);
    },
    *addMembers(groupId, group, members) {
      yield* replaceGroup(groupId, group, (present) => [
        ...present.filter(({ value }) => !members.some(({ id }) => id === value)),
        ...members.map(toMember),
      ]);
    },
    *removeMembers(groupId, group, members) {
      yield* replaceGroup(groupId, group, (present) =>
        present.filter(({ value }) => !members.some(({ id }) => id === value)),
      );
    },
    *deleteGroup(groupId) {
      yield read('delete-group', resourcePath('/Groups', groupId), 'DELETE');
    },
  };
}

/** What Okta does when a person is assigned to the app: find, then link or create. */
function* assignUser(user: SourceUser, random: Random): Dialogue<RemoteId> {
  const query = `filter=${equalityFilter('userName', user.userName)}&startIndex=1&count=100`;
  const found = yield read('match-user', `/Users?${query}`);
  if (found.status !== 200 && found.status !== 404) return undefined;
  const id = found.status === 200 ? remoteId(firstResource(found)) : undefined;
  yield { pause: afterLookUp };
  if (id !== undefined) {
    yield* replaceUser(id, (present) => ({
      ...withFields(present, user, mappedFields),
      groups: [],
      active: true,
    }));
    return id;
  }
  const created = yield write('create-user', 'POST', '/Users', newUser(user, placeholderPassword(random)));
  return created.status === 201 ? remoteId(created.body) : undefined;
}

function* replaceUser(id: string, change: (present: JsonObject) => JsonObject): Dialogue<void> {
  const path = resourcePath('/Users', id);
  const present = yield read('read-user', path);
  if (present.status !== 200 || present.body === undefined) return;
  yield { pause: afterOthers };
  yield write('replace-user', 'PUT', path, change(present.body));
}

function* pushGroup(group: SourceGroup): Dialogue<RemoteId> {
  const query = `filter=${equalityFilter('displayName', group.displayName)}&startIndex=1&count=100`;
  const found = yield read('match-group', `/Groups?${query}`);
  if (found.status !== 200 && found.status !== 404) return undefined;
  let id = found.status === 200 ? remoteId(firstResource(found)) : undefined;
  yield { pause: afterLookUp };
  if (id === undefined) {
    const body = groupBody(group.displayName, (group.members ?? []).map(toMember));
    const created = yield write('create-group', 'POST', '/Groups', body);
    id = created.status === 201 ? remoteId(created.body) : undefined;
    if (id === undefined) return undefined;
    yield { pause: afterLookUp };
  }
  yield* replaceGroup(id, group, (present) => present);
  return id;
}

function* replaceGroup(
  id: string,
  group: SourceGroup,
  change: (present: readonly WireMember[]) => readonly WireMember[],
): Dialogue<void> {
  const path = resourcePath('/Groups', id);
  const present = yield read('read-group', path);
  if (present.status !== 200 || present.body === undefined) return;
  yield { pause: afterOthers };
  const members = group.members?.map(toMember) ?? change(membersOf(present.body));
  yield write('replace-group', 'PUT', path, groupBody(group.displayName, members));
}

function read(step: string, path: string, method = 'GET'): ProfileRequest {
  return { step, method, path, headers: readHeaders };
}

function write(step: string, method: string, path: string, body: JsonObject): ProfileRequest {
  return { step, method, path, headers: writeHeaders, body };
}
