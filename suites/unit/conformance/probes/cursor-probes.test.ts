import { describe, expect, test } from 'vitest';
import { cursorProbes } from '../../../../src/conformance/probes/cursor/index.ts';
import { cursorTimeout } from '../../../../src/conformance/probes/cursor/cursor-timeout-probe.ts';
import { customModels } from './custom-models.ts';
import { runProbe, shortfalls } from './probe-harness.ts';
import { referenceTarget } from './reference-target.ts';

/** Paging backwards is optional, and the reference does not offer it. */
function expected(id: string): readonly string[] {
  return id === 'cursor/previous' ? ['RFC9865-2-c: skip, the target gives no previousCursor, which is optional'] : [];
}

describe.each(cursorProbes.map((probe) => [probe.id, probe] as const))('%s', (id, probe) => {
  test('passes on the reference', async () => {
    expect(shortfalls(await runProbe(probe, await referenceTarget()))).toEqual(expected(id));
  });

  test('passes on the reference with a resource type and small pages of its own', async () => {
    const target = await referenceTarget(customModels(), { defaultPageSize: 10, maxPageSize: 20 });
    expect(shortfalls(await runProbe(probe, target))).toEqual(expected(id));
  });
});

test('nobody waits for a cursor to expire where time costs something', async () => {
  const { respond, credentials = [], tenants = [] } = await referenceTarget();
  const run = await runProbe(cursorTimeout, { respond, credentials, tenants });
  expect(shortfalls(run)).toEqual([
    'RFC9865-2.1-b: skip, waiting for a cursor to expire would take as long as it says',
  ]);
});
