import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { openReference } from '../../../src/cli/wiring/reference-world.ts';
import { requirementRegistry } from '../../../src/conformance/index.ts';
import { type HistoryLine, lineText, Scrubber } from '../../../src/history/index.ts';
import { seededRandom } from '../../../src/kernel/index.ts';
import { createProfile, profiles } from '../../../src/profiles/index.ts';
import { loadScenarios, runScenario, type Scenario, scenarioSchema } from '../../../src/scenario/index.ts';
import type { TargetRequest } from '../../../src/targets/index.ts';
import { linesOf } from './recorded-run.ts';

const folder = 'scenarios';
const references = { requirements: new Set(requirementRegistry().keys()), profiles: [...profiles.keys()] };
const scenarios = loadScenarios([folder], references);

interface Played {
  readonly lines: readonly HistoryLine[];
  readonly text: string;
  readonly requests: readonly TargetRequest[];
  readonly tokens: readonly string[];
}

/** Plays a scenario to the bundled simulator, with the tolerances that its provider needs. */
async function playToReference(scenario: Scenario, seed: number): Promise<Played> {
  const random = seededRandom(seed);
  const needs = scenario.profile === undefined ? [] : createProfile(scenario.profile, random).needs;
  const target = await openReference(random.fork('reference'), Object.fromEntries(needs.map((need) => [need, true])));
  const requests: TargetRequest[] = [];
  const observed = Object.create(target, {
    send: {
      value: (request: TargetRequest) => {
        requests.push(request);
        return target.send(request);
      },
    },
  }) as typeof target;
  const lines: HistoryLine[] = [];
  const tokens = [...target.secrets.values()];
  await runScenario(scenario, {
    target: observed,
    random,
    scrubber: new Scrubber(),
    record: (line) => lines.push(line),
    profiles,
  });
  await target.close();
  return { lines, text: lines.map(lineText).join('\n'), requests, tokens };
}

/** Names of users in the bodies of creates. */
function createdNames({ requests }: Played): string[] {
  return requests
    .filter(({ method }) => method === 'POST')
    .flatMap(({ body }) => [...body.matchAll(/"(?:userName|externalId)":"([^"]+)"/gu)].map(([, name]) => name!));
}

test('the published schema is that of the loader', () => {
  const published: unknown = JSON.parse(readFileSync(`${folder}/scenario.schema.json`, 'utf8'));
  // Otherwise: scimulate schema scenario > scenarios/scenario.schema.json
  expect(published).toEqual(scenarioSchema);
});

test.each(scenarios.map((scenario) => scenario.file))('%s names the schema for editors', (file) => {
  expect(readFileSync(file, 'utf8')).toMatch(/^# yaml-language-server: \$schema=scenario\.schema\.json\n/u);
});

describe.each(scenarios)('$name on the bundled simulator', (scenario) => {
  let first: Played;
  let again: Played;
  let other: Played;
  beforeAll(async () => {
    [first, again, other] = await Promise.all([
      playToReference(scenario, 1),
      playToReference(scenario, 1),
      playToReference(scenario, 2),
    ]);
  });

  test('nothing is passed over', () => {
    expect(linesOf(first.lines, 'note')).toEqual([]);
    expect(first.requests.length + linesOf(first.lines, 'driver').length).toBeGreaterThan(2);
  });

  test('the same seed gives the same bytes, and another one others', () => {
    expect(again.text).toBe(first.text);
    expect(other.text).not.toBe(first.text);
  });

  test('no secret is in the history', () => {
    const made = first.requests.flatMap((request) =>
      [...JSON.stringify(request).matchAll(/Aa1\.[0-9a-f]{20}/gu)].map(([secret]) => secret),
    );
    for (const secret of [...first.tokens, ...made]) expect(first.text).not.toContain(secret);
  });

  test('what it creates carries the namespace of the run', () => {
    const both = new Set(createdNames(first)).intersection(new Set(createdNames(other)));
    // Names in bodies that no server can take for a user are not names of anything.
    expect([...both].filter((name) => name.length > 1)).toEqual([]);
  });
});

test('secrets are sent in every place of a request', async () => {
  const { requests } = await playToReference(
    scenarios.find(({ name }) => name === 'request-log-secrets')!,
    1,
  );
  const secret = /Aa1\.[0-9a-f]{20}/u;
  for (const method of ['POST', 'PUT', 'PATCH'])
    expect(requests.some((request) => request.method === method && secret.test(request.body))).toBe(true);
  expect(requests.some(({ path }) => secret.test(path))).toBe(true);
  for (const header of ['Cookie', 'Authorization', 'X-Api-Key'])
    expect(requests.some(({ headers }) => secret.test(headers[header] ?? ''))).toBe(true);
});

test('the lifecycles do everything that a provider does in the life of a user and a group', () => {
  for (const name of ['okta-lifecycle', 'entra-lifecycle']) {
    const scenario = scenarios.find((candidate) => candidate.name === name)!;
    expect(scenario.steps.map((step) => step.kind)).toEqual(
      expect.arrayContaining([
        'test-connection',
        'create-user',
        'update-user',
        'deactivate-user',
        'reactivate-user',
        'create-group',
        'add-members',
        'remove-members',
      ]),
    );
    expect(scenario.steps.some((step) => 'credential' in step && step.credential === 'expired')).toBe(true);
  }
});

test('the requests for the filters lie on the edges of days and have every method and resource type, well and badly', async () => {
  const { lines } = await playToReference(
    scenarios.find(({ name }) => name === 'request-log-filters')!,
    1,
  );
  const exchanges = linesOf(lines, 'exchange');
  const times = exchanges.map((line) => new Date(line.sentAt).toISOString());
  expect(times.some((time) => time.endsWith('T23:59:59.999Z'))).toBe(true);
  expect(times.some((time) => time.endsWith('T00:00:00.000Z'))).toBe(true);
  expect(new Set(times.map((time) => time.slice(0, 10))).size).toBeGreaterThan(3);
  const seen = new Set(exchanges.map(({ request, response }) => `${request.method} ${(response?.status ?? 0) < 400}`));
  for (const method of ['GET', 'PUT', 'POST', 'PATCH', 'DELETE']) {
    expect(seen).toContain(`${method} true`);
    expect(seen).toContain(`${method} false`);
  }
  const types = new Set(exchanges.map(({ request }) => request.path.split(/[/?]/u)[1]));
  for (const type of ['Users', 'Groups', 'Me', 'Bulk']) expect(types).toContain(type);
});
