import { describe, expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '../../../src/kernel/index.ts';
import { listResponse, messageUris, parseBulkRequest, parseSearchRequest } from '../../../src/scim/index.ts';
import { refusal } from './validation-support.ts';

function search(more: JsonObject): JsonObject {
  return { schemas: [messageUris.searchRequest], ...more };
}

const post: JsonObject = { method: 'POST', path: '/Users', bulkId: 'a', data: { userName: 'x' } };

function bulk(operations: JsonValue | undefined, more: JsonObject = {}): JsonObject {
  return { schemas: [messageUris.bulkRequest], Operations: operations, ...more };
}

describe('parseSearchRequest', () => {
  test('reads the request of RFC 7644 figure 4', () => {
    const request = {
      attributes: ['displayName', 'userName'],
      filter: 'displayName sw "smith"',
      startIndex: 1,
      count: 10,
    };
    expect(parseSearchRequest(search(request))).toEqual(request);
  });

  test('reads names in any case, null as absence, an empty list as none, and an empty cursor as one', () => {
    const message = {
      SCHEMAS: [messageUris.searchRequest.toUpperCase()],
      SortBy: 'title',
      filter: null,
      attributes: [],
      cursor: '',
    };
    expect(parseSearchRequest(message)).toEqual({ sortBy: 'title', cursor: '' });
    expect(parseSearchRequest(search({ count: -1, startIndex: 0, sortOrder: 'descending', other: 1 }))).toEqual({
      count: -1,
      startIndex: 0,
      sortOrder: 'descending',
    });
  });

  test.each<[string, JsonObject]>([
    ['invalidSyntax', { schemas: undefined }],
    ['invalidSyntax', { schemas: [messageUris.bulkRequest] }],
    ['invalidSyntax', { schemas: messageUris.searchRequest }],
    ['invalidSyntax', { filter: 'a pr', FILTER: 'b pr' }],
    ['invalidValue', { attributes: 'userName' }],
    ['invalidValue', { attributes: ['a', 1] }],
    ['invalidValue', { attributes: ['a'], excludedAttributes: ['b'] }],
    ['invalidValue', { filter: { and: [] } }],
    ['invalidValue', { sortBy: 1 }],
    ['invalidValue', { startIndex: '1' }],
    ['invalidValue', { startIndex: 1.5 }],
    ['invalidCount', { count: '10' }],
    ['invalidCount', { count: 1e300 }],
    ['invalidCursor', { cursor: 1 }],
  ])('%s for %j', (scimType, more) => {
    expect(refusal(() => parseSearchRequest(search(more)))).toMatchObject({ status: 400, scimType });
  });
});

describe('parseBulkRequest', () => {
  test('reads operations of every method', () => {
    const operations = [
      post,
      { method: 'PUT', path: '/Users/1', version: 'W/"1"', data: {} },
      { method: 'PATCH', path: '/Users/1', bulkId: 'b', data: { Operations: [] } },
      { method: 'DELETE', path: '/Users/1' },
    ];
    expect(parseBulkRequest(bulk(operations, { failOnErrors: 1 }))).toEqual({ failOnErrors: 1, operations });
    expect(parseBulkRequest(bulk([{ ...post, version: null, extra: 1 }]))).toEqual({ operations: [post] });
  });

  test.each<[string, JsonValue | undefined, JsonObject?]>([
    ['another message', [post], { schemas: [messageUris.patchOp] }],
    ['no operations', undefined],
    ['operations that are no array', { 0: post }],
    ['an empty array of operations', []],
    ['failOnErrors 0', [post], { failOnErrors: 0 }],
    ['failOnErrors in a string', [post], { failOnErrors: '1' }],
    ['an operation that is no object', [null]],
    ['a method in lower case', [{ ...post, method: 'post' }]],
    ['GET', [{ method: 'GET', path: '/Users/1' }]],
    ['no path', [{ ...post, path: undefined }]],
    ['an empty path', [{ ...post, path: '' }]],
    ['a POST without bulkId', [{ ...post, bulkId: undefined }]],
    ['a bulkId that is no string', [{ ...post, bulkId: 1 }]],
    ['a POST without data', [{ ...post, data: undefined }]],
    ['a PATCH without data', [{ method: 'PATCH', path: '/Users/1' }]],
    ['data that is no object', [{ ...post, data: [] }]],
    ['one bulkId twice', [post, post]],
  ])('refuses %s', (_, operations, more) => {
    expect(refusal(() => parseBulkRequest(bulk(operations, more)))).toMatchObject({
      status: 400,
      scimType: 'invalidSyntax',
    });
  });

  test('names the operation by its place', () => {
    expect(refusal(() => parseBulkRequest(bulk([post, { ...post, method: 'GET' }]))).message).toContain('Operation 2');
  });
});

test('a ListResponse of everything', () => {
  expect(listResponse([{ id: 'a' }, { id: 'b' }])).toEqual({
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
    totalResults: 2,
    itemsPerPage: 2,
    startIndex: 1,
    Resources: [{ id: 'a' }, { id: 'b' }],
  });
});
