import { type Place, ScimulateError } from '../kernel/index.ts';
import { acrossLogsRequirements } from './requirements/across-logs.ts';
import { activityRequirements } from './requirements/activity.ts';
import { fieldRulesRequirements } from './requirements/field-rules.ts';
import { iamRequirements } from './requirements/iam.ts';
import { orgAuditRequirements } from './requirements/org-audit.ts';
import { provisioningRequirements } from './requirements/provisioning.ts';
import { requestsRequirements } from './requirements/requests.ts';
import { rfcRequirements } from './requirements/rfc/index.ts';
import type { Requirement } from './verdict.ts';

/** Requirements by id, in the order in which they are listed. */
export type Registry = ReadonlyMap<string, Requirement>;

/**
 * Joins lists of requirements.
 * @throws ScimulateError `REQUIREMENT_DUPLICATE` when two share an id.
 */
export function createRegistry(lists: readonly (readonly Requirement[])[]): Registry {
  const registry = new Map<string, Requirement>();
  for (const requirement of lists.flat()) {
    if (registry.has(requirement.id)) {
      throw new ScimulateError('REQUIREMENT_DUPLICATE', `the requirement ${requirement.id} is registered twice.`, {
        mend: 'give one of them another id.',
      });
    }
    registry.set(requirement.id, requirement);
  }
  return registry;
}

const registered = createRegistry([
  requestsRequirements,
  iamRequirements,
  orgAuditRequirements,
  activityRequirements,
  provisioningRequirements,
  acrossLogsRequirements,
  fieldRulesRequirements,
  rfcRequirements,
]);

/** The registry of every requirement that this project checks. */
export function requirementRegistry(): Registry {
  return registered;
}

/** Every requirement that this project checks, log by log, RFC by RFC. */
export function allRequirements(): readonly Requirement[] {
  return [...registered.values()];
}

/**
 * The requirement with this id.
 * @param place where the id was named, for the error.
 * @throws ScimulateError `REQUIREMENT_UNKNOWN` when none has it.
 */
export function requirementById(id: string, place?: Place, registry: Registry = registered): Requirement {
  const requirement = registry.get(id);
  if (requirement !== undefined) return requirement;
  throw new ScimulateError('REQUIREMENT_UNKNOWN', `no requirement has the id ${JSON.stringify(id.slice(0, 100))}.`, {
    ...(place === undefined ? {} : { place }),
    mend: 'use an id that "scimulate requirements" lists.',
  });
}
