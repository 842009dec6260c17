import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rfc } from '../../../src/conformance/requirements/rfc/rfc-requirement.ts';
import { rfcRequirements } from '../../../src/conformance/requirements/rfc/index.ts';

/** Levels by keyword of RFC 2119. */
const LEVELS: Readonly<Record<string, string>> = {
  MUST: 'MUST',
  'MUST NOT': 'MUST',
  SHALL: 'MUST',
  'SHALL NOT': 'MUST',
  REQUIRED: 'MUST',
  SHOULD: 'SHOULD',
  'SHOULD NOT': 'SHOULD',
  RECOMMENDED: 'SHOULD',
};

/** Id and keyword of every normative statement of the three documents. */
const statements = readFileSync(new URL('rfc-statements.tsv', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => {
    const [id = '', keyword = ''] = line.split('\t');
    return { id, keyword };
  });

const registered = new Map(rfcRequirements.map((requirement) => [requirement.id, requirement]));
const lettered = rfcRequirements.filter(({ id }) => /-[a-z]$/u.test(id));

describe('registry of RFC requirements', () => {
  it('knows 322 statements, each with a keyword that has a level', () => {
    expect(statements).toHaveLength(322);
    expect(statements.filter(({ keyword }) => !Object.hasOwn(LEVELS, keyword))).toEqual([]);
  });

  it('registers every statement with the level that its keyword implies', () => {
    const expected = statements.map(({ id, keyword }) => [id, LEVELS[keyword]]);
    expect(statements.map(({ id }) => [id, registered.get(id)?.level])).toEqual(expected);
  });

  it('registers no numbered id besides the statements', () => {
    const known = new Set(statements.map(({ id }) => id));
    expect(rfcRequirements.filter(({ id }) => /-\d+$/u.test(id) && !known.has(id))).toEqual([]);
  });

  it('gives no id twice', () => {
    expect(registered.size).toBe(rfcRequirements.length);
  });

  it('letters what is specified without a keyword from a onward, without a gap', () => {
    expect(lettered.length).toBeGreaterThanOrEqual(100);
    const bySection = Map.groupBy(lettered, ({ id }) => id.slice(0, id.lastIndexOf('-')));
    for (const [section, requirements] of bySection) {
      const letters = requirements.map(({ id }) => id.at(-1)).join('');
      expect(letters, section).toBe('abcdefghijklmnopqrstuvwxyz'.slice(0, requirements.length));
    }
  });

  it('derives document, section and link from the id', () => {
    for (const { id, source } of rfcRequirements) {
      const [document = '', section = ''] = id.split('-');
      const number = document.slice('RFC'.length);
      expect(source, id).toEqual({
        document: `RFC ${number}`,
        section,
        url: `https://www.rfc-editor.org/rfc/rfc${number}#section-${section}`,
      });
    }
    expect(registered.get('RFC7644-3.5.2-3')?.source.url).toBe('https://www.rfc-editor.org/rfc/rfc7644#section-3.5.2');
  });

  it('says each requirement in a text of its own, of one or two short sentences', () => {
    for (const { id, text } of rfcRequirements) {
      expect(text, id).toMatch(/^\S.*[^\s.]\.$/u);
      expect(text.length, id).toBeLessThan(300);
      expect(text, id).not.toMatch(/[\n\t]| {2}/u);
    }
    expect(new Set(rfcRequirements.map(({ text }) => text)).size).toBe(rfcRequirements.length);
  });

  it('leaves fewer than a quarter of the statements to no check, each with a reason', () => {
    const unobservable = rfcRequirements.filter((requirement) => requirement.unobservable !== undefined);
    expect(unobservable.length).toBeGreaterThan(0);
    expect(unobservable.length).toBeLessThan(statements.length / 4);
    for (const { id, unobservable: reason = '' } of unobservable) {
      expect(reason.length, id).toBeGreaterThanOrEqual(20);
      expect(reason, id).toMatch(/\.$/u);
    }
  });

  it('takes up nothing without a keyword that could not be observed', () => {
    expect(lettered.filter((requirement) => requirement.unobservable !== undefined)).toEqual([]);
  });
});

describe('rfc', () => {
  it('keeps the reason why a requirement is unobservable, and has no such property without one', () => {
    expect(rfc('RFC7644-2-1', 'SHOULD', 'A text.', 'It is out of sight.').unobservable).toBe('It is out of sight.');
    expect(rfc('RFC7644-2-1', 'SHOULD', 'A text.')).not.toHaveProperty('unobservable');
  });

  it.each(['RFC7642-1-1', 'RFC7644-3.5.2', 'RFC7644-3..2-1', 'RFC7644-3.5.2-0', 'RFC7644-3.5.2-ab', 'REQ-FILTER-END'])(
    'refuses the id %s',
    (id) => {
      expect(() => rfc(id, 'MUST', 'A text.')).toThrow(
        expect.objectContaining({ name: 'ScimulateError', code: 'REQUIREMENT_ID_INVALID' }),
      );
    },
  );
});
