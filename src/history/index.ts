export { HistoryWriter, writeHistory } from './history-writer.ts';
export { parseHistory, readHistory } from './history-reader.ts';
export { lineText } from './line-text.ts';
export type {
  ClockLine,
  ExchangeLine,
  Expectation,
  HistoryLine,
  LogEntry,
  LogReadLine,
  NoteLine,
  ProbeLine,
  RunLine,
  ScenarioLine,
} from './line.ts';
export { Scrubber } from './scrubber.ts';
