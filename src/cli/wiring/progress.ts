import { terminalText } from '../../reporters/index.ts';
import type { Session } from '../session.ts';

/** Tells a person how far a run is; on standard error, so that results can be piped. */
export interface Progress {
  step(position: number, name: string): void;
  end(): void;
}

/** On a terminal one line that is written over; elsewhere a line a step. */
export function showProgress({ console }: Session, total: number): Progress {
  const line = (position: number, name: string): string => `[${position}/${total}] ${terminalText(name)}`;
  if (!console.interactive) {
    return { step: (position, name) => console.err(`${line(position, name)}\n`), end: () => undefined };
  }
  return {
    step: (position, name) => console.err(`\r\u001B[2K${line(position, name)}`),
    end: () => console.err('\r\u001B[2K'),
  };
}
