import { choice, closed, dialectName, listOf, name, requirements, text } from './dialect-schema-parts.ts';
import { processClauses, rowsSchema } from './process-clauses-schema.ts';
import { FACTS, type LawsClause } from './specification.ts';

const statusCode = { type: 'integer', minimum: 100, maximum: 599 };

const fact = {
  description: 'The canonical fact that is shown or compared.',
  anyOf: [{ enum: FACTS }, { type: 'string', pattern: '^detail(\\.[A-Za-z0-9_-]+)+$' }],
};

const factValues = {
  type: 'object',
  description: 'Fact to the values that it may have.',
  propertyNames: fact,
  additionalProperties: listOf(text),
  minProperties: 1,
};

const scope = closed(
  'What must be in the log.',
  {
    grain: choice('exchange', 'event', 'reading'),
    kinds: listOf(
      choice(
        'scim.request',
        'scim.operation',
        'resource.change',
        'job.transition',
        'task.transition',
        'sync.entry',
        'management.action',
        'integration.event',
        'organization.action',
        'log.read',
      ),
    ),
    rows: rowsSchema,
    where: { ...factValues, description: 'Only records that have, for each of the facts, one of its values.' },
    exclude: { ...listOf(factValues), description: 'Not even records that have what one of these says.' },
    capture: requirements,
    handling: requirements,
    changes: requirements,
    answers: listOf(
      closed('Requests with such an answer have an entry that shows it.', {
        from: statusCode,
        to: statusCode,
        requirements,
      }),
    ),
    parts: closed('Operations of a Bulk request have entries of their own.', { column: name, requirements }),
    gates: listOf(
      closed(
        'From one action of the driver to another nothing comes into the log.',
        {
          closedBy: text,
          openedBy: text,
          exceptStatus: listOf(statusCode),
          requirements,
        },
        ['exceptStatus'],
      ),
    ),
  },
  ['rows', 'where', 'exclude', 'handling', 'changes', 'answers', 'parts', 'gates'],
);

const column = closed(
  'A column of the log.',
  {
    name,
    title: text,
    type: choice(
      'identifier',
      'instant',
      'text',
      'integer',
      'enumeration',
      'method',
      'path',
      'query',
      'body',
      'request',
      'party',
    ),
    fact,
    presence: choice('always', 'failure', 'may'),
    unique: { type: 'boolean' },
    values: {
      type: 'object',
      description: 'Of an enumeration: the canonical value, and what the log shows for it.',
      additionalProperties: text,
      minProperties: 1,
    },
    header: { type: 'string', pattern: "^[a-z0-9!#$%&'*+.^_`|~-]+$" },
    parts: { ...listOf(choice('type', 'id', 'display')), description: 'Of a party: what of it is never empty.' },
    toleranceMilliseconds: { type: 'integer', minimum: 0 },
    display: closed('Of an instant: how people are shown it.', { pattern: text, empty: text }),
    contains: listOf(
      closed(
        'Of a text: what it says among other things.',
        { fact: choice('reason', 'target.display'), targetType: text, requirements },
        ['targetType'],
      ),
    ),
    extension: { type: 'boolean', description: 'The log has it beyond the document that it follows.' },
    requirements,
  },
  ['unique', 'values', 'header', 'parts', 'toleranceMilliseconds', 'display', 'contains', 'extension'],
);

const filter = closed(
  'A filter that viewers can set.',
  {
    name,
    title: text,
    column: name,
    operator: choice('equals', 'on-or-after', 'on-or-before', 'endpoint', 'period'),
    fact,
    instants: { type: 'boolean' },
    periods: {
      type: 'object',
      description:
        'Of a period: the value that can be chosen, and how many days it stands for, today the last of them.',
      additionalProperties: { type: 'integer', minimum: 1, maximum: 36_600 },
      minProperties: 1,
    },
    within: { ...name, description: 'The filter whose chosen value narrows the choices of this one.' },
    all: text,
    values: listOf(text),
    caseSensitive: { type: 'boolean' },
    requirements,
  },
  ['fact', 'instants', 'periods', 'within', 'all', 'values'],
);

const LAWS: readonly (keyof LawsClause)[] = [
  'immutable',
  'conserve',
  'reconstruct',
  'clock',
  'tenancy',
  'injection',
  'actor',
  'outcome',
  'noop',
  'once',
  'committed',
  'members',
  'differences',
];
const lawProperties = Object.fromEntries(LAWS.map((law) => [law, requirements]));

/** JSON Schema (draft 7) of a dialect as a file, in JSON or YAML, for editors and for `loadDialect`. */
export const dialectSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'An audit log, declared',
  ...closed(
    'An audit log: what is in it, how it is shown, and how it is asked.',
    {
      dialect: dialectName,
      title: text,
      source: text,
      scope,
      columns: { type: 'array', items: column, minItems: 1 },
      vocabulary: closed(
        'The words that the log has for what happens.',
        { column: name, category: name, extensions: listOf(text), requirements },
        ['category', 'extensions'],
      ),
      filters: { type: 'array', items: filter },
      filtering: closed(
        'Requirements on the filters as a whole.',
        {
          and: requirements,
          apply: requirements,
          reset: requirements,
          refuse: requirements,
        },
        ['apply', 'reset', 'refuse'],
      ),
      search: closed(
        'Free-text search.',
        { columns: listOf(name), facts: listOf(fact), caseSensitive: { type: 'boolean' }, requirements },
        ['facts'],
      ),
      order: closed('The order of entries, which is that of their capture.', {
        by: name,
        direction: choice('newest-first', 'oldest-first'),
        requirements,
      }),
      paging: closed('Paging gives each entry once.', { requirements }),
      access: closed('Who reads the log.', { roles: listOf(text), requirements }),
      attribution: closed('Whom an entry shows as its actor.', { column: name, requirements }),
      confidentiality: closed('Credentials appear nowhere.', { requirements }),
      readOnly: closed('The log can only be read, and as a whole.', { requirements }),
      exports: closed('The whole log can be had as text.', { formats: listOf(choice('csv', 'ndjson')), requirements }),
      correlation: closed('Entries that one request brought about show one value.', {
        column: name,
        covers: choice('requests', 'changes', 'some'),
        requirements,
      }),
      laws: closed('Laws that hold of logs whatever is in them.', lawProperties, LAWS),
      ...processClauses,
    },
    [
      'vocabulary',
      'filtering',
      'search',
      'paging',
      'attribution',
      'confidentiality',
      'readOnly',
      'exports',
      'correlation',
      'laws',
      ...Object.keys(processClauses),
    ],
  ),
};
