import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DialectSpecification, FilterClause } from '../../../src/audit/dialects/specification.ts';
import type { LogEntry } from '../../../src/history/index.ts';
import { seededRandom } from '../../../src/kernel/index.ts';
import { type PlannedRead, planReads, type PlanOptions, type SkippedRead } from '../../../src/scenario/reading-plan.ts';
import { smallDialect } from './small-dialect.ts';

const day = 86_400_000;
const start = Date.parse('2026-05-10T00:00:00.000Z');

const entries: fc.Arbitrary<LogEntry[]> = fc.uniqueArray(
  fc.record({
    requestId: fc.uuid(),
    time: fc
      .oneof(
        fc.integer({ min: start, max: start + 5 * day }),
        // The edges of days.
        fc.integer({ min: 1, max: 4 }).map((days) => start + days * day),
        fc.integer({ min: 1, max: 4 }).map((days) => start + days * day - 1),
      )
      .map((instant) => new Date(instant).toISOString()),
    method: fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'),
    endpoint: fc.constantFrom('/Users', '/Users/1', '/Users/2', '/Groups', '/Groups/1', '/Me', '/Bulk', '/'),
    outcome: fc.constantFrom('Success', 'Failed'),
  }),
  { selector: (entry) => entry.requestId, maxLength: 40 },
);

function shownIn(value: LogEntry[string]): string {
  return typeof value === 'string' ? value : '';
}

/** The words of the specification language, as plainly as possible. */
function keeps(
  specification: DialectSpecification,
  filters: Readonly<Record<string, string>>,
  entry: LogEntry,
): boolean {
  return specification.filters.every((filter) => {
    const value = filters[filter.name];
    return value === undefined || value === filter.all || keepsOne(filter, value, shownIn(entry[filter.column]));
  });
}

function keepsOne(filter: FilterClause, value: string, shown: string): boolean {
  if (filter.operator === 'equals') return shown === value;
  if (filter.operator === 'endpoint') return shown === value || shown.startsWith(`${value}/`);
  const bound = Date.parse(value);
  if (filter.operator === 'on-or-after') return Date.parse(shown) >= bound;
  return Date.parse(shown) <= bound + (value.length === 10 ? day - 1 : 0);
}

function parse(text: string | undefined): number {
  return text === undefined ? Number.NaN : Date.parse(text);
}

function isImpossible({ filters }: PlannedRead): boolean {
  const { startDate, endDate } = filters;
  const isReversed = parse(startDate) > parse(endDate) + (endDate?.length === 10 ? day - 1 : 0);
  const isNoDate = [startDate, endDate].some(
    (value) => value !== undefined && (Number.isNaN(parse(value)) || value === '2026-02-30'),
  );
  const isNoChoice = smallDialect.filters.some(({ name, values, all }) => {
    const value = filters[name];
    return values !== undefined && value !== undefined && value !== all && !values.includes(value);
  });
  return isReversed || isNoDate || isNoChoice;
}

interface Carried {
  readonly reads: readonly (PlannedRead & { readonly given: readonly LogEntry[] })[];
  readonly skipped: readonly SkippedRead[];
}

/** Carries a plan out on a log that does what its specification says. */
function carryOut(log: readonly LogEntry[], options: Partial<PlanOptions> = {}): Carried {
  const specification = options.specification ?? smallDialect;
  const plan = planReads({
    specification,
    viewers: ['administrator', 'outsider'],
    unavailable: {},
    depth: 'full',
    random: seededRandom(1),
    ...options,
  });
  const reads: (PlannedRead & { given: readonly LogEntry[] })[] = [];
  const skipped: SkippedRead[] = [];
  for (let turn = plan.next(); !turn.done;) {
    const step = turn.value;
    if ('skipped' in step) {
      skipped.push(step);
      turn = plan.next([]);
    } else if ('choices' in step) {
      turn = plan.next([]);
    } else {
      const given =
        step.viewer === 'administrator' && step.purpose !== 'refused'
          ? log.filter((entry) => keeps(specification, step.filters, entry))
          : [];
      reads.push({ ...step, given });
      turn = plan.next(given);
    }
  }
  return { reads, skipped };
}

const filtered = (carried: Carried): Carried['reads'] => carried.reads.filter((read) => read.purpose === 'filtered');
const namesOf = (read: PlannedRead): string => Object.keys(read.filters).toSorted().join();

