import type { JsonValue } from '../../kernel/index.ts';
import type { ExportFormat } from './log-export.ts';
import { toSafeJson, toSafeText } from './plain-text.ts';

/**
 * Comma-separated values (RFC 4180) with the columns' titles as header line. An entry is always one line: what would
 * break it is written as an escape (see `toSafeText`), values that are objects as JSON.
 */
export const csvFormat: ExportFormat = {
  mediaType: 'text/csv; charset=utf-8; header=present',
  begin: ({ columns }) => line(columns.map(({ title }) => title)),
  entry: ({ columns }, entry) => line(columns.map(({ name }) => entry[name])),
};

/** What a spreadsheet takes for the beginning of a formula, in half and full width; and the sign that says it is none. */
const FORMULA = /^\s*[=+\-@'\uFF1D\uFF0B\uFF0D\uFF20]/u;

/** Nothing else is taken for a separator or a quotation by any spreadsheet in any country. */
const BARE = /^[\w./:]+$/u;

function line(values: readonly (JsonValue | undefined)[]): string {
  return `${values.map(cell).join(',')}\r\n`;
}

function cell(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const text = typeof value === 'string' ? toSafeText(value) : toSafeJson(value);
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return BARE.test(harmless) ? harmless : `"${harmless.replaceAll('"', '""')}"`;
}
