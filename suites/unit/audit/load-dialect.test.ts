import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { dialectSchema, iamDialect, loadDialect, requestsDialect } from '../../../src/audit/index.ts';
import { problemsOf } from '../../../src/audit/dialects/dialect-problems.ts';
import { ScimulateError } from '../../../src/kernel/index.ts';

const yaml = stringify(requestsDialect);

function lineOfError(text: string): string {
  try {
    loadDialect(text, 'mine.yaml');
  } catch (error) {
    expect(error).toBeInstanceOf(ScimulateError);
    return (error as ScimulateError).toLine();
  }
  return 'it was accepted';
}

/** Line and column, both from 1, of what stands in a text exactly once. */
function placeOf(text: string, part: string): string {
  expect(text.split(part)).toHaveLength(2);
  const before = text.slice(0, text.indexOf(part)).split('\n');
  return `${before.length}:${before.at(-1)!.length + 1}`;
}

describe('a dialect in a file', () => {
  it('says in YAML and in JSON what a declaration says in code', () => {
    expect(loadDialect(yaml, 'mine.yaml')).toEqual(requestsDialect);
    expect(loadDialect(JSON.stringify(requestsDialect, null, '\t'), 'mine.json')).toEqual(requestsDialect);
  });

  it.each([
    ['a syntax error', 'title: SCIM Audit Logs', 'title: [SCIM', /^DIALECT_INVALID mine\.yaml:\d+:\d+: /u],
    ['a name that is not known', 'grain: exchange', 'grian: exchange', /lacks "grain"/u],
    ['a column type that is not known', 'type: query', 'type: querry', /"type" must be one of: identifier, instant/u],
    ['a fact that is not known', 'fact: reason', 'fact: raeson', /"fact" must be one of: .*reason/u],
    [
      'a filter on no column',
      'column: time\n    operator: on-or-after',
      'column: tmie\n    operator: on-or-after',
      /There is no column "tmie"/u,
    ],
    ['an order by no instant', 'by: time', 'by: method', /"method" is no column of type instant/u],
    ['a choice that is never shown', '- Failed', '- Fialed', /The column never shows "Fialed"/u],
    [
      'a day compared with a path',
      'operator: endpoint',
      'operator: on-or-after',
      /"on-or-after" compares instants, and "http.endpoint" is none/u,
    ],
    [
      'an instant compared by equality',
      'operator: on-or-before\n    instants: true',
      'operator: equals',
      /Instants are compared by/u,
    ],
    [
      'instants of an endpoint',
      'operator: endpoint',
      'operator: endpoint\n    instants: true',
      /"endpoint" compares no instants/u,
    ],
    ['a request shown as text', 'type: request', 'type: text', /"http.request" cannot be shown as text/u],
    ['an instant shown as text', 'type: instant', 'type: text', /"occurredAt" cannot be shown as text/u],
    ['an enumeration without values', 'type: integer', 'type: enumeration', /An enumeration lists its "values"/u],
    ['values of something else', 'type: enumeration', 'type: text', /Only an enumeration has "values"/u],
    ['two columns of one name', 'name: errorMessage', 'name: status', /Two columns are called "status"/u],
    ['two filters of one name', 'name: endDate', 'name: startDate', /Two filters are called "startDate"/u],
    ['a choice that is also none', '- DELETE', '- All', /"All" cannot be both/u],
    [
      'no columns',
      yaml.slice(yaml.indexOf('columns:'), yaml.indexOf('filters:')),
      'columns: []\n',
      /"columns" must NOT have fewer than 1 items/u,
    ],
  ])('%s: names file, line and column', (_, good, bad, message) => {
    expect(yaml).toContain(good);
    const line = lineOfError(yaml.replace(good, bad));
    expect(line).toMatch(message);
    expect(line).toMatch(/^DIALECT_INVALID mine\.yaml:\d+:\d+: /u);
  });

  it('points at the very value', () => {
    const text = yaml.replace('fact: reason', 'fact: raeson');
    expect(lineOfError(text)).toContain(`mine.yaml:${placeOf(text, 'fact: raeson')}:`);
    const unknown = yaml.replace('unique: true', 'uniqe: true');
    expect(lineOfError(unknown)).toContain(`mine.yaml:${placeOf(unknown, 'uniqe: true')}: "uniqe" is not known here`);
  });

  it.each(['', 'null', '[]', '42', '--- {}\n--- {}', '&a [*a]', '{"dialect":'])('refuses %j', (text) => {
    expect(lineOfError(text)).toMatch(/^DIALECT_INVALID mine\.yaml/u);
  });

  it('takes the facts of one kind of record', () => {
    const text = yaml.replace('fact: reason', 'fact: detail.os.name');
    expect(loadDialect(text, 'mine.yaml').columns[3]?.fact).toBe('detail.os.name');
    expect(lineOfError(yaml.replace('fact: reason', 'fact: detail.'))).toMatch(/"fact" must be/u);
  });
});

describe('clauses that speak of a column', () => {
  const iam = stringify(iamDialect);

  it.each([
    ['parts', 'column: operation', 'column: event', /"event" is no column of type integer/u],
    ['parts of what is no exchange', 'grain: exchange', 'grain: event', /Only a log of exchanges has parts/u],
    ['correlation', 'column: correlationId', 'column: correlation', /There is no column "correlation"/u],
    ['display', 'type: instant', 'type: text', /Only an instant has a "display"|cannot be shown as text/u],
    ['contents', 'fact: message', 'fact: reason', undefined],
    [
      'contents of what is no text',
      'type: text\n',
      'type: body\n',
      /Only a text has "contains"|cannot be shown as body/u,
    ],
    ['a law that there is not', 'immutable:', 'eternal:', /"eternal" is not known here/u],
    ['a status code that there is not', 'from: 500', 'from: 50', /must be >= 100/u],
  ])('%s', (_, good, bad, message) => {
    expect(iam).toContain(good);
    const text = iam.replace(good, bad);
    if (message === undefined) expect(lineOfError(text)).toBe('it was accepted');
    else expect(lineOfError(text)).toMatch(message);
  });
});

describe('the dialects that come with the project', () => {
  it('keep to their own language', () => {
    expect([...problemsOf(requestsDialect)]).toEqual([]);
  });

  it('are written in a language that an editor can be told of', () => {
    expect(dialectSchema.$schema).toContain('json-schema.org');
    expect(JSON.parse(JSON.stringify(dialectSchema))).toEqual(dialectSchema);
  });
});
