export { groupByRequirement, type RequirementGroup } from './requirement-groups.ts';
export { scorecard, type ScorecardInput } from './scorecard.ts';
export { palette, type Palette, terminalText } from './terminal-text.ts';
