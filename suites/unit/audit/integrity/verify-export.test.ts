import { beforeAll, describe, expect, test } from 'vitest';
import {
  type AuditStore,
  type Checkpoint,
  exportRecords,
  lineOf,
  openStore,
  parseCheckpoint,
  type RecordExportOptions,
  signCheckpoint,
  treeHead,
  verifyExport,
  verifyStore,
} from '../../../../src/audit/index.ts';
import { isIntact, sealDraft } from '../../../../src/audit/chain.ts';
import { signerFrom } from '../../../../src/audit/integrity/note-keys.ts';
import { VirtualClock } from '../../../../src/kernel/index.ts';
import { requestDraft } from '../http-facts.ts';

const RECORDS = 23;
const signer = signerFrom('scim.example.com/audit', Buffer.alloc(32, 7));
const stranger = signerFrom('scim.example.com/audit', Buffer.alloc(32, 8));

let store: AuditStore;
let early: Checkpoint;
let late: Checkpoint;
beforeAll(async () => {
  store = await openStore('memory', { clock: new VirtualClock(0) });
  for (let index = 1; index <= RECORDS; index++) {
    const kind = index % 3 === 0 ? 'resource.change' : 'scim.request';
    await store.append({ records: [requestDraft({ id: `record-${index}`, kind })] });
    if (index === 9) early = await treeHead(store, 'acme');
  }
  late = await treeHead(store, 'acme');
});

async function exported(options: Partial<RecordExportOptions> = {}): Promise<string[]> {
  let text = '';
  for await (const piece of exportRecords(store, { tenant: 'acme', ...options })) text += piece;
  return text.split('\n').slice(0, -1);
}

const bare = async (): Promise<string[]> => (await exported()).slice(1);
const faultOf = async (lines: readonly string[], ...checkpoints: readonly Checkpoint[]) =>
  (await verifyExport(lines, { checkpoints, verifier: signer })).tenants[0]!.fault;
const refusalOf = (lines: readonly string[], key = signer): Promise<unknown> =>
  verifyExport(lines, { verifier: key }).then(
    () => 'accepted',
    (error: { code: string }) => error.code,
  );

/** A chain over the same records that is right in itself, with one of them changed. */
function rewritten(lines: readonly string[], at: number): string[] {
  let head = { sequence: 0, hash: '0'.repeat(64) };
  return lines.map((line, index) => {
    const { sequence: _s, recordedAt, previousHash: _p, hash: _h, ...draft } = JSON.parse(line);
    const changed = index === at ? { ...draft, action: 'forged' } : draft;
    const sealed = sealDraft(JSON.stringify(changed), head, recordedAt);
    head = { sequence: head.sequence + 1, hash: sealed.hash };
    return sealed.line;
  });
}

describe('the whole log', () => {
  test('has a line with its head before the very lines that are stored', async () => {
    const [head, ...lines] = await exported({ signer });
    const stored = await store.lines('acme', 0, 100);
    expect(lines).toEqual(stored.map(({ line }) => line));
    const { checkpoint, ...rest } = JSON.parse(head!);
    expect(rest).toEqual({
      export: 'scimulate-records',
      version: 1,
      tenant: 'acme',
      size: RECORDS,
      root: late.root.toString('base64'),
    });
    expect(parseCheckpoint(checkpoint, signer)).toEqual({ ...late, trusted: true });
  });

  test.each([
    ['signed', { signer }, true, RECORDS],
    ['not signed', {}, false, 0],
  ])('%s is found intact', async (_, options, signed, proven) => {
    expect(await verifyExport(await exported(options), { verifier: signer })).toMatchObject({
      form: 'whole',
      intact: true,
      signed,
      tenants: [{ tenant: 'acme', records: RECORDS, proven }],
    });
  });

  test('is exported as it was at the beginning, however it grows meanwhile', async () => {
    const clock = new VirtualClock(0);
    const growing = await openStore('memory', { clock });
    const append = (id: string) => growing.append({ records: [requestDraft({ id })] });
    await append('a');
    await append('b');
    const lines: string[] = [];
    for await (const piece of exportRecords(growing, { tenant: 'acme' })) {
      lines.push(piece.trimEnd());
      await append(`more-${lines.length}`);
    }
    expect(lines).toHaveLength(3);
    expect((await verifyExport(lines)).intact).toBe(true);
  });

  test('of nobody is a head alone', async () => {
    expect(await verifyExport(await exported({ tenant: 'nobody' }))).toMatchObject({ intact: true, form: 'whole' });
  });
});

const removed = (lines: readonly string[], at: number): string[] => lines.toSpliced(at, 1);
const altered = (lines: readonly string[], at: number): string[] =>
  lines.with(at, lines[at]!.replace('"outcome":"success"', '"outcome":"failure"'));

