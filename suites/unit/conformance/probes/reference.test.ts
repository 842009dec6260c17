import { describe, expect, test } from 'vitest';
import type { ExchangeLine } from '../../../../src/history/line.ts';
import { universalConditions } from '../../../../src/conformance/conditions/protocol/index.ts';
import { discoveryProbes } from '../../../../src/conformance/probes/discovery/index.ts';
import { schemaProbes } from '../../../../src/conformance/probes/schema/index.ts';
import { serviceProbes } from '../../../../src/conformance/probes/service/index.ts';
import { customModels } from './custom-models.ts';
import { runProbe, shortfalls } from './probe-harness.ts';
import { referenceTarget } from './reference-target.ts';
import { historyOf, judged } from './run-history.ts';

/** A reference with a resource type of its own, and with pages so small that one of them can be filled. */
const custom = () => referenceTarget(customModels(), { defaultPageSize: 10, maxPageSize: 20 });

const areas = [...discoveryProbes, ...schemaProbes, ...serviceProbes];

describe.each(areas.map((probe) => [probe.id, probe] as const))('%s', (_, probe) => {
  test('passes on the reference', async () => {
    const run = await runProbe(probe, await referenceTarget());
    expect(shortfalls(run).filter((line) => !line.includes(': skip, '))).toEqual([]);
  });

  test('passes on the reference with a resource type of its own', async () => {
    const run = await runProbe(probe, await custom());
    expect(shortfalls(run)).toEqual([]);
  });
});

test('every exchange on the reference keeps what holds everywhere', async () => {
  const target = await custom();
  const exchanges: ExchangeLine[] = [];
  for (const probe of areas) exchanges.push(...(await runProbe(probe, target)).exchanges);
  const outcomes = judged(universalConditions, historyOf(exchanges));
  expect(
    outcomes.filter(({ outcome }) => outcome !== 'pass').map(({ requirement, message }) => `${requirement} ${message}`),
  ).toEqual([]);
  expect(outcomes.length).toBeGreaterThan(20);
});
