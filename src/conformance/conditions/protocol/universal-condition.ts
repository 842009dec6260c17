import { Tally } from '../../tally.ts';
import type { Condition } from '../../verdict.ts';
import { plain } from '../../wording.ts';
import { type ProtocolView, protocolViewOf, type ViewedExchange } from './protocol-view.ts';

/** What one place in one response shows of a clause. */
export interface Finding {
  readonly holds: boolean;
  /** What was expected and what came: `expected an id, got nothing`. */
  readonly message: string;
  readonly exchange: ViewedExchange;
}

/** A clause that every exchange of every scenario is held against. */
export interface UniversalRule {
  /** Kebab-case; the condition is `protocol/<name>`. */
  readonly name: string;
  readonly requirements: readonly string[];
  /** As messages name it. */
  readonly clause: string;
  /** Yields a finding wherever the clause has a subject, and nothing elsewhere. */
  examine(view: ProtocolView): Iterable<Finding>;
}

/** The condition that a rule is: fails on any finding that does not hold, passes on at least one that does. */
export function universalCondition(rule: UniversalRule): Condition {
  const { name, requirements, clause } = rule;
  return {
    id: `protocol/${name}`,
    requirements,
    judge(history) {
      const tally = new Tally(clause);
      for (const { holds, message, exchange } of rule.examine(protocolViewOf(history))) {
        const { method, path } = exchange.line.request;
        const evidence = { line: exchange.index, note: `exchange ${exchange.line.number}` };
        if (holds) tally.prove(evidence);
        else tally.fail(`${plain(method)} ${plain(path)}: ${message}`, evidence);
      }
      return tally.settle(requirements);
    },
  };
}
