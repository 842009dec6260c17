import type { ViewerOptions } from '../options.ts';
import { bearerToken, digest } from './credentials.ts';

/** Somebody who reads logs, without the token. */
export interface Viewer {
  readonly name: string;
  readonly roles: readonly string[];
}

/** Those who may present a token at one tenant's log door. Whether a dialect lets their role in is its own clause. */
export class ViewerRegistry {
  readonly #byTokenDigest = new Map<string, Viewer>();

  constructor(viewers: readonly ViewerOptions[]) {
    for (const { name, role, token } of viewers) {
      const roles = typeof role === 'string' ? [role] : role;
      this.#byTokenDigest.set(digest(token), { name, roles });
    }
  }

  authenticate(authorization: string | undefined): Viewer | undefined {
    const token = bearerToken(authorization);
    return token === undefined ? undefined : this.#byTokenDigest.get(digest(token));
  }
}
