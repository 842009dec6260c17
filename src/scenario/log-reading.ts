import type { Random } from '../kernel/index.ts';
import type { LogEntry } from '../history/index.ts';
import type { LogSource, Target } from '../targets/index.ts';
import { throwIfInterrupted } from './interruption.ts';
import type { LogReader } from './log-reader.ts';
import { administrator, planReads } from './reading-plan.ts';
import type { RunRecorder } from './run-recorder.ts';
import type { ReadDepth, Scenario } from './scenario.ts';

/** Reads every log of the target to the depth that the scenario asks for. @throws ScimulateError `RUN_INTERRUPTED` after `signal`. */
export async function readLogs(
  scenario: Scenario,
  recorder: RunRecorder,
  reader: LogReader,
  random: Random,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { logs } = recorder.target;
  for (const name of scenario.reads.keys()) {
    if (!logs.has(name)) recorder.note(`read ${name}`, 'the target keeps no such log.');
  }
  for (const [name, source] of logs) {
    const depth = scenario.reads.get(name) ?? scenario.otherReads;
    if (depth !== 'none') await readLog(source, depth, recorder, reader, random.fork(`log/${name}`), signal);
  }
}

async function readLog(
  source: LogSource,
  depth: Exclude<ReadDepth, 'none'>,
  recorder: RunRecorder,
  reader: LogReader,
  random: Random,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { specification, viewers, unavailable } = source;
  const label = `read ${specification.dialect}`;
  if (!viewers.includes(administrator)) {
    recorder.note(label, 'there is no credential of somebody who may read the log.');
    return;
  }
  const { partition: clause } = specification;
  if (clause === undefined) {
    await reader.settle(source);
    await readAll(source, {}, depth, recorder, reader, random, signal);
    return;
  }
  const reason = unavailable[`partition:${specification.dialect}`];
  if (reason !== undefined) {
    recorder.note(label, `${clause.title}: ${reason}.`);
    return;
  }
  const parts = recorder.named(clause.name);
  if (parts.length === 0) return;
  await reader.settle(source, { partition: parts[0]! });
  for (const partition of parts)
    await readAll(source, { partition }, depth, recorder, reader, random.fork(partition), signal);
  if (depth !== 'complete') await reader.walk(source, { purpose: 'refused', viewer: administrator, filters: {} });
}

/** Reads a log, or one part of a log that has parts. */
async function readAll(
  source: LogSource,
  part: { readonly partition?: string },
  depth: Exclude<ReadDepth, 'none'>,
  recorder: RunRecorder,
  reader: LogReader,
  random: Random,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { specification, viewers, unavailable } = source;
  const label = `read ${specification.dialect}`;
  const plan = planReads({ specification, viewers, unavailable, depth, random });
  let turn = plan.next();
  while (!turn.done) {
    throwIfInterrupted(signal);
    let entries: LogEntry[] = [];
    if ('skipped' in turn.value) recorder.note(label, `${turn.value.skipped}: ${turn.value.reason}.`);
    else if ('choices' in turn.value) await reader.askChoices(source, turn.value);
    else entries = await reader.walk(source, { ...turn.value, ...part });
    turn = plan.next(entries);
  }
}

/** What a target's logs and credentials do not let a run observe, each with its reason. */
export function unavailableOn(target: Target): Record<string, string> {
  const reasons: Record<string, string> = {};
  for (const source of target.logs.values()) Object.assign(reasons, source.unavailable);
  if (!target.credentials.includes('expired')) reasons['credential:expired'] = 'the target has no expired credential';
  return reasons;
}