describe('what is done to an export is found, and the first record that is wrong is named', () => {
  test.each([
    ['chain', bare, 0],
    ['whole', exported, 1],
  ] as const)('%s', async (_, make, offset) => {
    const lines = await make();
    for (let at = 0; at < RECORDS; at++) {
      const place = at + offset;
      expect(await faultOf(altered(lines, place)), `altered ${at}`).toMatchObject({
        kind: 'altered',
        sequence: at + 1,
      });
      if (at < RECORDS - 1 || offset === 1) {
        expect(await faultOf(removed(lines, place)), `removed ${at}`).toMatchObject({
          kind: 'missing',
          sequence: at + 1,
        });
      }
      expect(await faultOf(lines.toSpliced(place, 0, lines[place]!)), `doubled ${at}`).toMatchObject({
        kind: 'inserted',
      });
      if (at > 0) {
        const swapped = lines.with(place, lines[place - 1]!).with(place - 1, lines[place]!);
        expect(await faultOf(swapped), `swapped ${at}`).toMatchObject({ kind: 'reordered', sequence: at + 1 });
      }
    }
  });

  test('also where it was made right in itself, by a checkpoint that was kept elsewhere', async () => {
    const lines = await bare();
    const forged = rewritten(lines, 4);
    expect(forged.every(isIntact)).toBe(true);
    expect(await faultOf(forged)).toBeUndefined();
    expect(await faultOf(forged, late)).toMatchObject({ kind: 'rewritten', sequence: 1 });
    expect(await faultOf(rewritten(lines, 15), early, late)).toMatchObject({ kind: 'rewritten', sequence: 10 });
    expect(await faultOf(rewritten(lines, 4), late, early)).toMatchObject({ kind: 'rewritten', sequence: 1 });
  });

  test('an end that was cut off leaves no trace in a bare chain, and is missed by a checkpoint and by a head', async () => {
    const lines = await bare();
    expect(await faultOf(lines.slice(0, 20))).toBeUndefined();
    expect(await faultOf(lines.slice(0, 20), late)).toMatchObject({ kind: 'missing', sequence: 21 });
    expect(await faultOf(lines.slice(0, 20), early)).toBeUndefined();
    expect(await faultOf((await exported()).slice(0, 21))).toMatchObject({ kind: 'missing', sequence: 21 });
    const nothing = await verifyExport(await exported({ tenant: 'nobody' }), {
      checkpoints: [{ ...late, tenant: 'nobody' }],
    });
    expect(nothing.tenants[0]!.fault).toMatchObject({ kind: 'missing', sequence: 1 });
  });

  test('a head that says something else than its lines', async () => {
    const [head, ...lines] = await exported();
    const other = (change: object): string => JSON.stringify({ ...JSON.parse(head!), ...change });
    expect(await faultOf([other({ root: early.root.toString('base64') }), ...lines])).toMatchObject({
      kind: 'rewritten',
    });
    expect(await faultOf([other({ size: RECORDS + 1 }), ...lines])).toMatchObject({ kind: 'missing' });
    expect(await faultOf([other({ tenant: 'other' }), ...lines])).toMatchObject({ kind: 'inserted', sequence: 1 });
  });

  test('a head with a checkpoint of another key, another size or another root', async () => {
    const [head, ...lines] = await exported({ signer });
    const other = (change: object): string[] => [JSON.stringify({ ...JSON.parse(head!), ...change }), ...lines];
    expect(await refusalOf([head!, ...lines], stranger)).toBe('NOTE_UNTRUSTED');
    expect(await refusalOf(other({ checkpoint: signCheckpoint(early, signer) }))).toBe('EXPORT_INVALID');
    expect(await refusalOf(other({ checkpoint: 'signed' }))).toBe('NOTE_INVALID');
    expect(await refusalOf(other({ size: 1 }))).toBe('EXPORT_INVALID');
  });
});

describe('a part of the log', () => {
  test.each([
    [{ after: 4, through: 12 }, 8],
    [{ after: 20 }, 3],
    [{ through: 1 }, 1],
    [{ kinds: ['resource.change'] }, 7],
    [{ after: 5, through: 11, kinds: ['resource.change'] }, 2],
    [{ after: RECORDS }, 0],
  ])('%j has a proof for each of its %d records', async (options, records) => {
    const lines = await exported({ ...options, signer });
    expect(lines).toHaveLength(1 + 2 * records);
    expect(await verifyExport(lines, { verifier: signer })).toMatchObject({
      form: 'part',
      intact: true,
      signed: true,
      tenants: [{ records, proven: RECORDS }],
    });
  });

  test('is held to a checkpoint of the same head', async () => {
    const lines = await exported({ after: 4, through: 12 });
    expect((await verifyExport(lines)).tenants[0]!.proven).toBe(0);
    expect((await verifyExport(lines, { checkpoints: [late] })).tenants[0]!.proven).toBe(RECORDS);
    expect(await faultOf(lines, { ...late, root: early.root })).toMatchObject({ kind: 'rewritten', sequence: 5 });
  });

  test('with a record altered, removed, doubled, moved or put in is not intact', async () => {
    const lines = await exported({ after: 4, through: 12 });
    const [first, proof] = [lines[7]!, lines[8]!];
    const forged = rewritten(await bare(), 7)[7]!;
    const faults: [string, readonly string[], object][] = [
      ['altered', lines.with(7, first.replace('success', 'failure')), { kind: 'altered', sequence: 8 }],
      ['forged', lines.with(7, forged), { kind: 'altered', sequence: 8 }],
      ['removed', lines.toSpliced(7, 2), { kind: 'missing', sequence: 8 }],
      ['last removed', lines.slice(0, -2), { kind: 'missing', sequence: 12 }],
      ['doubled', lines.toSpliced(7, 0, first, proof), { kind: 'reordered', sequence: 8 }],
      ['moved', [...lines.slice(0, 5), first, proof, lines[5]!, lines[6]!], { kind: 'missing', sequence: 7 }],
      ['without its proof', lines.toSpliced(8, 1), { kind: 'altered', sequence: 8 }],
      ['last without its proof', lines.slice(0, -1), { kind: 'altered', sequence: 12 }],
      ['with the proof of another', lines.with(8, lines[6]!), { kind: 'altered', sequence: 8 }],
      ['with a proof of nonsense', lines.with(8, '{"proof":[1,null,"x"]}'), { kind: 'altered', sequence: 8 }],
    ];
    for (const [name, changed, fault] of faults) expect(await faultOf(changed), name).toMatchObject(fault);
  });

  test('of certain kinds has them in the order of the log', async () => {
    const lines = await exported({ kinds: ['resource.change'] });
    const swapped = [lines[0]!, lines[3]!, lines[4]!, lines[1]!, lines[2]!, ...lines.slice(5)];
    expect(await faultOf(swapped)).toMatchObject({ kind: 'reordered', sequence: 3 });
  });
});

