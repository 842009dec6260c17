import type { JsonObject } from '../../kernel/index.ts';
import { type DirectoryGate, displayOf } from '../directory-gate.ts';
import { memberIds } from '../jobs/operation-of-effect.ts';
import type { ImportRequest, ObjectType, Origin } from '../model.ts';
import type { SourceObject } from '../sources/identity-source.ts';

/** Where objects of one identity provider are in the directory. */
export interface Whereabouts {
  /** Origins of the provider's objects. */
  origins(): readonly Origin[];
  find(type: ObjectType, id: string): string | undefined;
}

type PlannedChange = Omit<ImportRequest, 'task' | 'number'>;

/**
 * What has to be done so that the directory has everything that an identity provider has, and nothing that it had before
 * and has no more. What is the same already needs no request, so that importing again repeats only what has failed
 * (PRV-RETRIG-2). Accounts come before the organizations that they are members of, and go after them.
 */
export function planImport(
  objects: readonly SourceObject[],
  whereabouts: Whereabouts,
  gate: DirectoryGate,
): readonly PlannedChange[] {
  const accounts = objects.filter(({ type }) => type === 'User');
  const organizations = innermostFirst(objects.filter(({ type }) => type === 'Group'));
  const wanted = [...accounts, ...organizations].flatMap((object) => plannedChange(object, whereabouts, gate) ?? []);
  const present = new Set(objects.map(({ type, id }) => `${type}/${id}`));
  const gone = whereabouts.origins().filter(({ type, id }) => !present.has(`${type}/${id}`));
  const ordered = [...gone.filter(({ type }) => type === 'Group'), ...gone.filter(({ type }) => type === 'User')];
  return [...wanted, ...ordered.map(({ type, id }) => deletion(type, id))];
}

function plannedChange(
  { type, id, resource }: SourceObject,
  whereabouts: Whereabouts,
  gate: DirectoryGate,
): PlannedChange | undefined {
  const object = { type, id, display: displayOf(resource) ?? id };
  const known = locate(type, id, resource, whereabouts, gate);
  if (known === undefined) return { object, syncType: 'create', resource };
  const { resource: mapped, missing } = inDirectory(id, resource, whereabouts, gate);
  if (missing.length === 0 && !gate.wouldChange(type, known, mapped)) return undefined;
  return { object, syncType: 'update', resource };
}

function deletion(type: ObjectType, id: string): PlannedChange {
  return { object: { type, id, display: id }, syncType: 'delete', resource: null };
}

/** The resource that an object is, or will become part of. */
export function locate(
  type: ObjectType,
  id: string,
  resource: JsonObject | null,
  whereabouts: Whereabouts,
  gate: DirectoryGate,
): string | undefined {
  const origin = whereabouts.find(type, id);
  if (origin !== undefined && gate.has(type, origin)) return origin;
  return resource === null ? undefined : gate.match(type, id, resource);
}

/** The resource with its own id of the provider as `externalId`, and its members by their ids in the directory. */
export function inDirectory(
  id: string,
  resource: JsonObject,
  whereabouts: Whereabouts,
  gate: DirectoryGate,
): { readonly resource: JsonObject; readonly missing: readonly string[] } {
  if (resource['members'] === undefined) return { resource: { ...resource, externalId: id }, missing: [] };
  const missing: string[] = [];
  const members = memberIds(resource).flatMap((member) => {
    const known = (['User', 'Group'] as const)
      .map((type) => ({ type, found: whereabouts.find(type, member) }))
      .find(({ type, found }) => found !== undefined && gate.has(type, found));
    if (known?.found === undefined) missing.push(member);
    return known?.found === undefined ? [] : [{ value: known.found }];
  });
  return { resource: { ...resource, externalId: id, members }, missing };
}

/** Organizations after those that they contain. Where they contain each other in a circle, in the given order. */
function innermostFirst(organizations: readonly SourceObject[]): readonly SourceObject[] {
  const byId = new Map(organizations.map((organization) => [organization.id, organization]));
  const ordered = new Set<SourceObject>();
  const visiting = new Set<SourceObject>();
  for (const root of organizations) {
    const open = [root];
    while (open.length > 0) {
      const organization = open.at(-1)!;
      visiting.add(organization);
      const inner = memberIds(organization.resource)
        .map((id) => byId.get(id))
        .find((member) => member !== undefined && !visiting.has(member) && !ordered.has(member));
      if (inner !== undefined) open.push(inner);
      else ordered.add(open.pop()!);
    }
  }
  return [...ordered];
}
