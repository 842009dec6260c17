import { isJsonObject, type JsonValue } from '../kernel/index.ts';
import type { AuditRecord } from './record.ts';

/** The value at a dotted path through objects; `undefined` where there is none. */
export function fieldOf(record: AuditRecord, path: string): JsonValue | undefined {
  const root: unknown = record;
  let value: JsonValue | undefined = isJsonObject(root) ? root : undefined;
  for (const step of path.split('.')) {
    if (!isJsonObject(value) || !Object.hasOwn(value, step)) return undefined;
    value = value[step];
  }
  return value;
}
