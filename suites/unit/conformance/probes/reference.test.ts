import { describe, expect, test } from 'vitest';
import { discoveryProbes } from '../../../../src/conformance/probes/discovery/index.ts';
import { schemaProbes } from '../../../../src/conformance/probes/schema/index.ts';
import { customModels } from './custom-models.ts';
import { runProbe, shortfalls } from './probe-harness.ts';
import { referenceTarget } from './reference-target.ts';

const areas = [...discoveryProbes, ...schemaProbes];

describe.each(areas.map((probe) => [probe.id, probe] as const))('%s', (_, probe) => {
  test('passes on the reference', async () => {
    const run = await runProbe(probe, await referenceTarget());
    expect(shortfalls(run).filter((line) => !line.includes(': skip, '))).toEqual([]);
  });

  test('passes on the reference with a resource type of its own', async () => {
    const run = await runProbe(probe, await referenceTarget(customModels()));
    expect(shortfalls(run)).toEqual([]);
  });
});
