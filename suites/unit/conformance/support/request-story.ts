import { requestsDialect } from '../../../../src/audit/dialects/requests/requests-dialect.ts';
import type { HistoryLine } from '../../../../src/history/line.ts';
import { type RecorderOptions, StoryRecorder } from './story-recorder.ts';
import type { Behaviour } from './story-server.ts';

const json = {
  'Content-Type': 'application/scim+json; charset=utf-8',
  Accept: 'application/scim+json',
  'User-Agent': 'Story 1.0',
};

function user(id: string, userName: string): string {
  return JSON.stringify({ schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], id, userName, active: true });
}

function error(status: number, detail: string): string {
  return JSON.stringify({ schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: String(status), detail });
}

const alice = 'a11ce000-0000-4000-8000-000000000001';
const bob = 'b0b00000-0000-4000-8000-000000000002';

/** Requests of every kind on three days, with entries on the first and last milliseconds of days. */
export function sendRequests(recorder: StoryRecorder): void {
  recorder.to('2026-05-12T23:59:59.000Z');
  recorder.send({ path: '/ServiceProviderConfig', responseBody: '{"patch":{"supported":true}}' });
  recorder.send({
    path: '/Users?filter=userName%20eq%20%22alice%40example.com%22&startIndex=1&count=2',
    responseBody: '{"totalResults":0}',
  });
  recorder.send({
    method: 'POST',
    path: '/Users',
    headers: json,
    body: JSON.stringify({ userName: 'alice@example.com', password: '{{secret:password}}', name: { givenName: 'Al' } }),
    status: 201,
    responseBody: user(alice, 'alice@example.com'),
  });
  recorder.to('2026-05-12T23:59:59.999Z');
  recorder.send({ path: `/Users/${alice}`, responseBody: user(alice, 'alice@example.com'), takes: 0 });
  recorder.to('2026-05-13T00:00:00.000Z');
  recorder.send({
    path: `/Users/${alice}?attributes=userName`,
    responseBody: user(alice, 'alice@example.com'),
    takes: 0,
  });
  recorder.to('2026-05-13T08:00:00.123Z');
  recorder.send({ path: '/Users', credential: 'wrong', status: 401, responseBody: error(401, 'Who are you?') });
  recorder.send({ path: '/Users', credential: 'none', status: 401, responseBody: error(401, 'Who are you?') });
  recorder.send({
    method: 'POST',
    path: '/Users',
    headers: json,
    body: '{"userName":',
    status: 400,
    responseBody: error(400, 'That is no JSON.'),
  });
  recorder.send({
    method: 'POST',
    path: '/Users',
    headers: json,
    body: JSON.stringify({ userName: 'alice@example.com' }),
    status: 409,
    responseBody: error(409, 'userName is taken.'),
  });
  recorder.send({ path: `/Users/${bob}`, status: 404, responseBody: error(404, 'No such user.') });
  recorder.send({
    method: 'PUT',
    path: `/Users/${alice}`,
    headers: json,
    body: user(alice, 'alice2@example.com'),
    responseBody: user(alice, 'alice2@example.com'),
  });
  recorder.send({
    method: 'PATCH',
    path: `/Users/${alice}`,
    headers: json,
    body: JSON.stringify({ Operations: [{ op: 'replace', path: 'password', value: '{{secret:password}}' }] }),
    status: 204,
  });
  recorder.to('2026-05-13T23:59:59.999Z');
  recorder.send({
    method: 'POST',
    path: '/Groups',
    headers: json,
    body: '{"displayName":"Staff"}',
    status: 201,
    responseBody: '{"id":"5taff000-1","displayName":"Staff"}',
    takes: 0,
  });
  recorder.to('2026-05-14T10:00:00.456Z');
  recorder.send({ path: '/Groups?excludedAttributes=members', responseBody: '{"totalResults":1}' });
  recorder.send({ path: '/Groups/5taff000-1', responseBody: '{"id":"5taff000-1","displayName":"Staff"}' });
  recorder.send({ path: '/Me', status: 501, responseBody: error(501, 'Nobody is anybody.') });
  recorder.send({
    method: 'POST',
    path: '/Bulk',
    headers: json,
    body: '{"Operations":[{"method":"DELETE","path":"/Users/1"}]}',
    responseBody: '{"Operations":[{"status":"404"}]}',
  });
  recorder.send({
    path: '/Users?count=1',
    status: 0,
    loggedStatus: 200,
    responseBody: '{"totalResults":1}',
    takes: 1500,
  });
  recorder.send({
    method: 'POST',
    path: '/Users/.search',
    headers: json,
    body: '{"count":1}',
    responseBody: '{"totalResults":1}',
  });
  recorder.send({ method: 'DELETE', path: `/Users/${alice}`, headers: json, status: 204 });
}

const singles: readonly [string, string][] = [
  ['startDate', '2026-05-13'],
  ['startDate', '2026-05-13T00:00:00.000Z'],
  ['endDate', '2026-05-12'],
  ['endDate', '2026-05-13'],
  ['endDate', '2026-05-12T23:59:59.999Z'],
  ['method', 'GET'],
  ['method', 'POST'],
  ['method', 'All'],
  ['resourceType', 'Users'],
  ['resourceType', 'Groups'],
  ['resourceType', 'Bulk'],
  ['endpoint', '/Users'],
  ['endpoint', '/User'],
  ['endpoint', `/Users/${alice}`],
  ['status', 'Failed'],
  ['status', 'Success'],
  ['status', 'All'],
];

const combined: readonly Record<string, string>[] = [
  { method: 'GET', status: 'Failed' },
  { startDate: '2026-05-13', endDate: '2026-05-13' },
  { resourceType: 'Users', method: 'POST', status: 'Success' },
  { endpoint: '/Users', endDate: '2026-05-13' },
  {
    startDate: '2026-05-13',
    endDate: '2026-05-13',
    method: 'POST',
    resourceType: 'Users',
    endpoint: '/Users',
    status: 'Failed',
  },
];

/** Every kind of reading that a request log can be judged by. */
export function readEverything(recorder: StoryRecorder): void {
  recorder.read('complete', {}, { limit: 8 });
  for (const [name, value] of singles) recorder.read('filtered', { [name]: value });
  for (const filters of combined) recorder.read('filtered', filters);
  recorder.read('restored');
  recorder.read('refused', { startDate: '2026-05-14', endDate: '2026-05-12' });
  recorder.read('refused', { method: 'BREW' });
  recorder.read('refused', { startDate: 'yesterday' });
  recorder.read('outsider');
  recorder.read(
    'paged',
    {},
    { limit: 3, between: () => recorder.send({ path: '/Users?count=0', responseBody: '{"totalResults":0}' }) },
  );
  recorder.read('complete');
}

/** One scenario in which every clause of the request log is tried. */
export function requestStory(
  behaviour: Partial<Behaviour> = {},
  options: Partial<RecorderOptions> = {},
): HistoryLine[] {
  const recorder = new StoryRecorder({ specification: requestsDialect, ...options, behaviour });
  recorder.scenario('story');
  sendRequests(recorder);
  readEverything(recorder);
  return recorder.lines;
}
