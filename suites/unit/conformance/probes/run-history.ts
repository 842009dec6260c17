import type { ExchangeLine } from '../../../../src/history/line.ts';
import type { ConditionOutcome, Condition, ScenarioHistory } from '../../../../src/conformance/verdict.ts';

/** The history of one scenario that these exchanges are. */
export function historyOf(exchanges: readonly ExchangeLine[]): ScenarioHistory {
  return {
    run: {
      type: 'run',
      format: 1,
      tool: 'test',
      seed: 1,
      target: { name: 'test', kind: 'reference' },
      dialects: [],
      unavailable: {},
    },
    scenario: { type: 'scenario', scenario: 'probes', title: 'Probes' },
    lines: exchanges.map((line, index) => ({ index: index + 2, line })),
  };
}

/** What conditions say of a history, in order. */
export function judged(conditions: readonly Condition[], history: ScenarioHistory): readonly ConditionOutcome[] {
  return conditions.flatMap((condition) => condition.judge(history));
}
