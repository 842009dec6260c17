import type { Requirement } from '../verdict.ts';

function rule(id: string, section: string, text: string): Requirement {
  const document = 'What those who run audit logs have asked their vendors for in public';
  return { id, level: 'EXT', text, source: { document, section } };
}

/** Rules of the field: a target is told where it does not keep them, and not failed. */
export const fieldRulesRequirements: readonly Requirement[] = [
  rule(
    'FLD-MEMBER-1',
    'Members',
    'A change of members names each member that was added or removed, not just the group.',
  ),
  rule(
    'FLD-ACTOR-1',
    'Actor',
    'The actor is the credential or integration that made the call, never the person who once created its token and never a generic name.',
  ),
  rule(
    'FLD-OUTCOME-1',
    'Outcome',
    'What failed, was denied, was rate-limited or failed in part is never logged as a success, nor a success as a failure. Each operation of a Bulk request has an outcome of its own.',
  ),
  rule(
    'FLD-NOOP-1',
    'Effect',
    'A request that changes nothing makes no event of a change; that it was made is on record all the same.',
  ),
  rule(
    'FLD-ONE-1',
    'Effect',
    'Each effect makes one event: none is missing, and a client that repeats itself doubles none.',
  ),
  rule(
    'FLD-TXN-1',
    'Effect',
    'An event exists if and only if its change was committed, also where the service died between the two.',
  ),
  rule(
    'FLD-DIFF-1',
    'Differences',
    'An update shows which attributes changed, with the old and the new value; secrets are masked.',
  ),
  rule('FLD-READ-1', 'Reading', 'Reading and exporting a log is itself on record.'),
];
