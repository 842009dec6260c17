import { describe, expect, test } from 'vitest';
import { matchesEntityTag } from '../../../src/simulator/http/entity-tags.ts';
import { negotiate, parseContentType } from '../../../src/simulator/http/media-types.ts';
import { SCIM_MEDIA_TYPES } from '../../../src/simulator/http/responses.ts';

const SCIM = 'application/scim+json';
const JSON_TYPE = 'application/json';

describe('content negotiation (RFC 9110 section 12.5.1)', () => {
  test.each([
    [undefined, SCIM],
    ['', SCIM],
    ['*/*', SCIM],
    ['application/scim+json', SCIM],
    ['application/json', JSON_TYPE],
    ['APPLICATION/JSON', JSON_TYPE],
    ['application/*', SCIM],
    ['application/json, application/scim+json', SCIM],
    ['application/json;q=0.9, application/scim+json;q=0.8', JSON_TYPE],
    ['application/scim+json;q=0.2, */*;q=0.1', SCIM],
    ['application/scim+json;q=0, */*', JSON_TYPE],
    ['application/*;q=0.5, application/scim+json;q=0.1', JSON_TYPE],
    ['application/scim+json; charset=utf-8', SCIM],
    ['text/html, application/xhtml+xml, */*;q=0.8', SCIM],
    ['text/html', undefined],
    ['application/xml;q=0.9', undefined],
    ['*/*;q=0', undefined],
    ['application/json;q=none', undefined],
    ['json', undefined],
  ])('%j gets %j', (accept, expected) => {
    expect(negotiate(accept, SCIM_MEDIA_TYPES)).toBe(expected);
  });
});

test.each([
  ['application/scim+json', SCIM, undefined],
  ['Application/SCIM+JSON; Charset=UTF-8', SCIM, 'utf-8'],
  ['application/json;charset="utf-8"', JSON_TYPE, 'utf-8'],
  ['application/json; profile=x; charset=latin1', JSON_TYPE, 'latin1'],
])('reads the content type %j', (header, mediaType, charset) => {
  expect(parseContentType(header)).toEqual({ mediaType, charset });
});

describe('entity tags compare weakly', () => {
  test.each([
    ['W/"3"', 'W/"3"', true],
    ['"3"', 'W/"3"', true],
    ['W/"3"', '"3"', true],
    ['"1", W/"3"', 'W/"3"', true],
    ['W/"1","2"', 'W/"3"', false],
    ['*', 'W/"3"', true],
    [' * ', 'W/"3"', true],
    ['*', undefined, false],
    ['3', 'W/"3"', false],
    ['', 'W/"3"', false],
    ['w/"3"', 'W/"3"', true],
    ['"a,b"', '"a,b"', true],
    ['"33"', 'W/"3"', false],
  ])('%j against %j: %j', (field, current, expected) => {
    expect(matchesEntityTag(field, current)).toBe(expected);
  });
});
