import { messageOf, ScimulateError } from '../../kernel/index.ts';
import type { AuditRecord, RecordDraft } from '../record.ts';
import type { AppendBatch, Head, StateWrite } from '../store.ts';
import { type SealedLine, sealDraft } from '../chain.ts';

/** A draft as it was when it was handed over: what the caller does to its objects later changes nothing. */
export interface PreparedDraft {
  readonly draft: RecordDraft;
  readonly text: string;
}

export interface PreparedState {
  readonly tenant: string;
  readonly collection: string;
  readonly key: string;
  /** JSON; absent to delete the key. */
  readonly text: string | undefined;
}

export interface PreparedBatch {
  readonly drafts: readonly PreparedDraft[];
  readonly state: readonly PreparedState[];
}

/** @throws ScimulateError `STORE_DRAFT` when it holds what no log can hold. */
export function prepareBatch(batch: AppendBatch): PreparedBatch {
  return { drafts: batch.records.map(prepareDraft), state: (batch.state ?? []).map(prepareState) };
}

/** The record that a prepared draft became, with the line that is stored of it. */
export function sealRecord(
  prepared: PreparedDraft,
  previous: Head,
  recordedAt: number,
): SealedLine & { readonly record: AuditRecord } {
  const { line, hash } = sealDraft(prepared.text, previous, recordedAt);
  const sequence = previous.sequence + 1;
  const record = { sequence, recordedAt, previousHash: previous.hash, ...prepared.draft, hash };
  return { line, hash, record };
}

function prepareDraft(draft: RecordDraft): PreparedDraft {
  checkKey('tenant', draft.tenant);
  checkKey('id', draft.id);
  if (!Number.isSafeInteger(draft.occurredAt)) refuse(`"occurredAt" is ${draft.occurredAt}`);
  const plain = plainDraft(draft);
  if (!isNestedWithin(plain.changes, MOST_LEVELS) || !isNestedWithin(plain.detail, MOST_LEVELS))
    refuse(`it is nested more than ${MOST_LEVELS} levels deep`);
  return { draft: plain, text: serialize(plain) };
}

function prepareState(write: StateWrite): PreparedState {
  const { tenant, collection, key, value } = write;
  checkKey('tenant', tenant);
  checkKey('collection', collection);
  checkKey('key', key);
  return { tenant, collection, key, text: value === undefined ? undefined : serialize(value) };
}

/** Its own fields in the order of a line; anything else that the object carries is left out. */
function plainDraft(draft: RecordDraft): RecordDraft {
  const { tenant, id, kind, occurredAt, correlationId, action, outcome, actor, target, reason, http } = draft;
  const { changes, members, integration, job, task, detail } = draft;
  return {
    tenant,
    id,
    kind,
    occurredAt,
    correlationId,
    action,
    outcome,
    actor,
    ...(target && { target }),
    ...(reason !== undefined && { reason }),
    ...(http && { http }),
    ...(changes && { changes }),
    ...(members && { members }),
    ...(integration !== undefined && { integration }),
    ...(job !== undefined && { job }),
    ...(task !== undefined && { task }),
    ...(detail && { detail }),
  };
}

function serialize(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch (cause) {
    return refuse(messageOf(cause), cause);
  }
}

/** SQLite reads JSON of up to 1,000 levels; a limit below it is the same for every engine. */
const MOST_LEVELS = 500;

function isNestedWithin(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((part) => isNestedWithin(part, levels - 1));
}

/** Keys are compared by engines of all kinds, some of which cannot hold every string of ECMAScript. */
const UNFIT_KEY = /^$|[\0\p{Surrogate}]/u;

function checkKey(name: string, key: string): void {
  if (typeof key !== 'string' || UNFIT_KEY.test(key))
    refuse(`"${name}" is empty, or holds a NUL or half a surrogate pair`);
}

function refuse(message: string, cause?: unknown): never {
  throw new ScimulateError('STORE_DRAFT', `The batch cannot be stored: ${message}.`, {
    mend: 'append plain JSON with a key of its own',
    cause,
  });
}
