import { type JsonObject, parseJson } from '../../kernel/index.ts';
import { signCheckpoint } from '../integrity/checkpoint.ts';
import type { SignerKey } from '../integrity/note-keys.ts';
import { storedLines, treeOf } from '../integrity/tree-head.ts';
import type { AuditStore } from '../store.ts';

/** First member of the first line of an export of records: tells it from any other NDJSON. */
export const EXPORT_MARK = 'scimulate-records';

export interface RecordExportOptions {
  readonly tenant: string;
  /** Only records behind this sequence, and up to that one. Without either it is the whole log. */
  readonly after?: number;
  readonly through?: number;
  /** Only records of these kinds. */
  readonly kinds?: readonly string[];
  /** Signs the head of the log that the export was taken from. */
  readonly signer?: SignerKey;
}

/**
 * Exports records as NDJSON (https://github.com/ndjson/ndjson-spec) that carries its own proof: a line that says how
 * long the log is and what the root of its Merkle tree is, signed where there is a key, and then every record as the
 * very line that is stored. A part of a log has, behind each record, a line with the proof that the log had that record
 * at its place (RFC 9162 section 2.1.3); the whole log needs none, since the root follows from its lines.
 *
 * The log may grow meanwhile: the export is of the log as it stood at the beginning.
 */
export async function* exportRecords(store: AuditStore, options: RecordExportOptions): AsyncGenerator<string> {
  const { tenant, after = 0, through = Number.MAX_SAFE_INTEGER, kinds, signer } = options;
  const tree = await treeOf(store, tenant);
  const { size } = tree;
  const isWhole = options.after === undefined && options.through === undefined && kinds === undefined;
  const head: JsonObject = {
    export: EXPORT_MARK,
    version: 1,
    tenant,
    size,
    root: tree.root().toString('base64'),
    ...(signer !== undefined && { checkpoint: signCheckpoint({ tenant, size, root: tree.root() }, signer) }),
    ...(!isWhole && { part: { after, through: Math.min(through, size), ...(kinds !== undefined && { kinds }) } }),
  };
  yield `${JSON.stringify(head)}\n`;
  let sequence = 0;
  for await (const line of storedLines(store, tenant)) {
    sequence += 1;
    if (sequence > Math.min(through, size)) return;
    if (sequence <= after || (kinds !== undefined && !kinds.includes(kindOf(line)))) continue;
    yield `${line}\n`;
    if (isWhole) continue;
    const proof = tree.inclusionProof(sequence - 1, size).map((node) => node.toString('base64'));
    yield `${JSON.stringify({ proof })}\n`;
  }
}

function kindOf(line: string): string {
  const record: unknown = parseJson(line);
  return typeof record === 'object' && record !== null && 'kind' in record ? String(record.kind) : '';
}
