import { describe, expect, test } from 'vitest';
import { patchProbes } from '../../../../src/conformance/probes/patch/index.ts';
import { customModels } from './custom-models.ts';
import { runProbe, shortfalls } from './probe-harness.ts';
import { referenceTarget } from './reference-target.ts';

describe.each(patchProbes.map((probe) => [probe.id, probe] as const))('%s', (_, probe) => {
  test('passes on the reference', async () => {
    const run = await runProbe(probe, await referenceTarget(customModels()));
    expect(shortfalls(run)).toEqual([]);
  });
});
