import { createPrivateKey, createPublicKey, hash, type KeyObject } from 'node:crypto';
import { ScimulateError } from '../../kernel/index.ts';

/** Ed25519 as a signature type of signed notes (https://c2sp.org/signed-note). */
const ED25519 = 1;
const KEY_BYTES = 32;

/** DER of a private and of a public Ed25519 key (RFC 8410), up to the key itself. */
const PRIVATE_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');
const PUBLIC_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

/** Who checks signed notes: a name and an Ed25519 public key. */
export interface VerifierKey {
  readonly name: string;
  /** First four bytes of a hash over name and key; it tells keys apart and proves nothing. */
  readonly id: Buffer;
  readonly key: KeyObject;
}

/** Who signs notes. */
export interface SignerKey extends VerifierKey {
  readonly secret: KeyObject;
}

/**
 * The signing key that a seed stands for.
 * @param name Without white space and `+`; by custom a URL without its scheme: `scim.example.com/audit`.
 * @param seed 32 bytes from a source that nobody can guess.
 * @throws ScimulateError `KEY_INVALID`
 */
export function signerFrom(name: string, seed: Uint8Array): SignerKey {
  if (!isName(name)) throw invalid('A name of a key has no white space and no plus sign.');
  if (seed.length !== KEY_BYTES) throw invalid(`A seed has ${KEY_BYTES} bytes.`);
  const secret = createPrivateKey({ key: Buffer.concat([PRIVATE_PREFIX, seed]), format: 'der', type: 'pkcs8' });
  const key = createPublicKey(secret);
  return { name, id: idOf(name, bytesOf(key)), key, secret };
}

/** `PRIVATE+KEY+<name>+<id>+<seed>`, as a file keeps it that only the signer may read. */
export function signerText({ name, id, secret }: SignerKey): string {
  const seed = secret.export({ format: 'der', type: 'pkcs8' }).subarray(PRIVATE_PREFIX.length);
  return `PRIVATE+KEY+${name}+${id.toString('hex')}+${withType(seed)}`;
}

/** `<name>+<id>+<public key>`, as it is handed to those who check. */
export function verifierText({ name, id, key }: VerifierKey): string {
  return `${name}+${id.toString('hex')}+${withType(bytesOf(key))}`;
}

/** @throws ScimulateError `KEY_INVALID` */
export function parseSigner(text: string): SignerKey {
  const [, name = '', id = '', encoded = ''] =
    /^PRIVATE\+KEY\+([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/u.exec(text.trim()) ?? [];
  const seed = withoutType(encoded);
  if (seed === undefined) throw invalid('This is no signing key for notes.');
  const signer = signerFrom(name, seed);
  if (signer.id.toString('hex') !== id) throw invalid('The id of the key is not that of its name and its bytes.');
  return signer;
}

/** Also takes a signing key, of which it uses the public part. @throws ScimulateError `KEY_INVALID` */
export function parseVerifier(text: string): VerifierKey {
  if (text.trim().startsWith('PRIVATE+')) return parseSigner(text);
  const [, name = '', id = '', encoded = ''] = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/u.exec(text.trim()) ?? [];
  const bytes = withoutType(encoded);
  if (bytes === undefined) throw invalid('This is no key for checking notes.');
  if (idOf(name, bytes).toString('hex') !== id)
    throw invalid('The id of the key is not that of its name and its bytes.');
  const key = createPublicKey({ key: Buffer.concat([PUBLIC_PREFIX, bytes]), format: 'der', type: 'spki' });
  return { name, id: Buffer.from(id, 'hex'), key };
}

function isName(name: string): boolean {
  return /^[^+\s]+$/u.test(name);
}

function idOf(name: string, key: Uint8Array): Buffer {
  const content = Buffer.concat([Buffer.from(`${name}\n`), Buffer.of(ED25519), key]);
  return hash('sha256', content, 'buffer').subarray(0, 4);
}

function bytesOf(key: KeyObject): Buffer {
  return key.export({ format: 'der', type: 'spki' }).subarray(PUBLIC_PREFIX.length);
}

function withType(bytes: Uint8Array): string {
  return Buffer.concat([Buffer.of(ED25519), bytes]).toString('base64');
}

function withoutType(encoded: string): Buffer | undefined {
  const bytes = Buffer.from(encoded, 'base64');
  const isOurs = bytes.length === KEY_BYTES + 1 && bytes[0] === ED25519 && bytes.toString('base64') === encoded;
  return isOurs ? bytes.subarray(1) : undefined;
}

function invalid(message: string): ScimulateError {
  return new ScimulateError('KEY_INVALID', message, { mend: 'give a key as "scimulate checkpoint" writes it' });
}
