export { catalogue } from './catalogue.ts';
export { declaredConditions, logConditions } from './conditions/all-conditions.ts';
export { judge, type Judgement } from './judge.ts';
export { allRequirements, createRegistry, type Registry, requirementById, requirementRegistry } from './registry.ts';
export { compareWithDeviations, type Comparison, type Deviation } from './deviations.ts';
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
export { summarise } from './summary.ts';
export type { Condition, Level, OutcomeKind, Requirement, Verdict } from './verdict.ts';
export { verdictsDocument, type VerdictsDocument, verdictsSchema, verdictsText } from './verdicts-schema.ts';
