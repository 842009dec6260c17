import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isJsonObject, parseJson } from '../../kernel/index.ts';

/** Where this package lies, and what it calls itself. */
export interface PackageRoot {
  readonly folder: string;
  readonly version: string;
  /** Folder of compiled modules in a published package, of sources in a checkout: what `suites/` and `src/` lie in. */
  readonly code: string;
}

/** Finds the package that this module belongs to: the nearest folder above it with a `package.json`. */
export function packageRoot(): PackageRoot {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  const manifest = parseJson(readFileSync(join(folder, 'package.json'), 'utf8'));
  const named = isJsonObject(manifest) ? manifest['version'] : undefined;
  const version = typeof named === 'string' ? named : 'unknown';
  // Three folders up from `src/cli/wiring`: the checkout itself, or `dist`.
  return { folder, version, code: join(import.meta.dirname, '..', '..', '..') };
}
