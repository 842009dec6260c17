/**
 * scimulate as a library: the reference simulator to embed in tests, and the judge of recorded histories.
 * The command line is built from the same parts.
 */
export { type Clock, seededRandom, type Random, ScimulateError, SystemClock, VirtualClock } from './kernel/index.ts';
export { type AuditStore, type DialectSpecification, openStore, requestsDialect } from './audit/index.ts';
export {
  createSimulator,
  serve,
  type Served,
  type ServeOptions,
  type Simulator,
  type SimulatorOptions,
} from './simulator/index.ts';
export { type HistoryLine, readHistory } from './history/index.ts';
export { judge, type Judgement, type Verdict, verdictsDocument, type VerdictsDocument } from './conformance/index.ts';
