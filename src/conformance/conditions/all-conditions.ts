import type { DialectSpecification } from '../../audit/dialects/specification.ts';
import type { HistoryLine } from '../../history/line.ts';
import type { Condition } from '../verdict.ts';
import { dialectConditions } from './dialect/dialect-conditions.ts';
import { protocolCondition } from './protocol.ts';

/** The conditions that judge the logs of these dialects, dialect by dialect. */
export function logConditions(dialects: readonly DialectSpecification[]): readonly Condition[] {
  return dialects.flatMap(dialectConditions);
}

/** Every condition that a history is judged by: what it declares decides which. */
export function conditionsFor(
  lines: readonly HistoryLine[],
  dialects: readonly DialectSpecification[],
): readonly Condition[] {
  return [...logConditions(dialects), protocolCondition(lines)];
}
