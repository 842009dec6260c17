import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type AuditRecord,
  type AuditStore,
  type LogAnswer,
  type LogFilters,
  plainSeal,
  readLog,
  requestsDialect,
} from '../../src/audit/index.ts';
import type { JsonObject, JsonValue } from '../../src/kernel/index.ts';
import { draft, http } from './audit-store-support.ts';

/** Moments around the edges of two days. */
const edges = ['2026-05-13T00:00:00.000Z', '2026-05-14T00:00:00.000Z', '2026-05-15T00:00:00.000Z'].map(Date.parse);
const someMoment = fc.constantFrom(...edges.flatMap((edge) => [edge - 1, edge, edge + 1, edge + 3_600_000]));

interface Request {
  readonly occurredAt: number;
  readonly method: string;
  readonly endpoint: string;
  readonly statusCode: number;
}

const requests: fc.Arbitrary<Request> = fc.record({
  occurredAt: someMoment,
  method: fc.constantFrom('GET', 'PUT', 'POST', 'PATCH', 'DELETE', 'HEAD', 'get'),
  endpoint: fc.constantFrom('/Users', '/Users/1', '/Users2', '/Groups/1', '/Me', '/Bulk', '/Schemas', '/', '/users'),
  statusCode: fc.constantFrom(200, 201, 204, 304, 400, 401, 404, 500),
});

const dates = fc.constantFrom(
  '2026-05-12',
  '2026-05-13',
  '2026-05-14',
  '2026-05-13T00:00:00.001Z',
  '2026-05-14T01:59:59.999+02:00',
);
const filterSets = fc.record(
  {
    startDate: dates,
    endDate: dates,
    method: fc.constantFrom('All', 'GET', 'PUT', 'POST', 'PATCH', 'DELETE'),
    resourceType: fc.constantFrom('All', 'Users', 'Groups', 'Me', 'Bulk'),
    endpoint: fc.constantFrom('/', '/Users', '/Users/1', '/Groups', '/Nothing', '/Users/'),
    status: fc.constantFrom('All', 'Success', 'Failed'),
  },
  { requiredKeys: [] },
);

