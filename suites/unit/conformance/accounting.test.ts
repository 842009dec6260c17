import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dialects } from '../../../src/cli/wiring/dialects.ts';
import { chooseScenarios, expectedRequirements } from '../../../src/cli/wiring/scenario-choice.ts';
import { catalogue, createRegistry, probes } from '../../../src/conformance/index.ts';
import type { Step } from '../../../src/scenario/index.ts';

const scenarios = chooseScenarios([], '.');
const entries = new Map(
  catalogue({ dialects, expected: expectedRequirements(scenarios) }).map((entry) => [entry.id, entry]),
);

/** Ids of the statements with a keyword in RFC 7643, RFC 7644 and RFC 9865. */
const statements = readFileSync(join(import.meta.dirname, 'rfc-statements.tsv'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.split('\t')[0]!)
  .filter((id) => id.startsWith('RFC'));

test('every statement of the RFCs is checked, or said to be unobservable and why', () => {
  expect(statements.length).toBe(322);
  const open = statements.filter((id) => {
    const entry = entries.get(id);
    return entry === undefined || (entry.conditions.length === 0 && entry.unobservable === undefined);
  });
  expect(open).toEqual([]);
  const unobservable = statements.filter((id) => entries.get(id)?.unobservable !== undefined);
  expect(unobservable.length).toBeLessThan(statements.length / 3);
  // What no check can decide must not look as if one did.
  expect(unobservable.filter((id) => entries.get(id)!.conditions.length > 0)).toEqual([]);
});

test('every other requirement of the RFCs is checked', () => {
  const lettered = [...entries.values()].filter(({ id }) => id.startsWith('RFC') && !statements.includes(id));
  expect(lettered.length).toBeGreaterThan(100);
  expect(lettered.filter(({ conditions }) => conditions.length === 0).map(({ id }) => id)).toEqual([]);
});

test('every probe is played by a bundled scenario', () => {
  const chosen = new Set(scenarios.flatMap(({ steps }) => steps.flatMap(probesOf)));
  const played = ({ id }: { readonly id: string }): boolean => chosen.has(id) || chosen.has(id.split('/')[0]!);
  expect(probes.filter((probe) => !played(probe)).map(({ id }) => id)).toEqual([]);
});

test('a check without a requirement is an error', () => {
  expect(() => catalogue({ dialects, registry: createRegistry([[]]) })).toThrow('no requirement has the id');
});

function probesOf(step: Step): readonly string[] {
  if (step.kind === 'repeat') return step.steps.flatMap(probesOf);
  return step.kind === 'probes' ? step.chosen : [];
}
