import type { ColumnClause, FilterClause, ShownValues } from '../specification.ts';

/** The document that all three declarations are taken from. */
export const SOURCE = 'Provisioning logs (IDaaS, Logs › Provisioning Logs)';

export const DIRECTIONS: ShownValues = { inbound: 'Inbound', outbound: 'Outbound' };
export const METHODS: ShownValues = { manual: 'Manual', automatic: 'Automatic' };

/** Columns that tasks and entries have in common, in the order of the document. */
export function triggerColumns(
  requirement: string,
): Readonly<Record<'direction' | 'module' | 'name' | 'method', ColumnClause>> {
  const requirements = [requirement];
  return {
    direction: {
      name: 'direction',
      title: 'Direction',
      type: 'enumeration',
      fact: 'detail.direction',
      presence: 'always',
      values: DIRECTIONS,
      requirements,
    },
    module: {
      name: 'triggerModule',
      title: 'Trigger module',
      type: 'enumeration',
      fact: 'detail.module',
      presence: 'always',
      values: { 'identity-provider': 'Identity provider', application: 'Application' },
      requirements,
    },
    name: {
      name: 'triggerModuleName',
      title: 'Trigger module name',
      type: 'text',
      fact: 'detail.moduleName',
      presence: 'always',
      requirements,
    },
    method: {
      name: 'triggerMethod',
      title: 'Trigger method',
      type: 'enumeration',
      fact: 'detail.method',
      presence: 'always',
      values: METHODS,
      requirements,
    },
  };
}

/** By what an entry is known, and the request that it follows from; beyond the document. */
export const correlationColumn: ColumnClause = {
  name: 'correlationId',
  title: 'Correlation ID',
  type: 'identifier',
  fact: 'correlationId',
  presence: 'always',
  extension: true,
  requirements: ['X-CORRELATE-1'],
};

/** The filters that tasks and entries have in common: time range, direction, status. */
export function commonFilters(time: string, statuses: readonly string[], requirement: string): readonly FilterClause[] {
  const common = { caseSensitive: true, requirements: [requirement] };
  return [
    { name: 'startDate', title: 'Start date', column: time, operator: 'on-or-after', instants: true, ...common },
    { name: 'endDate', title: 'End date', column: time, operator: 'on-or-before', instants: true, ...common },
    {
      name: 'direction',
      title: 'Direction',
      column: 'direction',
      operator: 'equals',
      all: 'All',
      values: Object.values(DIRECTIONS),
      ...common,
    },
    { name: 'status', title: 'Status', column: 'status', operator: 'equals', all: 'All', values: statuses, ...common },
  ];
}

/** Who reads these logs. The document names nobody: whoever administers provisioning. */
export const READERS = ['workspace-owner', 'super-admin', 'workspace-administrator', 'provisioning-administrator'];
