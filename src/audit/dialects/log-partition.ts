import type { RecordClause } from '../store.ts';
import type { LogFilters } from './log-filters.ts';
import { LogQueryError } from './log-query-error.ts';
import type { DialectSpecification } from './specification.ts';

/**
 * What the part of a log that a question names asks of the records; nothing where the log has no parts.
 * @throws LogQueryError `LOG_PARTITION` where it has, and none is named.
 */
export function partitionClauses(
  { partition: clause }: DialectSpecification,
  partition: string | undefined,
): readonly RecordClause[] {
  if (clause === undefined) return [];
  if (partition !== undefined && partition !== '')
    return [{ field: clause.fact, operator: 'equals', value: partition }];
  const message = `This log is read for one ${clause.title.toLowerCase()} at a time.`;
  throw new LogQueryError('LOG_PARTITION', clause.name, message, `name one as "${clause.name}"`);
}

/** Parameters of a read, told apart: the part that is named, and the filters. */
export function takePartition(
  { partition: clause }: DialectSpecification,
  parameters: LogFilters,
): { readonly partition?: string; readonly filters: LogFilters } {
  if (clause === undefined) return { filters: parameters };
  const { [clause.name]: partition, ...filters } = parameters;
  return partition === undefined ? { filters } : { partition, filters };
}
