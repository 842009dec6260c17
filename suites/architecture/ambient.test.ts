import { expect, test } from 'vitest';
import { readSources, type SourceFile, withoutComments } from './imports.ts';

/** Sources of time, randomness and scheduling that no seed controls. Only the kernel may touch them. */
const banned: readonly { readonly name: string; readonly pattern: RegExp }[] = [
  { name: 'Date.now', pattern: /\bDate\.now\b/u },
  { name: 'new Date()', pattern: /\bnew Date\(\s*\)/u },
  { name: 'Date()', pattern: /(?<!new )\bDate\(\s*\)/u },
  { name: 'performance.now', pattern: /\bperformance\.now\b/u },
  { name: 'process.hrtime', pattern: /\bhrtime\b/u },
  { name: 'Temporal.Now', pattern: /\bTemporal\.Now\b/u },
  { name: 'Math.random', pattern: /\bMath\.random\b/u },
  { name: 'random bytes', pattern: /\b(?:randomUUID|randomBytes|randomInt|randomFill\w*|getRandomValues)\b/u },
  { name: 'timers', pattern: /\b(?:setTimeout|setInterval|setImmediate|scheduler\.\w+)\b/u },
  { name: 'node:timers', pattern: /['"](?:node:)?timers(?:\/promises)?['"]/u },
];

function ambientUses(files: readonly SourceFile[]): string[] {
  return files
    .filter((file) => !file.path.startsWith('src/kernel/'))
    .flatMap((file) => {
      const code = withoutComments(file.text);
      return banned.filter(({ pattern }) => pattern.test(code)).map(({ name }) => `${file.path} uses ${name}`);
    });
}

test('time, randomness and timers come from the kernel alone', () => {
  expect(ambientUses(readSources('.', 'src'))).toEqual([]);
});

test.each([
  'const t = Date.now();',
  'const t = new Date();',
  'const n = Math.random();',
  'setTimeout(() => 0, 5);',
  "import { setTimeout as wait } from 'node:timers/promises';",
  'const id = crypto.randomUUID();',
  'const p = performance.now();',
])('an ambient source is found: %s', (text) => {
  expect(ambientUses([{ path: 'src/audit/a.ts', text }])).not.toEqual([]);
});

test('a comment about one is not taken for one, and the kernel may use them', () => {
  expect(ambientUses([{ path: 'src/audit/a.ts', text: '// Date.now is banned\n/* Math.random too */' }])).toEqual([]);
  expect(ambientUses([{ path: 'src/kernel/clock.ts', text: 'Date.now()' }])).toEqual([]);
});
