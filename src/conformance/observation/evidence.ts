import type { Evidence } from '../verdict.ts';
import type { PlacedEntry } from './log-walk.ts';
import type { PlacedExchange } from './pairing.ts';

/** Points at the page on which an entry stands; the note counts from 1 over all pages of the walk. */
export function entryEvidence({ line, position }: PlacedEntry): Evidence {
  return { line, note: `entry ${position + 1} of the walk` };
}

/** Points at an exchange. */
export function exchangeEvidence({ index, line }: PlacedExchange): Evidence {
  return { line: index, note: `exchange ${line.number}` };
}
