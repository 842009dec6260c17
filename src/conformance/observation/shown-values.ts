import type { ShownValues } from '../../audit/dialects/specification.ts';
import type { LogEntry } from '../../history/index.ts';
import { isJsonObject, type JsonValue } from '../../kernel/index.ts';
import { textOf } from './canonical-json.ts';
import { isEmpty } from './column-agreement.ts';
import type { LogView } from './log-view.ts';

/** Whether an entry shows each of these values. */
export function shows(entry: LogEntry, values: ShownValues): boolean {
  return Object.entries(values).every(([column, value]) => entry[column] === value);
}

/** Whether an entry shows nothing in any of these columns. */
export function showsNothing(entry: LogEntry, columns: readonly string[]): boolean {
  return columns.every((column) => isEmpty(entry[column]));
}

/** By what a value is the same as another one: of a party its id, where it has one. */
export function identityOf(value: JsonValue | undefined): string {
  if (isJsonObject(value) && typeof value['id'] === 'string' && value['id'] !== '') return value['id'];
  return isEmpty(value) ? '' : textOf(value);
}

/** Whether the target's log has a column at all, by its own declaration. */
export function hasColumn({ history, specification }: LogView, name: string): boolean {
  const isDeclared = specification.columns.some((column) => column.name === name);
  return isDeclared && history.run.unavailable[`column:${specification.dialect}.${name}`] === undefined;
}

/** A name for people as a part of a condition's id: `User invite` is `user-invite`. */
export function slug(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .replaceAll(/^-|-$/gu, '');
}
