import type { Console } from './console.ts';

/** What a command has to do with the world: its streams, the environment, the folder, and its exit code. */
export interface Session {
  readonly console: Console;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Aborted when the person or the system wants the program to end. */
  readonly signal: AbortSignal;
  /** Sets the exit code; without a call it is 0. */
  exit(code: number): void;
}
