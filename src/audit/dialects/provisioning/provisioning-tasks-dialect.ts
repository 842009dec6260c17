import { commonLaws } from '../common-laws.ts';
import type { DialectSpecification, OccurrenceClause, ShownValues } from '../specification.ts';
import { commonFilters, correlationColumn, READERS, SOURCE, triggerColumns } from './provisioning-words.ts';

const STATUSES: ShownValues = {
  initial: 'Initial State',
  running: 'Running',
  successful: 'Successful',
  failed: 'Failed',
  'partially-succeeded': 'Partially Succeeded',
};

const ENDED = ['Successful', 'Failed', 'Partially Succeeded'];

const trigger = triggerColumns('PRV-COL-TASK');

/** What makes a task, and by what its row is found. */
const makesTask = (action: string, requirements: readonly string[]): OccurrenceClause => ({
  action,
  shown: [{ dialect: 'provisioning-tasks', column: 'task' }],
  requirements,
});

/**
 * The task execution list: one row for each operation that synchronizes several entries. A row goes on to change until the
 * task has ended. Each clause names the requirements (`PRV-*`, and the laws of all logs) that it answers for.
 */
export const provisioningTasksDialect: DialectSpecification = {
  dialect: 'provisioning-tasks',
  title: 'Task execution',
  source: SOURCE,
  scope: {
    grain: 'event',
    kinds: ['task.transition'],
    rows: { key: 'task', openedBy: ['task.create'] },
    capture: ['PRV-TASK-1'],
  },
  columns: [
    trigger.direction,
    trigger.module,
    trigger.name,
    {
      name: 'startTime',
      title: 'Start time',
      type: 'instant',
      fact: 'detail.startedAt',
      presence: 'always',
      requirements: ['PRV-COL-TASK'],
    },
    {
      name: 'endTime',
      title: 'End time',
      type: 'instant',
      fact: 'detail.endedAt',
      presence: 'may',
      requirements: ['PRV-COL-TASK'],
    },
    trigger.method,
    {
      name: 'status',
      title: 'Status',
      type: 'enumeration',
      fact: 'detail.status',
      presence: 'always',
      values: STATUSES,
      requirements: ['PRV-COL-TASK'],
    },
    {
      name: 'statusDescription',
      title: 'Status description',
      type: 'text',
      fact: 'detail.description',
      presence: 'may',
      requirements: ['PRV-COL-TASK'],
    },
    {
      name: 'actions',
      title: 'Actions',
      type: 'text',
      fact: 'detail.actions',
      presence: 'always',
      requirements: ['PRV-COL-TASK'],
    },
    {
      name: 'task',
      title: 'Task ID',
      type: 'identifier',
      fact: 'task',
      presence: 'always',
      unique: true,
      extension: true,
      requirements: [],
    },
    {
      name: 'requests',
      title: 'Requests',
      type: 'integer',
      fact: 'detail.requests',
      presence: 'always',
      extension: true,
      requirements: [],
    },
    {
      name: 'runAgainOf',
      title: 'Another run of',
      type: 'identifier',
      fact: 'detail.runAgainOf',
      presence: 'may',
      extension: true,
      requirements: ['PRV-RETRIG-1'],
    },
    correlationColumn,
  ],
  filters: commonFilters('startTime', Object.values(STATUSES), 'PRV-FILTER-TASK'),
  filtering: { and: ['PRV-FILTER-TASK'] },
  order: { by: 'startTime', direction: 'newest-first', requirements: [] },
  paging: { requirements: ['X-PAGE-1'] },
  access: { roles: READERS, requirements: [] },
  confidentiality: { requirements: ['REQ-SECRET-1'] },
  readOnly: { requirements: [] },
  exports: { formats: ['csv', 'ndjson'], requirements: [] },
  correlation: { column: 'correlationId', covers: 'some', requirements: ['X-CORRELATE-1'] },
  statusMachine: {
    column: 'status',
    initial: ['Initial State', 'Running', ...ENDED],
    transitions: [{ from: 'Initial State', to: 'Running' }, ...ENDED.map((to) => ({ from: 'Running', to }))],
    terminal: ENDED,
    start: 'startTime',
    end: 'endTime',
    requirements: ['PRV-STATUS-3'],
  },
  grouping: {
    key: 'task',
    dialect: 'provisioning-entries',
    column: 'task',
    failed: { status: 'Failed' },
    alike: {
      direction: 'direction',
      triggerModule: 'triggerModule',
      triggerModuleName: 'triggerModuleName',
      triggerMethod: 'triggerMethod',
    },
    grouped: ['PRV-TASK-1'],
    total: { column: 'requests', requirements: ['PRV-TASK-1', 'X-CONSERVE-1'] },
    counts: [
      {
        column: 'statusDescription',
        pattern: '(\\d+) organizations?\\b',
        where: { objectType: 'Organization' },
        in: { status: 'Partially Succeeded' },
        requirements: ['PRV-STATUS-2', 'X-CONSERVE-1'],
      },
      {
        column: 'statusDescription',
        pattern: '(\\d+) accounts?\\b',
        where: { objectType: 'Account' },
        in: { status: 'Partially Succeeded' },
        requirements: ['PRV-STATUS-2', 'X-CONSERVE-1'],
      },
    ],
    verdict: {
      column: 'status',
      none: 'Successful',
      some: 'Partially Succeeded',
      all: 'Failed',
      requirements: ['PRV-STATUS-1', 'X-CONSERVE-1'],
    },
    rerun: {
      action: 'task.retrigger',
      parameter: 'task',
      object: 'syncedObject',
      created: { syncType: 'Create' },
      inventory: {
        action: 'application.read',
        items: '/objects',
        identity: ['/type', '/attributes/userName', '/attributes/displayName'],
      },
      own: ['PRV-RETRIG-1'],
      repaired: ['PRV-FIX-1'],
      unduplicated: ['PRV-RETRIG-2'],
    },
  },
  occurrences: [
    makesTask('synchronization.identity-provider-import', ['PRV-TASK-2', 'PRV-SCOPE-1', 'PRV-SCOPE-2']),
    makesTask('synchronization.application-push', ['PRV-TASK-2', 'PRV-SCOPE-1', 'PRV-SCOPE-2']),
    makesTask('task.retrigger', ['PRV-RETRIG-1']),
  ],
  refresh: { column: 'status', values: ['Running'], seconds: 5, requirements: ['PRV-STATUS-4'] },
  laws: {
    conserve: commonLaws.conserve,
    clock: commonLaws.clock,
    tenancy: commonLaws.tenancy,
    injection: commonLaws.injection,
    outcome: commonLaws.outcome,
  },
};
