import type { ExchangeLine, Expectation, HistoryLine } from '../../history/index.ts';
import { type JsonValue, resolvePointer, parseJson } from '../../kernel/index.ts';
import { sameJson } from '../observation/canonical-json.ts';
import { Tally } from '../tally.ts';
import type { Condition } from '../verdict.ts';
import { plain, quote } from '../wording.ts';

/**
 * What scenarios declare about single exchanges (`expect`): status codes, values in the body, what must not be there,
 * headers. One outcome a requirement and scenario.
 * @param lines the history, from which the requirements follow that are named in it.
 */
export function protocolCondition(lines: readonly HistoryLine[]): Condition {
  const named = lines.flatMap((line) => (line.type === 'exchange' ? line.expect : []));
  return {
    id: protocolConditionId,
    requirements: [...new Set(named.map((expectation) => expectation.requirement))].toSorted(),
    judge({ lines: own }) {
      const tallies = new Map<string, Tally>();
      for (const { index, line } of own) {
        if (line.type !== 'exchange') continue;
        for (const expectation of line.expect) {
          const tally = tallies.get(expectation.requirement) ?? new Tally('expected exchanges');
          tallies.set(expectation.requirement, tally);
          judgeExpectation(tally, expectation, line, index);
        }
      }
      return [...tallies].flatMap(([requirement, tally]) => tally.settle([requirement]));
    },
  };
}

/** Id of the condition that judges the expectations of scenarios. */
export const protocolConditionId = 'protocol/expectation';

function judgeExpectation(tally: Tally, expectation: Expectation, line: ExchangeLine, index: number): void {
  const { method, path } = line.request;
  const exchange = `${plain(method)} ${plain(path)} (exchange ${line.number}, ${plain(line.step)})`;
  const evidence = { line: index, note: `exchange ${line.number}` };
  if (isVoid(expectation)) {
    tally.skip(`${exchange}: the scenario expects nothing in particular`);
    return;
  }
  const { response } = line;
  if (response === undefined) {
    const why = line.failure === undefined ? '' : `: ${plain(line.failure.code)} ${plain(line.failure.message)}`;
    tally.fail(`${exchange}: expected a response, none came${why}`, evidence);
    return;
  }
  const faults = [
    ...statusFaults(expectation, response.status),
    ...bodyFaults(expectation, response.body),
    ...headerFaults(expectation, response.headers),
  ];
  for (const fault of faults) tally.fail(`${exchange}: ${fault}`, evidence);
  if (faults.length === 0) tally.prove(evidence);
  tally.praise('came as the scenario declares');
}

function isVoid({ status, body, absent, headers }: Expectation): boolean {
  const declared = [status ?? [], Object.keys(body ?? {}), absent ?? [], Object.keys(headers ?? {})];
  return declared.every((part) => part.length === 0);
}

function statusFaults({ status = [] }: Expectation, came: number): string[] {
  return status.length === 0 || status.includes(came) ? [] : [`expected status ${status.join(' or ')}, came ${came}`];
}

function bodyFaults({ body = {}, absent = [] }: Expectation, text: string): string[] {
  const wanted = Object.entries(body);
  if (wanted.length + absent.length === 0) return [];
  // A response without a body has nothing in it, as RFC 7644 section 3.5.2 allows with 204.
  const document = text === '' ? null : parseJson(text);
  if (document === undefined) return [`expected a body in JSON, came ${quote(text)}`];
  return [
    ...wanted.flatMap(([pointer, value]) => valueFault(pointer, value, resolvePointer(document, pointer))),
    ...absent.flatMap((pointer) => {
      const value = resolvePointer(document, pointer);
      return value === undefined ? [] : [`expected nothing at ${quote(pointer)}, came ${quote(value)}`];
    }),
  ];
}

function valueFault(pointer: string, expected: JsonValue, came: JsonValue | undefined): string[] {
  if (came !== undefined && sameJson(expected, came)) return [];
  return [`expected ${quote(expected)} at ${quote(pointer)}, came ${quote(came)}`];
}

function headerFaults({ headers = {} }: Expectation, came: Readonly<Record<string, string>>): string[] {
  return Object.entries(headers).flatMap(([name, pattern]) => {
    const value = came[name.toLowerCase()];
    if (value !== undefined && new RegExp(pattern, 'u').test(value)) return [];
    return [`expected the header ${plain(name)} to match ${quote(pattern)}, came ${quote(value)}`];
  });
}
