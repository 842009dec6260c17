import { literal } from '../kit/index.ts';
import { type FilterCase, filterProbe } from './filter-probe.ts';
import { twoTexts, valuesOf } from './text-choice.ts';

const section = 'RFC7644-3.4.2.2';

/** `and`, `or`, `not` and parentheses (RFC 7644 tables 4 and 5), and which of them comes first. */
export const logicalOperators = filterProbe({
  id: 'query/logical-operators',
  title: '"and", "or", "not" and parentheses combine expressions, each with its precedence',
  requirements: [`${section}-k`, `${section}-l`, `${section}-m`, `${section}-n`, `${section}-11`],
  plan(discovery) {
    const chosen = twoTexts(discovery);
    if (chosen === undefined) return undefined;
    const { type, subject } = chosen;
    const [one, two] = subject;
    return {
      type,
      // Each key tells which of the expressions a, b and c hold of the member; a and b exclude each other.
      members: (prefix) => {
        const values = (first: string, second: string) =>
          valuesOf([one, `${prefix}${first}`], [two, `${prefix}${second}`]);
        return {
          a: values('a', 'x'),
          ac: values('a', 'c'),
          b: values('b', 'x'),
          bc: values('b', 'c'),
          c: values('x', 'c'),
          none: {},
        };
      },
      cases: ({ prefix }) =>
        combinations({
          a: `${one.path} eq ${literal(`${prefix}a`)}`,
          b: `${one.path} eq ${literal(`${prefix}b`)}`,
          c: `${two.path} eq ${literal(`${prefix}c`)}`,
        }),
    };
  },
});

function combinations(parts: Readonly<Record<string, string>>): readonly FilterCase[] {
  const filter = (pattern: string) => pattern.replaceAll(/\b[abc]\b/gu, (name) => parts[name] ?? name);
  const part = (name: string, ...matches: readonly string[]): FilterCase => {
    return { name, requirements: [], filter: filter(name), matches, alone: true };
  };
  /** Each wrong precedence would match something else. */
  const combined = (letters: string, pattern: string, ...matches: readonly string[]): FilterCase => ({
    name: pattern,
    requirements: letters.split(' ').map((letter) => `${section}-${letter}`),
    filter: filter(pattern),
    matches,
    alone: !pattern.includes('not'),
    after: ['a', 'b', 'c'],
  });
  return [
    part('a', 'a', 'ac'),
    part('b', 'b', 'bc'),
    part('c', 'ac', 'bc', 'c'),
    combined('k', 'a and c', 'ac'),
    combined('l', 'a or c', 'a', 'ac', 'bc', 'c'),
    combined('m', 'not (a)', 'b', 'bc', 'c', 'none'),
    combined('n 11', '(a or b) and c', 'ac', 'bc'),
    combined('n 11', 'c and (a or b)', 'ac', 'bc'),
    combined('11', 'a or b and c', 'a', 'ac', 'bc'),
    combined('11', 'c and a or b', 'ac', 'b', 'bc'),
    combined('11', 'not (a) and c', 'bc', 'c'),
    combined('11', 'not (a) or c', 'ac', 'b', 'bc', 'c', 'none'),
    combined('m 11', 'a or not (b or c)', 'a', 'ac', 'none'),
    combined('m 11', 'not (a or b) and c', 'c'),
  ];
}
