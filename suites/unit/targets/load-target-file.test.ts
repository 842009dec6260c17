import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { loadTargetFile, targetFileSchema } from '../../../src/targets/index.ts';
import { thrownBy } from './thrown.ts';

const text = `# The production tenant.
name: acme
scim:
  baseUrl: https://scim.acme.example/scim/v2
  tenant: acme
  auth: { type: oauth-client-credentials, tokenUrl: https://id.acme.example/token, clientIdEnv: ID, clientSecretEnv: KEY }
  headers:
    X-Workspace: w1
    X-Api-Key: { env: API_KEY }
  credentials:
    expired: { tokenEnv: OLD_TOKEN }
logs:
  - dialect: requests
    viewers:
      administrator: { tokenEnv: ADMIN_TOKEN, scheme: SSWS }
      outsider: { type: bearer, tokenEnv: OTHER_TOKEN }
    responseHeaders: { requestId: x-trace-id }
    clockTolerance: 2000
    source:
      type: http-json
      url: /api/v1/logs
      entries: /data
      paging: { style: cursor, parameter: after, next: /meta/next }
      limit: { parameter: size, maximum: 100 }
      fields:
        requestId: /id
        time: { pointer: /at, format: epoch-ms }
        status: { pointer: /ok, values: { Success: true, Failed: [false, null] } }
        request: { members: { method: /verb, headers: { pointer: /headers, parse: json }, body: /body } }
      filters:
        method: { parameter: filter, template: "verb eq '{value}'" }
      settle: { wait: 100, poll: 250, timeout: 5000 }
timeout: 30000
rateLimit: 10
`;

test('a file with everything in it is read as it stands', () => {
  const { config, place } = loadTargetFile(text, 'acme.yaml');
  expect(config.name).toBe('acme');
  expect(config.logs?.[0]?.source.paging).toEqual({ style: 'cursor', parameter: 'after', next: '/meta/next' });
  expect(place('/logs/0/source/url')).toEqual({ file: 'acme.yaml', line: 21, column: 7 });
});

test('the published schema is a schema, and takes the same file', () => {
  const validate = new Ajv({ strict: false }).compile(targetFileSchema);
  expect(validate(loadTargetFile(text, 'acme.yaml').config)).toBe(true);
  expect(validate({ name: 'x' })).toBe(false);
});

/** The file with one line in place of another. */
function changed(line: string, to: string): string {
  if (!text.includes(line)) throw new Error(`the file has no line ${line}`);
  return text.replace(line, to);
}

describe('what does not fit is refused with its place', () => {
  test.each([
    ['no name', changed('name: acme\n', ''), '2:1: The document lacks "name".'],
    ['no base URL', changed('  baseUrl: https://scim.acme.example/scim/v2\n', ''), '3:1: "scim" lacks "baseUrl".'],
    [
      'a base URL that is none',
      changed('https://scim.acme.example/scim/v2', 'scim.acme.example'),
      '4:3: "baseUrl" must be an absolute http or https URL without user, query and fragment.',
    ],
    [
      'a user in the base URL',
      changed('https://scim', 'https://me:pass@scim'),
      '4:3: "baseUrl" must be an absolute http or https URL without user, query and fragment.',
    ],
    [
      'a query in the log URL',
      changed('/api/v1/logs', '/api/v1/logs?token=abc'),
      '21:7: "url" must be an absolute http or https URL, or a path that begins with "/", without user, query and fragment.',
    ],
    ['an unknown property', changed('rateLimit: 10', 'rate: 10'), '34:1: "rate" is not known here.'],
    [
      'an unknown way of authorization',
      changed('type: bearer', 'type: basic'),
      '16:19: "type" must be one of: bearer, oauth-client-credentials.',
    ],
    ['OAuth without a URL', changed('tokenUrl: https://id.acme.example/token, ', ''), '6:3: "auth" lacks "tokenUrl".'],
    [
      'a variable that is a token',
      changed('OLD_TOKEN', 'eyJhbGciOi.x'),
      '11:16: "tokenEnv" must be the name of an environment variable, in capital letters.',
    ],
    ['a name that is taken', changed('    expired:', '    wrong:'), '11:5: "wrong" cannot be a name here.'],
    ['no administrator', changed('administrator:', 'admin:'), '14:5: "viewers" lacks "administrator".'],
    [
      'an unknown paging style',
      changed('style: cursor', 'style: scroll'),
      '23:17: "style" must be one of: none, cursor, link, page, offset.',
    ],
    ['a cursor without its pointer', changed(', next: /meta/next', ''), '23:7: "paging" lacks "next".'],
    [
      'a parameter of another style',
      changed('next: /meta/next', 'next: /meta/next, total: /n'),
      '23:68: "total" is not known here.',
    ],
    [
      'a pointer without a slash',
      changed('requestId: /id', 'requestId: id'),
      '26:9: "requestId" must be a JSON pointer: empty, or beginning with "/".',
    ],
    [
      'an unknown format',
      changed('epoch-ms', 'unix'),
      '27:31: "format" must be one of: iso, iso-utc, epoch-ms, epoch-s.',
    ],
    ['a template without a value', changed("'{value}'", "'x'"), '31:38: "template" must be a text with {value} in it.'],
    ['a rate of nothing', changed('rateLimit: 10', 'rateLimit: 0'), '34:1: "rateLimit" must be > 0.'],
    ['YAML that is none', changed('logs:', 'logs: ['), '13:14: '],
    ['an empty file', '', '1:1: The document must be object.'],
  ])('%s', async (_, bad, expected) => {
    const error = await thrownBy(() => loadTargetFile(bad, 'acme.yaml'));
    expect(error.code).toBe('TARGET_INVALID');
    expect(error.toLine()).toContain(`TARGET_INVALID acme.yaml:${expected}`);
  });
});

describe('a secret in the file is refused and not repeated', () => {
  test.each([
    ['a token', changed('tokenEnv: OLD_TOKEN', 'token: s3cr3t-value'), 11],
    ['a client secret', changed('clientSecretEnv: KEY', 'clientSecret: s3cr3t-value'), 6],
    ['a header', changed('X-Api-Key: { env: API_KEY }', 'X-Api-Key: s3cr3t-value'), 9],
    [
      'the header of a log',
      changed('      entries: /data', '      headers: { Authorization: Bearer s3cr3t-value }\n      entries: /data'),
      22,
    ],
    [
      'a parameter',
      changed('      entries: /data', '      parameters: { api_key: s3cr3t-value }\n      entries: /data'),
      22,
    ],
  ])('%s', async (_, bad, line) => {
    const error = await thrownBy(() => loadTargetFile(bad, 'acme.yaml'));
    expect(error.code).toBe('TARGET_INVALID');
    expect(error.place).toMatchObject({ file: 'acme.yaml', line });
    expect(error.toLine()).toContain('would hold a secret');
    expect(error.toLine()).not.toContain('s3cr3t');
  });

  test('columns and filters may be called as they like', () => {
    expect(() => loadTargetFile(changed('requestId: /id', 'token: /id'), 'acme.yaml')).not.toThrow();
  });
});
