/**
 * Microsoft Entra ID provisioning service, custom (non-gallery) app: `entra` as it is by default, `entra-flag` with the
 * flag `aadOptscim062020` on the tenant URL.
 *
 * Vendor documentation (MicrosoftDocs/entra-docs, `docs/identity/app-provisioning`), nothing of it recorded:
 * - connection test, look-ups, bodies of create and PATCH, groups: `use-scim-to-provision-users-and-groups`
 * - both PATCH shapes: `application-provisioning-config-problem-scim-compatibility`
 * - match, then create or update; the id is kept and used from then on: `how-provisioning-works`
 * - an empty attribute is skipped, never cleared: `known-issues`
 *
 * The documentation shows no headers besides `Content-Type`, and contradicts itself on `active` (string or boolean).
 * Left out as unverified: User-Agent, Accept, a charset, concurrency.
 *
 * Not documented, and chosen here: percent-encoding of the query; "True" as the counterpart of "False"; the
 * `mailNickname` of a person as the part of the user name before `@`; `title` and the enterprise extension at the end of
 * a create; under the flag, members are added with `add` in lower case.
 */
import type { JsonObject, Random } from '../kernel/index.ts';
import { differingValues, mappedValues, newUser } from './entra-mapping.ts';
import { type AttributeValue, compliantShape, legacyShape, type PatchShape } from './entra-patch.ts';
import type { Dialogue, Profile, ProfileRequest, RemoteId, SourceGroup, SourceUser } from './profile.ts';
import { equalityFilter, firstResource, remoteId, resourcePath, schemas } from './wire-shape.ts';

const groupExtension = 'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group';

/** What differs between Entra ID's documented behaviours. */
interface EntraOptions {
  /** The tenant URL carries `aadOptscim062020`. */
  readonly flag?: boolean;
  /** Without the flag: `active` goes out as a JSON boolean, as one documented sample shows it, not as a string. */
  readonly activeAsBoolean?: boolean;
}

/** Makes `entra` or `entra-flag`; `random` supplies the GUID that the connection test looks for. */
export function createEntraProfile(random: Random, options: EntraOptions = {}): Profile {
  const flag = options.flag === true;
  const activeAsBoolean = options.activeAsBoolean === true;
  const shape = flag ? compliantShape : legacyShape(activeAsBoolean);
  return {
    name: flag ? 'entra-flag' : 'entra',
    title: `Microsoft Entra ID, custom app${flag ? ', flag aadOptscim062020' : ''}`,
    grade: 'vendor documentation',
    source: 'MicrosoftDocs/entra-docs, docs/identity/app-provisioning',
    needs: flag
      ? ['unknownAttributes']
      : [
          'anyCaseOperations',
          ...(activeAsBoolean ? [] : (['booleanStrings'] as const)),
          'removeWithValue',
          'unknownAttributes',
        ],
    *testConnection() {
      const response = yield bare('test-connection', `/Users?filter=${equalityFilter('userName', random.uuid())}`);
      return response.status === 200 && response.body?.['totalResults'] === 0;
    },
    createUser: (user) => matchOrCreate(user, shape),
    *updateUser(id, user, changed) {
      const present = yield* readUser(id);
      if (present !== undefined) yield* setAttributes(id, mappedValues(user, present, changed), shape);
    },
    *deactivateUser(id) {
      if ((yield* readUser(id)) !== undefined) yield patch('deactivate-user', '/Users', id, shape.setActive(false));
    },
    *reactivateUser(id) {
      if ((yield* readUser(id)) === undefined) return undefined;
      yield patch('reactivate-user', '/Users', id, shape.setActive(true));
      return id;
    },
    *deleteUser(id) {
      yield bare('delete-user', resourcePath('/Users', id), 'DELETE');
    },
    createGroup: matchOrCreateGroup,
    *renameGroup(groupId, group) {
      const value = { path: 'displayName', value: group.displayName, present: true };
      if (yield* groupIsThere(groupId)) yield patch('rename-group', '/Groups', groupId, shape.setAttributes([value]));
    },
    *addMembers(groupId, _group, members) {
      if (yield* groupIsThere(groupId)) yield patch('add-members', '/Groups', groupId, shape.addMembers(members));
    },
    *removeMembers(groupId, _group, members) {
      if (yield* groupIsThere(groupId)) yield patch('remove-members', '/Groups', groupId, shape.removeMembers(members));
    },
    *deleteGroup(groupId) {
      yield bare('delete-group', resourcePath('/Groups', groupId), 'DELETE');
    },
  };
}

function* matchOrCreate(user: SourceUser, shape: PatchShape): Dialogue<RemoteId> {
  const found = yield bare('match-user', `/Users?filter=${equalityFilter('userName', user.userName)}`);
  if (found.status !== 200) return undefined;
  const match = firstResource(found);
  const id = remoteId(match);
  if (match !== undefined && id !== undefined) {
    yield* setAttributes(id, differingValues(user, match), shape);
    return id;
  }
  const created = yield write('create-user', 'POST', '/Users', newUser(user));
  return created.status === 201 ? remoteId(created.body) : undefined;
}

function* setAttributes(id: string, values: readonly AttributeValue[], shape: PatchShape): Dialogue<void> {
  if (values.length > 0) yield patch('update-user', '/Users', id, shape.setAttributes(values));
}

function* readUser(id: string): Dialogue<JsonObject | undefined> {
  const response = yield bare('read-user', resourcePath('/Users', id));
  return response.status === 200 ? response.body : undefined;
}

function* matchOrCreateGroup(group: SourceGroup): Dialogue<RemoteId> {
  const filter = equalityFilter('displayName', group.displayName);
  const found = yield bare('match-group', `/Groups?excludedAttributes=members&filter=${filter}`);
  if (found.status !== 200) return undefined;
  const match = firstResource(found);
  if (match !== undefined) return hasMembers(match) ? undefined : remoteId(match);
  const created = yield write('create-group', 'POST', '/Groups', {
    schemas: [schemas.group, groupExtension],
    externalId: group.id,
    displayName: group.displayName,
    meta: { resourceType: 'Group' },
  });
  return created.status === 201 ? remoteId(created.body) : undefined;
}

/** Members that were excluded and come all the same are an error to Entra ID; it goes no further. */
function* groupIsThere(id: string): Dialogue<boolean> {
  const response = yield bare('read-group', `${resourcePath('/Groups', id)}?excludedAttributes=members`);
  return response.status === 200 && response.body !== undefined && !hasMembers(response.body);
}

function hasMembers(group: JsonObject): boolean {
  return Array.isArray(group['members']) && group['members'].length > 0;
}

function bare(step: string, path: string, method = 'GET'): ProfileRequest {
  return { step, method, path, headers: {} };
}

function write(step: string, method: string, path: string, body: JsonObject): ProfileRequest {
  return { step, method, path, headers: { 'Content-Type': 'application/scim+json' }, body };
}

function patch(step: string, endpoint: '/Users' | '/Groups', id: string, body: JsonObject): ProfileRequest {
  return write(step, 'PATCH', resourcePath(endpoint, id), body);
}
