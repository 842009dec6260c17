import type { Probe } from '../../../../src/conformance/probe.ts';
import { swapCase } from '../../../../src/conformance/probes/kit/index.ts';
import { queryProbes } from '../../../../src/conformance/probes/query/index.ts';
import { answer, at, edit } from './defects.ts';
import { filters, type Misreading, type Misunderstanding } from './misreading.ts';
import type { Mutation } from './probe-harness.ts';
import { refusal, withBody } from './response-changes.ts';

export function probeOf(name: string): Probe {
  const found = queryProbes.find(({ id }) => id === `query/${name}`);
  if (found === undefined) throw new Error(`there is no probe query/${name}`);
  return found;
}

/** Requirements of RFC 7644 section 3.4.2.2 by what their ids end in. */
function of(letters: string): readonly string[] {
  return letters.split(' ').map((letter) => `RFC7644-3.4.2.2-${letter}`);
}

/** A server that takes filters for others. */
function reads(name: string, wrong: string, misreading: Misreading, letters: string): Misunderstanding {
  return { probe: probeOf(name), wrong, reads: misreading, fails: of(letters) };
}

/** A server that answers otherwise. */
function answers(name: string, wrong: string, mutation: Mutation, letters: string): Misunderstanding {
  return { probe: probeOf(name), wrong, answers: mutation, fails: of(letters) };
}

/** Takes one operator for another; what confines a query to the run stays as it is. */
function confuses(operator: string, taken: string): Misreading {
  return filters((filter) =>
    filter.replace(new RegExp(`(?<!^userName) ${operator} (?!.* and \\()`, 'u'), ` ${taken} `),
  );
}

/** Changes the filter of a query that is not confined to the run, where it is all that there is. */
function alone(change: (filter: string) => string): Misreading {
  return filters((filter) => (filter.includes(' sw ') ? filter : change(filter)));
}

