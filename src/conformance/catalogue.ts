import type { DialectSpecification } from '../audit/dialects/specification.ts';
import { logConditions, protocolConditions } from './conditions/all-conditions.ts';
import { protocolConditionId } from './conditions/protocol.ts';
import { type Registry, requirementById, requirementRegistry } from './registry.ts';
import type { Condition, Requirement } from './verdict.ts';

/** A requirement and what checks it. */
export interface CatalogueEntry extends Requirement {
  /** Ids of conditions, in the order in which they judge. */
  readonly conditions: readonly string[];
}

/** Where conditions come from besides the code: clauses of dialects, and expectations of scenarios. */
export interface CatalogueSources {
  readonly dialects: readonly DialectSpecification[];
  /** Requirements that steps of scenarios declare expectations for. */
  readonly expected?: Iterable<string>;
  /** Conditions that depend on neither; those of the protocol by default. */
  readonly conditions?: readonly Condition[];
  readonly registry?: Registry;
}

/**
 * Every requirement with the conditions that check it, in the order of the registry.
 * @throws ScimulateError `REQUIREMENT_UNKNOWN` when a condition or an expectation names one that is not registered.
 */
export function catalogue(sources: CatalogueSources): readonly CatalogueEntry[] {
  const { dialects, expected = [], conditions = protocolConditions(), registry = requirementRegistry() } = sources;
  const checks = new Map<string, string[]>();
  const add = (requirement: string, condition: string): void => {
    requirementById(requirement, { file: condition }, registry);
    const known = checks.get(requirement);
    if (known === undefined) checks.set(requirement, [condition]);
    else if (!known.includes(condition)) known.push(condition);
  };
  for (const condition of [...logConditions(dialects), ...conditions]) {
    for (const requirement of condition.requirements) add(requirement, condition.id);
  }
  for (const requirement of expected) add(requirement, protocolConditionId);
  return [...registry.values()].map(({ id, level, text, source, unobservable }) => {
    const entry = { id, level, text, source, conditions: checks.get(id) ?? [] };
    return unobservable === undefined ? entry : Object.assign(entry, { unobservable });
  });
}
