import process from 'node:process';
import { processConsole } from './console.ts';
import { run } from './program.ts';

process.exitCode = await run(process.argv.slice(2), {
  console: processConsole(),
  env: process.env,
  cwd: process.cwd(),
});
