import type { Level, Requirement } from '../verdict.ts';

const document = 'Monitor IdLCM integration events in the Activity tab';

function requirement(id: string, level: Level, section: string, text: string): Requirement {
  return { id, level, text, source: { document, section } };
}

/** What the published description of an integration's activity log promises its readers. */
export const activityRequirements: readonly Requirement[] = [
  requirement(
    'ACT-ACCESS-1',
    'MUST',
    'Who can use this feature?',
    'Workspace owners, super administrators and administrators read the log. Anybody else is refused and learns nothing of it from the refusal.',
  ),
  requirement(
    'ACT-RO-1',
    'MUST',
    'Activity tab',
    'The log can only be read: no method, route or parameter of it changes or removes an entry.',
  ),
  requirement(
    'ACT-SCOPE-1',
    'MUST',
    'Activity tab',
    'The log belongs to one integration: it shows everything of that integration and nothing of another.',
  ),
  requirement(
    'ACT-SCOPE-2',
    'MUST',
    'Activity tab',
    'User management, group management, operations of the SCIM gateway and set-up tasks are all in the log.',
  ),
  requirement(
    'ACT-COL-1',
    'MUST',
    'Activity tab, Date',
    'Each entry has the date and the time of day at which the event was triggered.',
  ),
  requirement('ACT-COL-2', 'MUST', 'Activity tab, Actor', 'Each entry names who or what triggered the event.'),
  requirement(
    'ACT-COL-3',
    'MUST',
    'Activity tab, Event',
    'Each entry has the name of the event, exactly as the vocabulary spells it.',
  ),
  requirement('ACT-COL-4', 'MUST', 'Activity tab, Target', 'Each entry names who or what the event affected.'),
  requirement(
    'ACT-VOC-1',
    'MUST',
    'Integration events',
    'The events are the 18 of the document, spelled as there and in their five groups; any other is declared as an extension.',
  ),
  requirement(
    'ACT-LIFE-1',
    'MUST',
    'Integration events',
    'Inviting, updating and removing a user each run from requested over in progress to exactly one of done and failed, each stage for its own cause.',
  ),
  requirement(
    'ACT-LIFE-2',
    'SHOULD',
    'Integration events',
    'No stage of an operation is left out, repeated or out of order in time, also when operations on one user overlap.',
  ),
  requirement(
    'ACT-LIFE-3',
    'SHOULD',
    'Integration events',
    'Each accepted SCIM write on a user begins one operation; a rejected one begins none.',
  ),
  requirement(
    'ACT-LIFE-4',
    'SHOULD',
    'Integration events',
    'A job that is tried again stays one operation, with one requested and one terminal event.',
  ),
  requirement(
    'ACT-LIFE-5',
    'SHOULD',
    'Integration events',
    'Once faults have stopped and the queue has drained, every operation has its terminal event.',
  ),
  requirement(
    'ACT-SVC-1',
    'MUST',
    'Integration events, Service account events',
    "Associating, changing and removing an integration's service account give created, updated and removed.",
  ),
  requirement(
    'ACT-GW-1',
    'MUST',
    'Integration events, SCIM gateway events',
    'Creating a SCIM gateway gives connected, starting its health check gives triggered, and only a successful check gives validated.',
  ),
  requirement(
    'ACT-ORDER-1',
    'SHOULD',
    'Activity tab',
    'The newest entry stands first, also among entries of one moment.',
  ),
  requirement(
    'ACT-TRACE-1',
    'SHOULD',
    'Activity tab',
    'An entry leads to the SCIM request that caused it, and the request to its entries.',
  ),
];
