import type { ExportFormat } from './log-export.ts';
import { toSafeJson } from './plain-text.ts';

/** One JSON object a line (https://github.com/ndjson/ndjson-spec), members in the order of the columns. */
export const ndjsonFormat: ExportFormat = {
  mediaType: 'application/x-ndjson; charset=utf-8',
  begin: () => '',
  entry: ({ columns }, entry) =>
    `${toSafeJson(Object.fromEntries(columns.map(({ name }) => [name, entry[name] ?? null])))}\n`,
};
