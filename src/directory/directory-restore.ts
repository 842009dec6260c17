import { isJsonObject, type JsonObject, type JsonValue, type Random, ScimulateError } from '../kernel/index.ts';
import type { ResourceModel } from '../scim/index.ts';
import type { DirectoryWrite } from './directory.ts';
import { directoryCollections, EntryWriter } from './directory-entries.ts';
import { DirectoryState, newSlot } from './directory-state.ts';
import { withMembers } from './membership.ts';
import { entityTag, type Member, type OwnResource } from './stored-version.ts';

interface ResourceEntry {
  readonly endpoint: string;
  readonly id: string;
  readonly order: number;
  readonly revision: number;
  readonly resource: OwnResource;
}

interface MemberEntry {
  readonly group: string;
  readonly joined: number;
  readonly member: Member;
}

/**
 * Builds the state that the entries add up to, in any order of them.
 *
 * @throws ScimulateError `DIRECTORY_STATE` naming the collection and key of an entry that cannot be understood.
 */
export function restoreState(
  models: readonly ResourceModel[],
  random: Random,
  entries: readonly DirectoryWrite[],
): { readonly state: DirectoryState; readonly writer: EntryWriter } {
  const present = entries.filter(({ value }) => value !== undefined);
  const of = (collection: string): readonly DirectoryWrite[] =>
    present.filter((each) => each.collection === collection);
  const endpoints = new Set(models.map(({ type }) => type.endpoint));
  const resources = of(directoryCollections.resources)
    .map((entry) => resourceEntry(entry, endpoints))
    .toSorted((left, right) => left.order - right.order);
  const members = of(directoryCollections.members)
    .map(memberEntry)
    .toSorted((left, right) => left.joined - right.joined);
  const sequence = of(directoryCollections.sequence).map(sequenceEntry);
  const state = new DirectoryState(models, random, Math.max(0, resources.at(-1)?.order ?? 0, ...sequence));
  const writer = new EntryWriter(members.at(-1)?.joined ?? 0);
  for (const { joined, member } of members) writer.restore(member, joined);
  const byGroup = Map.groupBy(members, ({ group }) => group);
  for (const { endpoint, id, order, revision, resource } of resources) {
    const own = withMembers(
      resource,
      (byGroup.get(id) ?? []).map(({ member }) => member),
    );
    state.put(newSlot(state.table(endpoint).model, id, order), { own, revision });
  }
  return { state, writer };
}

function resourceEntry(entry: DirectoryWrite, endpoints: ReadonlySet<string>): ResourceEntry {
  const slash = entry.key.lastIndexOf('/');
  const endpoint = entry.key.slice(0, slash);
  const { order, revision, resource } = objectOf(entry.value);
  if (!endpoints.has(endpoint)) return fail(entry, `There is no resource type at ${endpoint}.`);
  if (!isNumber(order) || !isNumber(revision) || !isJsonObject(resource))
    return fail(entry, 'It needs order, revision and resource.');
  const { meta, members: _members, ...content } = resource;
  const id = entry.key.slice(slash + 1);
  if (!isJsonObject(meta) || meta['version'] !== entityTag(revision) || content['id'] !== id)
    return fail(entry, 'Its id is not that of its key, or its version not that of its revision.');
  return { endpoint, id, order, revision, resource: { ...content, id, meta } };
}

function memberEntry(entry: DirectoryWrite): MemberEntry {
  const [group = ''] = entry.key.split('/');
  const { joined, member } = objectOf(entry.value);
  const value = isJsonObject(member) ? member['value'] : undefined;
  if (!isNumber(joined) || !isJsonObject(member) || typeof value !== 'string' || entry.key !== `${group}/${value}`)
    return fail(entry, 'It needs joined and a member with the id of its key.');
  return { group, joined, member: { ...member, value } };
}

function sequenceEntry(entry: DirectoryWrite): number {
  const { order } = objectOf(entry.value);
  return isNumber(order) ? order : fail(entry, 'It needs order.');
}

function objectOf(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

function isNumber(value: JsonValue | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value);
}

function fail({ collection, key }: DirectoryWrite, message: string): never {
  throw new ScimulateError('DIRECTORY_STATE', `Entry ${key} of ${collection} is damaged. ${message}`, {
    mend: 'Restore the store from a copy, or begin with an empty one.',
  });
}