test('whatever character of a record or its proof is changed, it is found', async () => {
  const forms = [await bare(), await exported({ signer }), await exported({ after: 3, through: 9 })];
  for (const lines of forms) {
    for (const line of [1, Math.floor(lines.length / 2), lines.length - 1]) {
      for (let at = 0; at < lines[line]!.length; at += 7) {
        const character = lines[line]![at] === 'x' ? 'y' : 'x';
        const changed = lines.with(line, lines[line]!.slice(0, at) + character + lines[line]!.slice(at + 1));
        const verdict = await verifyExport(changed, { verifier: signer }).catch(() => ({ intact: false }));
        expect(verdict.intact, `line ${line}, character ${at}`).toBe(false);
      }
    }
  }
});

describe('other files', () => {
  test.each([
    ['nothing', []],
    ['a log of entries', ['{"time":"2026-01-01T00:00:00.000Z"}']],
    ['text', ['hello']],
    ['a later version', ['{"export":"scimulate-records","version":2}']],
    ['a head without a root', ['{"export":"scimulate-records","version":1,"tenant":"a","size":1}']],
    [
      'a part of nothing',
      [`{"export":"scimulate-records","version":1,"tenant":"a","size":0,"root":"${'A'.repeat(43)}=","part":{}}`],
    ],
  ])('are refused: %s', async (_, lines) => {
    expect(await refusalOf(lines)).toBe('EXPORT_INVALID');
  });

  test('a proof without a record is refused with its line', async () => {
    const lines = await exported({ through: 2 });
    await expect(verifyExport(lines.toSpliced(1, 1))).rejects.toMatchObject({
      code: 'EXPORT_INVALID',
      place: { line: 2 },
    });
  });

  test('several tenants may stand in one file, each with a chain of its own', async () => {
    const clock = new VirtualClock(0);
    const two = await openStore('memory', { clock });
    const records = [
      ...(await two.append({ records: ['a', 'b', 'c'].map((id) => requestDraft({ id })) })),
      ...(await two.append({ records: ['a', 'b'].map((id) => requestDraft({ id, tenant: 'other' })) })),
    ];
    const lines = records.map(lineOf);
    const mixed = [0, 3, 1, 4, 2].map((index) => lines[index]!);
    expect(await verifyExport(mixed)).toMatchObject({
      intact: true,
      tenants: [
        { tenant: 'acme', records: 3 },
        { tenant: 'other', records: 2 },
      ],
    });
    const verdict = await verifyExport(mixed.toSpliced(1, 1));
    expect(verdict.tenants.map(({ fault }) => fault?.sequence)).toEqual([undefined, 1]);
  });
});

test('a store is held to checkpoints, too', async () => {
  expect(await verifyStore(store, new Map(), [early, late])).toMatchObject({
    intact: true,
    tenants: [{ proven: RECORDS, root: late.root }],
  });
  const wrong = await verifyStore(store, new Map(), [early, { ...late, root: early.root }]);
  expect(wrong).toMatchObject({ intact: false, tenants: [{ proven: 9, fault: { kind: 'rewritten', sequence: 10 } }] });
  const beyond = await verifyStore(store, new Map(), [{ ...late, size: RECORDS + 1 }]);
  expect(beyond.tenants[0]!.fault).toMatchObject({ kind: 'missing', sequence: RECORDS + 1 });
  const gone = await verifyStore(store, new Map(), [{ ...late, tenant: 'gone' }]);
  expect(gone).toMatchObject({
    intact: false,
    tenants: [{}, { tenant: 'gone', fault: { kind: 'missing', sequence: 1 } }],
  });
});
