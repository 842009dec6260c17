import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/index.ts';
import { canonicalJson } from './canonical-json.ts';

/** Attributes that follow from others, or that change with each change. */
const derived: ReadonlySet<string> = new Set(['meta', 'groups']);

/** What a client can tell of a change by the representations before and after it. */
export type Difference = 'changed' | 'unchanged' | 'unclear';

/** Representations of users and groups as the client has last seen them, whole. */
export class KnownResources {
  readonly #byId = new Map<string, JsonObject | undefined>();

  /** Takes note of a representation; `undefined`: there is such a resource, and it is not known what it looks like. */
  see(id: string, representation: JsonObject | undefined): void {
    this.#byId.set(id, representation);
  }

  get(id: string): JsonObject | undefined {
    return this.#byId.get(id);
  }

  /** Takes a resource out. @returns ids of those that may have named it as their member. */
  remove(id: string): readonly string[] {
    this.#byId.delete(id);
    const groups: string[] = [];
    for (const [other, representation] of this.#byId) {
      const members = representation?.['members'];
      const isMember = listOf(members).some((member) => isJsonObject(member) && member['value'] === id);
      if (representation !== undefined && !isMember) continue;
      groups.push(other);
      // How the group looks now is known only when it is seen again.
      this.#byId.set(other, undefined);
    }
    return groups;
  }
}

/** Whether two representations of one resource tell of a change between them. */
export function compareRepresentations(before: JsonObject | undefined, after: JsonObject | undefined): Difference {
  if (before === undefined || after === undefined) return 'unclear';
  const isSame = contentOf(before) === contentOf(after);
  const [was, is] = [lastModified(before), lastModified(after)];
  if (was === undefined || is === undefined) return isSame ? 'unchanged' : 'changed';
  // A secret that was changed shows nowhere but in the time; a coarse clock may not show a change at all.
  return isSame === (was === is) ? (isSame ? 'unchanged' : 'changed') : 'unclear';
}

/** A user that says nothing of `active` is taken for active. */
export function isActive(representation: JsonObject): boolean {
  return representation['active'] !== false;
}

function contentOf(representation: JsonObject): string {
  const own = Object.entries(representation).filter(([name]) => !derived.has(name));
  return canonicalJson(Object.fromEntries(own.map(([name, value]) => [name, unordered(value)])));
}

/** No order of values is defined (RFC 7643 section 2.4). */
function unordered(value: JsonValue | undefined): JsonValue {
  if (Array.isArray(value)) {
    const items = (value as readonly JsonValue[]).map((item) => unordered(item));
    return items.toSorted((left, right) => (canonicalJson(left) < canonicalJson(right) ? -1 : 1));
  }
  if (!isJsonObject(value)) return value ?? null;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, unordered(member)]));
}

function lastModified({ meta }: JsonObject): JsonValue | undefined {
  return isJsonObject(meta) ? meta['lastModified'] : undefined;
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}
