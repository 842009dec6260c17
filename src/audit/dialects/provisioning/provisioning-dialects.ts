import type { DialectSpecification } from '../specification.ts';
import { managementDialect } from './management-dialect.ts';
import { provisioningEntriesDialect } from './provisioning-entries-dialect.ts';
import { provisioningTasksDialect } from './provisioning-tasks-dialect.ts';

/** The logs that one document speaks of: tasks, the entries that they hold, and what is in neither of the two. */
export const provisioningDialects: readonly DialectSpecification[] = [
  provisioningTasksDialect,
  provisioningEntriesDialect,
  managementDialect,
];
