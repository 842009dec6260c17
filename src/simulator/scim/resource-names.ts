import type { JsonObject } from '../../kernel/index.ts';
import type { StoredResource } from '../../directory/index.ts';

/** What people call a resource: the same rule as a directory effect's `display`. */
export function displayOf(stored: StoredResource): string {
  const { displayName, userName } = stored.resource;
  if (typeof displayName === 'string' && displayName !== '') return displayName;
  return typeof userName === 'string' ? userName : stored.id;
}

/** What people would call the resource that a body asks for, by the same rule; nothing of the body has been checked. */
export function nameIn(body: JsonObject): string | undefined {
  const named = (attribute: string): string | undefined => {
    const value = Object.entries(body).find(([name]) => name.toLowerCase() === attribute)?.[1];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  return named('displayname') ?? named('username');
}
