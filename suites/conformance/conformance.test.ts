import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, inject, test } from 'vitest';
import { judge, type Verdict, verdictsDocument, verdictsText } from '../../src/conformance/index.ts';
import { readHistory } from '../../src/history/index.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The recorded history that is judged, and where its verdicts go. */
    readonly conformance: { readonly history: string; readonly verdicts: string };
  }
}

const { history, verdicts: output } = inject('conformance');
const lines = readHistory(history);
const run = lines.find((line) => line.type === 'run');
if (run === undefined) throw new Error(`${history} has no run line`);
const judgement = judge(lines);
writeFileSync(output, verdictsText(verdictsDocument(run, judgement)));

for (const [scenario, verdicts] of Map.groupBy(judgement.verdicts, (verdict) => verdict.scenario)) {
  describe(scenario, () => {
    for (const verdict of verdicts) {
      test(`${verdict.requirement} ${verdict.condition}`, (context) => {
        // A target is told of what is not a MUST; it does not fail by it.
        if (verdict.outcome === 'skip' || isTold(verdict)) context.skip(`${verdict.outcome}: ${verdict.message}`);
        expect(verdict.outcome, verdict.message).toBe('pass');
      });
    }
  });
}

test('the verdicts are written', () => {
  expect(judgement.verdicts.length).toBeGreaterThan(0);
  expect(readFileSync(output, 'utf8')).toBe(verdictsText(verdictsDocument(run, judgement)));
});

function isTold(verdict: Verdict): boolean {
  return verdict.outcome === 'fail' && verdict.level !== 'MUST';
}
