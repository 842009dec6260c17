import type { Level, Requirement } from '../verdict.ts';

const document = 'IAM Logs (IT Settings › IAM Settings › Logs)';

function requirement(id: string, level: Level, section: string, text: string, unobservable?: string): Requirement {
  return { id, level, text, source: { document, section }, ...(unobservable !== undefined && { unobservable }) };
}

/** What the published description of an IAM log promises its readers. */
export const iamRequirements: readonly Requirement[] = [
  requirement(
    'IAM-ACCESS-1',
    'MUST',
    'How to open it',
    'Who has the IAM permission of the IT settings reads the whole log. Anybody else is refused with 403 and sees none of it.',
  ),
  requirement(
    'IAM-RO-1',
    'MUST',
    'What you see',
    'The log is there to be read: nothing creates, changes, deletes or selects entries, and no filter or search narrows it. Entries stay as they are.',
  ),
  requirement(
    'IAM-COL-DATE',
    'MUST',
    'Field reference, Date',
    'The date is exact to the millisecond and shown as MM/DD/YYYY, HH:mm:ss.SSS, or as a dash where an entry has no valid time.',
  ),
  requirement(
    'IAM-COL-TYPE',
    'MUST',
    'Field reference, Type',
    'The type is the category of the event and tells the provisioning of users from that of groups.',
  ),
  requirement('IAM-COL-PROTOCOL', 'MUST', 'Field reference, Protocol', 'The protocol of every SCIM event is SCIM.'),
  requirement(
    'IAM-COL-EVENT',
    'MUST',
    'Field reference, Event',
    'The event is the operation in terms of SCIM: a user or group created, updated or deleted, a membership changed.',
  ),
  requirement(
    'IAM-COL-HTTP',
    'MUST',
    'Field reference, Http',
    'The HTTP status code that the client was given stands there as a plain number.',
  ),
  requirement(
    'IAM-COL-LOG',
    'MUST',
    'Field reference, Log',
    'The log text is the full detail: error messages, the name of the user or group, the outcome, the description of a SCIM error. However long, it is all there.',
  ),
  requirement(
    'IAM-CAPTURE-1',
    'MUST',
    'IAM Logs',
    'Every operation that an identity provider sends over SCIM has an entry, each operation of a Bulk request too.',
  ),
  requirement(
    'IAM-401-1',
    'MUST',
    'Tips & common pitfalls',
    'Each request with a wrong, missing or expired token has an entry with 401.',
  ),
  requirement(
    'IAM-404-1',
    'MUST',
    'Investigating a failed user provisioning sync',
    'A request whose target is absent has an entry with 404, one that met a fault of the server an entry with 5xx.',
  ),
  requirement(
    'IAM-ORDER-1',
    'MUST',
    'Investigating a failed user provisioning sync',
    'The most recent entries stand first.',
  ),
  requirement(
    'IAM-PAGE-1',
    'MUST',
    'What you see',
    'The first page comes by itself and more follows as one goes on: no entry comes twice and none is missed, also while new ones arrive.',
  ),
  requirement(
    'IAM-DISABLED-1',
    'MUST',
    'How this connects to the rest',
    'While SCIM is turned off nothing comes into the log but failed authentication.',
  ),
  requirement(
    'IAM-EXCL-1',
    'MUST',
    'How this connects to the rest',
    'While the directory provisions by itself SCIM provisioning cannot run, and no SCIM event comes into the log until that is turned off.',
  ),
  requirement(
    'IAM-GROUP-1',
    'MUST',
    'How this connects to the rest',
    'The log text of a group event has the name of the group.',
  ),
  requirement(
    'IAM-VERIFY-1',
    'SHOULD',
    'Preparing audit evidence for a compliance review',
    "That the log is complete can be proven against the identity provider's own log, by time to the millisecond and by target.",
  ),
  requirement(
    'IAM-UI-1',
    'MUST',
    'What you see',
    "The screen has a breadcrumb of three levels of which the middle one is a link and the current one bold, buttons to the neighbouring sections, a heading, and one tab 'All' that stays selected.",
    'it is about a screen, and a log is read here over an API, which has none',
  ),
  requirement(
    'IAM-EXPORT-1',
    'EXT',
    'Tips & common pitfalls',
    'The whole log can be exported for analysis on a larger scale.',
  ),
];
