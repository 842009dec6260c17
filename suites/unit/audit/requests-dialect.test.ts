import { describe, expect, it } from 'vitest';
import { openStore, projectEntry, inScope, requestsDialect } from '../../../src/audit/index.ts';
import { VirtualClock } from '../../../src/kernel/index.ts';
import { requestDraft } from './http-facts.ts';

/** Every list of requirement ids anywhere in a declaration. */
function idsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(idsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) =>
    ['requirements', 'capture', 'handling', 'and', 'apply', 'reset', 'refuse'].includes(name)
      ? (part as string[])
      : idsIn(part),
  );
}

describe('the requests dialect', () => {
  it('has every requirement on the SCIM request log on one of its clauses', () => {
    const columns = Array.from({ length: 10 }, (_, index) => `REQ-COL-${index + 1}`);
    const filters = ['START', 'END', 'METHOD', 'TYPE', 'ENDPOINT', 'STATUS', 'AND', 'APPLY', 'RESET', 'BAD'];
    const expected = [
      'REQ-ACCESS-1',
      'REQ-CAPTURE-1',
      'REQ-CAPTURE-2',
      'REQ-SECRET-1',
      ...columns,
      ...filters.map((filter) => `REQ-FILTER-${filter}`),
    ];
    const found = new Set(idsIn(requestsDialect).filter((id) => id.startsWith('REQ-')));
    expect([...found].toSorted()).toEqual(expected.toSorted());
  });

  it('is about requests alone', async () => {
    const store = await openStore('memory', { clock: new VirtualClock(0) });
    const records = await store.append({
      records: [
        requestDraft(),
        requestDraft({ id: 'change', kind: 'resource.change' }),
        requestDraft({ id: 'read', kind: 'log.read' }),
      ],
    });
    expect(records.map((record) => inScope(requestsDialect, record))).toEqual([true, false, false]);
  });

  it('does not guess at an outcome that it has no name for', async () => {
    const store = await openStore('memory', { clock: new VirtualClock(0) });
    const [record] = await store.append({ records: [requestDraft({ outcome: 'partial' })] });
    expect(() => projectEntry(requestsDialect, record!)).toThrow(expect.objectContaining({ code: 'DIALECT_VALUE' }));
  });
});
