import type { HistoryLine, LogReadLine } from '../../../../src/history/line.ts';

/** A history with some members of some lines replaced. */
export function alterLines(
  lines: readonly HistoryLine[],
  alter: (line: HistoryLine) => Partial<HistoryLine> | undefined,
): HistoryLine[] {
  return lines.map((line) => Object.assign({}, line, alter(line)));
}

/** A history in which logs answered otherwise. */
export function alterReads(
  lines: readonly HistoryLine[],
  alter: (line: LogReadLine) => Partial<LogReadLine>,
): HistoryLine[] {
  return alterLines(lines, (line) => (line.type === 'log-read' ? alter(line) : undefined));
}
