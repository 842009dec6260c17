import { isInstant, type JsonObject, type JsonValue, ScimulateError } from '../../kernel/index.ts';
import type { AuditRecord } from '../record.ts';
import type { RecordClause } from '../store.ts';
import { factOf } from './facts.ts';
import type { ColumnClause, DialectSpecification, FactValues } from './specification.ts';

/** Whether a record makes an entry of the dialect's log. */
export function inScope({ scope }: DialectSpecification, record: AuditRecord): boolean {
  if (!scope.kinds.includes(record.kind)) return false;
  if (scope.where !== undefined && !hasAll(record, scope.where)) return false;
  return !(scope.exclude ?? []).some((facts) => hasAll(record, facts));
}

/** What a store can compare of the scope. It may let through what `inScope` does not. */
export function scopeClauses({ scope }: DialectSpecification): readonly RecordClause[] {
  const where = Object.entries(scope.where ?? {});
  return [
    { field: 'kind', operator: 'one-of', values: scope.kinds },
    ...where.map(([field, values = []]): RecordClause => ({ field, operator: 'one-of', values })),
  ];
}

function hasAll(record: AuditRecord, facts: FactValues): boolean {
  return Object.entries(facts).every(([fact, values = []]) => {
    const value = factOf(record, fact);
    return typeof value === 'string' && values.includes(value);
  });
}

/**
 * The entry that a record makes: a value for each column, in their order; `null` where the log shows nothing.
 * @throws ScimulateError `DIALECT_VALUE` when an enumeration has no name for what happened.
 */
export function projectEntry(specification: DialectSpecification, record: AuditRecord): JsonObject {
  const entry: Record<string, JsonValue> = {};
  for (const column of specification.columns) entry[column.name] = shown(column, factOf(record, column.fact));
  return entry;
}

function shown(column: ColumnClause, fact: JsonValue | undefined): JsonValue {
  if (fact === undefined || fact === null) return null;
  if (column.type === 'instant') return isInstant(Number(fact)) ? new Date(Number(fact)).toISOString() : null;
  if (column.type !== 'enumeration') return fact;
  if (typeof fact === 'string' && column.values !== undefined && Object.hasOwn(column.values, fact))
    return column.values[fact]!;
  throw new ScimulateError('DIALECT_VALUE', `Column "${column.name}" has no value for ${JSON.stringify(fact)}.`, {
    mend: 'add it to the values of the column',
  });
}
