import { isJsonObject, parseJson, ScimulateError } from '../../kernel/index.ts';
import { judge, type VerdictsDocument, verdictsDocument, verdictsText } from '../../conformance/index.ts';
import type { HistoryLine } from '../../history/index.ts';

/** What a history was judged to show. */
export interface HistoryJudgement {
  readonly document: VerdictsDocument;
  /** The bytes of `verdicts.json`. */
  readonly text: string;
  /** What was judged. */
  readonly lines: readonly HistoryLine[];
}

/** Judges a history. @throws ScimulateError `HISTORY_INVALID`, `REQUIREMENT_UNKNOWN`. */
export function judgeHistory(lines: readonly HistoryLine[]): HistoryJudgement {
  const [run] = lines;
  const judgement = judge(lines);
  if (run?.type !== 'run') throw new ScimulateError('HISTORY_INVALID', 'the history does not begin with its run line');
  const document = verdictsDocument(run, judgement);
  return { document, text: verdictsText(document), lines };
}

/** The document that the conformance suite wrote. It comes from this program and is not checked again but for its kind. */
export function parseVerdicts(text: string): VerdictsDocument {
  const value: unknown = parseJson(text);
  if (!isVerdictsDocument(value))
    throw new ScimulateError('VERDICTS_INVALID', 'the conformance suite wrote no verdicts');
  return value;
}

function isVerdictsDocument(value: unknown): value is VerdictsDocument {
  return isJsonObject(value) && Array.isArray(value['verdicts']) && isJsonObject(value['summary']);
}
