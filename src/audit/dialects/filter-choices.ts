import type { LogFilters } from './log-filters.ts';
import { LogQueryError } from './log-query-error.ts';
import type { DialectSpecification, FilterClause } from './specification.ts';

/**
 * What a reader is offered to choose from in one filter, besides the value that means no filtering, while others are set
 * as `given`. `undefined`: free input.
 * @throws LogQueryError `LOG_FILTER_UNKNOWN` when there is no such filter, `LOG_FILTER_VALUE` for a value of the filter
 * that it depends on which cannot be chosen there.
 */
export function filterChoices(
  specification: DialectSpecification,
  name: string,
  given: LogFilters = {},
): readonly string[] | undefined {
  const filter = specification.filters.find((candidate) => candidate.name === name);
  if (filter === undefined) {
    const names = specification.filters.map((other) => other.name).join(', ');
    throw new LogQueryError(
      'LOG_FILTER_UNKNOWN',
      name.slice(0, 60),
      'This log has no such filter.',
      `give one of ${names}`,
    );
  }
  if (filter.periods !== undefined) return Object.keys(filter.periods);
  const values = valuesOf(specification, filter);
  const outer = specification.filters.find((candidate) => candidate.name === filter.within);
  const chosen = outer === undefined ? undefined : given[outer.name];
  if (outer === undefined || chosen === undefined || sameText(outer, chosen, outer.all)) return values;
  const within = valuesWithin(specification, filter, outer, chosen);
  if (within.size > 0) return values?.filter((value) => within.has(value));
  const choices = valuesOf(specification, outer)?.join(', ');
  throw new LogQueryError(
    'LOG_FILTER_VALUE',
    outer.name,
    `"${outer.name}" has no such value.`,
    `give one of ${choices}`,
  );
}

function valuesOf({ columns }: DialectSpecification, filter: FilterClause): readonly string[] | undefined {
  const column = columns.find(({ name }) => name === filter.column);
  if (filter.values !== undefined || filter.fact !== undefined || column?.values === undefined) return filter.values;
  return [...new Set(Object.values(column.values))];
}

/** What the filter's column shows of canonical values of which the outer filter's column shows the chosen one. */
function valuesWithin(
  { columns }: DialectSpecification,
  filter: FilterClause,
  outer: FilterClause,
  chosen: string,
): ReadonlySet<string> {
  const shown = columns.find(({ name }) => name === filter.column)?.values ?? {};
  const categories = columns.find(({ name }) => name === outer.column)?.values ?? {};
  const canonical = Object.keys(shown).filter((value) => sameText(outer, chosen, categories[value]));
  return new Set(canonical.map((value) => shown[value]!));
}

function sameText({ caseSensitive }: FilterClause, left: string, right: string | undefined): boolean {
  if (right === undefined || caseSensitive) return left === right;
  return left.toLowerCase() === right.toLowerCase();
}
