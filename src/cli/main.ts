import process from 'node:process';
import { processConsole } from './console.ts';
import { run } from './program.ts';

const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  // The second signal ends the process the way the system does it by default.
  process.once(signal, () => interruption.abort());
}

// Somebody who reads no further, such as `head`, ends the program; that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

process.exitCode = await run(process.argv.slice(2), {
  console: processConsole(),
  env: process.env,
  cwd: process.cwd(),
  signal: interruption.signal,
});
