import { isJsonObject, type JsonValue } from '../../../kernel/index.ts';
import { entryEvidence, exchangeEvidence } from '../../observation/evidence.ts';
import type { LogView } from '../../observation/log-view.ts';
import { secretMarker } from '../../observation/masking.ts';
import { sensitiveValues } from '../../observation/sensitive-values.ts';
import type { Tally } from '../../tally.ts';
import { count, plain } from '../../wording.ts';
import { dialectCondition, type DialectConditionFactory } from './dialect-condition.ts';

/**
 * No credential can be read in the log. The recorder writes `{{secret:NAME}}` wherever a secret that it knows stood, in
 * whatever encoding: one of these in an entry, or in the text of an error, is the leak. Passwords and credentials that
 * were sent and that the recorder did not know are looked for as they were sent.
 */
export const confidentialityConditions: DialectConditionFactory = (specification) =>
  specification.confidentiality === undefined
    ? []
    : [
        dialectCondition({
          specification,
          name: 'confidentiality',
          clause: 'no credential can be read',
          requirements: specification.confidentiality.requirements,
          needs: 'the log has an entry of a request that carried a credential',
          judge: judgeConfidentiality,
        }),
      ];

function judgeConfidentiality(view: LogView, tally: Tally): void {
  const sent = sensitiveValues(view.exchanges.map(({ line }) => line));
  const titles = new Map(view.specification.columns.map((column) => [column.name, column.title]));
  /** Columns in which a leak was told already: one message a column. */
  const told = new Set<string>();
  for (const walk of [...view.walks, ...view.outsiders]) {
    for (const placed of walk.entries) {
      for (const [name, value] of Object.entries(placed.entry)) {
        const leak = leakIn([name, value ?? null], sent);
        if (leak === undefined || told.has(name)) continue;
        told.add(name);
        const column = plain(titles.get(name) ?? name);
        tally.fail(`expected a mask, came ${plain(leak)} in the column "${column}"`, entryEvidence(placed));
      }
    }
    for (const page of walk.pages) {
      const leak = leakIn(page.line.error ?? null, sent);
      if (leak !== undefined)
        tally.fail(`expected no credential, came ${plain(leak)} in an error`, { line: page.index, note: 'the error' });
    }
  }
  const carrying = [...view.pairing.entryOf.keys()].filter(({ line }) => line.credential !== 'none');
  for (const exchange of carrying) tally.prove(exchangeEvidence(exchange));
  if (view.whole !== undefined) tally.skip('no request of this scenario with an entry carried a credential');
  tally.praise(`${count(carrying.length, 'request')} carried credentials, none can be read`);
}

/** The name of the first credential that can be read in a value, or `undefined`. */
function leakIn(value: JsonValue, sent: ReadonlyMap<string, string>): string | undefined {
  if (typeof value === 'string') {
    const marker = secretMarker.exec(value);
    if (marker !== null) return marker[0];
    return [...sent].find(([secret]) => value.includes(secret))?.[1];
  }
  const parts = Array.isArray(value)
    ? (value as readonly JsonValue[])
    : isJsonObject(value)
      ? [...Object.keys(value), ...Object.values(value)]
      : [];
  for (const part of parts) {
    const leak = leakIn(part ?? null, sent);
    if (leak !== undefined) return leak;
  }
  return undefined;
}
