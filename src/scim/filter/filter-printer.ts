import { printAttributePath } from '../path/attribute-path.ts';
import type { Filter } from './filter-ast.ts';

/** Writes a filter so that `parseFilter` reads the same tree: lower-case operators, parentheses only where needed. */
export function printFilter(filter: Filter): string {
  if (filter.type === 'and')
    return filter.filters.map((part) => grouped(part, part.type === 'and' || part.type === 'or')).join(' and ');
  if (filter.type === 'or') return filter.filters.map((part) => grouped(part, part.type === 'or')).join(' or ');
  if (filter.type === 'not') return `not (${printFilter(filter.filter)})`;
  const path = printAttributePath(filter.path);
  if (filter.type === 'presence') return `${path} pr`;
  if (filter.type === 'valuePath') return `${path}[${printFilter(filter.filter)}]`;
  return `${path} ${filter.operator} ${JSON.stringify(filter.value)}`;
}

function grouped(filter: Filter, group: boolean): string {
  return group ? `(${printFilter(filter)})` : printFilter(filter);
}
