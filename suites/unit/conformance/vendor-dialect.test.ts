import { describe, expect, test } from 'vitest';
import type { DialectSpecification } from '../../../src/audit/dialects/specification.ts';
import { createRegistry, logConditions } from '../../../src/conformance/index.ts';
import type { HistoryLine, LogEntry } from '../../../src/history/line.ts';
import { judgeStory } from './support/outcomes.ts';
import { StoryRecorder } from './support/story-recorder.ts';
import { type Behaviour, type Stored, textAt } from './support/story-server.ts';

/** A log of events that nobody here has heard of, oldest first, with columns and filters of its own. */
const vendor: DialectSpecification = {
  dialect: 'vendor-events',
  title: 'Event trail',
  source: 'A manual',
  scope: { grain: 'event', kinds: ['log.read'], capture: ['V-CAPTURE'] },
  columns: [
    {
      name: 'uid',
      title: 'UID',
      type: 'identifier',
      fact: 'id',
      presence: 'always',
      unique: true,
      requirements: ['V-UID'],
    },
    { name: 'when', title: 'When', type: 'instant', fact: 'occurredAt', presence: 'always', requirements: ['V-WHEN'] },
    { name: 'who', title: 'Who', type: 'text', fact: 'actor.display', presence: 'always', requirements: ['V-WHO'] },
    {
      name: 'what',
      title: 'What',
      type: 'enumeration',
      fact: 'action',
      presence: 'always',
      values: { 'user.create': 'User added', 'user.delete': 'User removed' },
      requirements: ['V-WHAT'],
    },
    { name: 'remark', title: 'Remark', type: 'text', fact: 'reason', presence: 'may', requirements: ['V-REMARK'] },
  ],
  filters: [
    {
      name: 'actor',
      title: 'Actor',
      column: 'who',
      operator: 'equals',
      caseSensitive: false,
      requirements: ['V-BY-ACTOR'],
    },
    {
      name: 'kind',
      title: 'Kind',
      column: 'what',
      operator: 'equals',
      values: ['User added', 'User removed'],
      all: '*',
      caseSensitive: true,
      requirements: ['V-BY-KIND'],
    },
    {
      name: 'remark',
      title: 'Remark',
      column: 'remark',
      operator: 'equals',
      caseSensitive: true,
      requirements: ['V-BY-REMARK'],
    },
  ],
  filtering: { and: ['V-AND'] },
  order: { by: 'when', direction: 'oldest-first', requirements: ['V-ORDER'] },
  paging: { requirements: ['V-PAGE'] },
  access: { roles: ['auditor'], requirements: ['V-ACCESS'] },
};

const registry = createRegistry([
  [...new Set(logConditions([vendor]).flatMap((condition) => condition.requirements)), 'V-CAPTURE'].map((id) => ({
    id,
    level: 'MUST',
    text: id,
    source: { document: 'A manual' },
  })),
]);

const fold = (entry: LogEntry, column: string): string => textAt(entry, column).toLowerCase();

const keeps: Partial<Behaviour> = {
  order: (found) => found,
  page: (found, last, _given, limit) =>
    found.filter((stored) => stored.sequence > (last?.sequence ?? 0)).slice(0, limit),
  impossible: () => undefined,
  matches: ({ shown }, { actor, kind, remark }) =>
    (actor === undefined || fold(shown, 'who') === actor.toLowerCase()) &&
    (kind === undefined || kind === '*' || shown['what'] === kind) &&
    (remark === undefined || shown['remark'] === remark),
};

