import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { ScimulateError } from '../../../src/kernel/index.ts';
import { loadScenarios, parseScenario, type References } from '../../../src/scenario/index.ts';

const references: References = {
  requirements: new Set(['REQ-COL-1', 'RFC7644-3.3-3']),
  profiles: ['okta', 'entra'],
};

function errorOf(action: () => unknown): ScimulateError {
  try {
    action();
  } catch (error) {
    if (error instanceof ScimulateError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

/** The error line for a scenario called `story` whose text begins in line 3. */
const lineFor = (text: string): string =>
  errorOf(() => parseScenario(`scenario: story\ntitle: A story\n${text}`, 'story.yaml', references)).toLine();

const people = 'people: { ada: }\ngroups: { engineers: }\nprofile: okta\nsteps:\n';
const request = 'steps:\n  - request:\n      method: GET\n      path: /Users\n';

test('a story is read with its defaults', () => {
  const scenario = parseScenario(
    `
scenario: story
title: A story
profile: okta
people:
  ada: { givenName: Ada, department: null }
  grace:
groups: { engineers: { displayName: "Engineers {{namespace}}" } }
reads: { requests: full }
steps:
  - test-connection
  - create-user: ada
  - add-members: { group: engineers, members: [ada, grace], credential: expired }
  - clock: { step: -1m30s }
  - request: { method: GET, path: /Users, expect: [{ requirement: REQ-COL-1, status: 200 }] }
  - read-log: { log: requests, limit: 3 }
`,
    'scenarios/story.yaml',
    references,
  );
  expect(scenario).toMatchObject({ name: 'story', profile: 'okta', otherReads: 'basic', file: 'scenarios/story.yaml' });
  expect(scenario.people).toEqual(
    new Map([
      ['ada', { givenName: 'Ada', department: null }],
      ['grace', {}],
    ]),
  );
  expect(scenario.reads).toEqual(new Map([['requests', 'full']]));
  expect(scenario.steps.map((step) => [step.kind, step.place.line])).toEqual([
    ['test-connection', 11],
    ['create-user', 12],
    ['add-members', 13],
    ['clock', 14],
    ['request', 15],
    ['read-log', 16],
  ]);
  expect(scenario.steps[0]).toMatchObject({ credential: 'valid' });
  expect(scenario.steps[2]).toMatchObject({ group: 'engineers', members: ['ada', 'grace'], credential: 'expired' });
  expect(scenario.steps[3]).toMatchObject({ move: { action: 'step', milliseconds: -90_000 } });
  expect(scenario.steps[4]).toMatchObject({ request: { credential: 'valid', expect: [{ status: [200] }] } });
  expect(scenario.steps[5]).toMatchObject({ read: { purpose: 'paged', viewer: 'administrator', filters: {} } });
});

describe('a fault is told in one line with file, line, column and what was meant', () => {
  test.each([
    // YAML itself.
    ['broken YAML', 'steps: [', 'SCENARIO_INVALID story.yaml:3:'],
    ['a key that occurs twice', 'title: again\nsteps: [test-connection]', 'story.yaml:3:1: Map keys must be unique.'],
    ['two documents', 'steps: [test-connection]\n---\na: 1', 'story.yaml:'],
    ['a placeholder without quotes', `${request}      headers: { A: {{x}} }`, 'put text with {{…}} into quotes'],
    // The outer form.
    ['no steps', '', 'story.yaml:1:1: The document lacks "steps".'],
    ['steps without an item', 'steps: []', 'story.yaml:3:1: "steps" must NOT have fewer than 1 items.'],
    [
      'a mistyped key',
      'step: []\nsteps: [test-connection]',
      'story.yaml:3:1: "step" is not known here. Mend: did you mean "steps"?',
    ],
    [
      'a depth that there is not',
      'reads: ful\nsteps: [test-connection]',
      'story.yaml:3:1: "reads" must be one of: none, complete, basic, full. Mend: did you mean "full"?',
    ],
    // Steps.
    [
      'an unknown step',
      `${people}  - craete-user: ada`,
      'story.yaml:7:5: there is no step "craete-user". Mend: did you mean "create-user"?',
    ],
    [
      'an unknown step without a body',
      `${people}  - test-conection`,
      'story.yaml:7:5: there is no step "test-conection". Mend: did you mean "test-connection"?',
    ],
    [
      'a step that lacks its subject',
      `${people}  - create-user`,
      'story.yaml:7:5: the step "create-user" lacks what it is about.',
    ],
    ['a step that is like nothing', `${people}  - frobnicate: 1`, 'Mend: use one of: test-connection, create-user,'],
    [
      'keys that are not indented',
      'steps:\n  - request:\n    method: GET',
      'story.yaml:4:5: a step has one key. Mend: indent "method" so that it lies under "request"',
    ],
    [
      'an unknown step in a repeat',
      'steps:\n  - repeat:\n      times: 2\n      steps:\n        - reqest: {}',
      'story.yaml:7:11: there is no step "reqest". Mend: did you mean "request"?',
    ],
    [
      'a key that a step does not have',
      `${people}  - update-user: { user: ada, titel: x }`,
      'story.yaml:7:31: "titel" is not known here. Mend: did you mean "title"?',
    ],
    ['an update of nothing', `${people}  - update-user: { user: ada }`, 'story.yaml:7:5:'],
    ['a missing key', 'steps:\n  - request: { method: GET }', 'story.yaml:4:5: "request" lacks "path".'],
    [
      'a method that is no token',
      'steps:\n  - request: { method: "GE T", path: / }',
      'story.yaml:4:16: "method" must be an HTTP method token',
    ],
    [
      'a path with a space',
      'steps:\n  - request: { method: GET, path: "/a b" }',
      'story.yaml:4:29: "path" must be a path below the SCIM base URI',
    ],
    [
      'a status that is none',
      `${request}      expect: [{ requirement: REQ-COL-1, status: 99 }]`,
      '"status" must be >= 100.',
    ],
    [
      'a regular expression that is none',
      `${request}      expect: [{ requirement: REQ-COL-1, headers: { etag: "(" } }]`,
      '"etag" must match format "regex".',
    ],
    [
      'a duration that is none',
      'steps:\n  - clock: { advance: 1 day }',
      'story.yaml:4:14: "advance" must be a duration such as 90s',
    ],
    ['a time of day that is none', 'steps:\n  - clock: { to: "24:00" }', '"to" must be a time of day in UTC such as'],
    [
      'two moves of the clock',
      'steps:\n  - clock: { to: "23:00", step: 1s }',
      'story.yaml:4:5: "clock" must NOT have more than 1 properties.',
    ],
    // Names.
    [
      'an unknown person',
      `${people}  - create-user: adda`,
      'story.yaml:7:5: "adda" is not among the people. Mend: did you mean "ada"?',
    ],
    [
      'an unknown member',
      `${people}  - add-members: { group: engineers, members: [ada, adaa] }`,
      'story.yaml:7:53: "adaa" is not among the people.',
    ],
    [
      'an unknown group',
      `${people}  - create-group: { group: enginers }`,
      'story.yaml:7:21: "enginers" is not among the groups. Mend: did you mean "engineers"?',
    ],
    [
      'an action without a profile',
      'people: { ada: }\nsteps:\n  - create-user: ada',
      'story.yaml:5:5: the step is an action of an identity provider, but the scenario has no profile.',
    ],
    [
      'an unknown profile',
      'profile: octa\nsteps: [test-connection]',
      'story.yaml:3:1: there is no profile "octa". Mend: did you mean "okta"?',
    ],
    [
      'a person called like a word of the language',
      'people: { repeat: }\nsteps: [test-connection]',
      'story.yaml:3:11: "repeat" is a word of the language.',
    ],
    [
      'a group called like a person',
      'people: { ada: }\ngroups: { ada: }\nsteps: [test-connection]',
      'story.yaml:4:11: "ada" already names a person or a group.',
    ],
    [
      'a capture called like a person',
      `people: { ada: }\n${request}      capture: { ada: /id }`,
      'story.yaml:8:18: "ada" already names a person or a group.',
    ],
    // Placeholders.
    [
      'a placeholder for nothing',
      `${request}      body: { a: ["{{idd}}"] }`,
      'story.yaml:7:19: {{idd}} stands for nothing here.',
    ],
    [
      'a mistyped field',
      `${people}  - request: { method: GET, path: "/Users/{{ada.userNam}}" }`,
      '{{ada.userNam}} stands for nothing here. Mend: did you mean "ada.userName"?',
    ],
    [
      'a capture that comes later',
      `${request}      headers: { A: "{{id}}" }\n      capture: { id: /id }`,
      '{{id}} stands for nothing here.',
    ],
    [
      'a repeat that is none',
      `${request}      headers: { A: "{{repeat.index}}" }`,
      '{{repeat.index}} stands for nothing here.',
    ],
    [
      'braces that are no placeholder',
      `${request}      body: "{{ 7*7 }}"`,
      '"{{" begins no placeholder in "{{ 7*7 }}". Mend: write \\{{ for plain braces.',
    ],
    [
      'a placeholder in a declaration',
      'people: { ada: { title: "{{grace.title}}" } }\nsteps: [test-connection]',
      'story.yaml:3:18: {{grace.title}} stands for nothing here.',
    ],
    [
      'a name that could be somebody’s',
      'people: { ada: { userName: ada@example.com } }\nsteps: [test-connection]',
      'story.yaml:3:18: "ada@example.com" could belong to somebody on a shared system. Mend: put {{namespace}} into it.',
    ],
    [
      'a group name that could be somebody’s',
      `${people}  - rename-group: { group: engineers, displayName: Staff }`,
      '"Staff" could belong to somebody',
    ],
    // Requirements.
    [
      'an unknown requirement',
      `${request}      expect: [{ requirement: REQ-COL-I }]`,
      'REQUIREMENT_UNKNOWN story.yaml:7:18: there is no requirement "REQ-COL-I". Mend: did you mean "REQ-COL-1"?',
    ],
    [
      'a requirement unlike any',
      `${request}      expect: [{ requirement: X }]`,
      'REQUIREMENT_UNKNOWN story.yaml:7:18: there is no requirement "X". Mend: run "scimulate requirements" for a list.',
    ],
  ])('%s', (_what, text, expected) => {
    const line = lineFor(text);
    expect(line).toContain(expected);
    expect(line).toMatch(/^(?:SCENARIO_INVALID|REQUIREMENT_UNKNOWN) story\.yaml:\d+:\d+: /u);
  });
});

test('a scenario is called like its file', () => {
  const error = errorOf(() =>
    parseScenario('scenario: story\ntitle: A story\nsteps: [test-connection]', 'a/other.yaml'),
  );
  expect(error.toLine()).toBe(
    'SCENARIO_INVALID a/other.yaml:1:1: the scenario is called "story", its file "other". Mend: use one name for both.',
  );
});

describe('files and folders', () => {
  const folder = mkdtempSync(join(tmpdir(), 'scenarios-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const put = (path: string, name: string): string => {
    const file = join(folder, path);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, `scenario: ${name}\ntitle: A story\nsteps: [{ request: { method: GET, path: /Users } }]\n`);
    return file;
  };

  test('a folder gives its scenarios by name, without its subfolders, and files come in the given order', () => {
    put('many/b.yaml', 'b');
    put('many/a.yml', 'a');
    put('many/deeper/c.yaml', 'c');
    writeFileSync(join(folder, 'many/readme.md'), 'no scenario');
    const single = put('single.yaml', 'single');
    expect(loadScenarios([single, join(folder, 'many')]).map(({ name }) => name)).toEqual(['single', 'a', 'b']);
  });

  test('two scenarios of one name are refused', () => {
    const [first, second] = [put('one/same.yaml', 'same'), put('two/same.yaml', 'same')];
    expect(errorOf(() => loadScenarios([first, second])).toLine()).toContain(
      `SCENARIO_INVALID ${second}:1:1: ${first} has the same name.`,
    );
  });

  test('a path without a scenario is named', () => {
    mkdirSync(join(folder, 'empty'));
    expect(errorOf(() => loadScenarios([join(folder, 'absent.yaml')])).toLine()).toContain(
      `SCENARIO_UNREADABLE ${folder}/absent.yaml: `,
    );
    expect(errorOf(() => loadScenarios([join(folder, 'empty')])).toLine()).toContain('the folder holds no .yaml file');
  });
});