/** The request log of any engine. */
export function requestLogContract(name: string, open: () => Promise<AuditStore>): void {
  describe(`request log: ${name}`, () => {
    let store: AuditStore;
    let tenants = 0;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    const put = (tenant: string, some: readonly Request[]): Promise<readonly AuditRecord[]> =>
      store.append({
        records: some.flatMap((request, index) => [
          requestDraft(tenant, request, index),
          // Other kinds of record are in the store, and not in this log.
          draft({ tenant, id: `effect-${index}`, kind: 'resource.change', occurredAt: request.occurredAt }),
        ]),
      });
    const read = (tenant: string, filters: LogFilters = {}, more: object = {}): Promise<LogAnswer> =>
      readLog(store, requestsDialect, { tenant, filters, ...more });

    async function walk(tenant: string, filters: LogFilters, limit: number): Promise<readonly JsonObject[]> {
      const entries: JsonObject[] = [];
      let cursor: string | undefined;
      do {
        const page = await read(tenant, filters, { limit, ...(cursor !== undefined && { cursor }) });
        expect(page.entries.length).toBeLessThanOrEqual(limit);
        entries.push(...page.entries);
        cursor = page.next;
      } while (cursor !== undefined);
      return entries;
    }

    it('REQ-FILTER-*: every combination of filters gives what one who looks at each request would give', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(requests, { maxLength: 30 }),
          fc.array(filterSets, { minLength: 10, maxLength: 10 }),
          fc.integer({ min: 1, max: 12 }),
          async (some, asked, limit) => {
            const tenant = `run-${tenants++}`;
            await put(tenant, some);
            for (const filters of asked.filter((set) => !isBackward(set))) {
              const entries = await walk(tenant, filters, limit);
              const expected = some.map((request, index) => ({ ...request, id: `request-${index}` })).toReversed();
              expect(entries.map(({ requestId }) => requestId)).toEqual(
                expected.filter((request) => passes(request, filters)).map(({ id }) => id),
              );
            }
          },
        ),
        { numRuns: 60 },
      );
    });

    it('X-PAGE-1: every entry comes once while more are written', async () => {
      const request: Request = { occurredAt: edges[0]!, method: 'GET', endpoint: '/Users', statusCode: 200 };
      await put(
        'acme',
        Array.from({ length: 40 }, () => request),
      );
      const seen: JsonValue[] = [];
      let written = 40;
      let cursor: string | undefined;
      do {
        const [page] = await Promise.all([
          read('acme', { method: 'GET' }, { limit: 7, ...(cursor !== undefined && { cursor }) }),
          store.append({
            records: [requestDraft('acme', request, written++), requestDraft('acme', request, written++)],
          }),
        ]);
        seen.push(...page.entries.map(({ requestId }) => requestId!));
        cursor = page.next;
      } while (cursor !== undefined);
      const before = Array.from({ length: 40 }, (_, index) => `request-${39 - index}`);
      expect(seen.slice(-40)).toEqual(before);
      expect(new Set(seen).size).toBe(seen.length);
    });

    it('REQ-COL-*: shows all of an exchange', async () => {
      const facts = http({
        requestId: 'id-1',
        method: 'POST',
        endpoint: '/Users',
        query: 'attributes=a%20b&x',
        statusCode: 409,
        requestHeaders: { 'user-agent': 'idp', accept: '*/*' },
        requestBody: '{"userName":"a"}',
        responseBody: '{"status":"409"}',
      });
      const failed = {
        outcome: 'failure',
        reason: 'userName is taken',
        occurredAt: Date.parse('2026-05-13T09:30:00.007Z'),
      } as const;
      await store.append({ records: [draft({ id: 'x', http: facts, ...failed }), draft({ id: 'y', http: http() })] });
      const { entries } = await read('acme');
      expect(entries[1]).toEqual({
        requestId: 'id-1',
        time: '2026-05-13T09:30:00.007Z',
        status: 'Failed',
        errorMessage: 'userName is taken',
        method: 'POST',
        endpoint: '/Users',
        query: 'attributes=a%20b&x',
        statusCode: 409,
        response: '{"status":"409"}',
        request: { method: 'POST', headers: facts.requestHeaders, body: '{"userName":"a"}' },
      });
      expect(entries[0]).toMatchObject({ status: 'Success', errorMessage: null, query: '', response: '' });
    });

    it('X-CLOCK-1: stays in the order of capture when the clock steps back', async () => {
      const moments = [edges[1]!, edges[0]!, edges[0]!, edges[2]!];
      await put(
        'acme',
        moments.map((occurredAt) => ({ occurredAt, method: 'GET', endpoint: '/Me', statusCode: 200 })),
      );
      const { entries } = await read('acme');
      expect(entries.map(({ requestId }) => requestId)).toEqual(['request-3', 'request-2', 'request-1', 'request-0']);
    });

    it('X-TENANT-1: shows nothing of another tenant, by no filter and no cursor', async () => {
      const request: Request = { occurredAt: edges[0]!, method: 'GET', endpoint: '/Users', statusCode: 200 };
      await put('one', [request, request, request]);
      await put('two', [request]);
      expect((await read('two')).entries).toHaveLength(1);
      expect((await read('none', { method: 'GET' })).entries).toEqual([]);
      const { next } = await read('one', {}, { limit: 1 });
      await expect(read('two', {}, { cursor: next })).rejects.toMatchObject({
        code: 'LOG_CURSOR',
        parameter: 'cursor',
      });
    });

    describe('cursors', () => {
      const request: Request = { occurredAt: edges[0]!, method: 'GET', endpoint: '/Users', statusCode: 200 };
      const wrong = { code: 'LOG_CURSOR', parameter: 'cursor' };

      it('continue the question that they came with, and no other', async () => {
        await put('acme', [request, request, request]);
        const filters = { method: 'GET', status: 'Success' };
        const { next } = await read('acme', filters, { limit: 1 });
        const same = { resourceType: 'All', status: 'Success', method: 'GET' };
        expect((await read('acme', same, { cursor: next, limit: 5 })).entries).toHaveLength(2);
        await expect(read('acme', { method: 'GET' }, { cursor: next })).rejects.toMatchObject(wrong);
        await expect(read('acme', { ...filters, status: 'Failed' }, { cursor: next })).rejects.toMatchObject(wrong);
        const other = { ...requestsDialect, dialect: 'other' };
        await expect(readLog(store, other, { tenant: 'acme', filters, cursor: next! })).rejects.toMatchObject(wrong);
      });

      it.each(['', 'x', 'WzFd', 'bnVsbA', '{}', '../..', '\0', 'WyJ4Iix7InBvc2l0aW9uIjoxfV0'])(
        '%j is none',
        async (cursor) => {
          await put('acme', [request]);
          await expect(read('acme', {}, { cursor })).rejects.toMatchObject(wrong);
        },
      );

      it('are made and opened by the seal that is given', async () => {
        await put('acme', [request, request]);
        const sealed: [string, JsonObject][] = [];
        const seal = {
          close: (purpose: string, content: JsonObject) => {
            sealed.push([purpose, content]);
            return String(sealed.length - 1);
          },
          open: (purpose: string, text: string) =>
            sealed[Number(text)]?.[0] === purpose ? sealed[Number(text)]![1] : undefined,
        };
        const ask = (cursor?: string) =>
          readLog(store, requestsDialect, { tenant: 'acme', limit: 1, ...(cursor !== undefined && { cursor }) }, seal);
        const { next } = await ask();
        expect(next).toBe('0');
        expect((await ask(next)).entries).toMatchObject([{ requestId: 'request-0' }]);
        await expect(ask('1')).rejects.toMatchObject(wrong);
      });

      it('with a position that is none are refused', async () => {
        const purposes: string[] = [];
        const spy = { ...plainSeal, open: (purpose: string) => (purposes.push(purpose), { position: -1 }) };
        const asked = readLog(store, requestsDialect, { tenant: 'acme', cursor: 'x' }, spy);
        await expect(asked).rejects.toMatchObject(wrong);
        expect(purposes).toHaveLength(1);
      });
    });

    it.each([0, -1, 1.5, 1001, Number.NaN])('REQ-FILTER-BAD: refuses a page of %d', async (limit) => {
      await expect(read('acme', {}, { limit })).rejects.toMatchObject({ code: 'LOG_LIMIT', parameter: 'limit' });
    });

    it('REQ-FILTER-BAD: refuses a search, which this log does not have', async () => {
      const search = { search: 'x' };
      await expect(read('acme', {}, search)).rejects.toMatchObject({ code: 'LOG_SEARCH_UNKNOWN', parameter: 'search' });
    });

    it('searches where a dialect says so, in what is shown', async () => {
      const clause = {
        columns: ['status', 'endpoint', 'statusCode', 'request'],
        caseSensitive: false,
        requirements: [],
      };
      const searchable = { ...requestsDialect, search: clause };
      const some = ['/Users', '/Groups', '/Users/FAILED'].map((endpoint, index) => ({
        occurredAt: 0,
        method: 'GET',
        endpoint,
        statusCode: index === 1 ? 404 : 200,
      }));
      await put('acme', some);
      const find = async (search: string, caseSensitive = false) => {
        const dialect = { ...searchable, search: { ...clause, caseSensitive } };
        const { entries, next } = await readLog(store, dialect, { tenant: 'acme', search, limit: 1 });
        const rest =
          next === undefined ? [] : (await readLog(store, dialect, { tenant: 'acme', search, cursor: next })).entries;
        return [...entries, ...rest].map(({ requestId }) => requestId);
      };
      expect(await find('failed')).toEqual(['request-2', 'request-1']);
      expect(await find('Failed', true)).toEqual(['request-1']);
      expect(await find('404')).toEqual(['request-1']);
      // Each text in an object is searched by itself, without the notation around it.
      expect(await find('get')).toEqual(['request-2', 'request-1', 'request-0']);
      expect(await find('"GET"')).toEqual([]);
      expect(await find('success')).toEqual(['request-2', 'request-0']);
      expect(await find('nowhere')).toEqual([]);
    });
  });
}

