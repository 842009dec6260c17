import type { HistoryLine } from '../history/index.ts';

/** `MUST`: the source says it. `SHOULD`: it follows from it. `EXT`: the source is silent; a target is told, not failed. */
export type Level = 'MUST' | 'SHOULD' | 'EXT';

export interface Requirement {
  /** Stable: `REQ-FILTER-END`, `RFC7644-3.5.2-3`. */
  readonly id: string;
  readonly level: Level;
  /** One or two sentences of our own. */
  readonly text: string;
  /** Document and, where there is one, a link to the clause. */
  readonly source: { readonly document: string; readonly section?: string; readonly url?: string };
  /** Why no check from outside can decide it. */
  readonly unobservable?: string;
}

/** `unknown`: the condition could not decide, for example because it crashed. It never counts as a pass. */
export type OutcomeKind = 'pass' | 'fail' | 'skip' | 'unknown';

/** Points at a line of the history that shows it: its index, starting at 0, and a few words. */
export interface Evidence {
  readonly line: number;
  readonly note: string;
}

export interface ConditionOutcome {
  readonly requirement: string;
  readonly outcome: OutcomeKind;
  /** On a failure: the clause, what was expected and what came. On a skip: the reason. */
  readonly message: string;
  readonly evidence: readonly Evidence[];
}

/** The lines of one scenario, with the index that each has in the whole history. */
export interface ScenarioHistory {
  readonly run: Extract<HistoryLine, { type: 'run' }>;
  readonly scenario: Extract<HistoryLine, { type: 'scenario' }>;
  readonly lines: readonly { readonly index: number; readonly line: HistoryLine }[];
}

/** A pure function over what was observed in one scenario. */
export interface Condition {
  /** Kebab-case: `requests/column-agrees`. */
  readonly id: string;
  /** Every requirement that it can decide; it returns outcomes for these and no others. */
  readonly requirements: readonly string[];
  /** Returns nothing for a requirement whose subject does not occur in this scenario. */
  judge(history: ScenarioHistory): readonly ConditionOutcome[];
  /**
   * What is to be said of its requirements when no scenario of a run had their subject.
   * Absent: a skip that says just this.
   */
  absent?(run: ScenarioHistory['run']): { readonly outcome: 'skip' | 'unknown'; readonly message: string };
}

export interface Verdict extends ConditionOutcome {
  readonly level: Level;
  readonly condition: string;
  /** Name of the scenario; `*` where the verdict is about the run as a whole. */
  readonly scenario: string;
}
