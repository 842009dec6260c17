import { beforeAll, describe, expect, test } from 'vitest';
import { openReference } from '../../../src/cli/wiring/reference-world.ts';
import { requirementRegistry } from '../../../src/conformance/index.ts';
import { isJsonObject, seededRandom } from '../../../src/kernel/index.ts';
import { describeRun, loadScenarios, runScenario } from '../../../src/scenario/index.ts';
import { type HistoryLine, type LogEntry, type LogReadLine, Scrubber } from '../../../src/history/index.ts';
import { profiles } from '../../../src/profiles/index.ts';
import { alterLines } from './support/altered-lines.ts';
import { messages, withOutcome } from './support/outcomes.ts';

const names = ['org-access', 'org-actions', 'org-dates', 'org-refusals', 'org-search'];
const lines: HistoryLine[] = [];

beforeAll(async () => {
  const random = seededRandom(1);
  const scrubber = new Scrubber();
  const references = { requirements: new Set(requirementRegistry().keys()) };
  for (const scenario of loadScenarios(
    names.map((name) => `scenarios/${name}.yaml`),
    references,
  )) {
    const target = await openReference(random.fork(scenario.name));
    if (lines.length === 0) lines.push(describeRun(target, { tool: 'test', seed: 1 }));
    await runScenario(scenario, { target, random, scrubber, profiles, record: (line) => lines.push(line) });
    await target.close();
  }
});

const failures = (altered: readonly HistoryLine[]): string[] =>
  withOutcome(altered, 'fail').filter((id) => id.startsWith('ORG-'));

/** The log as an implementation shows it that does something to what each reading gives. */
function shown(alter: (entries: readonly LogEntry[], line: LogReadLine) => readonly LogEntry[]): HistoryLine[] {
  return alterLines(lines, (line) =>
    line.type === 'log-read' && line.dialect === 'org-audit' && line.status === 200
      ? { entries: alter(line.entries, line) }
      : undefined,
  );
}

const each = (alter: (entry: LogEntry) => LogEntry): HistoryLine[] => shown((entries) => entries.map(alter));
const says = (value: unknown, text: string): boolean => JSON.stringify(value ?? null).includes(text);

/** Everything that the log of a reading's tenant shows in its scenario. */
function whole({ scenario, tenant }: LogReadLine): readonly LogEntry[] {
  const read = lines.filter((line) => line.type === 'log-read').filter(({ dialect }) => dialect === 'org-audit');
  return read.findLast((line) => line.scenario === scenario && line.tenant === tenant && line.purpose === 'complete')!
    .entries;
}

test('a log that is right is found right', () => {
  expect(messages(lines, 'unknown')).toEqual([]);
  expect(failures(lines)).toEqual([]);
  expect(withOutcome(lines, 'pass').filter((id) => id.startsWith('ORG-'))).toHaveLength(16);
});

describe('a log is found wrong that', () => {
  test.each<[string, string[], () => HistoryLine[]]>([
    [
      'leaves out one action',
      ['ORG-EMIT-1'],
      () => shown((all) => all.filter(({ action }) => action !== 'Rotated API key')),
    ],
    [
      'leaves out what is done over SCIM',
      ['ORG-EMIT-1', 'ORG-SCIM-1'],
      () => shown((all) => all.filter(({ action }) => action !== 'Deprovisioned user')),
    ],
    [
      'records twice',
      ['ORG-EMIT-1'],
      () =>
        shown((all) =>
          all.flatMap((entry) =>
            entry['action'] === 'Created role'
              ? [entry, { ...entry, id: `copy-of-${JSON.stringify(entry['id'])}` }]
              : [entry],
          ),
        ),
    ],
    [
      'calls a reactivation an update',
      ['ORG-EMIT-1', 'ORG-SCIM-1'],
      () =>
        each((entry) =>
          entry['action'] === 'Provisioned user' && says(entry['changes'], '"active"')
            ? { ...entry, action: 'Updated user' }
            : entry,
        ),
    ],
    [
      'spells an action otherwise',
      ['ORG-COL-3', 'ORG-EMIT-1', 'ORG-VOC-1'],
      () => each((entry) => (entry['action'] === 'Logged in' ? { ...entry, action: 'Signed in' } : entry)),
    ],
    [
      'shows a resource without its type',
      ['ORG-COL-5'],
      () =>
        each((entry) => ({
          ...entry,
          resource: isJsonObject(entry['resource']) ? { ...entry['resource'], type: '' } : null,
        })),
    ],
    [
      'shows the administrator who made the token as the one who provisions',
      ['ORG-ACTOR-1'],
      () =>
        each((entry) =>
          says(entry['actor'], '"credential"')
            ? { ...entry, actor: { type: 'member', id: 'x', display: 'administrator@example.com' } }
            : entry,
        ),
    ],
    [
      'shows the system in place of the administrator',
      ['ORG-ACTOR-1'],
      () =>
        each((entry) =>
          entry['action'] === 'Created SCIM token' ? { ...entry, actor: { type: 'system', id: 'system' } } : entry,
        ),
    ],
    [
      'minds case in a search',
      ['ORG-SEARCH-1'],
      () => shown((all, { search }) => (search === undefined ? all : all.filter((entry) => says(entry, search)))),
    ],
    [
      'forgets the filters where it is searched',
      ['ORG-FILTER-AND'],
      () =>
        shown((all, line) => (line.search !== undefined && Object.keys(line.filters).length > 0 ? whole(line) : all)),
    ],
    [
      'takes the days of UTC for those of the reader',
      ['ORG-FILTER-DATE'],
      () =>
        shown((all, line) =>
          line.filters['range'] === 'Today'
            ? whole(line).filter(({ time }) => {
                const day = new Date(line.at).toISOString().slice(0, 10);
                return typeof time === 'string' && time.startsWith(day) && Date.parse(time) <= line.at;
              })
            : all,
        ),
    ],
    [
      'offers all actions whatever the category',
      ['ORG-FILTER-ACT'],
      () => {
        const all = lines.find((line) => line.type === 'log-choices' && Object.keys(line.filters).length === 0);
        return alterLines(lines, (line) =>
          line.type === 'log-choices' && all?.type === 'log-choices' ? { choices: all.choices } : undefined,
        );
      },
    ],
    ['begins with the oldest', ['ORG-ORDER-1'], () => shown((all) => all.toReversed())],
  ])('%s', (_name, requirements, altered) => {
    const found = failures(altered());
    expect(found).toEqual(expect.arrayContaining(requirements));
  });

  test('records what was refused', () => {
    const ghost = shown((all, { scenario }) =>
      scenario === 'org-refusals' && all.length > 0
        ? [{ ...all[0], id: 'ghost', action: 'Deleted connector', category: 'Connectors' }, ...all]
        : all,
    );
    expect(failures(ghost)).toContain('ORG-EMIT-1');
    expect(messages(ghost, 'fail').join('\n')).toContain('for nothing that did');
  });

  test('lets in somebody who may not', () => {
    const open = alterLines(lines, (line) =>
      line.type === 'log-read' && line.dialect === 'org-audit' && line.purpose === 'outsider'
        ? { status: 200, entries: whole(line) }
        : undefined,
    );
    expect(failures(open)).toEqual(['ORG-ACCESS-1']);
  });
});
