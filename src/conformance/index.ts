export { catalogue, type CatalogueEntry, type CatalogueSources } from './catalogue.ts';
export { conditionsFor, declaredConditions, logConditions, protocolConditions } from './conditions/all-conditions.ts';
export { judge, type Judgement, type JudgeOptions, wholeRun } from './judge.ts';
export { allRequirements, createRegistry, type Registry, requirementById, requirementRegistry } from './registry.ts';
export { discoveryRequests } from './discovery.ts';
export type { Discovery, Probe, ProbeContext, ProbeRequest, ProbeResponse, Stimulus } from './probe.ts';
export {
  DISCOVERY,
  discoveryFrom,
  judgeTrial,
  probeCondition,
  selectProbes,
  toProbeResponse,
} from './probe-condition.ts';
export { probes } from './probes/index.ts';
export { type OutcomeCounts, type RequirementOutcome, summarise, type Summary } from './summary.ts';
export type {
  Condition,
  ConditionOutcome,
  Evidence,
  Level,
  OutcomeKind,
  Requirement,
  ScenarioHistory,
  Verdict,
} from './verdict.ts';
export { verdictsDocument, type VerdictsDocument, verdictsSchema, verdictsText } from './verdicts-schema.ts';
