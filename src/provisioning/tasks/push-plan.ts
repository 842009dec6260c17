import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/index.ts';
import { type AppInventory, inventoryKey } from '../apps/external-app.ts';
import { displayOf, type ExportedObject } from '../directory-gate.ts';
import { creation, memberIds, type OperationContent, removal } from '../jobs/operation-of-effect.ts';
import type { ObjectType, SyncObject } from '../model.ts';

/**
 * What has to be done so that an application has what the directory has: each object that it lacks, each that it has
 * otherwise, and each of ours that is gone from the directory. What is the same already needs no request, so that pushing
 * again repeats only what has failed (PRV-RETRIG-2).
 */
export function planPush(objects: readonly ExportedObject[], inventory: AppInventory): readonly OperationContent[] {
  const wanted = [...ofType(objects, 'User'), ...ofType(objects, 'Group')]
    .map(({ object, attributes }) => change(object, attributes, inventory.get(inventoryKey(object.type, object.id))))
    .filter((content) => content !== undefined);
  const known = new Set(objects.map(({ object }) => inventoryKey(object.type, object.id)));
  const orphans = [...inventory].filter(([key]) => !known.has(key)).map(([key, present]) => orphan(key, present));
  return [...wanted, ...orphans.filter(({ object }) => object.type === 'Group'), ...orphans.filter(isUser)];
}

function change(
  object: SyncObject,
  desired: JsonObject,
  present: JsonObject | undefined,
): OperationContent | undefined {
  if (present === undefined) return { kind: creation(object.type), object, syncType: 'create', desired };
  if (holds(present, desired)) return undefined;
  return { kind: object.type === 'User' ? 'user.update' : 'group.update', object, syncType: 'update', desired };
}

function ofType(objects: readonly ExportedObject[], type: ObjectType): readonly ExportedObject[] {
  return objects.filter(({ object }) => object.type === type);
}

function isUser({ object }: OperationContent): boolean {
  return object.type === 'User';
}

function orphan(key: string, present: JsonObject): OperationContent {
  const type: ObjectType = key.startsWith('User/') ? 'User' : 'Group';
  const id = key.slice(type.length + 1);
  const object = { type, id, display: displayOf(present) ?? id };
  return { kind: removal(type), object, syncType: 'delete', desired: null };
}

/** Whether an object has every wanted attribute. What it has besides is the application's own. */
function holds(present: JsonObject, wanted: JsonObject): boolean {
  const membersAlike = new Set(memberIds(present)).symmetricDifference(new Set(memberIds(wanted))).size === 0;
  return (
    membersAlike &&
    Object.entries(wanted).every(
      ([name, value]) =>
        name === 'members' || name === 'schemas' || value === undefined || includes(present[name], value),
    )
  );
}

function includes(present: JsonValue | undefined, wanted: JsonValue): boolean {
  if (isList(wanted))
    return (
      isList(present) &&
      present.length === wanted.length &&
      wanted.every((value, index) => includes(present[index], value))
    );
  if (!isJsonObject(wanted)) return present === wanted;
  return (
    isJsonObject(present) &&
    Object.entries(wanted).every(([name, value]) => value === undefined || includes(present[name], value))
  );
}

function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}
