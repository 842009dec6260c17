import type { DialectSpecification } from '../../../audit/dialects/specification.ts';
import type { RunLine } from '../../../history/index.ts';
import { type LogView, logViews } from '../../observation/log-view.ts';
import { Tally } from '../../tally.ts';
import { plain } from '../../wording.ts';
import type { Condition } from '../../verdict.ts';

/** Makes the conditions for one kind of clause of a specification: none where the specification has no such clause. */
export type DialectConditionFactory = (specification: DialectSpecification) => readonly Condition[];

export interface DialectConditionParts {
  readonly specification: DialectSpecification;
  /** Kebab-case, without the dialect: `column-agrees/status-code`. */
  readonly name: string;
  /** The clause, as messages name it: `column "Status Code"`. */
  readonly clause: string;
  readonly requirements: readonly string[];
  /**
   * Keys of `run.unavailable`, without the dialect, under which a target says that it does not have the subject:
   * `column.method` stands for `column:requests.method`, `limit` for `limit:requests`. Nothing is judged then.
   */
  readonly subject?: readonly string[];
  /** Keys that only explain why the subject never occurred: what occurs nevertheless is judged. */
  readonly means?: readonly string[];
  /** What has to occur in a scenario for the condition to say anything: `the log is read with the filter "Status"`. */
  readonly needs: string;
  /** A run in which the subject never occurs is undecided, not just silent: without it the log was not judged at all. */
  readonly indispensable?: boolean;
  judge(view: LogView, tally: Tally): void;
}

/**
 * A condition on one clause, judged for each tenant whose log a scenario reads. What the target declares unavailable is
 * not judged; the run then says so with the target's reason.
 */
export function dialectCondition(parts: DialectConditionParts): Condition {
  const { specification, requirements, subject = [], means = [] } = parts;
  const clause = plain(`${specification.dialect}: ${parts.clause}`);
  return {
    id: `${specification.dialect}/${parts.name}`,
    requirements,
    judge(history) {
      if (unavailable(history.run, specification, ['log', ...subject]) !== undefined) return [];
      const tally = new Tally(clause);
      for (const view of logViews(history, specification)) parts.judge(view, tally);
      return tally.settle(requirements);
    },
    absent(run) {
      const reason = unavailable(run, specification, ['log', ...subject, ...means]);
      if (reason !== undefined) return { outcome: 'skip', message: `${clause}: ${plain(reason)}` };
      return {
        outcome: parts.indispensable === true ? 'unknown' : 'skip',
        message: `${clause}: in no scenario of this run ${parts.needs}`,
      };
    },
  };
}

/**
 * Why a target cannot show one of these, by its own declaration: `filter.method` of the dialect `requests` is looked up
 * as `filter:requests.method`.
 */
export function unavailable(
  run: RunLine,
  { dialect }: DialectSpecification,
  keys: readonly string[],
): string | undefined {
  return keys
    .map((key) => {
      const [kind, name] = key.split('.', 2);
      return run.unavailable[name === undefined ? `${kind}:${dialect}` : `${kind}:${dialect}.${name}`];
    })
    .find((reason) => reason !== undefined);
}

/** `statusCode` as a part of a condition's id: `status-code`. */
export function kebab(name: string): string {
  return name.replaceAll(/(?<=[a-z\d])(?=[A-Z])/gu, '-').toLowerCase();
}
