import { isJsonObject, type JsonValue } from '../kernel/index.ts';
import type { OrganizationChange } from './organization.ts';

/** Members of an entity as they may be shown. */
type Shown = Readonly<Record<string, JsonValue | undefined>>;

/** What differs between two states of an entity, member by member, those of objects in it by themselves. */
export function changesBetween(before: Shown, after: Shown, prefix = ''): OrganizationChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((name) => {
    const [was, is] = [before[name], after[name]];
    const path = `${prefix}${name}`;
    if (JSON.stringify(was) === JSON.stringify(is)) return [];
    if (isJsonObject(was) && isJsonObject(is)) return changesBetween(was, is, `${path}.`);
    return [{ path, ...(was !== undefined && { before: was }), ...(is !== undefined && { after: is }) }];
  });
}

/** What an entity begins with. */
export function changesFrom(after: Shown): OrganizationChange[] {
  return changesBetween({}, after);
}

/** That a secret has changed, and nothing of it. */
export function secretChange(path: string): OrganizationChange {
  return { path };
}
