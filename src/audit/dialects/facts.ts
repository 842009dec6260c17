import { isJsonObject, type JsonValue } from '../../kernel/index.ts';
import type { AuditRecord } from '../record.ts';
import { fieldOf } from '../record-fields.ts';
import { messageOfRecord } from './record-message.ts';

const NUMBERS: ReadonlySet<string> = new Set([
  'occurredAt',
  'recordedAt',
  'http.statusCode',
  'http.durationMilliseconds',
]);

/** Facts that are more than one value: no single one can be compared with them. */
const COMPOSED: ReadonlySet<string> = new Set([
  'http.request',
  'actor',
  'target',
  'changes',
  'members',
  'detail',
  'message',
]);

/** A canonical fact of a record; `undefined` where the record does not have it. */
export function factOf(record: AuditRecord, fact: string): JsonValue | undefined {
  if (fact === 'message') return messageOfRecord(record);
  if (fact !== 'http.request') return fieldOf(record, fact);
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

/** Every text in a value, each by itself: strings, numbers and Booleans of objects and lists, without the names of members. */
export function* textsIn(value: JsonValue | undefined): Generator<string> {
  if (value === undefined || value === null) return;
  if (isList(value)) for (const item of value) yield* textsIn(item);
  else if (isJsonObject(value)) for (const member of Object.values(value)) yield* textsIn(member);
  else yield String(value);
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
