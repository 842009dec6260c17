import type { DialectSpecification } from '../../audit/dialects/specification.ts';
import { ScimulateError } from '../../kernel/index.ts';
import type { HistoryLine } from '../../history/index.ts';
import type { Condition } from '../verdict.ts';
import { checkingConditions, dialectConditions } from './dialect/dialect-conditions.ts';
import type { Probe } from '../probe.ts';
import { probeCondition } from '../probe-condition.ts';
import { probes } from '../probes/index.ts';
import { universalConditions } from './protocol/index.ts';
import { protocolCondition } from './protocol.ts';

/** The conditions that check the logs of these dialects, dialect by dialect. */
export function logConditions(dialects: readonly DialectSpecification[]): readonly Condition[] {
  return dialects.flatMap(checkingConditions);
}

/** The conditions that depend on no history and no dialect: what holds of every exchange, and the judgements of probes. */
export function protocolConditions(): readonly Condition[] {
  return [...universalConditions, ...probes.map(probeCondition)];
}

/** The conditions that a history itself calls for: by the dialects of its run line and the expectations of its exchanges. */
export function declaredConditions(
  lines: readonly HistoryLine[],
  dialects: readonly DialectSpecification[],
): readonly Condition[] {
  return [...dialects.flatMap(dialectConditions), protocolCondition(lines)];
}

/** Every condition that a history is judged by. */
export function conditionsFor(
  lines: readonly HistoryLine[],
  dialects: readonly DialectSpecification[],
): readonly Condition[] {
  return [...declaredConditions(lines, dialects), ...universalConditions, ...playedProbes(lines).map(probeCondition)];
}

/** The probes whose trials are in a history, in the order of the catalogue. */
function playedProbes(lines: readonly HistoryLine[]): readonly Probe[] {
  const played = new Set(lines.flatMap((line) => (line.type === 'probe' ? [line.probe] : [])));
  const known = probes.filter(({ id }) => played.delete(id));
  const [stranger] = played;
  if (stranger === undefined) return known;
  throw new ScimulateError('PROBE_UNKNOWN', `there is no probe "${stranger}" in this version.`, {
    mend: 'judge the history with the version of scimulate that recorded it.',
  });
}
