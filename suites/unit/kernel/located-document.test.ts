import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import {
  checkDocument,
  parsePointer,
  readDocument,
  resolvePointer,
  ScimulateError,
} from '../../../src/kernel/index.ts';

function failure(action: () => unknown): ScimulateError {
  try {
    action();
  } catch (error) {
    if (error instanceof ScimulateError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

const text = `name: mine
steps:
  - kind: send
    "a/b": 1
  - { kind: wait,
      for: 5 }
`;

describe('readDocument', () => {
  test.each([
    ['', 1, 1],
    ['/name', 1, 1],
    ['/steps', 2, 1],
    ['/steps/0', 3, 5],
    ['/steps/0/a~1b', 4, 5],
    ['/steps/1/for', 6, 7],
    ['/steps/1/absent', 5, 5],
    ['/name/deeper', 1, 1],
  ])('finds %s again in the text', (pointer, line, column) => {
    expect(readDocument(text, 'a.yaml', 'X').place(pointer)).toEqual({ file: 'a.yaml', line, column });
  });

  test('reads JSON as well', () => {
    const document = readDocument('{"a":\n [1, true]}', 'a.json', 'X');
    expect(document.value).toEqual({ a: [1, true] });
    expect(document.place('/a/1')).toEqual({ file: 'a.json', line: 2, column: 6 });
  });

  test.each([
    ['a: [1', 1, 6],
    ['a: 1\na: 2\n', 2, 1],
    ['a: 1\n---\nb: 2\n', 2, 1],
  ])('refuses %j in one line, with its place', (bad, line, column) => {
    const error = failure(() => readDocument(bad, 'a.yaml', 'FILE_INVALID'));
    expect(error.toLine()).toMatch(new RegExp(`^FILE_INVALID a\\.yaml:${line}:${column}: .+\\.$`, 'u'));
  });

  test('refuses an alias of nothing', () => {
    const error = failure(() => readDocument('a: *nobody', 'a.yaml', 'FILE_INVALID'));
    expect(error.toLine()).toMatch(/^FILE_INVALID a\.yaml: .*nobody.*\.$/u);
  });

  test('refuses aliases that multiply', () => {
    const levels = 'abcdefgh'.split('');
    const bomb = levels.map((name, index) =>
      index === 0
        ? `a: &a [x,x,x,x,x,x,x,x,x]`
        : `${name}: &${name} [${Array(9)
            .fill(`*${levels[index - 1]}`)
            .join(',')}]`,
    );
    expect(failure(() => readDocument(bomb.join('\n'), 'a.yaml', 'X')).code).toBe('X');
  });
});

describe('checkDocument', () => {
  const validate = new Ajv({ discriminator: true }).compile<{ name: string }>({
    type: 'object',
    required: ['name'],
    additionalProperties: false,
    properties: {
      name: { type: 'string' },
      level: { enum: ['MUST', 'SHOULD'] },
      steps: {
        type: 'array',
        items: {
          type: 'object',
          required: ['kind'],
          discriminator: { propertyName: 'kind' },
          oneOf: [{ properties: { kind: { const: 'send' } } }, { properties: { kind: { const: 'wait' } } }],
        },
      },
    },
  });

  test('gives the value back when it fits', () => {
    expect(checkDocument(readDocument('name: x', 'a.yaml', 'X'), validate, 'X')).toEqual({ name: 'x' });
  });

  test.each([
    ['other: 1', 'X a.yaml:1:1: The document lacks "name".'],
    ['name: x\nother: 1', 'X a.yaml:2:1: "other" is not known here.'],
    ['name: 5', 'X a.yaml:1:1: "name" must be string.'],
    ['name: x\nlevel: MAY', 'X a.yaml:2:1: "level" must be one of: MUST, SHOULD.'],
    ['name: x\nsteps:\n  - kind: jump', 'X a.yaml:3:5: "0" has no or an unknown "kind".'],
    ['', 'X a.yaml:1:1: The document must be object.'],
  ])('refuses %j', (bad, line) => {
    expect(failure(() => checkDocument(readDocument(bad, 'a.yaml', 'X'), validate, 'X')).toLine()).toBe(line);
  });
});

describe('JSON pointers', () => {
  const document = { 'a/b': { 'c~d': [10, { '': 'empty' }] }, '~1': 'tilde' };

  test.each([
    ['', document],
    ['/a~1b/c~0d/0', 10],
    ['/a~1b/c~0d/1/', 'empty'],
    ['/~01', 'tilde'],
    ['/a~1b/c~0d/01', undefined],
    ['/a~1b/c~0d/-', undefined],
    ['/a~1b/constructor', undefined],
    ['/toString', undefined],
    ['/~1/x', undefined],
  ])('%j', (pointer, value) => {
    expect(resolvePointer(document, pointer)).toEqual(value);
  });

  test('must begin with a slash', () => {
    expect(() => parsePointer('a')).toThrow(SyntaxError);
  });
});
