import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';

/** One source file: its path below the root with forward slashes, and its text. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

export function readSources(root: string, folder: string): SourceFile[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.[jt]s$/u.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ path: relative(root, file).split(sep).join('/'), text: readFileSync(file, 'utf8') }))
    .toSorted((left, right) => left.path.localeCompare(right.path));
}

/** Module specifiers of static imports, re-exports and dynamic imports. */
export function importsOf(text: string): string[] {
  const code = withoutComments(text);
  const pattern = /(?:\bfrom\s*|\bimport\s*\(\s*|\bimport\s+)(['"])([^'"\n]+)\1/gu;
  return [...code.matchAll(pattern)].map((match) => match[2]!);
}

/** Blanks out comments, so that prose about a banned call is not taken for one. */
export function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//gu, '').replaceAll(/(^|[\s;{}(,])\/\/[^\n]*/gu, '$1');
}

/** Area of `src/` that a path lies in: `src/audit/chain.ts` is in `audit`. */
export function areaOf(path: string): string | undefined {
  return /^src\/([^/]+)\//u.exec(path)?.[1];
}

/** Areas that each area may import. What is not listed is forbidden. */
export type Direction = Readonly<Record<string, readonly string[]>>;

/**
 * Imports that go the wrong way. An area may be opened to another one by a single file:
 * `audit/dialects/specification.ts` in the list allows that file and nothing else of `audit`.
 */
export function wrongWayImports(files: readonly SourceFile[], direction: Direction): string[] {
  const wrong: string[] = [];
  for (const file of files) {
    const from = areaOf(file.path);
    if (from === undefined) continue;
    const allowed = direction[from];
    if (allowed === undefined) {
      wrong.push(`${file.path}: the area "${from}" has no place in the order of imports`);
      continue;
    }
    for (const specifier of importsOf(file.text)) {
      if (!specifier.startsWith('.')) continue;
      const imported = posix.normalize(posix.join(dirname(file.path), specifier));
      const to = areaOf(imported);
      if (to === undefined) {
        wrong.push(`${file.path} imports ${imported}, outside of src`);
      } else if (to !== from && !allowed.includes(to) && !allowed.includes(imported.slice('src/'.length))) {
        wrong.push(`${file.path} imports ${imported}: "${from}" may not import "${to}"`);
      }
    }
  }
  return wrong;
}
