import { isJsonObject, type JsonObject, type JsonValue, messageOf, parseJson } from '../kernel/index.ts';
import type { ExchangeLine, ProbeLine } from '../history/line.ts';
import { type DiscoveryDocuments, readDiscovery } from './discovery.ts';
import type { Assess, Discovery, Probe, ProbeOutcome, ProbeResponse, Seen, SeenExchange } from './probe.ts';
import type { Condition, ConditionOutcome, ScenarioHistory } from './verdict.ts';

/** Under this id the exchanges with the discovery endpoints are recorded, once in each scenario that has probes. */
export const DISCOVERY = 'discovery';

/** An exchange of a probe with its index in the history. */
export interface IndexedExchange {
  readonly index: number;
  readonly line: ExchangeLine;
}

/** The condition that a probe's judgement is: the same over a fresh and over an archived history. */
export function probeCondition(probe: Probe): Condition {
  return {
    id: `probe/${probe.id}`,
    requirements: probe.requirements,
    judge: (history) => {
      const trials = trialsOf(history, probe.id);
      if (trials.length === 0) return [];
      const discovery = discoveryOf(history);
      return worst(
        probe.requirements,
        trials.flatMap((trial) =>
          trial.opening.line.skipped === undefined
            ? judgeTrial(probe, discovery, trial.exchanges, trial.opening.line.generated)
            : probe.requirements.map((requirement) => ({
                requirement,
                outcome: 'skip' as const,
                message: trial.opening.line.skipped!,
                line: trial.opening.index,
              })),
        ),
      );
    },
  };
}

/** Judges one trial. A judgement that throws, and a requirement that it leaves out, are `unknown`. */
export function judgeTrial(
  probe: Probe,
  discovery: Discovery,
  exchanges: readonly IndexedExchange[],
  generated: JsonValue | undefined,
): readonly ProbeOutcome[] {
  const outcomes: ProbeOutcome[] = [];
  const record = (outcome: ProbeOutcome): void => {
    if (!probe.requirements.includes(outcome.requirement))
      throw new Error(`${probe.id} assesses ${outcome.requirement} undeclared`);
    outcomes.push(outcome);
  };
  const assess: Assess = Object.assign(
    (requirement: string, holds: boolean, message: string, exchange: SeenExchange) =>
      record({ requirement, outcome: holds ? 'pass' : 'fail', message, line: exchange.line }),
    { skip: (requirement: string, reason: string) => record({ requirement, outcome: 'skip', message: reason }) },
  );
  let crash: string | undefined;
  try {
    const seen = seenOf(discovery, exchanges);
    if ('trials' in probe) probe.judge(seen, assess, generated ?? null);
    else probe.judge(seen, assess);
  } catch (error) {
    crash = messageOf(error);
  }
  const decided = new Set(outcomes.map((outcome) => outcome.requirement));
  const open = probe.requirements.filter((requirement) => !decided.has(requirement));
  const reason = crash ?? 'the probe did not come to this requirement';
  return [...outcomes, ...open.map((requirement) => ({ requirement, outcome: 'unknown' as const, message: reason }))];
}

interface Trial {
  readonly opening: { readonly index: number; readonly line: ProbeLine };
  readonly exchanges: readonly IndexedExchange[];
}

/** A trial that was opened twice was given up: the later line says why. */
function trialsOf(history: ScenarioHistory, id: string): readonly Trial[] {
  const exchanges = exchangesOf(history, id);
  const openings = new Map<number, Trial['opening']>();
  for (const { index, line } of history.lines) {
    if (line.type === 'probe' && line.probe === id) openings.set(line.trial, { index, line });
  }
  return [...openings].map(([trial, opening]) => ({
    opening,
    exchanges: exchanges.filter(({ line }) => line.probe?.trial === trial),
  }));
}

function exchangesOf(history: ScenarioHistory, id: string): readonly IndexedExchange[] {
  return history.lines.flatMap(({ index, line }) =>
    line.type === 'exchange' && line.probe?.id === id ? [{ index, line }] : [],
  );
}

/** Whether the target was asked in this scenario what it says of itself. */
export function wasDiscovered(history: ScenarioHistory): boolean {
  return history.lines.some(({ line }) => line.type === 'exchange' && line.probe?.id === DISCOVERY);
}

/** What the target said of itself in this scenario; see `readDiscovery` for what it did not say. */
export function discoveryOf(history: ScenarioHistory): Discovery {
  return discoveryFrom(exchangesOf(history, DISCOVERY).map(({ line }) => line));
}

/** Reads discovery from the exchanges that fetched it. */
export function discoveryFrom(exchanges: readonly ExchangeLine[]): Discovery {
  const body = (label: keyof DiscoveryDocuments): JsonObject | undefined => {
    const line = exchanges.find((exchange) => exchange.probe?.label === label);
    return line?.response?.status === 200 ? parseObject(line.response.body) : undefined;
  };
  return readDiscovery({
    configuration: body('configuration'),
    resourceTypes: body('resourceTypes'),
    schemas: body('schemas'),
  });
}

function seenOf(discovery: Discovery, exchanges: readonly IndexedExchange[]): Seen {
  const seen = exchanges.map(seenExchange);
  const all = (label: string): readonly SeenExchange[] => seen.filter((exchange) => exchange.label === label);
  return {
    ...discovery,
    exchanges: seen,
    all,
    one: (label) => {
      const found = all(label);
      if (found.length !== 1) throw new Error(`${found.length} exchanges are labelled "${label}", not one`);
      return found[0]!;
    },
  };
}

function seenExchange({ index, line }: IndexedExchange): SeenExchange {
  const { request } = line;
  return {
    line: index,
    label: line.probe?.label ?? line.step,
    request: {
      method: request.method,
      path: request.path,
      headers: request.headers,
      text: request.body,
      body: parseJson(request.body),
    },
    response: toProbeResponse(line),
    sentAt: line.sentAt,
    receivedAt: line.receivedAt,
  };
}

/** The response of a recorded exchange in the form in which stimulus and judgement get it. */
export function toProbeResponse(line: Pick<ExchangeLine, 'response'>): ProbeResponse {
  if (line.response === undefined) return { status: 0, headers: {}, text: '', body: undefined };
  const { status, headers, body } = line.response;
  return { status, headers, text: body, body: parseObject(body) };
}

function parseObject(text: string): JsonObject | undefined {
  const value = parseJson(text);
  return isJsonObject(value) ? value : undefined;
}

const severity = { fail: 3, unknown: 2, pass: 1, skip: 0 } as const;

/**
 * One outcome a requirement. Of several failures the last one counts: shrinking ends at the smallest case that fails.
 */
function worst(requirements: readonly string[], outcomes: readonly ProbeOutcome[]): readonly ConditionOutcome[] {
  return requirements.flatMap((requirement) => {
    const own = outcomes.filter((outcome) => outcome.requirement === requirement);
    if (own.length === 0) return [];
    const top = Math.max(...own.map((outcome) => severity[outcome.outcome]));
    const chosen = own.findLast((outcome) => severity[outcome.outcome] === top)!;
    const evidence = chosen.line === undefined ? [] : [{ line: chosen.line, note: 'exchange' }];
    return [{ requirement, outcome: chosen.outcome, message: chosen.message, evidence }];
  });
}

/** The probes with one of these ids, or of one of these areas: the part of an id before the slash. In the order given. */
export function selectProbes(probes: readonly Probe[], chosen: readonly string[]): readonly Probe[] {
  return chosen.flatMap((name) => probes.filter(({ id }) => id === name || id.startsWith(`${name}/`)));
}
