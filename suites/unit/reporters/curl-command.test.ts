import { execFileSync } from 'node:child_process';
import { assert, property, string } from 'fast-check';
import { expect, test } from 'vitest';
import { curlCommand } from '../../../src/reporters/curl-command.ts';

const get = { method: 'GET', path: '/Users?count=1', headers: { Accept: 'application/scim+json' }, body: '' };

test('a request as it was sent, with base URI and token left to the shell', () => {
  expect(curlCommand({ request: get, credential: 'valid' })).toBe(
    `curl -i -H "Authorization: Bearer $TOKEN" -H 'Accept: application/scim+json' "$SCIM"'/Users?count=1'`,
  );
  expect(curlCommand({ request: { ...get, method: 'POST', body: `{"a":"it's"}` }, credential: 'none' })).toBe(
    `curl -i -X POST -H 'Accept: application/scim+json' --data-binary '{"a":"it'\\''s"}' "$SCIM"'/Users?count=1'`,
  );
});

test('whatever stands in a body, a path or a header, the shell takes it as one word', () => {
  const text = string({ unit: 'binary-ascii', maxLength: 30 }).filter((value) => !value.includes('\0'));
  assert(
    property(text, text, (body, path) => {
      const line = curlCommand({ request: { ...get, method: 'PUT', body, path }, credential: 'valid' });
      const words = execFileSync('sh', ['-c', line.replace(/^curl/u, `printf '%s\\0'`)], {
        env: { TOKEN: 't', SCIM: 'http://scim' },
      });
      const shown = words.toString().split('\0').slice(0, -1);
      expect(shown.at(-1)).toBe(`http://scim${path}`);
      if (body !== '') expect(shown.at(-2)).toBe(body);
    }),
    { numRuns: 60 },
  );
});
