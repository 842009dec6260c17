import type { JsonValue } from '../../../src/kernel/index.ts';
import { isJsonObject, type JsonObject } from '../../../src/kernel/index.ts';
import type { Comparison, Filter, Presence } from '../../../src/scim/index.ts';
import { enterprise } from './sample-models.ts';

type Kind = 'exact' | 'text' | 'boolean' | 'dateTime';

/**
 * What a filter over a few known attributes means, written down a second time and as plainly as can be: by going through
 * the tree for each resource, with a table of paths in place of schemas. It knows ASCII and UTC only.
 */
export const oracleAttributes: Readonly<Record<string, Kind>> = {
  userName: 'text',
  title: 'text',
  externalId: 'exact',
  active: 'boolean',
  'name.familyName': 'text',
  'emails.value': 'text',
  'emails.type': 'text',
  'emails.primary': 'boolean',
  'meta.created': 'dateTime',
  [`${enterprise}:employeeNumber`]: 'text',
  [`${enterprise}:manager.value`]: 'exact',
};

export function oracleMatches(filter: Filter, resource: JsonObject): boolean {
  if (filter.type === 'and') return filter.filters.every((part) => oracleMatches(part, resource));
  if (filter.type === 'or') return filter.filters.some((part) => oracleMatches(part, resource));
  if (filter.type === 'not') return !oracleMatches(filter.filter, resource);
  if (filter.type !== 'valuePath') return leafMatches(filter, pathOf(filter), valuesAt(resource, filter));
  const values = resource[filter.path.name];
  return (
    Array.isArray(values) && values.some((value: JsonObject) => elementMatches(filter.filter, filter.path.name, value))
  );
}

function elementMatches(filter: Filter, parent: string, element: JsonObject): boolean {
  if (filter.type === 'and') return filter.filters.every((part) => elementMatches(part, parent, element));
  if (filter.type === 'or') return filter.filters.some((part) => elementMatches(part, parent, element));
  if (filter.type === 'not') return !elementMatches(filter.filter, parent, element);
  if (filter.type === 'valuePath') throw new Error('value paths do not nest');
  const path = `${parent}.${filter.path.name}`;
  return leafMatches(filter, path, [assumed(path, filter, element[filter.path.name])]);
}

function pathOf({ path }: Comparison | Presence): string {
  const local = path.subAttribute === undefined ? path.name : `${path.name}.${path.subAttribute}`;
  if (local === 'emails') return 'emails.value';
  return path.uri === undefined ? local : `${path.uri}:${local}`;
}

function valuesAt(resource: JsonObject, filter: Comparison | Presence): (JsonValue | undefined)[] {
  const { uri, name } = filter.path;
  const path = pathOf(filter);
  const container = uri === undefined ? resource : resource[uri];
  const value = isJsonObject(container) ? container[name] : undefined;
  const subAttribute = path.slice((uri === undefined ? 0 : uri.length + 1) + name.length + 1);
  if (subAttribute === '') return [value];
  if (isJsonObject(value)) return [value[subAttribute]];
  if (!Array.isArray(value) || value.length === 0) return [undefined];
  return value.map((each: JsonObject) => assumed(path, filter, each[subAttribute]));
}

function assumed(path: string, filter: Filter, value: JsonValue | undefined): JsonValue | undefined {
  return path === 'emails.primary' && filter.type === 'comparison' ? (value ?? false) : value;
}

function leafMatches(filter: Comparison | Presence, path: string, values: readonly (JsonValue | undefined)[]): boolean {
  const kind = oracleAttributes[path];
  return values.some((value) => {
    const held = value ?? null;
    if (filter.type === 'presence') return held !== null && held !== '';
    const { operator, value: wanted } = filter;
    if (held === null || wanted === null) {
      if (operator === 'eq') return held === wanted;
      return operator === 'ne' && held !== wanted;
    }
    const [left, right] = [prepared(held, kind), prepared(wanted, kind)];
    switch (operator) {
      case 'eq':
        return left === right;
      case 'ne':
        return left !== right;
      case 'gt':
        return left > right;
      case 'ge':
        return left >= right;
      case 'lt':
        return left < right;
      case 'le':
        return left <= right;
      case 'co':
        return String(left).includes(String(right));
      case 'sw':
        return String(left).startsWith(String(right));
      case 'ew':
        return String(left).endsWith(String(right));
      default:
        throw new Error(`no operator ${String(operator)}`);
    }
  });
}

function prepared(value: JsonValue, kind: Kind | undefined): string | number | boolean {
  if (typeof value === 'boolean' || typeof value === 'number') return value;
  if (typeof value !== 'string') throw new Error('no simple value');
  if (kind === 'dateTime') return Date.parse(value);
  return kind === 'text' ? value.toLowerCase() : value;
}
