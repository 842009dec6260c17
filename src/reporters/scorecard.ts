import type { Comparison, Level, OutcomeKind, Requirement, Verdict } from '../conformance/index.ts';
import type { HistoryLine } from '../history/index.ts';
import { curlCommand } from './curl-command.ts';
import { groupByRequirement } from './requirement-groups.ts';
import { palette, type Palette, terminalText } from './terminal-text.ts';

/** What the scorecard is made of. */
export interface ScorecardInput {
  readonly target: string;
  readonly seed: number;
  readonly scenarios: number;
  readonly requests: number;
  readonly verdicts: readonly Verdict[];
  /** The overall outcome of each requirement that has a verdict. */
  readonly requirements: readonly { readonly id: string; readonly level: Level; readonly outcome: OutcomeKind }[];
  /** How the outcomes compare with what was expected of the target. */
  readonly comparison: Comparison;
  /** The history that was judged: failures show the request that brought them about. */
  readonly lines: readonly HistoryLine[];
  /** What a requirement says and where. */
  readonly requirement: (id: string) => Requirement | undefined;
  readonly colours: boolean;
  /** Shown under the figures: where the report files lie. */
  readonly reportFolder?: string;
}

const COLUMNS: readonly OutcomeKind[] = ['pass', 'fail', 'skip', 'unknown'];
const FAILURES_SHOWN = 50;

/** Renders the outcome of a run for a terminal, ending in a newline. */
export function scorecard(input: ScorecardInput): string {
  const paint = palette(input.colours);
  const lines = [
    '',
    `${paint.bold('scimulate')}  ${terminalText(input.target)}  seed ${input.seed}  ` +
      paint.dim(`${input.scenarios} scenarios, ${input.requests} requests, ${input.verdicts.length} verdicts`),
    '',
    ...table(input, paint),
    '',
    ...problems(input, paint),
    conclusion(input, paint),
  ];
  if (input.reportFolder !== undefined) lines.push(paint.dim(`Report: ${terminalText(input.reportFolder)}`));
  return `${lines.join('\n')}\n`;
}

function table(input: ScorecardInput, paint: Palette): string[] {
  const parts = groupByRequirement(input.requirements, (requirement) => requirement.id);
  const width = Math.max(12, ...parts.map((part) => part.group.title.length));
  const head = `  ${'requirements'.padEnd(width)}${COLUMNS.map((name) => name.padStart(9)).join('')}`;
  const rows = parts.map(({ group, items }) => row(group.title.padEnd(width), items, paint));
  return [paint.dim(head), ...rows, row('in all'.padEnd(width), input.requirements, paint)];
}

function row(title: string, items: readonly { readonly outcome: OutcomeKind }[], paint: Palette): string {
  const cells = COLUMNS.map((outcome) => {
    const count = items.filter((item) => item.outcome === outcome).length;
    const text = (count === 0 ? '·' : String(count)).padStart(9);
    return count === 0 ? paint.dim(text) : colourOf(outcome, paint)(text);
  });
  return `  ${title}${cells.join('')}`;
}

function colourOf(outcome: OutcomeKind, paint: Palette): (text: string) => string {
  const colours = { pass: paint.green, fail: paint.red, skip: paint.dim, unknown: paint.yellow };
  return colours[outcome];
}

/** One block a failed or undecided requirement and condition; the same finding in several scenarios is told once. */
function problems(input: ScorecardInput, paint: Palette): string[] {
  const expected = new Set(input.comparison.expected);
  const found = input.verdicts.filter(
    ({ outcome, requirement }) => (outcome === 'fail' || outcome === 'unknown') && !expected.has(requirement),
  );
  const blocks = [...Map.groupBy(found, (verdict) => `${verdict.requirement} ${verdict.condition}`).values()];
  const shown = blocks.slice(0, FAILURES_SHOWN).flatMap((block) => {
    const first = block[0]!;
    const mark = first.outcome === 'fail' ? paint.red('✗') : paint.yellow('?');
    const others = block.length === 1 ? '' : paint.dim(` and in ${block.length - 1} more scenarios`);
    return [
      `${mark} ${paint.bold(first.requirement)} ${first.level} ${first.outcome}  ${paint.dim(first.condition)}`,
      ...clause(input.requirement(first.requirement)).map((line) => `    ${line}`),
      `    ${terminalText(first.message)}`,
      `    ${paint.dim(`in ${terminalText(first.scenario)}`)}${others}${evidence(first, paint)}`,
      ...reproduction(first, input.lines).map((line) => `    ${paint.dim(line)}`),
      '',
    ];
  });
  const rest = blocks.length - FAILURES_SHOWN;
  return rest > 0 ? [...shown, paint.dim(`… and ${rest} more in verdicts.json`), ''] : shown;
}

/** What the source demands, and where it says so. */
function clause(requirement: Requirement | undefined): string[] {
  if (requirement === undefined) return [];
  const { text, source } = requirement;
  const place = source.url ?? [source.document, source.section].filter((part) => part !== undefined).join(', ');
  return [`${text} (${place})`];
}

/** The request behind a failure as a command line, where its evidence is an exchange. */
function reproduction(verdict: Verdict, lines: readonly HistoryLine[]): string[] {
  for (const { line } of verdict.evidence) {
    const shown = lines[line];
    if (shown?.type === 'exchange') return [terminalText(curlCommand(shown))];
  }
  return [];
}

function evidence(verdict: Verdict, paint: Palette): string {
  const first = verdict.evidence[0];
  return first === undefined ? '' : paint.dim(`, history line ${first.line + 1}: ${terminalText(first.note)}`);
}

function conclusion(input: ScorecardInput, paint: Palette): string {
  const { expected, unexpected, mended } = input.comparison;
  const known = new Set(expected);
  const count = (holds: (item: ScorecardInput['requirements'][number]) => boolean): number =>
    input.requirements.filter((item) => !known.has(item.id) && holds(item)).length;
  const told = count(({ level, outcome }) => level !== 'MUST' && outcome === 'fail');
  const asides = [
    ...(told === 0 ? [] : [`${told} SHOULD or EXT told`]),
    ...(expected.length === 0 ? [] : [`${expected.length} known deviations`]),
  ];
  const aside = asides.map((text) => `; ${text}`).join('');
  if (unexpected.length === 0 && mended.length === 0) return paint.green(paint.bold(`conforming${aside}`));
  const failed = count(({ level, outcome }) => level === 'MUST' && outcome === 'fail');
  const undecided = count(({ outcome }) => outcome === 'unknown');
  const stale = mended.length === 0 ? '' : `; no longer deviating: ${mended.join(', ')}`;
  return paint.red(paint.bold(`not conforming: ${failed} MUST failed, ${undecided} undecided${stale}${aside}`));
}
