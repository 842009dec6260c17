import { changeLaws, commonLaws } from '../common-laws.ts';
import type { ColumnClause, DialectSpecification, FilterClause } from '../specification.ts';
import { ORG_ACTIONS, ORG_CATEGORIES } from './org-audit-actions.ts';

/** The five columns of the table, in the order of the document. */
const table: readonly ColumnClause[] = [
  {
    name: 'time',
    title: 'Time',
    type: 'instant',
    fact: 'occurredAt',
    presence: 'always',
    requirements: ['ORG-COL-1'],
  },
  {
    name: 'actor',
    title: 'Actor',
    type: 'party',
    fact: 'actor',
    presence: 'always',
    requirements: ['ORG-COL-2'],
  },
  {
    name: 'action',
    title: 'Action',
    type: 'enumeration',
    fact: 'action',
    presence: 'always',
    values: ORG_ACTIONS,
    requirements: ['ORG-COL-3'],
  },
  {
    name: 'category',
    title: 'Category',
    type: 'enumeration',
    fact: 'action',
    presence: 'always',
    values: ORG_CATEGORIES,
    requirements: ['ORG-COL-4'],
  },
  {
    name: 'resource',
    title: 'Resource',
    type: 'party',
    fact: 'target',
    presence: 'always',
    parts: ['type', 'id'],
    requirements: ['ORG-COL-5'],
  },
];

/** What the document calls the details of an event, and what an entry is known by. */
const details: readonly ColumnClause[] = [
  {
    name: 'changes',
    title: 'Changes',
    type: 'body',
    fact: 'changes',
    presence: 'may',
    extension: true,
    requirements: [],
  },
  {
    name: 'members',
    title: 'Members',
    type: 'body',
    fact: 'members',
    presence: 'may',
    extension: true,
    requirements: [],
  },
  {
    name: 'details',
    title: 'Details',
    type: 'body',
    fact: 'detail',
    presence: 'may',
    extension: true,
    requirements: [],
  },
  { name: 'reason', title: 'Reason', type: 'text', fact: 'reason', presence: 'may', extension: true, requirements: [] },
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
    name: 'correlationId',
    title: 'Correlation ID',
    type: 'identifier',
    fact: 'correlationId',
    presence: 'always',
    header: 'x-request-id',
    extension: true,
    requirements: ['X-CORRELATE-1'],
  },
];

const filters: readonly FilterClause[] = [
  {
    name: 'category',
    title: 'Category',
    column: 'category',
    operator: 'equals',
    all: 'All',
    values: [...new Set(Object.values(ORG_CATEGORIES))],
    caseSensitive: false,
    requirements: ['ORG-FILTER-CAT'],
  },
  {
    name: 'action',
    title: 'Action',
    column: 'action',
    operator: 'equals',
    within: 'category',
    all: 'All',
    values: [...new Set(Object.values(ORG_ACTIONS))],
    caseSensitive: false,
    requirements: ['ORG-FILTER-ACT'],
  },
  {
    name: 'range',
    title: 'Date range',
    column: 'time',
    operator: 'period',
    all: 'All',
    periods: { Today: 1, 'Last 7 Days': 7, 'Last 30 Days': 30, 'Last 90 Days': 90 },
    caseSensitive: false,
    requirements: ['ORG-FILTER-DATE'],
  },
];

/**
 * The organization audit log: security and administrative actions across an organization, and what its identity provider
 * does over SCIM. Each clause names the requirements (`ORG-*`, and the laws of all logs) that it answers for.
 */
export const orgAuditDialect: DialectSpecification = {
  dialect: 'org-audit',
  title: 'Audit Log',
  source: 'Audit Log (Settings › Audit Log)',
  scope: {
    grain: 'event',
    kinds: ['organization.action', 'resource.change'],
    where: { action: Object.keys(ORG_ACTIONS) },
    // What an import brings in, or somebody changes over OpenAPI, does not come over SCIM.
    exclude: [{ kind: ['resource.change'], 'detail.channel': ['identity-provider', 'open-api'] }],
    capture: ['ORG-EMIT-1'],
    changes: ['ORG-SCIM-1'],
  },
  columns: [...table, ...details],
  vocabulary: { column: 'action', category: 'category', requirements: ['ORG-VOC-1'] },
  filters,
  filtering: { and: ['ORG-FILTER-AND'] },
  search: {
    columns: ['actor', 'action', 'category', 'resource', 'changes', 'members', 'details', 'reason'],
    caseSensitive: false,
    requirements: ['ORG-SEARCH-1'],
  },
  order: { by: 'time', direction: 'newest-first', requirements: ['ORG-ORDER-1'] },
  paging: { requirements: ['X-PAGE-1'] },
  access: { roles: ['organization-administrator'], requirements: ['ORG-ACCESS-1'] },
  attribution: { column: 'actor', requirements: ['ORG-ACTOR-1'] },
  confidentiality: { requirements: ['REQ-SECRET-1'] },
  correlation: { column: 'correlationId', covers: 'changes', requirements: ['X-CORRELATE-1'] },
  laws: { ...commonLaws, ...changeLaws, tenancy: ['ORG-ACCESS-1', 'X-TENANT-1'] },
};
