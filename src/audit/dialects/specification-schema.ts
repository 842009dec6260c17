import { FACTS } from './specification.ts';

/** An object with these properties and no others; all of them are required but for those that are listed. */
function closed(
  description: string,
  properties: Readonly<Record<string, object>>,
  optional: readonly string[] = [],
): object {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: 'object', description, properties, required, additionalProperties: false };
}

const text = { type: 'string', minLength: 1 };
const name = { type: 'string', pattern: '^[A-Za-z][A-Za-z0-9_-]*$' };
const requirements = {
  type: 'array',
  description: 'Ids of the requirements that the clause answers for.',
  items: { type: 'string', pattern: '^\\S+$' },
  uniqueItems: true,
};
const listOf = (items: object): object => ({ type: 'array', items, minItems: 1, uniqueItems: true });
const choice = (...values: readonly string[]): object => ({ enum: values });

const fact = {
  description: 'The canonical fact that is shown or compared.',
  anyOf: [{ enum: FACTS }, { type: 'string', pattern: '^detail(\\.[A-Za-z0-9_-]+)+$' }],
};

const scope = closed(
  'What must be in the log.',
  {
    grain: choice('exchange', 'event'),
    kinds: listOf(
      choice(
        'scim.request',
        'resource.change',
        'job.transition',
        'task.transition',
        'sync.entry',
        'integration.event',
        'organization.action',
        'log.read',
      ),
    ),
    capture: requirements,
    handling: requirements,
  },
  ['handling'],
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
    toleranceMilliseconds: { type: 'integer', minimum: 0 },
    requirements,
  },
  ['unique', 'values', 'header', 'toleranceMilliseconds'],
);

const filter = closed(
  'A filter that viewers can set.',
  {
    name,
    title: text,
    column: name,
    operator: choice('equals', 'on-or-after', 'on-or-before', 'endpoint'),
    fact,
    instants: { type: 'boolean' },
    all: text,
    values: listOf(text),
    caseSensitive: { type: 'boolean' },
    requirements,
  },
  ['fact', 'instants', 'all', 'values'],
);

/** JSON Schema (draft 7) of a dialect as a file, in JSON or YAML, for editors and for `loadDialect`. */
export const dialectSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'An audit log, declared',
  ...closed(
    'An audit log: what is in it, how it is shown, and how it is asked.',
    {
      dialect: { type: 'string', pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$', description: 'Name in kebab-case.' },
      title: text,
      source: text,
      scope,
      columns: { type: 'array', items: column, minItems: 1 },
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
      search: closed('Free-text search.', { columns: listOf(name), caseSensitive: { type: 'boolean' }, requirements }),
      order: closed('The order of entries, which is that of their capture.', {
        by: name,
        direction: choice('newest-first', 'oldest-first'),
        requirements,
      }),
      paging: closed('Paging gives each entry once.', { requirements }),
      access: closed('Who reads the log.', { roles: listOf(text), requirements }),
      confidentiality: closed('Credentials appear nowhere.', { requirements }),
    },
    ['filtering', 'search', 'paging', 'confidentiality'],
  ),
};
