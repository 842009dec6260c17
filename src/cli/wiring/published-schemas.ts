import { verdictsSchema } from '../../conformance/index.ts';
import { scenarioSchema } from '../../scenario/index.ts';
import { targetFileSchema } from '../../targets/index.ts';

/** JSON Schemas of the files that scimulate reads and writes, by the name that `scimulate schema` takes. */
export const published: Readonly<Record<string, object>> = {
  scenario: scenarioSchema,
  target: targetFileSchema,
  verdicts: verdictsSchema,
};
