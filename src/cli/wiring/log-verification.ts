import { createReadStream, openSync, readSync, closeSync } from 'node:fs';
import { resolve } from 'node:path';
import { type ChainFault, type ExportKnowledge, openStore, verifyExport, verifyStore } from '../../audit/index.ts';
import { messageOf, ScimulateError, SystemClock } from '../../kernel/index.ts';

/** What a file shows of the logs in it; the JSON that `verify --json` prints. */
export interface LogEvidence {
  readonly intact: boolean;
  readonly tenants: readonly {
    readonly tenant: string;
    readonly records: number;
    /** Up to here a checkpoint holds; 0 without one. */
    readonly proven: number;
    readonly fault?: ChainFault;
  }[];
  /** What is wrong with the storage itself, in the words of the engine. */
  readonly damage: readonly string[];
  /** Checkpoints were held against a key. */
  readonly signaturesChecked: boolean;
  /** The file is an export of some records of a log. */
  readonly isPart: boolean;
}

/** The first bytes of every SQLite file (https://www.sqlite.org/fileformat.html). */
const SQLITE = Buffer.from('SQLite format 3\0');

/**
 * Verifies an SQLite store or an export of records.
 * @throws ScimulateError `FILE_UNREADABLE`, `EXPORT_INVALID`, `NOTE_UNTRUSTED`, `STORE_…`
 */
export async function verifyLogFile(file: string, folder: string, knowledge: ExportKnowledge): Promise<LogEvidence> {
  const path = resolve(folder, file);
  const signaturesChecked = knowledge.verifier !== undefined;
  if (firstBytes(path, file).equals(SQLITE)) {
    const store = await openStore(path, { clock: new SystemClock(), create: false });
    try {
      const { intact, tenants, damage } = await verifyStore(store, new Map(), knowledge.checkpoints);
      return { intact, tenants: tenants.map(shown), damage, signaturesChecked, isPart: false };
    } finally {
      await store.close();
    }
  }
  const { intact, tenants, form } = await verifyExport(linesOf(path), knowledge).catch((error: unknown) => {
    throw located(error, file);
  });
  return { intact, tenants: tenants.map(shown), damage: [], signaturesChecked, isPart: form === 'part' };
}

/** Lines end in a line feed and in nothing else: what other readers take for a line end can stand in a record. */
async function* linesOf(path: string): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of createReadStream(path, 'utf8')) {
    const lines = (rest + String(chunk)).split('\n');
    rest = lines.pop()!;
    yield* lines;
  }
  if (rest !== '') yield rest;
}

type Verdict = Awaited<ReturnType<typeof verifyStore>>['tenants'][number];

function shown({ tenant, records, proven, fault }: Verdict): LogEvidence['tenants'][number] {
  return { tenant, records, proven, ...(fault !== undefined && { fault }) };
}

function firstBytes(path: string, file: string): Buffer {
  const bytes = Buffer.alloc(SQLITE.length);
  try {
    const descriptor = openSync(path, 'r');
    try {
      readSync(descriptor, bytes);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    throw new ScimulateError('FILE_UNREADABLE', messageOf(error), {
      place: { file },
      mend: 'name a file that can be read',
      cause: error,
    });
  }
  return bytes;
}

function located(error: unknown, file: string): unknown {
  if (!(error instanceof ScimulateError)) return error;
  const { code, message, mend, place } = error;
  return new ScimulateError(code, message, {
    place: { ...place, file },
    ...(mend !== undefined && { mend }),
    cause: error,
  });
}
