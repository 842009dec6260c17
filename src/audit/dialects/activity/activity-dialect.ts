import { commonLaws } from '../common-laws.ts';
import type { ColumnClause, DialectSpecification, LifeCycleClause, WritesClause } from '../specification.ts';
import { ACTIVITY_EVENTS, ACTIVITY_EXTENSIONS, ACTIVITY_GROUPS, OPERATIONS } from './activity-events.ts';

/** The four columns of the tab, in the order of the document. */
const tab: readonly ColumnClause[] = [
  {
    name: 'date',
    title: 'Date',
    type: 'instant',
    fact: 'occurredAt',
    presence: 'always',
    requirements: ['ACT-COL-1'],
  },
  { name: 'actor', title: 'Actor', type: 'party', fact: 'actor', presence: 'always', requirements: ['ACT-COL-2'] },
  {
    name: 'event',
    title: 'Event',
    type: 'enumeration',
    fact: 'action',
    presence: 'always',
    values: ACTIVITY_EVENTS,
    requirements: ['ACT-COL-3'],
  },
  { name: 'target', title: 'Target', type: 'party', fact: 'target', presence: 'always', requirements: ['ACT-COL-4'] },
];

/** What an entry is known by and leads to, beyond the document. */
const tracing: readonly ColumnClause[] = [
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
  {
    name: 'group',
    title: 'Event group',
    type: 'enumeration',
    fact: 'action',
    presence: 'always',
    values: ACTIVITY_GROUPS,
    extension: true,
    requirements: ['ACT-VOC-1'],
  },
  {
    name: 'operation',
    title: 'Operation ID',
    type: 'identifier',
    fact: 'job',
    presence: 'may',
    extension: true,
    requirements: ['ACT-TRACE-1'],
  },
  {
    name: 'correlationId',
    title: 'Correlation ID',
    type: 'identifier',
    fact: 'correlationId',
    presence: 'always',
    header: 'x-request-id',
    extension: true,
    requirements: ['ACT-TRACE-1'],
  },
  {
    name: 'reason',
    title: 'Reason',
    type: 'text',
    fact: 'reason',
    presence: 'may',
    extension: true,
    requirements: [],
  },
];

const operations = OPERATIONS.map(({ requested, inProgress, done, failed }): LifeCycleClause => ({
  name: requested.replace(' requested', ''),
  column: 'event',
  key: ['operation'],
  otherwise: ['target'],
  initial: 'nothing',
  transitions: [
    { event: requested, from: 'nothing', to: 'requested' },
    { event: inProgress, from: 'requested', to: 'in progress' },
    { event: done, from: 'in progress', to: 'done' },
    { event: failed, from: 'in progress', to: 'failed' },
  ],
  terminal: ['done', 'failed'],
  time: 'date',
  obeyed: ['ACT-LIFE-1', 'ACT-LIFE-2', 'ACT-LIFE-4'],
  ordered: ['ACT-LIFE-2'],
  completed: ['ACT-LIFE-5'],
}));

const healthCheck: LifeCycleClause = {
  name: 'Health check',
  column: 'event',
  key: ['operation'],
  otherwise: [],
  initial: 'nothing',
  transitions: [
    { event: 'SCIM integration health check triggered', from: 'nothing', to: 'under way' },
    { event: 'SCIM integration health validated', from: 'under way', to: 'validated' },
    { event: 'SCIM integration health check failed', from: 'under way', to: 'failed' },
  ],
  terminal: ['validated', 'failed'],
  time: 'date',
  obeyed: ['ACT-GW-1'],
  ordered: ['ACT-GW-1'],
  completed: [],
};

/** The log belongs to one integration, which has one service account at a time. */
const serviceAccount: LifeCycleClause = {
  name: 'Service account',
  column: 'event',
  key: ['target'],
  otherwise: [],
  initial: 'nothing',
  transitions: [
    { event: 'Service account created', from: 'nothing', to: 'associated' },
    { event: 'Service account updated', from: 'associated', to: 'associated' },
    { event: 'Service account removed', from: 'associated', to: 'removed' },
  ],
  terminal: ['removed'],
  time: 'date',
  obeyed: ['ACT-SVC-1'],
  ordered: [],
  completed: [],
};

/** Each write through the gateway is requested once. */
function carried(name: string, verbs: string, endpoint: string, requirements: readonly string[]): WritesClause {
  return {
    name,
    column: 'event',
    values: OPERATIONS.filter(({ verb }) => verb.startsWith(verbs)).map(({ requested }) => requested),
    endpoints: [endpoint],
    since: 'integration.gateway.connect',
    credentials: 'credentials',
    target: 'target',
    requirements,
  };
}

/**
 * The activity log of an integration: what was asked of its external application, and what came of it.
 * Each clause names the requirements (`ACT-*`, and the laws of all logs) that it answers for.
 */
export const activityDialect: DialectSpecification = {
  dialect: 'activity',
  title: 'Activity',
  source: 'Monitor IdLCM integration events in the Activity tab',
  scope: {
    grain: 'event',
    kinds: ['integration.event', 'job.transition'],
    capture: ['ACT-SCOPE-1', 'ACT-SCOPE-2', 'ACT-SVC-1', 'ACT-GW-1'],
  },
  partition: { name: 'integration', title: 'Integration', fact: 'integration', requirements: ['ACT-SCOPE-1'] },
  columns: [...tab, ...tracing],
  vocabulary: { column: 'event', category: 'group', extensions: ACTIVITY_EXTENSIONS, requirements: ['ACT-VOC-1'] },
  lifeCycles: [...operations, healthCheck, serviceAccount],
  writes: [
    carried('operations on users', 'user.', 'Users', ['ACT-LIFE-3', 'ACT-SCOPE-2']),
    carried('operations on groups', 'group.', 'Groups', ['ACT-SCOPE-2']),
  ],
  filters: [],
  order: { by: 'date', direction: 'newest-first', requirements: ['ACT-ORDER-1'] },
  paging: { requirements: ['X-PAGE-1'] },
  access: {
    roles: ['workspace-owner', 'super-admin', 'workspace-administrator'],
    requirements: ['ACT-ACCESS-1'],
  },
  confidentiality: { requirements: ['REQ-SECRET-1'] },
  readOnly: { requirements: ['ACT-RO-1'] },
  exports: { formats: ['csv', 'ndjson'], requirements: [] },
  correlation: { column: 'correlationId', covers: 'some', requirements: ['ACT-TRACE-1', 'X-CORRELATE-1'] },
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
