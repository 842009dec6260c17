import type { Requirement } from '../verdict.ts';

/** Laws that hold of every log, whatever its document says of them. */
export const acrossLogsRequirements: readonly Requirement[] = [
  {
    id: 'X-PAGE-1',
    level: 'SHOULD',
    text: 'Paging through a log while it is being written gives every entry that was there at the start once: none is missed, none is repeated.',
    source: { document: 'Laws of this project that hold across all logs', section: 'Paging' },
  },
];
