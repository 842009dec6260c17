import type { JsonValue } from '../../kernel/index.ts';
import type { AuditRecord } from '../record.ts';
import { fieldOf } from '../record-fields.ts';

const NUMBERS: ReadonlySet<string> = new Set([
  'occurredAt',
  'recordedAt',
  'http.statusCode',
  'http.durationMilliseconds',
]);

/** Facts that are made of several fields of a record: no single field can be compared with them. */
const COMPOSED: ReadonlySet<string> = new Set(['http.request']);

/** A canonical fact of a record; `undefined` where the record does not have it. */
export function factOf(record: AuditRecord, fact: string): JsonValue | undefined {
  if (!COMPOSED.has(fact)) return fieldOf(record, fact);
  const { http } = record;
  return http && { method: http.method, headers: http.requestHeaders, body: http.requestBody };
}

export function isNumber(fact: string): boolean {
  return NUMBERS.has(fact);
}

/** Whether the fact is a field of the record under the same name, so that a store can compare it. */
export function isField(fact: string): boolean {
  return !COMPOSED.has(fact);
}
