import { expect, test } from 'vitest';
import { queryProbes } from '../../../../src/conformance/probes/query/index.ts';
import type { ProbeRequest } from '../../../../src/conformance/probe.ts';
import { customModels } from './custom-models.ts';
import { all, at, edit } from './defects.ts';
import { mutate, type Mutation, runProbe, those } from './probe-harness.ts';
import { referenceTarget } from './reference-target.ts';
import { refusal } from './response-changes.ts';

/** The filter of a query, in the URL or in a message. */
function filterOf({ method, path, body }: ProbeRequest): string | undefined {
  if (method === 'POST' && path.endsWith('/.search'))
    return /"filter":"((?:[^"\\]|\\.)*)"/u.exec(typeof body === 'string' ? body : '')?.[1];
  return new URLSearchParams(path.split('?')[1]).get('filter') ?? undefined;
}

/** Refuses some requests. */
function declines(meant: (request: ProbeRequest) => boolean, status: number, scimType?: string): Mutation {
  return (response, request) => (meant(request) ? refusal(status, scimType)(response, request) : undefined);
}

function filtersThat(holds: (filter: string) => boolean): (request: ProbeRequest) => boolean {
  return (request) => {
    const filter = filterOf(request);
    return filter !== undefined && holds(filter);
  };
}

const unannounced = (feature: string): Mutation =>
  at(
    'configuration',
    edit((body) => void (body[feature].supported = false)),
  );

/** What the RFC lets a server leave out (RFC 7644 sections 3.4.2 and 3.4.3, table 9). */
const options: Readonly<Record<string, Mutation>> = {
  'has no filters': all(
    unannounced('filter'),
    declines(
      filtersThat(() => true),
      501,
    ),
  ),
  'has no filters and says so as with invalid ones': all(
    unannounced('filter'),
    declines(
      filtersThat(() => true),
      400,
      'invalidFilter',
    ),
  ),
  'compares by "eq" alone': declines(
    filtersThat((filter) => / (?:ne|co|sw|ew|gt|ge|lt|le|pr)\b/iu.test(filter)),
    400,
    'invalidFilter',
  ),
  'has no value paths': declines(
    filtersThat((filter) => filter.includes('[')),
    400,
    'invalidFilter',
  ),
  'does not sort': all(
    unannounced('sort'),
    declines(({ path, body }) => path.includes('sortBy') || JSON.stringify(body ?? '').includes('sortBy'), 501),
  ),
  'sorts by names only': declines(({ path }) => /sortBy=(?!userName)/u.test(path), 400, 'invalidValue'),
  'has no queries by POST': declines(({ path }) => path.endsWith('/.search'), 404),
  'has no queries at its root': declines(({ path }) => /^\/(?:\?|$|\.search)/u.test(path), 501),
  'finds too much at its root': declines(({ path }) => /^\/(?:\?|$|\.search)/u.test(path), 400, 'tooMany'),
  'shows a page of its own at its root': (response, { path }) =>
    /^\/(?:\?|$)/u.test(path) ? { ...response, status: 200, text: '<html></html>', body: undefined } : undefined,
  'wants a filter': declines((request) => /^\/\w+$/u.test(request.path) && request.method === 'GET', 400, 'tooMany'),
};

test.each(Object.entries(options))('a server that %s fails nothing', async (_, mutation) => {
  const right = await referenceTarget(customModels());
  const wrong: string[] = [];
  for (const probe of queryProbes) {
    const run = await runProbe(probe, mutate(right, mutation), 10);
    for (const outcome of ['fail', 'unknown'] as const)
      wrong.push(...those(run, outcome).map((id) => `${probe.id} ${id} ${outcome}: ${run.outcomes.get(id)!.message}`));
  }
  expect(wrong).toEqual([]);
});
