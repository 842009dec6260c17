import type { HistoryLine } from './line.ts';

/**
 * JSON Schema of each kind of history line. The order in which properties are listed here is the order in which they
 * are written. Objects described with `properties` are closed: whatever else stands in a line is refused.
 */
const text = { type: 'string' } as const;
/** Marks what the run itself chose and did not observe: the scrubber leaves it alone, so that lines stay together. */
export const ownKeyword = 'own';
const ownName = { type: 'string', [ownKeyword]: true } as const;
const ordinal = { type: 'integer', minimum: 1 } as const;
const whole = { type: 'integer', minimum: 0 } as const;
/** Milliseconds since 1970: may lie before it where a clock stepped far back. */
const instant = { type: 'integer' } as const;
const status = { type: 'integer', minimum: 100, maximum: 599 } as const;
const textMap = { type: 'object', additionalProperties: text } as const;
const anything = { type: 'object' } as const;

/** A schema for an object with these properties and no others. */
function closed(properties: Record<string, unknown>, optional: readonly string[] = []): ClosedSchema {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: 'object', properties, required, additionalProperties: false };
}

interface ClosedSchema {
  readonly type: 'object';
  readonly properties: Readonly<Record<string, unknown>>;
  readonly required: readonly string[];
  readonly additionalProperties: false;
}

const expectation = closed(
  {
    requirement: ownName,
    status: { type: 'array', items: status },
    body: anything,
    absent: { type: 'array', items: text },
    headers: textMap,
  },
  ['status', 'body', 'absent', 'headers'],
);

/** A dialect is checked here for what every reader of a history relies on; its own schema says the rest. */
const dialect = {
  type: 'object',
  [ownKeyword]: true,
  properties: {
    dialect: text,
    title: text,
    source: text,
    scope: { type: 'object', required: ['grain', 'kinds'] },
    columns: { type: 'array', items: { type: 'object', required: ['name', 'type', 'fact'] } },
    filters: { type: 'array', items: { type: 'object', required: ['name', 'operator'] } },
    order: { type: 'object', required: ['by', 'direction'] },
    access: { type: 'object', required: ['roles'] },
  },
  required: ['dialect', 'title', 'scope', 'columns', 'filters', 'order', 'access'],
} as const;

/** By `type`; `end` closes a file. */
export const lineSchemas: Readonly<Record<HistoryLine['type'] | 'end', ClosedSchema>> = {
  run: closed({
    type: { const: 'run' },
    format: { const: 1 },
    tool: ownName,
    seed: { type: 'integer' },
    target: closed({ name: text, kind: { enum: ['reference', 'external'] } }),
    dialects: { type: 'array', items: dialect },
    unavailable: textMap,
  }),
  scenario: closed({ type: { const: 'scenario' }, scenario: ownName, title: text, profile: ownName }, ['profile']),
  exchange: closed(
    {
      type: { const: 'exchange' },
      scenario: ownName,
      number: ordinal,
      step: text,
      sentAt: instant,
      receivedAt: instant,
      tenant: ownName,
      credential: ownName,
      request: closed({ method: text, path: text, headers: textMap, body: text }),
      response: closed({ status, headers: textMap, body: text }),
      failure: closed({ code: text, message: text }),
      expect: { type: 'array', items: expectation },
      probe: closed({ id: ownName, trial: ordinal, label: ownName }),
    },
    ['response', 'failure', 'probe'],
  ),
  probe: closed(
    { type: { const: 'probe' }, scenario: ownName, probe: ownName, trial: ordinal, generated: {}, skipped: text },
    ['generated', 'skipped'],
  ),
  driver: closed(
    {
      type: { const: 'driver' },
      scenario: ownName,
      number: ordinal,
      step: text,
      sentAt: instant,
      receivedAt: instant,
      tenant: ownName,
      action: ownName,
      parameters: anything,
      as: ownName,
      actor: closed({ id: text, display: text }, ['id', 'display']),
      outcome: { enum: ['success', 'refused', 'failed'] },
      status,
      target: closed({ type: text, id: text }, ['type']),
      result: {},
      message: text,
      expect: { enum: ['success', 'unchanged', 'refused'] },
    },
    ['actor', 'status', 'target', 'message', 'expect'],
  ),
  clock: closed({
    type: { const: 'clock' },
    scenario: ownName,
    at: instant,
    action: { enum: ['advance', 'step'] },
    milliseconds: { type: 'integer' },
  }),
  'log-read': closed(
    {
      type: { const: 'log-read' },
      scenario: ownName,
      dialect: ownName,
      purpose: { enum: ['complete', 'filtered', 'refused', 'restored', 'paged', 'outsider'] },
      walk: ordinal,
      page: whole,
      at: instant,
      viewer: ownName,
      tenant: ownName,
      filters: textMap,
      search: text,
      partition: text,
      zone: ownName,
      limit: ordinal,
      status,
      entries: { type: 'array', items: anything },
      horizon: instant,
      refreshSeconds: { type: 'number', minimum: 0 },
      more: { type: 'boolean' },
      error: text,
    },
    ['search', 'partition', 'zone', 'limit', 'horizon', 'refreshSeconds', 'error'],
  ),
  'log-choices': closed(
    {
      type: { const: 'log-choices' },
      scenario: ownName,
      dialect: ownName,
      at: instant,
      viewer: ownName,
      tenant: ownName,
      filter: ownName,
      filters: textMap,
      status,
      choices: { type: 'array', items: text },
      error: text,
    },
    ['error'],
  ),
  note: closed({ type: { const: 'note' }, scenario: ownName, step: text, text }),
  end: closed({ type: { const: 'end' }, lines: whole }),
};
