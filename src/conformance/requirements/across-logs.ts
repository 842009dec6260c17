import type { Level, Requirement } from '../verdict.ts';

function law(id: string, level: Level, section: string, text: string): Requirement {
  return { id, level, text, source: { document: 'Laws of this project that hold across all logs', section } };
}

/** Laws that hold of every log, whatever its document says of them. */
export const acrossLogsRequirements: readonly Requirement[] = [
  law(
    'X-IMMUTABLE-1',
    'MUST',
    'Immutability',
    'Nothing alters or removes an entry once it is written: read again it is what it was and where it was, and attempts to change it are refused. Where somebody gets past the log to its storage, the first altered entry can be named.',
  ),
  law(
    'X-CORRELATE-1',
    'SHOULD',
    'Correlation',
    'One SCIM request is found in every log that must show it, under one correlation id, and the accounts agree in time, target and outcome.',
  ),
  law(
    'X-CONSERVE-1',
    'SHOULD',
    'Conservation',
    'Counts are conserved: as many requests logged as sent, as many entries of a task as it made requests, successes and failures together as many as all.',
  ),
  law(
    'X-RECON-1',
    'SHOULD',
    'Reconstruction',
    'Replaying the successful writes of the log into an empty directory yields the directory as it is.',
  ),
  law(
    'X-CLOCK-1',
    'SHOULD',
    'Order',
    'The order of entries holds when the clock steps back, and when many entries share a millisecond.',
  ),
  law(
    'X-PAGE-1',
    'SHOULD',
    'Paging',
    'Paging through a log while it is being written gives every entry that was there at the start once: none is missed, none is repeated.',
  ),
  law(
    'X-TENANT-1',
    'MUST',
    'Tenants',
    "No tenant sees another's entries, be it in a list, through a filter or a search, in an export or in the text of an error.",
  ),
  law(
    'X-INJECT-1',
    'EXT',
    'Hostile text',
    'Text from a request cannot run or deceive where an export of the log is opened: no markup, no formula of a spreadsheet, no terminal escape, no forged line.',
  ),
];
