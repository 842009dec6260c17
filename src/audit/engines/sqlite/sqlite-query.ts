import type { SQLInputValue } from 'node:sqlite';
import type { RecordClause, RecordQuery } from '../../store.ts';
import { directoryOf } from '../record-matching.ts';
import { FACET_FIELDS, fieldExpression } from './sqlite-database.ts';

export interface SqlQuery {
  readonly sql: string;
  readonly values: readonly SQLInputValue[];
}

interface SqlCondition {
  readonly sql: string;
  readonly values: readonly SQLInputValue[];
}

/** Only such names can be part of an SQL text. */
const PLAIN_FIELD = /^[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*$/u;

/** The index answers conditions on its own fields without reading the line: they come first. */
const FACETS: ReadonlySet<string> = new Set(FACET_FIELDS);

/**
 * SQL that finds at least every record of a query, in its order. It may find more: what SQLite cannot compare as the
 * contract says is left out, and every record that it finds is matched again.
 */
export function toSql(query: RecordQuery): SqlQuery {
  const conditions: SqlCondition[] = [{ sql: 'tenant = ?', values: [query.tenant] }];
  if (query.before !== undefined) conditions.push({ sql: 'sequence < ?', values: [query.before] });
  // A record that somebody put before the first one has no place in the log.
  conditions.push({ sql: 'sequence > ?', values: [query.after ?? 0] });
  const clauses = (query.where ?? []).toSorted((left, right) => rank(left) - rank(right));
  for (const clause of clauses) conditions.push(...toCondition(clause));
  const where = conditions.map((condition) => condition.sql).join(' AND ');
  const order = query.order === 'oldest' ? 'ASC' : 'DESC';
  return {
    sql: `SELECT sequence, line FROM entry INDEXED BY entry_facets WHERE ${where} ORDER BY sequence ${order}`,
    values: conditions.flatMap((condition) => condition.values),
  };
}

function rank(clause: RecordClause): number {
  return FACETS.has(clause.field) ? 0 : 1;
}

function toCondition(clause: RecordClause): readonly SqlCondition[] {
  if (!PLAIN_FIELD.test(clause.field)) return [];
  const field = fieldExpression(clause.field);
  switch (clause.operator) {
    case 'one-of':
      if (clause.values.length > MOST_VALUES || !clause.values.every(isExact)) return [];
      return [{ sql: `${field} IN (${clause.values.map(() => '?').join(', ')})`, values: clause.values }];
    case 'equals':
      if (clause.ignoreCase === true || !isExact(clause.value)) return [];
      return [{ sql: `${field} = ?`, values: [clause.value] }];
    case 'at-least':
    case 'at-most':
      // SQLite orders strings by their UTF-8 bytes, ECMAScript by UTF-16 code units.
      if (typeof clause.value === 'string' || !isExact(clause.value)) return [];
      return [{ sql: `${field} ${clause.operator === 'at-least' ? '>=' : '<='} ?`, values: [clause.value] }];
    case 'within-path':
    default: {
      if (clause.ignoreCase === true || !isExact(clause.value)) return [];
      const directory = directoryOf(clause.value);
      // '0' is the character behind '/': the range holds what begins with the directory.
      const behind = `${directory.slice(0, -1)}0`;
      return [{ sql: `(${field} = ? OR (${field} >= ? AND ${field} < ?))`, values: [clause.value, directory, behind] }];
    }
  }
}

/** More values than this are compared one record at a time. */
const MOST_VALUES = 1000;

/** Whether SQLite compares the value as ECMAScript does. It ends JSON strings at NUL and has no half surrogate pairs. */
function isExact(value: string | number): boolean {
  return typeof value === 'string' ? value.isWellFormed() && !value.includes('\0') : Number.isSafeInteger(value);
}
