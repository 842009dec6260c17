export { type RunOptions, describeRun, runScenario } from './run-scenario.ts';
export { loadScenarios, parseScenario } from './scenario-loader.ts';
export { scenarioSchema } from './scenario-schema.ts';
export type { Scenario, Step } from './scenario.ts';
export type { References } from './scenario-vocabulary.ts';
