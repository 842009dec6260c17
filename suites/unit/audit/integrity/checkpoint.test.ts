import { describe, expect, test } from 'vitest';
import { parseCheckpoint, signCheckpoint, splitCheckpoints } from '../../../../src/audit/integrity/checkpoint.ts';
import { leafHash } from '../../../../src/audit/integrity/merkle-hash.ts';
import {
  parseSigner,
  parseVerifier,
  signerFrom,
  signerText,
  verifierText,
} from '../../../../src/audit/integrity/note-keys.ts';
import { parseNote, signNote, verifyNote } from '../../../../src/audit/integrity/signed-note.ts';

const signer = signerFrom('scim.example.com/audit', Buffer.alloc(32, 7));
const other = signerFrom('scim.example.com/audit', Buffer.alloc(32, 8));
const root = leafHash('a line');
const checkpoint = { tenant: 'acme', size: 120, root };
const code = (name: string): unknown => expect.objectContaining({ code: name });

describe('a signed note', () => {
  // The example of https://c2sp.org/signed-note, made by another implementation.
  const published =
    'This is an example message.\n\n\u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n';
  const key = parseVerifier('example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k');

  test('of somebody else can be checked', () => {
    const note = parseNote(published);
    expect(note.text).toBe('This is an example message.\n');
    expect(() => verifyNote(note, key)).not.toThrow();
  });

  test('is not trusted when its text, its signature or its key is another one', () => {
    const changed = [
      published.replace('example message', 'exomple message'),
      published.replace('Uw2QOkn8', 'Uw2QOkn9'),
    ];
    for (const text of changed) expect(() => verifyNote(parseNote(text), key)).toThrow(code('NOTE_UNTRUSTED'));
    expect(() => verifyNote(parseNote(published), signer)).toThrow(code('NOTE_UNTRUSTED'));
    expect(() => verifyNote(parseNote(signNote('text\n', other)), signer)).toThrow(code('NOTE_UNTRUSTED'));
  });

  test('may have signatures of others beside that of the key', () => {
    const [, line] = signNote('text\n', other).split('\n\n');
    const note = parseNote(signNote('text\n', signer) + line!);
    expect(note.signatures).toHaveLength(2);
    expect(() => verifyNote(note, signer)).not.toThrow();
    expect(() => verifyNote(note, other)).not.toThrow();
  });

  test.each([
    ['nothing', ''],
    ['no blank line', 'text\n\u2014 a AAAAAAAAAA==\n'],
    ['no line feed at the end', signNote('text\n', signer).slice(0, -1)],
    ['a hyphen in place of the dash', signNote('text\n', signer).replace('\u2014', '-')],
    ['a control character', signNote('te\u0007xt\n', signer)],
    ['a carriage return', signNote('text\n', signer).replaceAll('\n', '\r\n')],
    ['a signature of nothing', 'text\n\n\u2014 a AAAA\n'],
    ['too many signatures', `text\n\n${'\u2014 a AAAAAAAAAAA=\n'.repeat(101)}`],
  ])('is not what has %s', (_, text) => {
    expect(() => parseNote(text)).toThrow(code('NOTE_INVALID'));
  });
});

describe('a key', () => {
  test('is read as it was written, and the secret one also checks', () => {
    expect(signerText(parseSigner(signerText(signer)))).toBe(signerText(signer));
    expect(verifierText(parseVerifier(`${verifierText(signer)}\n`))).toBe(verifierText(signer));
    expect(verifierText(parseVerifier(signerText(signer)))).toBe(verifierText(signer));
    expect(verifierText(signer)).not.toContain(Buffer.alloc(32, 7).toString('base64').slice(4, 20));
  });

  test.each(['', 'name', 'a+00000000+AA==', verifierText(signer).replace('scim', 'scam'), `x${signerText(signer)}`])(
    'is not %j',
    (text) => {
      expect(() => parseVerifier(text)).toThrow(code('KEY_INVALID'));
      expect(() => parseSigner(text)).toThrow(code('KEY_INVALID'));
    },
  );

  test('has a name without white space and plus sign', () => {
    for (const name of ['', 'a b', 'a+b'])
      expect(() => signerFrom(name, Buffer.alloc(32))).toThrow(code('KEY_INVALID'));
    expect(() => signerFrom('a', Buffer.alloc(31))).toThrow(code('KEY_INVALID'));
  });
});

describe('a checkpoint', () => {
  test('is a note of origin, size and root', () => {
    const [origin, size, hash, blank, signature] = signCheckpoint(checkpoint, signer).split('\n');
    expect([origin, size, hash, blank]).toEqual([
      'scim.example.com/audit/tenants/acme',
      '120',
      root.toString('base64'),
      '',
    ]);
    expect(signature).toMatch(/^\u2014 scim\.example\.com\/audit \S+$/u);
  });

  test.each(['acme', 'ä/b c', '-'])('of tenant %j is read as it was signed', (tenant) => {
    const text = signCheckpoint({ tenant, size: 0, root }, signer);
    expect(parseCheckpoint(text, signer)).toEqual({ tenant, size: 0, root, trusted: true });
    expect(parseCheckpoint(text).trusted).toBe(false);
  });

  test('is not taken from anybody else', () => {
    const text = signCheckpoint(checkpoint, other);
    expect(() => parseCheckpoint(text, signer)).toThrow(code('NOTE_UNTRUSTED'));
    expect(() => parseCheckpoint(text.replace('\n120\n', '\n12\n'), other)).toThrow(code('NOTE_UNTRUSTED'));
  });

  test.each([
    'scim.example.com/audit\n1\nAAAA\n',
    `a/tenants/b\n01\n${root.toString('base64')}\n`,
    `a/tenants/b\n-1\n${root.toString('base64')}\n`,
    `a/tenants/b\n1\n${root.subarray(1).toString('base64')}\n`,
    `a/tenants/%zz\n1\n${root.toString('base64')}\n`,
    'a/tenants/b\n',
  ])('is not %j', (text) => {
    expect(() => parseCheckpoint(signNote(text, signer), signer)).toThrow(code('NOTE_INVALID'));
  });

  test('can stand in one file with others', () => {
    const notes = [1, 2, 3].map((size) => signCheckpoint({ ...checkpoint, size }, signer));
    for (const between of ['', '\n', '\n\n']) expect(splitCheckpoints(notes.join(between))).toEqual(notes);
    expect(splitCheckpoints('')).toEqual([]);
    expect(splitCheckpoints('nonsense')).toEqual(['nonsense\n']);
  });
});
