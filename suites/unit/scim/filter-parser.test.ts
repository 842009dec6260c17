import { describe, expect, test } from 'vitest';
import { type Filter, parseFilter, printFilter, ScimError } from '../../../src/scim/index.ts';
import { maximumFilterLength } from '../../../src/scim/filter/filter-lexer.ts';
import { maximumFilterDepth } from '../../../src/scim/filter/filter-parser.ts';
import { refusalOf } from './sample-models.ts';

function messageOf(text: string): string {
  try {
    parseFilter(text);
  } catch (error) {
    if (error instanceof ScimError) return error.message;
    throw error;
  }
  throw new Error(`parsed: ${text}`);
}

function named(name: string): Filter {
  return { type: 'presence', path: { name } };
}

function nested(depth: number): string {
  return `${'('.repeat(depth)}a pr${')'.repeat(depth)}`;
}

describe('the examples of RFC 7644 figure 2', () => {
  const examples: readonly [string, string][] = [
    ['userName eq "bjensen"', 'userName eq "bjensen"'],
    [`name.familyName co "O'Malley"`, `name.familyName co "O'Malley"`],
    ['userName sw "J"', 'userName sw "J"'],
    [
      'urn:ietf:params:scim:schemas:core:2.0:User:userName sw "J"',
      'urn:ietf:params:scim:schemas:core:2.0:User:userName sw "J"',
    ],
    ['title pr', 'title pr'],
    ['meta.lastModified gt "2011-05-13T04:42:34Z"', 'meta.lastModified gt "2011-05-13T04:42:34Z"'],
    ['meta.lastModified ge "2011-05-13T04:42:34Z"', 'meta.lastModified ge "2011-05-13T04:42:34Z"'],
    ['meta.lastModified lt "2011-05-13T04:42:34Z"', 'meta.lastModified lt "2011-05-13T04:42:34Z"'],
    ['meta.lastModified le "2011-05-13T04:42:34Z"', 'meta.lastModified le "2011-05-13T04:42:34Z"'],
    ['title pr and userType eq "Employee"', 'title pr and userType eq "Employee"'],
    ['title pr or userType eq "Intern"', 'title pr or userType eq "Intern"'],
    [
      'schemas eq "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"',
      'schemas eq "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"',
    ],
    [
      'userType eq "Employee" and (emails co "example.com" or\n  emails.value co "example.org")',
      'userType eq "Employee" and (emails co "example.com" or emails.value co "example.org")',
    ],
    [
      'userType ne "Employee" and not (emails co "example.com" or\n  emails.value co "example.org")',
      'userType ne "Employee" and not (emails co "example.com" or emails.value co "example.org")',
    ],
    ['userType eq "Employee" and (emails.type eq "work")', 'userType eq "Employee" and emails.type eq "work"'],
    [
      'userType eq "Employee" and emails[type eq "work" and\n  value co "@example.com"]',
      'userType eq "Employee" and emails[type eq "work" and value co "@example.com"]',
    ],
    [
      'emails[type eq "work" and value co "@example.com"] or\n  ims[type eq "xmpp" and value co "@foo.com"]',
      'emails[type eq "work" and value co "@example.com"] or ims[type eq "xmpp" and value co "@foo.com"]',
    ],
  ];
  test.each(examples)('%s', (text, printed) => {
    expect(printFilter(parseFilter(text))).toBe(printed);
  });
});

