import { isJsonObject, type JsonObject } from '../../../kernel/index.ts';
import type { ResourceModel } from '../../../scim/index.ts';
import { isReturned, isWritable, listOf, type PatchOperation, placedAttributes } from '../kit/index.ts';

/** Paths of the values in a resource, those of extensions with their URI: `name.givenName`, `emails.value`. */
export function leafPaths(resource: JsonObject): readonly string[] {
  return Object.entries(resource).flatMap(([name, value]) => {
    if (name === 'schemas') return [];
    const separator = name.includes(':') ? ':' : '.';
    const parts = new Set(listOf(value).flatMap((one) => (isJsonObject(one) ? Object.keys(one) : [])));
    return parts.size === 0 ? [name] : [...parts].map((part) => `${name}${separator}${part}`);
  });
}

/** Whether a type has all the attributes, and clients may set and see them. */
export function hasAttributes(model: ResourceModel | undefined, paths: readonly string[]): boolean {
  if (model === undefined) return false;
  const known = new Set(
    placedAttributes(model)
      .filter((each) => isWritable(each) && isReturned(each))
      .map(({ path }) => path.toLowerCase()),
  );
  return paths.every((path) => known.has(path.toLowerCase()));
}

/** Names, in lower case, of the attributes and extensions that operations name. */
export function touchedBy(operations: readonly PatchOperation[]): ReadonlySet<string> {
  const names = operations.flatMap(({ path, value }) => {
    if (path !== undefined) return [containerOf(path)];
    return isJsonObject(value ?? null) ? Object.keys(value ?? {}).map(containerOf) : [];
  });
  return new Set(names.map((name) => name.toLowerCase()));
}

/** `name` of `name.givenName`, `emails` of `emails[type eq "work"]`, the URI of an extension's attribute. */
function containerOf(path: string): string {
  const attribute = path.split('[')[0]!;
  const colon = attribute.lastIndexOf(':');
  return colon === -1 ? attribute.split('.')[0]! : attribute.slice(0, colon);
}
