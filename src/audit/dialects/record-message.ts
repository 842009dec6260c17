import { isJsonObject, type JsonValue } from '../../kernel/index.ts';
import type { AttributeChange, AuditRecord, HttpFacts, Party } from '../record.ts';

/**
 * What a record says, in one line of words: what came of it and why, what was asked, of what, what changed, and by whom.
 * Nothing is cut off. Texts from requests stand in quotes and are escaped as in JSON, so that none of them can pass for
 * words of the log.
 */
export function messageOfRecord(record: AuditRecord): string {
  const { outcome, reason, http, target, actor, changes = [], members, detail } = record;
  const parts = [
    reason === undefined ? OUTCOMES[outcome] : `${OUTCOMES[outcome]}: ${quoted(reason)}`,
    ...(http === undefined ? [record.action] : [asked(http)]),
    ...(target === undefined ? [] : [named(target)]),
    ...changes.map(changed),
    ...listed('added', members?.added ?? []),
    ...listed('removed', members?.removed ?? []),
    ...counted(detail?.['operations']),
    `by ${named(actor)}`,
    ...(http !== undefined && reason !== undefined && http.responseBody !== ''
      ? [`response ${http.responseBody}`]
      : []),
  ];
  return parts.join('; ');
}

const OUTCOMES: Readonly<Record<AuditRecord['outcome'], string>> = {
  success: 'Succeeded',
  failure: 'Failed',
  partial: 'Partly failed',
  pending: 'Pending',
  running: 'Running',
};

function asked({ method, endpoint, query, statusCode }: HttpFacts): string {
  return `${plain(method)} ${plain(endpoint)}${query === '' ? '' : `?${plain(query)}`} answered ${statusCode}`;
}

function named({ type, id, display }: Party): string {
  const called = display === undefined ? '' : ` ${quoted(display)}`;
  return `${plain(type)}${called}${id === '' || id === display ? '' : ` (${plain(id)})`}`;
}

function changed({ path, before, after }: AttributeChange): string {
  return `${plain(path)} from ${quoted(before)} to ${quoted(after)}`;
}

function listed(what: string, parties: readonly Party[]): string[] {
  return parties.length === 0 ? [] : [`${what} ${parties.map(named).join(', ')}`];
}

function counted(operations: JsonValue | undefined): string[] {
  if (!isJsonObject(operations)) return [];
  const { sent, succeeded, failed, notCarriedOut } = operations;
  return [
    `${Number(sent)} operations: ${Number(succeeded)} succeeded, ${Number(failed)} failed, ${Number(notCarriedOut)} not carried out`,
  ];
}

function quoted(value: JsonValue | undefined): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}

/** A word that the protocol has, and that a client can still fill with anything. */
function plain(text: string): string {
  return /^[\w\-.~!$&'()*+,=:@/%]+$/u.test(text) ? text : JSON.stringify(text);
}
