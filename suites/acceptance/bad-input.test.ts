import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { folderWith, scimulate } from './command-line.ts';

const story = `scenario: story
title: A story
steps:
  - request: { method: GET, path: /Users }
`;

const tokens = { SCIM_TOKEN: 'a-token-of-the-test', LOG_TOKEN: 'another-token-of-the-test' };

function targetFile(origin: string): string {
  return `name: somebody
scim:
  baseUrl: ${origin}/scim
  auth: { type: bearer, tokenEnv: SCIM_TOKEN }
logs:
  - dialect: requests
    viewers: { administrator: { tokenEnv: LOG_TOKEN } }
    source:
      type: http-json
      url: ${origin}/log
      entries: /entries
      paging: { style: none }
      fields: { requestId: /id }
`;
}

/** Exit code 2, nothing on standard output, and one line without a stack on standard error. */
async function expectOneLine(
  words: readonly string[],
  cwd: string,
  pattern: RegExp,
  env: Record<string, string> = tokens,
): Promise<void> {
  const { code, out, err } = await scimulate(words, { cwd, env });
  const lines = err.split('\n').filter((line) => line !== '' && !/^\[\d+\/\d+\] /u.test(line));
  expect(lines).toEqual([expect.stringMatching(pattern)]);
  expect(out).toBe('');
  expect(code).toBe(2);
}

test.each([
  ['YAML that cannot be read', 'scenario: [', /^SCENARIO_INVALID \S*story\.yaml:1:\d+/u],
  ['an unknown step', story.replace('request:', 'reqest:'), /^SCENARIO_INVALID \S*story\.yaml:4:\d+.*reqest.*request/u],
  [
    'an unknown key',
    story.replace('steps:', 'profil: okta\nsteps:'),
    /^SCENARIO_INVALID \S*story\.yaml:3:\d+.*profil/u,
  ],
  [
    'an unknown requirement',
    story.replace('path: /Users', 'path: /Users, expect: [{ requirement: REQ-NOPE, status: 200 }]'),
    /^REQUIREMENT_UNKNOWN \S*story\.yaml:4:\d+.*REQ-NOPE/u,
  ],
  ['an unknown profile', story.replace('steps:', 'profile: nobody\nsteps:'), /story\.yaml:3:\d+.*nobody/u],
])('a scenario with %s', async (_what, text, pattern) => {
  await expectOneLine(['check', 'story.yaml'], folderWith({ 'story.yaml': text }), pattern);
});

test.each([
  [
    'no credentials in the environment',
    targetFile('http://127.0.0.1:9'),
    {},
    /^TARGET_CREDENTIALS_MISSING \S*target\.yaml:4:\d+.*SCIM_TOKEN/u,
  ],
  [
    'a key that is unknown',
    `timout: 5\n${targetFile('http://127.0.0.1:9')}`,
    tokens,
    /^TARGET_INVALID \S*target\.yaml:1:\d+.*timout/u,
  ],
  [
    'a secret in it',
    targetFile('http://127.0.0.1:9').replace('tokenEnv: SCIM_TOKEN', 'token: abc'),
    tokens,
    /^TARGET_INVALID \S*target\.yaml:4:\d+/u,
  ],
  [
    'nobody at its address',
    targetFile('http://127.0.0.1:9'),
    tokens,
    /^TARGET_UNREACHABLE \S*target\.yaml:3:\d+.*127\.0\.0\.1:9/u,
  ],
])('a target file with %s', async (_what, text, env, pattern) => {
  const folder = folderWith({ 'story.yaml': story, 'target.yaml': text });
  await expectOneLine(['check', 'story.yaml', '--target', 'target.yaml'], folder, pattern, env);
});

test('a log source that answers with a page of HTML', async () => {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html').end('<html><script>alert(1)</script></html>');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => void server.close());
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const folder = folderWith({ 'story.yaml': story, 'target.yaml': targetFile(origin) });
  await expectOneLine(
    ['check', 'story.yaml', '--target', 'target.yaml'],
    folder,
    /^LOG_SOURCE_\w+ \S*target\.yaml:6:\d+.*\/log/u,
  );
  expect(existsSync(join(folder, 'reports', 'history.ndjson'))).toBe(false);
  expect(existsSync(join(folder, 'reports', 'verdicts.json'))).toBe(false);
});

test.each([
  ['no command', [], /^COMMAND_LINE: /u],
  ['an unknown command', ['chek'], /^COMMAND_LINE: .*check/u],
  ['an unknown option', ['check', '--sed', '3'], /^COMMAND_LINE: .*--seed/u],
  ['a seed that is no number', ['check', '--seed', 'x'], /^COMMAND_LINE: .*seed.*whole number/u],
  ['a missing target file', ['check', '--target', 'nope.yaml'], /^TARGET_UNREADABLE \S*nope\.yaml/u],
  ['a scenario that is not there', ['check', 'nope'], /^SCENARIO_UNKNOWN \S*nope/u],
  ['a history that is not there', ['judge', 'nope.ndjson'], /^HISTORY_UNREADABLE \S*nope\.ndjson/u],
  ['an unknown schema', ['schema', 'nope'], /^COMMAND_LINE: .*nope/u],
])('a command line with %s', async (_what, words, pattern) => {
  await expectOneLine(words, folderWith(), pattern);
});

test('a history that was cut short', async () => {
  const folder = folderWith({ 'history.ndjson': '{"type":"run","format":1' });
  await expectOneLine(['judge', 'history.ndjson'], folder, /^HISTORY_INVALID \S*history\.ndjson:1/u);
});