function story(behaviour: Partial<Behaviour> = {}): HistoryLine[] {
  const recorder = new StoryRecorder({ specification: vendor, behaviour: { ...keeps, ...behaviour } });
  recorder.scenario('events');
  for (let count = 0; count < 9; count++) {
    recorder.server.put({
      uid: `e-${count}`,
      time: new Date(recorder.now).toISOString(),
      when: new Date(recorder.now).toISOString(),
      who: ['Ann', 'Bob', 'Cy'][count % 3],
      what: count % 2 === 0 ? 'User added' : 'User removed',
      remark: count % 4 === 0 ? 'odd' : null,
    });
    recorder.now += 1000;
  }
  recorder.read('complete');
  const filtered: readonly Record<string, string>[] = [
    { actor: 'ANN' },
    { kind: 'User added' },
    { kind: '*' },
    { remark: 'odd' },
    { actor: 'Bob', kind: 'User added' },
  ];
  for (const filters of filtered) recorder.read('filtered', filters);
  recorder.read('paged', {}, { limit: 2 });
  recorder.read('outsider');
  return recorder.lines;
}

function outcomes(lines: readonly HistoryLine[], outcome: string): string[] {
  return judgeStory(lines, registry)
    .summary.requirements.filter((requirement) => requirement.outcome === outcome)
    .map(({ id }) => id);
}

describe('a log that is like none of ours, known by its declaration alone', () => {
  test('passes where it keeps what it declares', () => {
    const lines = story();
    expect(outcomes(lines, 'fail')).toEqual([]);
    expect(outcomes(lines, 'unknown')).toEqual([]);
    expect(outcomes(lines, 'pass')).toEqual([...registry.keys()].filter((id) => id !== 'V-CAPTURE'));
  });

  test('is told what nothing here can check', () => {
    expect(judgeStory(story(), registry).verdicts.filter(({ requirement }) => requirement === 'V-CAPTURE')).toEqual([
      {
        requirement: 'V-CAPTURE',
        level: 'MUST',
        outcome: 'skip',
        condition: 'vendor-events/unchecked',
        scenario: '*',
        message: 'vendor-events: no condition checks what this clause declares',
        evidence: [],
      },
    ]);
  });

  test.each<[string, string[], Partial<Behaviour>]>([
    [
      'an event outside of the vocabulary',
      ['V-WHAT'],
      { show: ({ shown }) => (shown['uid'] === 'e-3' ? { ...shown, what: 'User vanished' } : shown) },
    ],
    [
      'an event by nobody',
      ['V-WHO'],
      { show: ({ shown }) => (shown['uid'] === 'e-3' ? { ...shown, who: '' } : shown) },
    ],
    [
      'an identifier twice',
      ['V-UID'],
      { show: ({ shown }) => (shown['uid'] === 'e-3' ? { ...shown, uid: 'e-2' } : shown) },
    ],
    [
      'case that matters',
      ['V-BY-ACTOR'],
      {
        matches: (stored, { actor, ...others }) =>
          keeps.matches!(stored, others) && [undefined, stored.shown['who']].includes(actor),
      },
    ],
    [
      'a filter for an empty column that is ignored',
      ['V-BY-REMARK'],
      { matches: (stored, { remark: _left, ...filters }) => keeps.matches!(stored, filters) },
    ],
    [
      'the newest first',
      ['V-ORDER'],
      { order: (found) => found.toReversed(), page: (found, last, given, limit) => byPlace(found, last, given, limit) },
    ],
    [
      'a page that begins with the end of the one before',
      ['V-PAGE'],
      {
        page: (found, last, _given, limit) =>
          found
            .filter(
              (stored) =>
                stored.sequence >
                Math.max(0, (last?.sequence ?? 0) - (limit === 2 && last !== undefined && last.sequence < 8 ? 1 : 0)),
            )
            .slice(0, limit),
      },
    ],
    ['anybody who may read', ['V-ACCESS'], { admit: () => 200 }],
  ])('fails for %s', (_name, breaks, behaviour) => {
    expect(outcomes(story(behaviour), 'fail')).toEqual(breaks);
  });
});

function byPlace(found: readonly Stored[], last: Stored | undefined, _given: number, limit: number): readonly Stored[] {
  const at = last === undefined ? 0 : found.indexOf(last) + 1;
  return found.slice(at, at + limit);
}
