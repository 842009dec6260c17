import { ScimulateError } from '../../kernel/index.ts';
import type { AuditRecord } from '../record.ts';
import { fieldOf } from '../record-fields.ts';
import type { RecordClause, RecordQuery } from '../store.ts';

/** Whether every clause of a query holds for a record: what the clauses mean, for all engines. */
export function matches(record: AuditRecord, clauses: readonly RecordClause[]): boolean {
  return clauses.every((clause) => holds(clause, fieldOf(record, clause.field)));
}

function holds(clause: RecordClause, value: unknown): boolean {
  if (typeof value !== 'string' && typeof value !== 'number') return false;
  switch (clause.operator) {
    case 'one-of':
      return clause.values.includes(value);
    case 'at-least':
      return typeof value === typeof clause.value && value >= clause.value;
    case 'at-most':
      return typeof value === typeof clause.value && value <= clause.value;
    case 'equals':
      return folded(value, clause.ignoreCase) === folded(clause.value, clause.ignoreCase);
    case 'within-path':
    default: {
      const path = folded(value, clause.ignoreCase);
      const ancestor = folded(clause.value, clause.ignoreCase);
      return typeof path === 'string' && (path === ancestor || path.startsWith(directoryOf(ancestor)));
    }
  }
}

/** The path with the slash behind which its descendants begin. */
export function directoryOf(path: string): string {
  return path.endsWith('/') ? path : `${path}/`;
}

function folded<T extends string | number>(value: T, ignoreCase: boolean | undefined): T | string {
  return ignoreCase === true && typeof value === 'string' ? value.toLowerCase() : value;
}

/** @throws ScimulateError `STORE_QUERY` on a limit or bound that is no whole number. */
export function checkQuery(query: RecordQuery): void {
  for (const name of ['limit', 'before', 'after'] as const) {
    const value = query[name];
    if (value === undefined || (Number.isSafeInteger(value) && value >= 0)) continue;
    throw new ScimulateError('STORE_QUERY', `"${name}" is ${value}.`, { mend: 'give a whole number, 0 or more' });
  }
}
