import type { Level, Requirement } from '../verdict.ts';

const document = 'Audit Log (Settings › Audit Log)';

function requirement(id: string, level: Level, section: string, text: string): Requirement {
  return { id, level, text, source: { document, section } };
}

const columns = 'Viewing the Audit Log';
const filtering = 'Filtering and Search';
const categories = 'Categories and Actions';

/** What the published description of an organization audit log promises its readers. */
export const orgAuditRequirements: readonly Requirement[] = [
  requirement(
    'ORG-ACCESS-1',
    'MUST',
    'Overview',
    'Administrators of the organization read the log, and nobody else. An organization sees its own entries only.',
  ),
  requirement('ORG-COL-1', 'MUST', columns, 'Time: each entry shows when the action occurred.'),
  requirement(
    'ORG-COL-2',
    'MUST',
    columns,
    'Actor: each entry shows the user or the system that performed the action.',
  ),
  requirement('ORG-COL-3', 'MUST', columns, 'Action: each entry shows what was done.'),
  requirement('ORG-COL-4', 'MUST', columns, 'Category: each entry shows the area that the action belongs to.'),
  requirement('ORG-COL-5', 'MUST', columns, 'Resource: each entry shows what was affected, with its type and its ID.'),
  requirement(
    'ORG-VOC-1',
    'MUST',
    categories,
    'Actions and categories are spelled as in the document, 47 actions in 8 categories, and each action stands in its category.',
  ),
  requirement(
    'ORG-EMIT-1',
    'MUST',
    categories,
    'An action is recorded when it really happens, once, and not when it fails; an attempt to log in that fails is an action of its own.',
  ),
  requirement(
    'ORG-ACTOR-1',
    'MUST',
    'SCIM Provisioning',
    'Making and revoking SCIM tokens and OAuth clients shows the administrator who did it; provisioning of users and groups shows the identity provider or the system.',
  ),
  requirement(
    'ORG-SCIM-1',
    'MUST',
    'SCIM Provisioning',
    "Over SCIM, creating or reactivating a user is 'Provisioned user', changing attributes 'Updated user', deactivating 'Deprovisioned user'; groups are created, updated (in name or membership) and deleted.",
  ),
  requirement(
    'ORG-SEARCH-1',
    'MUST',
    filtering,
    "Free text finds entries by the actor's e-mail address, the action, the category, the resource's type and ID, and the details of the event, in upper and lower case alike.",
  ),
  requirement('ORG-FILTER-CAT', 'MUST', filtering, 'The category filter keeps the entries of one category.'),
  requirement(
    'ORG-FILTER-ACT',
    'MUST',
    filtering,
    'The action filter keeps the entries of one action. With a category chosen, only its actions are offered.',
  ),
  requirement(
    'ORG-FILTER-DATE',
    'MUST',
    filtering,
    "Today and the last 7, 30 and 90 days can be chosen; the edges of a day are those of the reader's time zone, also when daylight-saving time begins or ends.",
  ),
  requirement('ORG-FILTER-AND', 'SHOULD', filtering, 'Search and filters hold together when they are given together.'),
  requirement('ORG-ORDER-1', 'SHOULD', columns, 'The newest entry comes first.'),
];
