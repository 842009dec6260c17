import { commonLaws } from '../common-laws.ts';
import type { DialectSpecification } from '../specification.ts';
import { correlationColumn, DIRECTIONS, READERS, SOURCE } from './provisioning-words.ts';

/**
 * The management and user log, as far as the document about provisioning says what belongs there and not into the
 * provisioning logs: changes over OpenAPI, and what an application fetches by itself.
 */
export const managementDialect: DialectSpecification = {
  dialect: 'management',
  title: 'Management and user logs',
  source: SOURCE,
  scope: { grain: 'event', kinds: ['management.action'], capture: ['PRV-SCOPE-1'] },
  columns: [
    {
      name: 'time',
      title: 'Time',
      type: 'instant',
      fact: 'occurredAt',
      presence: 'always',
      requirements: [],
    },
    {
      name: 'direction',
      title: 'Direction',
      type: 'enumeration',
      fact: 'detail.direction',
      presence: 'always',
      values: DIRECTIONS,
      requirements: [],
    },
    { name: 'actor', title: 'Actor', type: 'party', fact: 'actor', presence: 'always', requirements: [] },
    {
      name: 'action',
      title: 'Action',
      type: 'enumeration',
      fact: 'action',
      presence: 'always',
      values: {
        'open-api.create': 'Created over OpenAPI',
        'open-api.update': 'Updated over OpenAPI',
        'open-api.delete': 'Deleted over OpenAPI',
        'application.pull': 'Pulled by an application',
      },
      requirements: [],
    },
    { name: 'object', title: 'Object', type: 'party', fact: 'target', presence: 'always', requirements: [] },
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
    correlationColumn,
  ],
  filters: [],
  order: { by: 'time', direction: 'newest-first', requirements: [] },
  paging: { requirements: ['X-PAGE-1'] },
  access: { roles: READERS, requirements: [] },
  confidentiality: { requirements: ['REQ-SECRET-1'] },
  readOnly: { requirements: [] },
  exports: { formats: ['csv', 'ndjson'], requirements: [] },
  correlation: { column: 'correlationId', covers: 'some', requirements: ['X-CORRELATE-1'] },
  laws: {
    immutable: commonLaws.immutable,
    clock: commonLaws.clock,
    tenancy: commonLaws.tenancy,
    injection: commonLaws.injection,
    actor: commonLaws.actor,
  },
};