describe('what a filter is made of', () => {
  test('an attribute, an operator in any case, a JSON literal', () => {
    expect(parseFilter('userName Eq "john"')).toEqual({
      type: 'comparison',
      path: { name: 'userName' },
      operator: 'eq',
      value: 'john',
    });
  });

  test.each([
    ['"a \\"b\\" \\\\ \\u00e9 \\n"', 'a "b" \\ é \n'],
    ['""', ''],
    ['"with ) ] ( [ and or"', 'with ) ] ( [ and or'],
    ['true', true],
    ['false', false],
    ['null', null],
    ['0', 0],
    ['-0', 0],
    ['-12.5e+3', -12_500],
    ['9007199254740991', 9_007_199_254_740_991],
  ])('the literal %s', (literal, value) => {
    expect(parseFilter(`a eq ${literal}`)).toMatchObject({ value });
  });

  test.each([
    ['a', { name: 'a' }],
    ['$ref', { name: '$ref' }],
    ['x-y_z$1.b', { name: 'x-y_z$1', subAttribute: 'b' }],
    [
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber',
      { uri: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User', name: 'employeeNumber' },
    ],
    [
      'urn:ietf:params:scim:schemas:core:2.0:User:name.familyName',
      { uri: 'urn:ietf:params:scim:schemas:core:2.0:User', name: 'name', subAttribute: 'familyName' },
    ],
    [
      'http://schemas.example.com/2006/11/ADSCIM/2.0/Group:tag',
      { uri: 'http://schemas.example.com/2006/11/ADSCIM/2.0/Group', name: 'tag' },
    ],
  ])('the name %s', (name, path) => {
    expect(parseFilter(`${name} pr`)).toEqual({ type: 'presence', path });
  });

  test('"not" binds closer than "and", "and" closer than "or", and chains stay flat', () => {
    expect(parseFilter('a pr or b pr and not (c pr) and d pr or e pr')).toEqual({
      type: 'or',
      filters: [
        named('a'),
        { type: 'and', filters: [named('b'), { type: 'not', filter: named('c') }, named('d')] },
        named('e'),
      ],
    });
  });

  test('parentheses come before the order of operators', () => {
    expect(parseFilter('(a pr or b pr) AND NOT(c pr)')).toEqual({
      type: 'and',
      filters: [
        { type: 'or', filters: [named('a'), named('b')] },
        { type: 'not', filter: named('c') },
      ],
    });
  });

  test('names may be those of operators', () => {
    expect(printFilter(parseFilter('and eq 1 and or pr or not eq 2 and pr pr'))).toBe(
      'and eq 1 and or pr or not eq 2 and pr pr',
    );
  });

  test('white space beyond what separates carries no meaning, and none is needed around a string or bracket', () => {
    expect(printFilter(parseFilter('  emails [ type eq"work"and value\tpr ]or( a\nle\r1 ) '))).toBe(
      'emails[type eq "work" and value pr] or a le 1',
    );
  });
});

describe('what is no filter tells where and what was expected', () => {
  test.each([
    ['', 1, `an attribute name, 'not' or '('`],
    ['   ', 4, `an attribute name, 'not' or '('`],
    ['userName', 9, 'an operator'],
    ['userName eq', 12, 'a comparison value'],
    ['userName eq bjensen', 13, 'a comparison value'],
    [`userName eq 'bjensen'`, 13, 'a comparison value'],
    ['userName eq True', 13, 'a comparison value'],
    ['userName eq 01', 13, 'a comparison value'],
    ['userName eq 1e400', 13, 'a number within range'],
    ['userName eq "a', 13, 'a closing quotation mark'],
    ['userName eq "a\\"', 13, 'a closing quotation mark'],
    ['userName eq "a\nb"', 13, 'a JSON string'],
    ['userName eq "\\x"', 13, 'a JSON string'],
    ['userName regex "a"', 10, 'one of eq, ne, co, sw, ew, gt, ge, lt, le, pr'],
    ['userName pr title pr', 13, `'and', 'or' or the end of the filter`],
    ['userName pr and', 16, 'an attribute name'],
    ['(userName pr', 13, `'and', 'or' or ')'`],
    ['userName pr)', 12, `'and', 'or' or the end of the filter`],
    ['()', 2, 'an attribute name'],
    ['not userName pr', 5, `'(' after 'not'`],
    ['emails[type eq "work"', 22, `'and', 'or' or ']'`],
    ['emails[]', 8, 'an attribute name'],
    ['emails[type eq "work")', 22, `'and', 'or' or ']'`],
    ['emails.value[type pr]', 13, 'an operator'],
    ['emails[a[b pr]]', 9, 'an operator'],
    ['emails[emails.type pr]', 8, 'the bare name of a sub-attribute'],
    ['emails[urn:x:emails pr]', 8, 'the bare name of a sub-attribute'],
    ['emails[type pr].value pr', 16, `'and', 'or' or the end of the filter`],
    ['1a pr', 1, 'an attribute name'],
    ['a..b pr', 1, 'an attribute name'],
    ['a.b.c pr', 1, 'an attribute name'],
    [':a pr', 1, 'an attribute name'],
    ['urn:x: pr', 1, 'an attribute name'],
    ['"a" eq 1', 1, 'an attribute name'],
  ])('%j', (text, position, expected) => {
    expect(refusalOf(() => parseFilter(text))).toBe('400 invalidFilter');
    expect(messageOf(text)).toMatch(new RegExp(`^Invalid filter at position ${position}: `, 'u'));
    expect(messageOf(text)).toContain(expected);
  });

  test('an operator that does not exist is named', () => {
    expect(messageOf('userName regex "a"')).toContain('"regex" is not supported');
  });
});

describe('limits', () => {
  test('nesting as deep as the limit is read', () => {
    expect(printFilter(parseFilter(nested(maximumFilterDepth)))).toBe('a pr');
  });

  test.each([
    ['parentheses', nested(10_000)],
    ['one parenthesis more', nested(maximumFilterDepth + 1)],
    ['negations', `${'not ('.repeat(10_000)}a pr${')'.repeat(10_000)}`],
    ['open parentheses', '('.repeat(100_000)],
    ['value paths', 'a['.repeat(10_000)],
  ])('%s beyond it are refused', (_, text) => {
    expect(refusalOf(() => parseFilter(text))).toBe('400 invalidFilter');
  });

  test('a filter longer than the limit is refused, whatever it says', () => {
    const text = `userName eq "${'a'.repeat(maximumFilterLength)}"`;
    expect(refusalOf(() => parseFilter(text))).toBe('400 invalidFilter');
    expect(messageOf(text).length).toBeLessThan(200);
  });

  test('a chain of thousands is no nesting', () => {
    const text = Array.from({ length: 5_000 }, (_, index) => `id eq "${index}"`).join(' or ');
    expect(printFilter(parseFilter(text))).toBe(text);
  });
});

describe('tolerances', () => {
  test.each([
    ['externalId eq abc', 'externalId eq "abc"'],
    ['id eq 2819c223-7f76-453a-919d-413861904646', 'id eq "2819c223-7f76-453a-919d-413861904646"'],
    ['userName eq a.b+c@example.com and active eq true', 'userName eq "a.b+c@example.com" and active eq true'],
    [
      '(meta.resourceType eq User) or (meta.resourceType eq Group)',
      'meta.resourceType eq "User" or meta.resourceType eq "Group"',
    ],
  ])('unquotedFilterValues: %s', (text, printed) => {
    expect(refusalOf(() => parseFilter(text))).toBe('400 invalidFilter');
    expect(printFilter(parseFilter(text, { unquotedFilterValues: true }))).toBe(printed);
  });

  test.each([
    ['emails[type eq "work"].value eq "a"', 'emails[type eq "work" and value eq "a"]'],
    ['emails[type eq "a" or type eq "b"].value pr', 'emails[(type eq "a" or type eq "b") and value pr]'],
  ])('valuePathComparisons: %s', (text, printed) => {
    expect(refusalOf(() => parseFilter(text))).toBe('400 invalidFilter');
    expect(printFilter(parseFilter(text, { valuePathComparisons: true }))).toBe(printed);
  });

  test('even then the sub-attribute follows the bracket directly', () => {
    for (const text of ['emails[type pr] .value pr', 'emails[type pr].a.b pr', 'emails[type pr].'])
      expect(refusalOf(() => parseFilter(text, { valuePathComparisons: true }))).toBe('400 invalidFilter');
  });
});
