import { fragmentAt, literal } from '../kit/index.ts';
import { type FilterCase, filterProbe } from './filter-probe.ts';
import { chooseType, textsOf } from './text-choice.ts';

const section = 'RFC7644-3.4.2.2';

/** Operators on text (RFC 7644 table 3). */
export const textOperators = filterProbe({
  id: 'query/text-operators',
  title: '"eq", "ne", "co", "sw" and "ew" match what table 3 says',
  requirements: [`${section}-a`, `${section}-b`, `${section}-c`, `${section}-d`, `${section}-e`],
  plan(discovery) {
    const chosen = chooseType(discovery, (model) => textsOf(model)[0]);
    if (chosen === undefined) return undefined;
    const { type, subject } = chosen;
    const at = (text: string) => fragmentAt(subject, text);
    return {
      type,
      members: (prefix) => ({
        exact: at(`${prefix}v`),
        longer: at(`${prefix}vx`),
        later: at(`x${prefix}v`),
        inside: at(`x${prefix}vx`),
        other: at(`${prefix}w`),
        none: {},
      }),
      cases: ({ prefix }) => {
        const by = (operator: string) => `${subject.path} ${operator} ${literal(`${prefix}v`)}`;
        const alone = (operator: string, letter: string, ...matches: readonly string[]): FilterCase => ({
          name: operator,
          requirements: [`${section}-${letter}`],
          filter: by(operator),
          matches,
          alone: true,
        });
        return [
          alone('eq', 'a', 'exact'),
          {
            name: 'ne',
            requirements: [`${section}-b`],
            filter: by('ne'),
            matches: ['longer', 'later', 'inside', 'other'],
            // Whether a missing value is "not identical" to one the table leaves open.
            open: ['none'],
          },
          alone('co', 'c', 'exact', 'longer', 'later', 'inside'),
          alone('sw', 'd', 'exact', 'longer'),
          alone('ew', 'e', 'exact', 'later'),
        ];
      },
    };
  },
});

/** Comparisons of text by order (RFC 7644 table 3). */
export const orderOperators = filterProbe({
  id: 'query/order-operators',
  title: '"gt", "ge", "lt" and "le" match what table 3 says',
  requirements: [`${section}-g`, `${section}-h`, `${section}-i`, `${section}-j`],
  plan(discovery) {
    const chosen = chooseType(discovery, (model) => textsOf(model)[0]);
    if (chosen === undefined) return undefined;
    const { type, subject } = chosen;
    const expected = { gt: ['g', 'z'], ge: ['h', 'm', 'z'], lt: ['i', 'a'], le: ['j', 'a', 'm'] };
    return {
      type,
      members: {
        a: fragmentAt(subject, 'aaa'),
        m: fragmentAt(subject, 'mmm'),
        z: fragmentAt(subject, 'zzz'),
        none: {},
      },
      cases: () =>
        Object.entries(expected).map(([operator, [letter, ...matches]]) => ({
          name: operator,
          requirements: [`${section}-${letter}`],
          filter: `${subject.path} ${operator} "mmm"`,
          matches,
        })),
    };
  },
});
