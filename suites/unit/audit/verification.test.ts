import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type AuditRecord,
  type ChainFault,
  ChainVerifier,
  EMPTY_HEAD,
  type Head,
  lineOf,
  openStore,
  verifyChain,
  verifyStore,
} from '../../../src/audit/index.ts';
import { VirtualClock } from '../../../src/kernel/index.ts';
import { requestDraft } from './http-facts.ts';

const LENGTH = 9;
let chain: readonly AuditRecord[];

beforeAll(async () => {
  const store = await openStore('memory', { clock: new VirtualClock(0) });
  const drafts = Array.from({ length: LENGTH }, (_, index) =>
    requestDraft({ id: `r${index}`, reason: '\uD800 "é" \u2028', detail: { 2: 'b', 1: 'a', ['__proto__']: {} } }),
  );
  await store.append({ records: drafts });
  chain = await store.read({ tenant: 'acme', order: 'oldest', limit: 100 });
});

/** Gives a record the hash that belongs to its content, as a forger would. */
function sealed(record: AuditRecord): AuditRecord {
  const { hash: _, ...rest } = record;
  return { ...rest, hash: createHash('sha256').update(JSON.stringify(rest)).digest('hex') };
}

const faultOf = (records: readonly AuditRecord[]) => verifyChain(records).fault;

function faultAgainst(known: Head): ChainFault | undefined {
  const verifier = new ChainVerifier('acme', { known });
  for (const record of chain) verifier.push(lineOf(record), record.sequence);
  return verifier.finish().fault;
}

const positions = fc.nat(LENGTH - 1);

describe('verifyChain', () => {
  it('finds nothing wrong with a chain, or with any part of it behind its head', () => {
    expect(verifyChain(chain)).toEqual({ records: LENGTH, head: { sequence: LENGTH, hash: chain.at(-1)!.hash } });
    expect(verifyChain([])).toEqual({ records: 0, head: EMPTY_HEAD });
    for (const [index, head] of chain.entries()) {
      expect(verifyChain(chain.slice(index + 1), head)).toMatchObject({ records: LENGTH - index - 1 });
      expect(verifyChain(chain.slice(index + 1), head).fault).toBeUndefined();
    }
  });

  it('does not depend on the process: the hash is the SHA-256 of the line without it', () => {
    for (const record of chain) expect(sealed(record)).toEqual(record);
    expect(JSON.parse(lineOf(chain[0]!))).toEqual(chain[0]);
  });

  it.each<[string, (record: AuditRecord) => AuditRecord]>([
    ['outcome', (record) => ({ ...record, outcome: 'failure' })],
    ['time', (record) => ({ ...record, occurredAt: record.occurredAt + 1 })],
    ['a status code', (record) => ({ ...record, http: { ...record.http!, statusCode: 201 } })],
    ['the order of fields', ({ hash, id, ...record }) => ({ ...record, id, hash })],
    ['its hash', (record) => ({ ...record, hash: record.hash.replace(/^./u, (digit) => (digit === '0' ? '1' : '0')) })],
    ['previousHash', (record) => ({ ...record, previousHash: 'f'.repeat(64) })],
    ['a field more', (record) => Object.assign({ extra: 1 }, record)],
    ['a field less', (record) => ({ ...record, reason: undefined })],
    ['sequence', (record) => ({ ...record, sequence: 0 })],
  ])('names the record of which somebody altered %s', (_, alter) => {
    for (const [index, record] of chain.entries()) {
      expect(faultOf(chain.with(index, alter(record)))).toMatchObject({ kind: 'altered', sequence: index + 1 });
    }
  });

  it('names the record that was altered and given a new hash', () => {
    for (const [index, record] of chain.slice(0, -1).entries()) {
      const forged = sealed({ ...record, outcome: 'failure' });
      expect(faultOf(chain.with(index, forged))).toMatchObject({ kind: 'altered', sequence: index + 1 });
    }
  });

  it('names the first of several that are missing', () => {
    fc.assert(
      fc.property(fc.nat(LENGTH - 2), fc.integer({ min: 1, max: LENGTH }), (from, count) => {
        fc.pre(from + count < LENGTH);
        expect(faultOf(chain.toSpliced(from, count))).toMatchObject({ kind: 'missing', sequence: from + 1 });
      }),
      { numRuns: 100 },
    );
  });

  it('names the record that stands before one that it came after', () => {
    fc.assert(
      fc.property(positions, positions, (left, right) => {
        fc.pre(left < right);
        const swapped = chain.with(left, chain[right]!).with(right, chain[left]!);
        expect(faultOf(swapped)).toMatchObject({ kind: 'reordered', sequence: right + 1 });
      }),
      { numRuns: 100 },
    );
  });

  it('names a record that was put in', () => {
    fc.assert(
      fc.property(positions, positions, (from, to) => {
        fc.pre(from < to);
        expect(faultOf(chain.toSpliced(to, 0, chain[from]!))).toMatchObject({ kind: 'inserted', sequence: from + 1 });
      }),
      { numRuns: 100 },
    );
    // A forged one with the number of the record that it was put before.
    for (const [index, record] of chain.entries()) {
      const forged = sealed({ ...record, id: 'forged', previousHash: 'f'.repeat(64) });
      expect(faultOf(chain.toSpliced(index, 0, forged))).toMatchObject({ kind: 'inserted', sequence: index + 1 });
    }
  });

  it('names the first record that does not continue the head that it should', () => {
    const head = { sequence: 3, hash: 'f'.repeat(64) };
    expect(verifyChain(chain.slice(3), head)).toMatchObject({ head, fault: { kind: 'altered', sequence: 4 } });
  });

  it('says how far the chain is intact', () => {
    const altered = chain.with(5, { ...chain[5]!, outcome: 'failure' });
    expect(verifyChain(altered).head).toEqual({ sequence: 5, hash: chain[4]!.hash });
    const forged = chain.with(5, sealed({ ...chain[5]!, outcome: 'failure' }));
    expect(verifyChain(forged).head).toEqual({ sequence: 5, hash: chain[4]!.hash });
  });
});