const nothing = edit((body) => void Object.assign(body, { totalResults: 0, Resources: [] }));
const oneLess = edit((body) => {
  body.Resources.pop();
  body.totalResults = body.Resources.length;
});
const list = answer(200, { schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'], totalResults: 0 });

const comparisons: readonly Misunderstanding[] = [
  reads('text-operators', 'takes "eq" for "co"', confuses('eq', 'co'), 'a'),
  reads('text-operators', 'takes "ne" for "eq"', confuses('ne', 'eq'), 'b'),
  reads('text-operators', 'takes "co" for "sw"', confuses('co', 'sw'), 'c'),
  reads('text-operators', 'takes "sw" for "co"', confuses('sw', 'co'), 'd'),
  reads('text-operators', 'takes "ew" for "co"', confuses('ew', 'co'), 'e'),
  reads('order-operators', 'takes "gt" for "ge"', confuses('gt', 'ge'), 'g'),
  reads('order-operators', 'takes "ge" for "gt"', confuses('ge', 'gt'), 'h'),
  reads('order-operators', 'takes "lt" for "le"', confuses('lt', 'le'), 'i'),
  reads('order-operators', 'takes "le" for "lt"', confuses('le', 'lt'), 'j'),
  reads('chronological-order', 'takes "gt" for "ge"', confuses('gt', 'ge'), 'g r'),
  reads('chronological-order', 'takes "ge" for "gt"', confuses('ge', 'gt'), 'h r'),
  reads('chronological-order', 'takes "lt" for "le"', confuses('lt', 'le'), 'i r'),
  reads('chronological-order', 'takes "le" for "lt"', confuses('le', 'lt'), 'j r'),
  reads(
    'chronological-order',
    'passes over the offset of a zone',
    filters((filter) => filter.replace(/[+-]0\d:00"/u, 'Z"')),
    'r',
  ),
  answers('numeric-order', 'compares numbers as text', at('gt 9', nothing), 's'),
  answers('text-order', 'finds less than there is', at('ge', oneLess), 'q'),
  ...['gt 4', 'ge 5', 'lt 6', 'le 7'].map((pair) => {
    const [operator = '', letter = ''] = pair.split(' ');
    const compared = at(new RegExp(` ${operator} `, 'u'), list);
    return answers('types-without-order', `compares flags by "${operator}"`, compared, letter);
  }),
  answers('types-without-order', 'refuses without a keyword', at(/ (?:gt|ge|lt|le) /u, refusal(400)), '4 5 6 7'),
];

const logic: readonly Misunderstanding[] = [
  reads(
    'logical-operators',
    'takes "and" for "or"',
    alone((filter) => filter.replaceAll(' and ', ' or ')),
    'k n 11',
  ),
  reads(
    'logical-operators',
    'takes "or" for "and"',
    alone((filter) => filter.replaceAll(' or ', ' and ')),
    'l n 11',
  ),
  reads(
    'logical-operators',
    'passes over "not"',
    filters((filter) => filter.replace('not (', '(')),
    'm 11',
  ),
  reads(
    'logical-operators',
    'passes over parentheses',
    alone((filter) => filter.replaceAll(/[()]/gu, '')),
    'n 11',
  ),
  reads(
    'logical-operators',
    'evaluates from left to right',
    alone((filter) => filter.replace(/^([^()]+ or [^()]+?) and /u, '($1) and ')),
    '11',
  ),
  answers('logical-operators', 'has no "or"', at('a or c', refusal(400, 'invalidFilter')), 'l'),
  answers('any-case', 'wants lower case', at(/^operator/u, refusal(400, 'invalidFilter')), 'o'),
  answers('any-case', 'knows names as the schema spells them', at(/^name/u, nothing), 'o'),
  reads(
    'complex-names',
    'takes a complex attribute for one of its parts',
    filters((filter) => filter.replace(/^name eq/u, 'name.formatted eq')),
    '12',
  ),
  answers('case-sensitivity', 'always heeds case', at(/in swapped case$/u, nothing), '15'),
  reads(
    'case-sensitivity',
    'never heeds case',
    filters((filter, label) =>
      /^externalId .* swapped/u.test(label) ? filter.replace(/"(.*)"/u, (text) => swapCase(text)) : filter,
    ),
    '15',
  ),
  reads(
    'by-schema',
    'takes every schema for every other',
    filters((filter) => filter.replace(/schemas eq "[^"]*"/u, 'id pr')),
    't',
  ),
  reads(
    'presence',
    'finds what has no value',
    filters((filter) => filter.replace(/\w+ pr\)/u, 'id pr)')),
    'f',
  ),
  answers('presence-of-nothing', 'finds nothing', at(/ pr$/u, nothing), 'f'),
];

const values: readonly Misunderstanding[] = [
  answers('any-value', 'looks at the first value only', at('value', oneLess), 'p'),
  answers('any-value', 'wants the name of a part', at('attribute alone', oneLess), 'v'),
  reads(
    'value-paths',
    'applies each expression to any value',
    filters((filter) => filter.replace(/emails\[type (.*) and value (.*)\]/u, 'emails.type $1 and emails.value $2')),
    '8',
  ),
  answers('value-paths', 'guesses what is meant', at(/^emails/u, list), '9'),
  reads(
    'logic-in-value-paths',
    'takes "or" for "and"',
    filters((filter) => filter.replaceAll(' or ', ' and ')),
    'u',
  ),
  answers('literals', 'does not decode what is escaped', at('accent', nothing), 'w'),
  reads(
    'literals',
    'knows one flag only',
    filters((filter) => filter.replace('eq false', 'eq true')),
    'w',
  ),
  answers(
    'defaulted-values',
    'shows a default that it does not filter by',
    at('given defaulted', withBody({ active: true })),
    '13',
  ),
  reads(
    'defaulted-values',
    'filters by a default that it does not show',
    filters((filter) => filter.replace(/active pr/u, 'userName pr')),
    '13',
  ),
];

const syntax: readonly Misunderstanding[] = [
  answers('broken-filters', 'takes an empty filter for none', at(/^invalid \s*$/u, list), '2'),
  answers('broken-filters', 'takes what lacks a part', at(/^invalid \S/u, list), '3'),
  answers('unknown-operations', 'passes over an unknown operator', at('unknown', list), '14'),
  answers('unknown-operations', 'says another thing', at('unknown', refusal(400, 'invalidSyntax')), '14'),
  answers('unknown-operations', 'does not say why', at('unknown', refusal(400, 'invalidFilter')), '14'),
  answers('damaged-filters', 'takes anything', at('damaged', list), '10'),
  reads(
    'generated-filters',
    'takes "ne" for "eq"',
    filters((filter) => filter.replaceAll(/ ne /giu, ' eq ')),
    '1',
  ),
  reads(
    'generated-filters',
    'passes over "not"',
    filters((filter) => filter.replaceAll(/\bnot \(/giu, '(')),
    '1',
  ),
  answers('generated-filters', 'finds more than was asked for', at(/^filter/u, doubled()), '1'),
  answers('generated-filters', 'has no "or"', refuses(/ or /iu), '10'),
];

function doubled(): ReturnType<typeof edit> {
  return edit((body) => void body.Resources.push({ id: 'another' }));
}

/** Refuses filters as no filters at all. */
function refuses(pattern: RegExp): Mutation {
  return (response, request) =>
    request.label.startsWith('filter') && pattern.test(decodeURIComponent(request.path))
      ? refusal(400, 'invalidSyntax')(response, request)
      : undefined;
}

/** What servers may get wrong of filters (RFC 7644 section 3.4.2.2). */
export const filterDefects: readonly Misunderstanding[] = [...comparisons, ...logic, ...values, ...syntax];
