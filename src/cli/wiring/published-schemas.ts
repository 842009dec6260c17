import { verdictsSchema } from '../../conformance/index.ts';
import { scenarioSchema } from '../../scenario/index.ts';
import { targetFileSchema } from '../../targets/index.ts';
import { deviationsSchema } from './deviations-file.ts';

/** JSON Schemas of the files that scimulate reads and writes, by the name that `scimulate schema` takes. */
export const published: Readonly<Record<string, object>> = {
  deviations: deviationsSchema,
  scenario: scenarioSchema,
  target: targetFileSchema,
  verdicts: verdictsSchema,
};
