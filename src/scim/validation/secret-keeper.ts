import { scryptSync, timingSafeEqual } from 'node:crypto';
import type { Random } from '../../kernel/index.ts';

/** Turns the value of a write-only attribute into what is kept of it. */
export interface SecretKeeper {
  /** A value from which the secret cannot be read, to be stored in its place. */
  keep(secret: string): string;
  /** Whether `kept` was made from this secret. */
  matches(secret: string, kept: string): boolean;
}

/**
 * Keeps a salted scrypt hash: `scrypt$16$1$1$<salt>$<hash>`. The hash is there so that a request that sets the same
 * password again is seen to change nothing.
 *
 * The cost (N=16, r=1) is the lowest that is more than one round, about 15 microseconds: providers send a password with
 * every create, and an honest cost of tens of milliseconds would make it the measure of all else. It is no protection
 * for real passwords; a simulator must not be given any.
 */
export function scryptKeeper(random: Random): SecretKeeper {
  return {
    keep: (secret) => encode(secret, random.hex(8)),
    matches: (secret, kept) => {
      const salt = /^scrypt\$16\$1\$1\$(?<salt>[0-9a-f]+)\$/u.exec(kept)?.groups?.['salt'];
      if (salt === undefined) return false;
      const [left, right] = [Buffer.from(encode(secret, salt)), Buffer.from(kept)];
      return left.length === right.length && timingSafeEqual(left, right);
    },
  };
}

function encode(secret: string, salt: string): string {
  const hash = scryptSync(preparePassword(secret), Buffer.from(salt, 'hex'), 24, { N: 16, r: 1, p: 1 });
  return `scrypt$16$1$1$${salt}$${hash.toString('base64url')}`;
}

/** OpaqueString of RFC 8265 section 4.2 (which replaced RFC 7613): spaces become U+0020, then NFC; case stays. */
function preparePassword(secret: string): string {
  return secret.replaceAll(/\p{Zs}/gu, ' ').normalize('NFC');
}
