import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import { isJsonObject, type JsonObject } from '../../kernel/index.ts';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Makes text that only this server can read or write: cursors (RFC 9865 section 5.2) and access tokens.
 * Nothing is kept for it, so that it costs no memory and outlives a restart under the same secret.
 */
export interface Seal {
  /**
   * Encrypts `content` for one purpose.
   * @returns Characters of the unreserved set of RFC 3986 only (RFC 9865 table 1).
   */
  close(purpose: string, content: JsonObject): string;
  /** The content, or `undefined` where the text was not closed by this seal for this very purpose. */
  open(purpose: string, text: string): JsonObject | undefined;
}

/**
 * AES-256-GCM with the purpose as associated data. The nonce is derived from purpose and content, so that equal content
 * gives equal text and no two contents share a nonce, without a source of randomness.
 */
export function createSeal(secret: string): Seal {
  const encryptionKey = createHmac('sha256', secret).update('seal/encryption').digest();
  const nonceKey = createHmac('sha256', secret).update('seal/nonce').digest();
  return {
    close(purpose, content) {
      const plain = Buffer.from(JSON.stringify(content));
      const nonce = createHmac('sha256', nonceKey)
        .update(`${purpose.length}:${purpose}`)
        .update(plain)
        .digest()
        .subarray(0, NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', encryptionKey, nonce);
      cipher.setAAD(Buffer.from(purpose));
      const encrypted = Buffer.concat([cipher.update(plain), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), encrypted]).toString('base64url');
    },
    open(purpose, text) {
      const bytes = Buffer.from(text, 'base64url');
      // Decoding skips what is not of the alphabet: only the text that was given out may pass.
      if (bytes.length <= NONCE_BYTES + TAG_BYTES || bytes.toString('base64url') !== text) return undefined;
      const decipher = createDecipheriv('aes-256-gcm', encryptionKey, bytes.subarray(0, NONCE_BYTES));
      decipher.setAAD(Buffer.from(purpose));
      decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      try {
        const body = bytes.subarray(NONCE_BYTES + TAG_BYTES);
        const plain = Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
        const content: unknown = JSON.parse(plain);
        return isJsonObject(content) ? content : undefined;
      } catch {
        return undefined;
      }
    },
  };
}
