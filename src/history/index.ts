export { HistoryWriter, writeHistory } from './history-writer.ts';
export { parseHistory, readHistory } from './history-reader.ts';
export { lineText } from './line-text.ts';
export type {
  DriverLine,
  ExchangeLine,
  Expectation,
  HistoryLine,
  LogChoicesLine,
  LogEntry,
  LogReadLine,
  RunLine,
} from './line.ts';
export { Scrubber } from './scrubber.ts';
