import type { JsonValue } from '../../kernel/index.ts';
import type { AuditRecord } from '../record.ts';
import { damagedError } from './store-errors.ts';

/** @throws ScimulateError `STORE_DAMAGED` when the line is no longer JSON. */
export function parseRecord(tenant: string, sequence: number, line: string): AuditRecord {
  try {
    const record: AuditRecord = JSON.parse(line);
    return record;
  } catch (cause) {
    throw damagedError(tenant, sequence, cause);
  }
}

export function parseState(text: string): JsonValue {
  const value: JsonValue = JSON.parse(text);
  return value;
}
