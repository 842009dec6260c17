import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ScimulateError } from '../../../kernel/index.ts';
import { newerError, notOurs, openError } from './sqlite-errors.ts';

/** `SCAU` in ASCII: marks a file as an audit store (https://sqlite.org/pragma.html#pragma_application_id). */
const APPLICATION_ID = 0x53_43_41_55;
const FORMAT = 1;

/** Fields that the filters of the logs compare, in the order of the index over them. */
export const FACET_FIELDS = [
  'kind',
  'occurredAt',
  'outcome',
  'http.method',
  'http.resourceType',
  'http.statusCode',
  'http.endpoint',
] as const;

/**
 * SQL for a field of the stored line. Nothing is stored beside the line: indexes are made of expressions over it, and
 * a query meets them only by the very same expression.
 * @param field Steps of letters, digits, `_` and `-`, joined by dots.
 */
export function fieldExpression(field: string): string {
  const path = field
    .split('.')
    .map((step) => `."${step}"`)
    .join('');
  return `json_extract(line, '$${path}')`;
}

/**
 * The facets stand in the order of the log, behind the key: appending touches only the index's last page, any
 * combination of filters is answered from the index alone, and the page comes out sorted. An index for each filter
 * would find a rare value sooner, at several times the cost of appending.
 */
const LAYOUT = [
  `CREATE TABLE entry (
    tenant TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    line TEXT NOT NULL,
    UNIQUE (tenant, sequence)
  ) STRICT`,
  `CREATE UNIQUE INDEX entry_id ON entry (tenant, ${fieldExpression('id')})`,
  `CREATE INDEX entry_facets ON entry (tenant, sequence, ${FACET_FIELDS.map(fieldExpression).join(', ')})`,
  `CREATE TRIGGER entry_is_not_changed BEFORE UPDATE ON entry BEGIN
    SELECT RAISE(ABORT, 'an audit entry is never changed');
  END`,
  `CREATE TRIGGER entry_is_not_removed BEFORE DELETE ON entry BEGIN
    SELECT RAISE(ABORT, 'an audit entry is never removed');
  END`,
  `CREATE TABLE state (
    tenant TEXT NOT NULL,
    collection TEXT NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (tenant, collection, key)
  ) STRICT, WITHOUT ROWID`,
];

export interface SqliteOptions {
  /** How long to wait for another process that writes; the event loop stands still meanwhile. 5 s by default. */
  readonly busyTimeoutMilliseconds?: number;
  /** The file may grow to so many pages of 4,096 bytes; beyond that the disk counts as full. No bound by default. */
  readonly maxPages?: number;
  /** Whether a file is created where there is none; true by default. */
  readonly create?: boolean;
}

/**
 * Opens the file of an audit store, and makes it one where it is new or empty. A file that is something else is not
 * touched.
 */
export function openDatabase(location: string, options: SqliteOptions): DatabaseSync {
  const path = resolve(location);
  if (options.create === false && !existsSync(path)) {
    throw new ScimulateError('STORE_OPEN', 'There is no such file.', {
      place: { file: location },
      mend: 'give the path of an audit store',
    });
  }
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path, { timeout: options.busyTimeoutMilliseconds ?? 5000 });
    checkFormat(database, location);
    // Readers go on while a group commits; FULL syncs the log of each commit, so that a promise outlives a power cut.
    // A checkpoint every 64 MiB in place of every 4: under load it is most of what writing costs.
    database.exec(
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 16384',
    );
    if (readNumber(database, 'PRAGMA user_version') === 0) createLayout(database, location);
    if (options.maxPages !== undefined) database.exec(`PRAGMA max_page_count = ${Math.trunc(options.maxPages)}`);
    return database;
  } catch (error) {
    database?.close();
    throw error instanceof ScimulateError ? error : openError(location, error);
  }
}

/** @returns Whether it is an audit store already, and not an empty file. */
function checkFormat(database: DatabaseSync, location: string): boolean {
  const version = readNumber(database, 'PRAGMA user_version');
  if (readNumber(database, 'PRAGMA application_id') === APPLICATION_ID) {
    if (version > FORMAT) throw newerError(location, version, FORMAT);
    return true;
  }
  if (version !== 0 || readNumber(database, 'SELECT count(*) FROM sqlite_schema') > 0) throw notOurs(location);
  return false;
}

function createLayout(database: DatabaseSync, location: string): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    // Another process may have been quicker between the first look and the lock.
    if (!checkFormat(database, location)) {
      for (const statement of LAYOUT) database.exec(statement);
      database.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${FORMAT}`);
    }
    database.exec('COMMIT');
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

function readNumber(database: DatabaseSync, sql: string): number {
  return Number(Object.values(database.prepare(sql).get() ?? {})[0]);
}
