import type { HistoryLine, RunLine } from '../history/index.ts';
import { messageOf, ScimulateError } from '../kernel/index.ts';
import { conditionsFor } from './conditions/all-conditions.ts';
import { type Registry, requirementById, requirementRegistry } from './registry.ts';
import { summarise, type Summary } from './summary.ts';
import type { Condition, ConditionOutcome, ScenarioHistory, Verdict } from './verdict.ts';
import { plain } from './wording.ts';

export interface Judgement {
  /** Scenario by scenario in the order of the history, then what concerns the run as a whole. */
  readonly verdicts: readonly Verdict[];
  readonly summary: Summary;
}

/** Stands for the name of a scenario in a verdict about the run as a whole. */
const wholeRun = '*';

/** By what a history is judged, if not by everything that this project knows. */
export interface JudgeOptions {
  readonly registry?: Registry;
  /** By default those that the history's own run line and expectations call for. */
  readonly conditions?: readonly Condition[];
}

/**
 * Judges a history: pure, so that an archived one gets the same verdicts again.
 * A condition that throws gives `unknown` for all of its requirements, and a requirement of which no scenario showed the
 * subject gets one verdict about the run.
 * @throws ScimulateError `HISTORY_INVALID` when the run line or a scenario's opening line is not where it must be,
 * `REQUIREMENT_UNKNOWN` when a clause or an expectation names a requirement that is not registered.
 */
export function judge(lines: readonly HistoryLine[], options: JudgeOptions = {}): Judgement {
  const [run] = lines;
  if (run?.type !== 'run') {
    throw new ScimulateError('HISTORY_INVALID', 'the history does not begin with its run line.', {
      mend: 'judge a history as a run has written it.',
    });
  }
  const { registry = requirementRegistry(), conditions = conditionsFor(lines, run.dialects) } = options;
  checkExpectations(lines, registry);
  checkConditions(conditions, registry);
  const verdicts = scenariosOf(run, lines).flatMap((history) =>
    conditions.flatMap((condition) => verdictsOf(condition, history, registry)),
  );
  const all = [...verdicts, ...absentVerdicts(run, conditions, verdicts, registry)];
  return { verdicts: all, summary: summarise(all, registry) };
}

function checkExpectations(lines: readonly HistoryLine[], registry: Registry): void {
  for (const [index, line] of lines.entries()) {
    if (line.type !== 'exchange') continue;
    for (const { requirement } of line.expect) requirementById(requirement, { line: index + 1 }, registry);
  }
}

function checkConditions(conditions: readonly Condition[], registry: Registry): void {
  for (const { id, requirements } of conditions) {
    for (const requirement of requirements) requirementById(requirement, { file: id }, registry);
  }
}

/** The lines up to the next opening line belong to a scenario. */
function scenariosOf(run: RunLine, lines: readonly HistoryLine[]): ScenarioHistory[] {
  const scenarios: { scenario: ScenarioHistory['scenario']; lines: { index: number; line: HistoryLine }[] }[] = [];
  for (const [index, line] of lines.entries()) {
    if (index === 0) continue;
    if (line.type === 'scenario') scenarios.push({ scenario: line, lines: [] });
    else {
      const open = scenarios.at(-1);
      if (line.type === 'run' || open === undefined) {
        throw new ScimulateError('HISTORY_INVALID', 'a line stands outside of every scenario.', {
          place: { line: index + 1 },
          mend: 'judge a history as a run has written it.',
        });
      }
      open.lines.push({ index, line });
    }
  }
  return scenarios.map(({ scenario, lines: own }) => ({ run, scenario, lines: own }));
}

function verdictsOf(condition: Condition, history: ScenarioHistory, registry: Registry): Verdict[] {
  const { scenario } = history.scenario;
  return outcomesOf(condition, history).map((outcome) => toVerdict(outcome, condition.id, scenario, registry));
}

function outcomesOf(condition: Condition, history: ScenarioHistory): readonly ConditionOutcome[] {
  try {
    const outcomes = condition.judge(history);
    const stray = outcomes.find(({ requirement }) => !condition.requirements.includes(requirement));
    if (stray !== undefined) throw new Error(`the condition speaks of ${stray.requirement}, which it does not declare`);
    return outcomes;
  } catch (error) {
    const message = `the condition could not decide: ${plain(messageOf(error))}`;
    return condition.requirements.map((requirement) => ({ requirement, outcome: 'unknown', message, evidence: [] }));
  }
}

function toVerdict(outcome: ConditionOutcome, condition: string, scenario: string, registry: Registry): Verdict {
  const { requirement, message, evidence } = outcome;
  const { level } = requirementById(requirement, { file: condition }, registry);
  return { requirement, level, outcome: outcome.outcome, condition, scenario, message, evidence };
}

/** One verdict for each requirement that no scenario gave one; where conditions differ, the undecided one speaks. */
function absentVerdicts(
  run: RunLine,
  conditions: readonly Condition[],
  verdicts: readonly Verdict[],
  registry: Registry,
): Verdict[] {
  const decided = new Set(verdicts.map((verdict) => verdict.requirement));
  const absent = new Map<string, Verdict>();
  for (const condition of conditions) {
    for (const requirement of condition.requirements.filter((id) => !decided.has(id))) {
      const said = condition.absent?.(run) ?? {
        outcome: 'skip',
        message: 'its subject occurs in no scenario of this run',
      };
      if (absent.has(requirement) && said.outcome !== 'unknown') continue;
      absent.set(requirement, toVerdict({ requirement, ...said, evidence: [] }, condition.id, wholeRun, registry));
    }
  }
  return [...absent.values()];
}
