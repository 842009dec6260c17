import {
  activityDialect,
  type DialectSpecification,
  orgAuditDialect,
  provisioningDialects,
  requestsDialect,
} from '../../audit/index.ts';

/** The audit logs that the bundled simulator keeps and that a target file can name. */
export const dialects: readonly DialectSpecification[] = [
  requestsDialect,
  activityDialect,
  orgAuditDialect,
  ...provisioningDialects,
];
