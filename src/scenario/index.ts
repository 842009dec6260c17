export { type RunOptions, describeRun, runScenario } from './run-scenario.ts';
export { type OutgoingRequest, type RecorderOptions, RunRecorder } from './run-recorder.ts';
export { loadScenarios, parseScenario } from './scenario-loader.ts';
export { scenarioSchema } from './scenario-schema.ts';
export type { Scenario, Step } from './scenario.ts';
export type { References } from './scenario-vocabulary.ts';