describe('a full plan, whatever the log holds', () => {
  test('reads the whole log first and again before and after filtering, and by one who may not', () => {
    fc.assert(
      fc.property(entries, (log) => {
        const purposes = carryOut(log).reads.map((read) => read.purpose);
        expect(purposes.slice(0, 2)).toEqual(['complete', 'complete']);
        expect(purposes.lastIndexOf('restored')).toBeGreaterThan(purposes.lastIndexOf('filtered'));
        expect(purposes.at(-1)).toBe('outsider');
      }),
      { numRuns: 100 },
    );
  });

  test('gives every filter alone, with each of its choices and the one that means all', () => {
    fc.assert(
      fc.property(entries, (log) => {
        const alone = filtered(carryOut(log)).filter((read) => Object.keys(read.filters).length === 1);
        for (const { name, values = [], all } of smallDialect.filters) {
          const given = alone.map((read) => read.filters[name]).filter((value) => value !== undefined);
          for (const choice of values) expect(given).toContain(choice);
          if (all !== undefined) expect(given).toContain(all);
          expect(new Set(given).size).toBe(given.length);
        }
      }),
      { numRuns: 100 },
    );
  });

  test('gives every combination of filters, each of two or more with an intersection that is not empty', () => {
    fc.assert(
      fc.property(
        entries.filter((log) => log.length > 0),
        (log) => {
          const combined = filtered(carryOut(log)).filter((read) => Object.keys(read.filters).length > 1);
          // Only an entry that no choice of a filter keeps makes a combination go without that filter.
          const choosable = log.every((entry) => entry['method'] !== 'OPTIONS' && entry['endpoint'] !== '/');
          if (choosable)
            expect(new Set(combined.map(namesOf)).size).toBe(
              2 ** smallDialect.filters.length - smallDialect.filters.length - 1,
            );
          expect(combined.some((read) => read.given.length > 0)).toBe(true);
        },
      ),
      { numRuns: 100 },
    );
  });

  test('asks for nothing impossible unless a refusal is wanted, and then for nothing that can be meant', () => {
    fc.assert(
      fc.property(entries, (log) => {
        const { reads } = carryOut(log);
        expect(reads.filter((read) => read.purpose !== 'refused' && isImpossible(read))).toEqual([]);
        expect(reads.filter((read) => read.purpose === 'refused' && !isImpossible(read))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test('finds the inclusive ends: a day, and a millisecond, on which an entry lies and next to which others do', () => {
    fc.assert(
      fc.property(
        entries.filter((log) => new Set(log.map((entry) => shownIn(entry['time']).slice(0, 10))).size > 1),
        (log) => {
          const alone = filtered(carryOut(log)).filter((read) => Object.keys(read.filters).length === 1);
          for (const name of ['startDate', 'endDate']) {
            const values = alone.flatMap((read) => read.filters[name] ?? []);
            const times = new Set(log.map((entry) => shownIn(entry['time'])));
            expect(values.some((value) => times.has(value))).toBe(true);
            const telling = alone.filter(
              (read) => read.filters[name]?.length === 10 && read.given.length > 0 && read.given.length < log.length,
            );
            expect(telling).not.toEqual([]);
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  test('is the same for the same seed', () => {
    fc.assert(
      fc.property(entries, fc.integer(), (log, seed) => {
        expect(carryOut(log, { random: seededRandom(seed) })).toEqual(carryOut(log, { random: seededRandom(seed) }));
      }),
      { numRuns: 50 },
    );
  });

  test('stays affordable', () => {
    fc.assert(
      fc.property(entries, (log) => {
        expect(carryOut(log).reads.length).toBeLessThan(150);
      }),
      { numRuns: 50 },
    );
  });
});

const log: LogEntry[] = Array.from({ length: 12 }, (_, index) => ({
  requestId: `r${index}`,
  time: new Date(start + index * 7 * 3_600_000).toISOString(),
  method: index % 3 === 0 ? 'POST' : 'GET',
  endpoint: index % 2 === 0 ? '/Users/1' : '/Groups',
  outcome: index % 4 === 0 ? 'Failed' : 'Success',
}));

test('a basic plan has a little of everything', () => {
  const { reads } = carryOut(log, { depth: 'basic' });
  expect(reads.map((read) => read.purpose)).toEqual([
    'complete',
    ...Array.from({ length: 6 }, () => 'filtered'),
    'refused',
    'restored',
    'outsider',
  ]);
  const [combined, ...alone] = filtered({ reads, skipped: [] }).toReversed();
  expect(alone.map(namesOf).toReversed()).toEqual(['startDate', 'endDate', 'method', 'endpoint', 'outcome']);
  expect(Object.keys(combined!.filters).length).toBeGreaterThan(2);
  for (const { filters, given } of [combined!, ...alone]) {
    expect([filters, given.length > 0 && given.length < log.length]).toEqual([filters, true]);
  }
});

test('a complete plan reads once', () => {
  expect(carryOut(log, { depth: 'complete' }).reads.map((read) => read.purpose)).toEqual(['complete']);
});

test('what the log cannot be asked is skipped with its reason', () => {
  const unavailable = { 'filter:small.method': 'no such parameter', 'viewer:small.outsider': 'no such credential' };
  const { reads, skipped } = carryOut(log, { unavailable, viewers: ['administrator'] });
  expect(reads.some((read) => 'method' in read.filters || read.viewer !== 'administrator')).toBe(false);
  expect(skipped).toEqual([
    { skipped: 'filter "Method"', reason: 'no such parameter' },
    { skipped: 'reading by one who may not', reason: 'no such credential' },
  ]);
});

test('a filter by date that takes whole days alone is given nothing else', () => {
  const filters = smallDialect.filters.map(({ instants: _instants, ...filter }) => filter);
  fc.assert(
    fc.property(entries, (someLog) => {
      const { reads } = carryOut(someLog, { specification: { ...smallDialect, filters } });
      const dates = reads.flatMap((read) => [read.filters['startDate'] ?? '', read.filters['endDate'] ?? '']);
      expect(dates.filter((date) => date.length > 10 && !Number.isNaN(Date.parse(date)))).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

test('a filter that keeps nothing is combined with others all the same', () => {
  const plan = planReads({
    specification: smallDialect,
    viewers: ['administrator'],
    unavailable: {},
    depth: 'basic',
    random: seededRandom(1),
  });
  const asked: PlannedRead[] = [];
  for (let turn = plan.next(); !turn.done;) {
    if ('purpose' in turn.value) asked.push(turn.value);
    const isBroken = 'purpose' in turn.value && turn.value.filters['outcome'] !== undefined;
    turn = plan.next(isBroken ? [] : log);
  }
  expect(asked.some((read) => read.filters['outcome'] !== undefined && read.filters['method'] !== undefined)).toBe(
    true,
  );
});

test('many filters are combined in pairs and all together', () => {
  const many: DialectSpecification = {
    ...smallDialect,
    filters: Array.from({ length: 9 }, (_, index) => ({
      ...smallDialect.filters[2]!,
      name: `f${index}`,
      all: undefined as never,
      values: ['GET', 'POST'],
    })),
  };
  const combined = new Set(
    filtered(carryOut(log, { specification: many }))
      .map(namesOf)
      .filter((names) => names.includes(',')),
  );
  const sizes = [...combined].map((names) => names.split(',').length);
  expect(sizes.filter((size) => size === 2).length).toBeGreaterThanOrEqual(36);
  expect(sizes).toContain(9);
});

describe('a log that can be searched', () => {
  const searchable: DialectSpecification = {
    ...smallDialect,
    search: { columns: ['requestId', 'endpoint'], caseSensitive: false, requirements: [] },
  };
  const searchesOf = (options: Partial<PlanOptions>): (string | undefined)[] =>
    filtered(carryOut(log, { specification: searchable, ...options }))
      .map((read) => read.search)
      .filter((search) => search !== undefined);

  test('is searched for parts of what it shows, in another case, for nothing, and together with filters', () => {
    const terms = searchesOf({});
    expect(terms).toContain('no-entry-says-this');
    const part = terms.find((term) => log.some((entry) => shownIn(entry['endpoint']).includes(term!)))!;
    expect(terms).toContain(part.toUpperCase());
    const combined = filtered(carryOut(log, { specification: searchable })).filter(
      (read) => read.search !== undefined && Object.keys(read.filters).length > 0,
    );
    expect(combined.length).toBe(smallDialect.filters.length);
  });

  test('unless the target cannot be', () => {
    expect(searchesOf({ unavailable: { 'search:small': 'no parameter' } })).toEqual([]);
  });
});
