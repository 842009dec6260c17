import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import {
  type AuditRecord,
  iamDialect,
  inScope,
  loadDialect,
  openStore,
  projectEntry,
  readLog,
  type RecordDraft,
  showEntry,
} from '../../../src/audit/index.ts';
import { VirtualClock } from '../../../src/kernel/index.ts';
import { httpFacts, requestDraft } from './http-facts.ts';

async function stored(...drafts: readonly Partial<RecordDraft>[]): Promise<readonly AuditRecord[]> {
  const store = await openStore('memory', { clock: new VirtualClock(0) });
  return store.append({ records: drafts.map((draft, index) => requestDraft({ id: `record-${index}`, ...draft })) });
}

async function entryOf(draft: Partial<RecordDraft>): Promise<Readonly<Record<string, unknown>>> {
  const [record] = await stored(draft);
  return projectEntry(iamDialect, record!);
}

test('is a declaration that could stand in a file', () => {
  expect(loadDialect(stringify(iamDialect), 'iam.yaml')).toEqual(iamDialect);
});

test('shows the six columns of the document, in its order and under its headings', () => {
  const columns = iamDialect.columns.filter(({ extension }) => extension !== true);
  expect(columns.map(({ title }) => title)).toEqual(['Date', 'Type', 'Protocol', 'Event', 'Http', 'Log']);
});

test('offers no filter and no search', () => {
  expect(iamDialect.filters).toEqual([]);
  expect(iamDialect.search).toBeUndefined();
});

test('has requests and operations of Bulk requests, but not what was sent while SCIM provisioning could not run', async () => {
  const records = await stored(
    {},
    { kind: 'scim.operation', detail: { operation: 1 } },
    { kind: 'resource.change' },
    { kind: 'log.read' },
    { detail: { closed: 'scim-off' } },
    { detail: { closed: 'directory-provisioning' } },
  );
  expect(records.map((record) => inScope(iamDialect, record))).toEqual([true, true, false, false, false, false]);
});

test('has a term and a category for every canonical action of a request', async () => {
  const verbs = ['create', 'read', 'list', 'update', 'delete'];
  const actions = [
    ...['user', 'group', 'resource'].flatMap((subject) => verbs.map((verb) => `${subject}.${verb}`)),
    'group.members.update',
    'bulk',
    'discovery',
    'authentication.fail',
    'other',
  ];
  for (const action of actions) {
    const { type, event, protocol } = await entryOf({ action });
    expect([typeof type, typeof event, protocol]).toEqual(['string', 'string', 'SCIM']);
  }
});

describe('the Log column', () => {
  test('tells a success with the name, the change, the members and the credential', async () => {
    const { log } = await entryOf({
      action: 'group.update',
      target: { type: 'Group', id: 'g1', display: 'Tour Guides' },
      changes: [{ path: 'displayName', before: 'Guides', after: 'Tour Guides' }],
      members: {
        added: [{ type: 'User', id: 'u1', display: 'Babs' }],
        removed: [{ type: 'User', id: 'u2', display: 'Mandy' }],
      },
      http: httpFacts({ method: 'PATCH', endpoint: '/Groups/g1', statusCode: 204 }),
    });
    expect(log).toBe(
      'Succeeded; PATCH /Groups/g1 answered 204; Group "Tour Guides" (g1); displayName from "Guides" to "Tour Guides"; added User "Babs" (u1); removed User "Mandy" (u2); by credential (okta)',
    );
  });

  test('tells a failure with the whole of the error', async () => {
    const detail = `The value of 'userName' is already in use. ${'x'.repeat(50_000)}`;
    const responseBody = JSON.stringify({ detail, scimType: 'uniqueness', status: '409' });
    const { log } = await entryOf({
      outcome: 'failure',
      reason: detail,
      target: { type: 'User', id: '', display: 'ada' },
      http: httpFacts({ method: 'POST', query: 'attributes=id', statusCode: 409, responseBody }),
    });
    expect(log).toBe(
      `Failed: ${JSON.stringify(detail)}; POST /Users?attributes=id answered 409; User "ada"; by credential (okta); response ${responseBody}`,
    );
  });

  test('counts the operations of a Bulk request', async () => {
    const { log } = await entryOf({
      action: 'bulk',
      detail: { operations: { sent: 5, succeeded: 2, failed: 1, notCarriedOut: 2 } },
    });
    expect(log).toContain('5 operations: 2 succeeded, 1 failed, 2 not carried out');
  });

  test('does not let a name pass for words of the log', async () => {
    const display = 'Ada"; by credential (root)\nSucceeded';
    const { log } = await entryOf({
      target: { type: 'User', id: 'u1', display },
      http: httpFacts({ method: 'GET\u001B[2J', endpoint: '/Users/a b' }),
    });
    expect(log).toContain(String.raw`User "Ada\"; by credential (root)\nSucceeded" (u1)`);
    expect(log).toContain(String.raw`"GET\u001b[2J" "/Users/a b" answered 200`);
  });
});

describe('the Date column', () => {
  test('is an instant to the millisecond, shown month first', async () => {
    const entry = projectEntry(iamDialect, (await stored({ occurredAt: Date.parse('2025-01-15T14:32:07.842Z') }))[0]!);
    expect(entry['date']).toBe('2025-01-15T14:32:07.842Z');
    expect(showEntry(iamDialect, entry)).toEqual({ ...entry, date: '01/15/2025, 14:32:07.842' });
    expect(showEntry(iamDialect, entry, 'Asia/Tokyo')['date']).toBe('01/15/2025, 23:32:07.842');
  });

  test('is a dash where the time is no valid one, and the entry is there all the same', async () => {
    const store = await openStore('memory', { clock: new VirtualClock(0) });
    await store.append({ records: [requestDraft({ occurredAt: Number.MAX_SAFE_INTEGER })] });
    const { entries } = await readLog(store, iamDialect, { tenant: 'acme' });
    expect(entries.map((entry) => [entry['date'], showEntry(iamDialect, entry)['date']])).toEqual([[null, '-']]);
  });
});
