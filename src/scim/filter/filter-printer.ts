import { printAttributePath } from '../path/attribute-path.ts';
import type { Filter } from './filter-ast.ts';

/** Writes a filter so that `parseFilter` reads the same tree: lower-case operators, parentheses only where needed. */
export function printFilter(filter: Filter): string {
  switch (filter.type) {
    case 'comparison':
      return `${printAttributePath(filter.path)} ${filter.operator} ${JSON.stringify(filter.value)}`;
    case 'presence':
      return `${printAttributePath(filter.path)} pr`;
    case 'valuePath':
      return `${printAttributePath(filter.path)}[${printFilter(filter.filter)}]`;
    case 'not':
      return `not (${printFilter(filter.filter)})`;
    case 'and':
      return filter.filters.map((part) => grouped(part, part.type === 'and' || part.type === 'or')).join(' and ');
    case 'or':
      return filter.filters.map((part) => grouped(part, part.type === 'or')).join(' or ');
  }
}

function grouped(filter: Filter, group: boolean): string {
  return group ? `(${printFilter(filter)})` : printFilter(filter);
}