describe('ChainVerifier', () => {
  it('takes any text for a line', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (line) => {
        const verifier = new ChainVerifier('acme');
        verifier.push(line, 1);
        expect(verifier.finish().fault).toMatchObject({ kind: 'altered', sequence: 1 });
      }),
      { numRuns: 200 },
    );
  });

  it('knows a record of another tenant, however well it is chained', () => {
    const verifier = new ChainVerifier('other');
    for (const record of chain) verifier.push(lineOf(record), record.sequence);
    expect(verifier.finish().fault).toMatchObject({ kind: 'inserted', sequence: 1 });
  });

  it('compares with a head that was noted earlier', () => {
    const hash = 'f'.repeat(64);
    for (const record of chain) {
      const { sequence } = record;
      expect(faultAgainst(record)).toBeUndefined();
      expect(faultAgainst({ sequence, hash })).toMatchObject({ kind: 'altered', sequence });
    }
    expect(faultAgainst({ sequence: LENGTH + 3, hash })).toMatchObject({ kind: 'missing', sequence: LENGTH + 1 });
  });
});

describe('verifyStore', () => {
  it('gives a verdict on each tenant, also on one that is gone', async () => {
    const store = await openStore('memory', { clock: new VirtualClock(0) });
    await store.append({ records: [requestDraft({ tenant: 'a' }), requestDraft({ tenant: 'b' })] });
    expect(await verifyStore(store)).toMatchObject({
      intact: true,
      tenants: [
        { tenant: 'a', records: 1 },
        { tenant: 'b', records: 1 },
      ],
    });
    const verdict = await verifyStore(store, new Map([['c', { sequence: 2, hash: 'f'.repeat(64) }]]));
    expect(verdict.intact).toBe(false);
    expect(verdict.tenants[2]).toMatchObject({ tenant: 'c', records: 0, fault: { kind: 'missing', sequence: 1 } });
  });

  it('reads further than one portion', async () => {
    const store = await openStore('memory', { clock: new VirtualClock(0) });
    await store.append({ records: Array.from({ length: 2500 }, (_, index) => requestDraft({ id: String(index) })) });
    expect((await verifyStore(store)).tenants).toMatchObject([{ records: 2500, head: { sequence: 2500 } }]);
  });
});
