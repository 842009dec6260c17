import { commonLaws } from '../common-laws.ts';
import type { ColumnClause, DialectSpecification } from '../specification.ts';
import { IAM_EVENTS, IAM_TYPES } from './iam-events.ts';

/** The six columns of the table, in the order of the document. */
const table: readonly ColumnClause[] = [
  {
    name: 'date',
    title: 'Date',
    type: 'instant',
    fact: 'occurredAt',
    // What has no valid time is shown all the same, with a dash.
    presence: 'may',
    display: { pattern: 'MM/DD/YYYY, HH:mm:ss.SSS', empty: '-' },
    requirements: ['IAM-COL-DATE', 'IAM-VERIFY-1'],
  },
  {
    name: 'type',
    title: 'Type',
    type: 'enumeration',
    fact: 'action',
    presence: 'always',
    values: IAM_TYPES,
    requirements: ['IAM-COL-TYPE'],
  },
  {
    name: 'protocol',
    title: 'Protocol',
    type: 'enumeration',
    fact: 'kind',
    presence: 'always',
    values: { 'scim.request': 'SCIM', 'scim.operation': 'SCIM' },
    requirements: ['IAM-COL-PROTOCOL'],
  },
  {
    name: 'event',
    title: 'Event',
    type: 'enumeration',
    fact: 'action',
    presence: 'always',
    values: IAM_EVENTS,
    requirements: ['IAM-COL-EVENT'],
  },
  {
    name: 'http',
    title: 'Http',
    type: 'integer',
    fact: 'http.statusCode',
    presence: 'always',
    requirements: ['IAM-COL-HTTP'],
  },
  {
    name: 'log',
    title: 'Log',
    type: 'text',
    fact: 'message',
    presence: 'always',
    contains: [
      { fact: 'reason', requirements: ['IAM-COL-LOG'] },
      { fact: 'target.display', requirements: ['IAM-COL-LOG', 'IAM-VERIFY-1'] },
      { fact: 'target.display', targetType: 'Group', requirements: ['IAM-GROUP-1'] },
    ],
    requirements: ['IAM-COL-LOG'],
  },
];

/** What an entry is known by, beyond the document. */
const identification: readonly ColumnClause[] = [
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
  {
    name: 'operation',
    title: 'Operation',
    type: 'integer',
    fact: 'detail.operation',
    presence: 'may',
    extension: true,
    requirements: [],
  },
  {
    name: 'actor',
    title: 'Actor',
    type: 'party',
    fact: 'actor',
    presence: 'always',
    extension: true,
    requirements: ['FLD-ACTOR-1'],
  },
];

/**
 * The IAM log: every operation that an identity provider sends over SCIM, to be watched and not to be touched.
 * Each clause names the requirements (`IAM-*`, and the laws of all logs) that it answers for.
 */
export const iamDialect: DialectSpecification = {
  dialect: 'iam',
  title: 'IAM Logs',
  source: 'IAM Logs (IT Settings › IAM Settings › Logs)',
  scope: {
    grain: 'exchange',
    kinds: ['scim.request', 'scim.operation'],
    // What is sent while SCIM provisioning cannot run is no event of it.
    exclude: [{ 'detail.closed': ['scim-off', 'directory-provisioning'] }],
    capture: ['IAM-CAPTURE-1'],
    answers: [
      { from: 401, to: 401, requirements: ['IAM-401-1'] },
      { from: 404, to: 404, requirements: ['IAM-404-1'] },
      { from: 500, to: 599, requirements: ['IAM-404-1'] },
    ],
    parts: { column: 'operation', requirements: ['IAM-CAPTURE-1', 'FLD-OUTCOME-1'] },
    gates: [
      {
        closedBy: 'scim.disable',
        openedBy: 'scim.enable',
        exceptStatus: [401],
        requirements: ['IAM-DISABLED-1'],
      },
      {
        closedBy: 'directory-provisioning.enable',
        openedBy: 'directory-provisioning.disable',
        requirements: ['IAM-EXCL-1'],
      },
    ],
  },
  columns: [...table, ...identification],
  vocabulary: { column: 'event', category: 'type', requirements: ['IAM-COL-EVENT', 'IAM-COL-TYPE'] },
  filters: [],
  order: { by: 'date', direction: 'newest-first', requirements: ['IAM-ORDER-1'] },
  paging: { requirements: ['IAM-PAGE-1', 'X-PAGE-1'] },
  access: { roles: ['iam-log-reader'], requirements: ['IAM-ACCESS-1'] },
  confidentiality: { requirements: ['REQ-SECRET-1'] },
  readOnly: { requirements: ['IAM-RO-1'] },
  exports: { formats: ['csv', 'ndjson'], requirements: ['IAM-EXPORT-1'] },
  correlation: { column: 'correlationId', covers: 'requests', requirements: ['X-CORRELATE-1'] },
  laws: commonLaws,
};
