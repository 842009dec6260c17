import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  canonicalPath,
  parseAttributePath,
  parsePatchPath,
  printAttributePath,
  printPatchPath,
  resolvePatchPath,
  resolvePath,
} from '../../../src/scim/index.ts';
import { printPatchTarget } from '../../../src/scim/path/patch-path.ts';
import { anyAttributePath, anyValueFilter } from './filter-arbitraries.ts';
import { deviceModel, deviceUri, enterprise, fleetUri, groupModel, refusalOf, userModel } from './sample-models.ts';

function found(text: string, model = userModel): string | undefined {
  const path = parseAttributePath(text);
  const resolved = path === undefined ? undefined : resolvePath(path, model);
  return resolved === undefined ? undefined : canonicalPath(resolved);
}

describe('what a name stands for', () => {
  test.each([
    ['username', 'userName'],
    ['NAME.familyname', 'name.familyName'],
    ['urn:ietf:params:scim:schemas:core:2.0:User:name.givenName', 'name.givenName'],
    ['URN:IETF:PARAMS:SCIM:SCHEMAS:CORE:2.0:USER:USERNAME', 'userName'],
    ['urn:ietf:params:scim:schemas:core:2.0:User:meta.created', 'meta.created'],
    [`${enterprise}:employeeNumber`, `${enterprise}:employeeNumber`],
    [`${enterprise.toLowerCase()}:manager.displayname`, `${enterprise}:manager.displayName`],
    [enterprise, enterprise],
    [enterprise.toUpperCase(), enterprise],
    // Clients only SHOULD qualify the names of an extension (RFC 7644 section 3.10).
    ['employeeNumber', `${enterprise}:employeeNumber`],
    ['manager.value', `${enterprise}:manager.value`],
    ['members', undefined],
    ['userName.first', undefined],
    ['name.unknown', undefined],
    [`${enterprise}:userName`, undefined],
    [`${enterprise}.employeeNumber`, undefined],
    ['urn:ietf:params:scim:schemas:core:2.0:Group:displayName', undefined],
    ['constructor', undefined],
    ['toString', undefined],
    ['', undefined],
    ['a b', undefined],
    ['a.b.c', undefined],
  ])('%s is %s', (text, expected) => {
    expect(found(text)).toBe(expected);
  });

  test('a name that two extensions have is not guessed', () => {
    const twice = {
      ...deviceModel,
      extensions: [
        ...deviceModel.extensions,
        { schema: { ...deviceModel.extensions[0]!.schema, id: 'urn:other' }, required: false },
      ],
      extensionAttributes: new Map([
        ...deviceModel.extensionAttributes,
        ['urn:other', deviceModel.extensionAttributes.get(fleetUri.toLowerCase())!] as const,
      ]),
    };
    expect(found('depot', deviceModel)).toBe(`${fleetUri}:depot`);
    expect(found('depot', twice)).toBeUndefined();
    expect(found('urn:other:depot', twice)).toBe('urn:other:depot');
  });

  test('a core attribute comes before one of an extension', () => {
    const shadowing = new Map([[fleetUri.toLowerCase(), deviceModel.attributes]]);
    expect(found('label', { ...deviceModel, extensionAttributes: shadowing })).toBe('label');
  });
});

describe('PATCH paths', () => {
  test.each([
    'members',
    'name.familyName',
    'addresses[type eq "work"]',
    'members[value eq "2819c223-7f76-453a-919d-413861904646"]',
    'members[value eq "2819c223-7f76-453a-919d-413861904646"].displayName',
    `${enterprise}:manager.value`,
    `${deviceUri}:rooms[number gt 3 and not (floor pr)].since`,
  ])('the example %s is read as it stands', (text) => {
    expect(printPatchPath(parsePatchPath(text))).toBe(text);
  });

  test('the example of RFC 7644 section 3.5.2.2 without a space before the string', () => {
    expect(printPatchPath(parsePatchPath('members[value eq"2819c223...919d-413861904646"]'))).toBe(
      'members[value eq "2819c223...919d-413861904646"]',
    );
  });

  test('a printed path parses to the same one', () => {
    const path = fc
      .record({ path: anyAttributePath, filter: anyValueFilter }, { requiredKeys: ['path'] })
      .map(({ path: name, filter }) => (filter === undefined ? { path: name } : { path: name, filter }));
    fc.assert(
      fc.property(path, (each) => {
        expect(parsePatchPath(printPatchPath(each))).toEqual(each);
      }),
      { numRuns: 1_000, seed: 41 },
    );
  });

  test('a printed name parses to the same one', () => {
    fc.assert(
      fc.property(anyAttributePath, (path) => {
        expect(parseAttributePath(printAttributePath(path))).toEqual(path);
      }),
      { numRuns: 1_000, seed: 42 },
    );
  });

  test.each([
    ['', '400 invalidPath'],
    [' ', '400 invalidPath'],
    ['emails ', '400 invalidPath'],
    ['emails[', '400 invalidFilter'],
    ['emails[]', '400 invalidFilter'],
    ['emails[type]', '400 invalidFilter'],
    ['emails[type eq "work"', '400 invalidFilter'],
    ['emails[type eq work]', '400 invalidFilter'],
    ['emails[0]', '400 invalidFilter'],
    ['emails[type eq "work"]]', '400 invalidPath'],
    ['emails[type eq "work"]value', '400 invalidPath'],
    ['emails[type eq "work"].', '400 invalidPath'],
    ['emails[type eq "work"] .value', '400 invalidPath'],
    ['emails[type eq "work"].a.b', '400 invalidPath'],
    ['emails[type eq "work"][value pr]', '400 invalidPath'],
    ['emails.value[a pr]', '400 invalidPath'],
    ['[type eq "work"]', '400 invalidPath'],
    ['/emails/0', '400 invalidPath'],
    ['emails.0', '400 invalidPath'],
    ['.value', '400 invalidPath'],
    [`emails${'['.repeat(10_000)}`, '400 invalidFilter'],
    [`emails[${'('.repeat(10_000)}`, '400 invalidFilter'],
  ])('%j is refused: %s', (text, refusal) => {
    expect(refusalOf(() => parsePatchPath(text))).toBe(refusal);
  });

  test.each([
    ['EMAILS[Type eq "work"].VALUE', userModel, 'emails[Type eq "work"].value'],
    ['tags[value eq "a"]', deviceModel, 'tags[value eq "a"]'],
    [fleetUri, deviceModel, fleetUri],
    [`${fleetUri}:depot`, deviceModel, `${fleetUri}:depot`],
    ['urn:ietf:params:scim:schemas:core:2.0:Group:members[value eq "1"]', groupModel, 'members[value eq "1"]'],
  ])('%s names %s', (text, model, expected) => {
    const target = resolvePatchPath(text, model);
    expect(target === undefined ? undefined : printPatchTarget(target)).toBe(expected);
  });

  test.each([
    'unknown',
    'name.unknown',
    'emails[type pr].unknown',
    'members',
    'urn:x:userName',
    '__proto__.x'.slice(2),
  ])('%s names nothing', (text) => {
    expect(resolvePatchPath(text, userModel)).toBeUndefined();
  });

  test.each([
    'name[familyName pr]',
    'userName[value pr]',
    `${enterprise}[employeeNumber pr]`,
    `${enterprise}:manager[value pr]`,
  ])('%s selects where there is nothing to select from', (text) => {
    expect(refusalOf(() => resolvePatchPath(text, userModel))).toBe('400 invalidPath');
  });
});
