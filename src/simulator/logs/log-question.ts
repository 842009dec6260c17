import { DEFAULT_LOG_LIMIT, type LogFilters, MAX_LOG_LIMIT } from '../../audit/index.ts';
import { negotiate } from '../http/media-types.ts';
import { parseQuery } from '../http/query-parameters.ts';
import { LogRefusal } from './log-refusal.ts';

/** How entries are given: a page in JSON, or everything that matches as an export. */
export type LogFormat = 'json' | 'csv' | 'ndjson';

/** What a viewer asks of one log. */
export interface ViewerQuestion {
  readonly format: LogFormat;
  readonly filters: LogFilters;
  /** Which part of a log that has parts; it is among the filters until it is known that the log has. */
  readonly partition?: string;
  readonly search?: string;
  /** The reader's time zone, by its IANA name. */
  readonly zone?: string;
  /** Of the page before; absent for the first. */
  readonly cursor?: string;
  /** As given, never below 0; absent where none was. */
  readonly count?: number;
  /** Entries on a page. */
  readonly limit: number;
  /** Values are wanted as people are shown them (see `showEntry`), and not in canonical form. */
  readonly shown: boolean;
}

const LOG_MEDIA_TYPES: Readonly<Record<LogFormat, string>> = {
  json: 'application/json',
  csv: 'text/csv',
  ndjson: 'application/x-ndjson',
};

const FORMATS: readonly LogFormat[] = ['json', 'csv', 'ndjson'];

/** Parameters that are no filters. */
const OWN_PARAMETERS: ReadonlySet<string> = new Set(['count', 'cursor', 'format', 'search', 'values', 'zone']);

/** @throws LogRefusal 400 for a parameter that cannot be understood, 406 for a format that is not offered. */
export function parseQuestion(query: string, accept: string | undefined): ViewerQuestion {
  const parameters = parseQuery(query);
  if (parameters === undefined)
    throw new LogRefusal(400, 'invalidFilter', 'The query string is not properly percent-encoded.');
  const filters: [string, string][] = [];
  const given = new Map<string, string>();
  for (const [name, [value = '', ...more]] of parameters) {
    if (more.some((other) => other !== value))
      throw new LogRefusal(400, 'invalidFilter', `"${name.slice(0, 60)}" is given more than once.`);
    if (OWN_PARAMETERS.has(name)) given.set(name, value);
    else filters.push([name, value]);
  }
  const search = given.get('search') ?? '';
  const cursor = given.get('cursor') ?? '';
  const zone = given.get('zone') ?? '';
  const count = countOf(given.get('count'));
  return {
    format: formatOf(given.get('format'), accept),
    filters: Object.fromEntries(filters),
    ...(search !== '' && { search }),
    ...(zone !== '' && { zone }),
    ...(cursor !== '' && { cursor }),
    ...(count !== undefined && { count }),
    limit: count ?? DEFAULT_LOG_LIMIT,
    shown: isShown(given.get('values')),
  };
}

function formatOf(format: string | undefined, accept: string | undefined): LogFormat {
  if (format !== undefined) {
    const known = FORMATS.find((name) => name === format);
    if (known === undefined) throw new LogRefusal(400, 'invalidFilter', `"format" is one of ${FORMATS.join(', ')}.`);
    return known;
  }
  const types = FORMATS.map((name) => LOG_MEDIA_TYPES[name]);
  const chosen = negotiate(accept, types);
  const name = FORMATS.find((candidate) => LOG_MEDIA_TYPES[candidate] === chosen);
  if (name === undefined) throw new LogRefusal(406, 'notAcceptable', `None of ${types.join(', ')} is acceptable.`);
  return name;
}

function isShown(values = 'canonical'): boolean {
  if (values === 'canonical' || values === 'shown') return values === 'shown';
  throw new LogRefusal(400, 'invalidFilter', '"values" is canonical or shown.');
}

/** RFC 9865: a negative count is 0, and one beyond the largest page is an error. */
function countOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const count = /^[+-]?\d{1,15}$/u.test(text) ? Math.max(0, Number(text)) : Number.NaN;
  if (count <= MAX_LOG_LIMIT) return count;
  throw new LogRefusal(400, 'invalidCount', `"count" is a whole number from 0 to ${MAX_LOG_LIMIT}.`);
}
