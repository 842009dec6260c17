import type { DialectSpecification } from '../../../audit/dialects/specification.ts';
import { carriedWritesConditions } from './carried-writes.ts';
import type { DialectConditionFactory } from './dialect-condition.ts';
import { drivenConditions } from './driven.ts';
import { groupingConditions } from './grouping.ts';
import { lifeCycleConditions } from './life-cycle.ts';
import { occurrenceConditions } from './occurrence.ts';
import { partitionConditions } from './partition.ts';
import { refreshConditions } from './refresh.ts';
import { statusMachineConditions } from './status-machine.ts';

/** Clauses about what goes on over several entries. */
export const processFactories: readonly DialectConditionFactory[] = [
  partitionConditions,
  drivenConditions,
  lifeCycleConditions,
  carriedWritesConditions,
  statusMachineConditions,
  groupingConditions,
  occurrenceConditions,
  refreshConditions,
];

/** Every requirement that one of these clauses answers for. */
export function processRequirements(specification: DialectSpecification): readonly string[] {
  const { partition, lifeCycles = [], writes = [], statusMachine, grouping, occurrences = [], refresh } = specification;
  const { total, counts = [], verdict, rerun } = grouping ?? {};
  return [
    ...lifeCycles.flatMap(({ obeyed, ordered, completed }) => [...obeyed, ...ordered, ...completed]),
    ...[...writes, ...occurrences, ...counts].flatMap(({ requirements }) => requirements),
    ...[partition, statusMachine, total, verdict, refresh].flatMap((clause) => clause?.requirements ?? []),
    ...[grouping?.grouped, rerun?.own, rerun?.repaired, rerun?.unduplicated].flatMap((ids) => ids ?? []),
  ];
}