function requestDraft(tenant: string, request: Request, index: number) {
  const { occurredAt, ...facts } = request;
  return draft({
    tenant,
    id: `record-${index}`,
    occurredAt,
    outcome: facts.statusCode < 400 ? 'success' : 'failure',
    http: http({ ...facts, requestId: `request-${index}`, resourceType: facts.endpoint.split('/')[1] ?? '' }),
  });
}

/** REQ-FILTER-* read by themselves, without any code of the log. */
function passes(request: Request, filters: LogFilters): boolean {
  const { startDate, endDate, method = 'All', resourceType = 'All', endpoint, status = 'All' } = filters;
  const [, first] = request.endpoint.split('/');
  const isSuccess = request.statusCode < 400;
  return (
    (startDate === undefined || request.occurredAt >= momentOf(startDate, '00:00:00.000')) &&
    (endDate === undefined || request.occurredAt <= momentOf(endDate, '23:59:59.999')) &&
    (method === 'All' || request.method === method) &&
    (resourceType === 'All' || first === resourceType) &&
    (endpoint === undefined || isBelow(request.endpoint, endpoint)) &&
    (status === 'All' || isSuccess === (status === 'Success'))
  );
}

function isBelow(path: string, ancestor: string): boolean {
  if (path === ancestor) return true;
  const segments = ancestor.split('/').filter((segment) => segment !== '');
  const own = path.split('/').slice(1);
  return own.length > segments.length && segments.every((segment, index) => own[index] === segment);
}

function momentOf(date: string, time: string): number {
  return Date.parse(date.length === 10 ? `${date}T${time}Z` : date);
}

function isBackward({ startDate, endDate }: LogFilters): boolean {
  if (startDate === undefined || endDate === undefined) return false;
  return momentOf(startDate, '00:00:00.000') > momentOf(endDate, '23:59:59.999');
}
