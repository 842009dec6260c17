import { choice, closed, dialectName, listOf, name, requirements, text } from './dialect-schema-parts.ts';

const shownValues = {
  type: 'object',
  description: 'Column to the value that it shows.',
  propertyNames: name,
  additionalProperties: text,
};
const names = { type: 'array', items: name, uniqueItems: true };
const shared = choice('integration', 'task', 'job');

/** The clause of a log's scope by which records make rows together. */
export const rowsSchema = closed('Records that share a value make one row.', {
  key: shared,
  openedBy: listOf(text),
});

const lifeCycle = closed('Entries that tell how one thing goes on.', {
  name: text,
  column: name,
  key: listOf(name),
  otherwise: names,
  initial: text,
  transitions: listOf(closed('One step.', { event: text, from: text, to: text })),
  terminal: { type: 'array', items: text, uniqueItems: true },
  time: name,
  obeyed: requirements,
  ordered: requirements,
  completed: requirements,
});

const writes = closed(
  'Each accepted write of a SCIM client has one entry of these.',
  {
    name: text,
    column: name,
    values: listOf(text),
    empty: names,
    endpoints: listOf(text),
    since: text,
    credentials: text,
    target: name,
    requirements,
  },
  ['empty', 'credentials'],
);

const statusMachine = closed('What a row shows of its state, over several readings.', {
  column: name,
  initial: listOf(text),
  transitions: listOf(closed('One step.', { from: text, to: text })),
  terminal: listOf(text),
  start: name,
  end: name,
  requirements,
});

const count = closed(
  'A number that a row shows is that of the entries that failed and show these values.',
  { column: name, pattern: text, where: shownValues, in: shownValues, requirements },
  ['pattern'],
);

const grouping = closed(
  'A row stands for several entries of another log.',
  {
    key: name,
    dialect: dialectName,
    column: name,
    failed: shownValues,
    alike: { type: 'object', propertyNames: name, additionalProperties: name },
    grouped: requirements,
    total: closed('How many entries there are to be.', { column: name, requirements }),
    counts: listOf(count),
    verdict: closed('What a row says of its entries as a whole.', {
      column: name,
      none: text,
      some: text,
      all: text,
      requirements,
    }),
    rerun: closed(
      'A row can be run again.',
      {
        action: text,
        parameter: text,
        object: name,
        created: shownValues,
        inventory: closed('What shows what there is now.', { action: text, items: text, identity: listOf(text) }),
        own: requirements,
        repaired: requirements,
        unduplicated: requirements,
      },
      ['inventory'],
    ),
  },
  ['alike', 'total', 'counts', 'verdict', 'rerun'],
);

const occurrence = closed(
  'What an action of the driver leaves in the logs.',
  {
    action: text,
    refused: { type: 'boolean' },
    shown: listOf(
      closed('Exactly one entry.', { dialect: dialectName, column: name, values: shownValues, empty: names }, [
        'values',
        'empty',
      ]),
    ),
    hidden: listOf(closed('No entry.', { dialect: dialectName, column: name })),
    requirements,
  },
  ['refused', 'shown', 'hidden'],
);

/** The clauses about what goes on over several entries, by their names. */
export const processClauses = {
  partition: closed('The log belongs to one of several things, and each read names one.', {
    name,
    title: text,
    fact: shared,
    requirements,
  }),
  lifeCycles: listOf(lifeCycle),
  writes: listOf(writes),
  statusMachine,
  grouping,
  occurrences: listOf(occurrence),
  refresh: closed('While a row shows one of these values, readers are told to read again.', {
    column: name,
    values: listOf(text),
    seconds: { type: 'integer', minimum: 1 },
    requirements,
  }),
} as const;
