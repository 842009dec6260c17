import { commonLaws } from '../common-laws.ts';
import type { DialectSpecification, OccurrenceClause } from '../specification.ts';
import { commonFilters, correlationColumn, READERS, SOURCE, triggerColumns } from './provisioning-words.ts';

const trigger = triggerColumns('PRV-COL-ENTRY');

/** Modes of synchronization that are not supported: each is refused. */
const REFUSED = [
  'identity-provider-push',
  'developer-api',
  'scim-api',
  'lazy-loading',
  'account-synchronization',
  'organization-synchronization',
];

/** What is on record as management, and not here. */
const elsewhere = (action: string): OccurrenceClause => ({
  action,
  shown: [{ dialect: 'management', column: 'id' }],
  hidden: [{ dialect: 'provisioning-entries', column: 'id' }],
  requirements: ['PRV-SCOPE-1', 'PRV-SCOPE-2'],
});

/**
 * The log details: one entry for each object that was synchronized, in a task or by itself.
 * Each clause names the requirements (`PRV-*`, and the laws of all logs) that it answers for.
 */
export const provisioningEntriesDialect: DialectSpecification = {
  dialect: 'provisioning-entries',
  title: 'Log details',
  source: SOURCE,
  scope: { grain: 'event', kinds: ['sync.entry'], capture: ['PRV-SCOPE-1'] },
  columns: [
    {
      name: 'time',
      title: 'Time',
      type: 'instant',
      fact: 'occurredAt',
      presence: 'always',
      requirements: ['PRV-COL-ENTRY'],
    },
    trigger.direction,
    trigger.module,
    trigger.name,
    trigger.method,
    {
      name: 'syncedObject',
      title: 'Synced object',
      type: 'party',
      fact: 'target',
      presence: 'always',
      requirements: ['PRV-COL-ENTRY'],
    },
    {
      name: 'syncType',
      title: 'Sync type',
      type: 'enumeration',
      fact: 'action',
      presence: 'always',
      values: { 'entry.create': 'Create', 'entry.update': 'Update', 'entry.delete': 'Delete' },
      requirements: ['PRV-COL-ENTRY'],
    },
    {
      name: 'status',
      title: 'Status',
      type: 'enumeration',
      fact: 'outcome',
      presence: 'always',
      values: { success: 'Successful', failure: 'Failed' },
      requirements: ['PRV-COL-ENTRY'],
    },
    {
      name: 'reason',
      title: 'Reason for the failure',
      type: 'text',
      fact: 'reason',
      presence: 'failure',
      requirements: ['PRV-REASON-1'],
    },
    {
      name: 'task',
      title: 'Related task',
      type: 'identifier',
      fact: 'task',
      presence: 'may',
      requirements: ['PRV-TASK-1'],
    },
    {
      name: 'objectType',
      title: 'Kind of object',
      type: 'enumeration',
      fact: 'detail.object',
      presence: 'always',
      values: { account: 'Account', organization: 'Organization' },
      extension: true,
      requirements: [],
    },
    {
      name: 'id',
      title: 'Entry ID',
      type: 'identifier',
      fact: 'id',
      presence: 'always',
      unique: true,
      extension: true,
      requirements: [],
    },
    { ...correlationColumn, header: 'x-request-id' },
  ],
  filters: [
    ...commonFilters('time', ['Successful', 'Failed'], 'PRV-FILTER-ENTRY'),
    {
      name: 'task',
      title: 'Related task',
      column: 'task',
      operator: 'equals',
      caseSensitive: true,
      requirements: ['PRV-FILTER-ENTRY'],
    },
  ],
  filtering: { and: ['PRV-FILTER-ENTRY'] },
  search: {
    columns: ['syncedObject', 'triggerModuleName', 'syncType', 'reason'],
    caseSensitive: false,
    requirements: ['PRV-FILTER-ENTRY'],
  },
  order: { by: 'time', direction: 'newest-first', requirements: [] },
  paging: { requirements: ['X-PAGE-1'] },
  access: { roles: READERS, requirements: [] },
  confidentiality: { requirements: ['REQ-SECRET-1'] },
  readOnly: { requirements: [] },
  exports: { formats: ['csv', 'ndjson'], requirements: [] },
  correlation: { column: 'correlationId', covers: 'some', requirements: ['X-CORRELATE-1'] },
  // A single change is pushed by itself, and makes an entry that stands alone.
  writes: [
    {
      name: 'single changes that are pushed',
      column: 'direction',
      values: ['Outbound'],
      empty: ['task'],
      endpoints: ['Users', 'Groups'],
      since: 'integration.gateway.connect',
      credentials: 'credentials',
      target: 'syncedObject',
      requirements: ['PRV-TASK-2', 'PRV-SCOPE-1'],
    },
  ],
  occurrences: [
    {
      action: 'synchronization.identity-provider-change',
      shown: [{ dialect: 'provisioning-entries', column: 'id', values: { direction: 'Inbound' }, empty: ['task'] }],
      requirements: ['PRV-TASK-2', 'PRV-SCOPE-1', 'PRV-SCOPE-2'],
    },
    elsewhere('synchronization.open-api'),
    elsewhere('synchronization.application-pull'),
    ...REFUSED.map((mode) => ({
      action: `synchronization.${mode}`,
      refused: true,
      requirements: ['PRV-SCOPE-1', 'PRV-TASK-2'],
    })),
  ],
  laws: {
    immutable: commonLaws.immutable,
    conserve: commonLaws.conserve,
    clock: commonLaws.clock,
    tenancy: commonLaws.tenancy,
    injection: commonLaws.injection,
    actor: commonLaws.actor,
    outcome: commonLaws.outcome,
  },
};
