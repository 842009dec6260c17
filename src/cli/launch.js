#!/usr/bin/env node
// The one file that any Node can run. It finds a Node that can run the program, or says in a line what is needed.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';

const NEEDED = 24;
const here = dirname(fileURLToPath(import.meta.url));
// A checkout has the sources, which Node runs as they are; a published package has what they were compiled to.
const source = join(here, 'main.ts');
const main = existsSync(source) ? source : join(here, '..', '..', 'dist', 'src', 'cli', 'main.js');

if (Number.parseInt(process.versions.node, 10) >= NEEDED) {
  await import(pathToFileURL(main).href);
} else {
  const runtime = bundledRuntime();
  if (runtime === undefined) {
    process.stderr.write(
      `RUNTIME_TOO_OLD: scimulate needs Node ${NEEDED} or later and this is ${process.version}. ` +
        'Mend: install a newer Node, or add it to your project with "npm install --save-dev node".\n',
    );
    process.exitCode = 2;
  } else {
    const child = spawn(runtime, [main, ...process.argv.slice(2)], { stdio: 'inherit' });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
    child.on('exit', (code, signal) => {
      process.exitCode = code ?? (signal === null ? 2 : 130);
    });
  }
}

/** The `node` package carries a runtime; it is looked for beside this package and in the caller's project. */
function bundledRuntime() {
  for (const base of [import.meta.url, pathToFileURL(join(process.cwd(), 'package.json')).href]) {
    try {
      const candidate = join(dirname(createRequire(base).resolve('node/package.json')), 'bin', 'node');
      if (existsSync(candidate)) return candidate;
    } catch {
      // Not installed there.
    }
  }
  return undefined;
}
