import type { ColumnClause, ColumnType } from '../../../audit/dialects/specification.ts';
import { isJsonObject, type JsonValue } from '../../../kernel/index.ts';
import { entryEvidence } from '../../observation/evidence.ts';
import { instantOf, isEmpty } from '../../observation/column-agreement.ts';
import { count, quote } from '../../wording.ts';
import { dialectCondition, type DialectConditionFactory, kebab } from './dialect-condition.ts';

interface Form {
  /** What is expected, in words. */
  readonly words: string;
  fits(value: JsonValue, column: ColumnClause): boolean;
}

const isText = (value: JsonValue): value is string => typeof value === 'string';

/** A token (RFC 9110 section 5.6.2), which an HTTP method is. */
const token = /^[!#$%&'*+\-.^_`|~\dA-Za-z]+$/u;

const forms: Readonly<Record<ColumnType, Form>> = {
  identifier: { words: 'an identifier without white space', fits: (value) => isText(value) && /^\S+$/u.test(value) },
  instant: {
    words: 'an ISO 8601 instant with milliseconds in UTC',
    fits: (value) => instantOf(value) !== undefined,
  },
  text: { words: 'text', fits: isText },
  integer: { words: 'a whole number', fits: (value) => Number.isInteger(value) },
  enumeration: {
    words: 'one of the values of the vocabulary',
    fits: (value, column) =>
      isText(value) && (column.values === undefined || Object.values(column.values).includes(value)),
  },
  method: { words: 'an HTTP method', fits: (value) => isText(value) && token.test(value) },
  path: {
    words: 'a path that begins with "/", without query',
    fits: (value) => isText(value) && /^\/[^?]*$/u.test(value),
  },
  query: { words: 'a query string without "?" before it', fits: (value) => isText(value) && !value.startsWith('?') },
  body: { words: 'the text of a body or its JSON', fits: (value) => isText(value) || typeof value === 'object' },
  request: {
    words: 'an object with method, headers and body',
    fits: (value) => isJsonObject(value) && typeof value['method'] === 'string' && isJsonObject(value['headers']),
  },
  party: { words: 'an object with a type, an id and a display of text, not all of them empty', fits: isParty },
};

const partyParts = ['type', 'id', 'display'] as const;

function isParty(value: JsonValue, { parts = [] }: ColumnClause): boolean {
  if (!isJsonObject(value)) return false;
  const says = (part: string): boolean => typeof value[part] === 'string' && !isEmpty(value[part]);
  const allText = partyParts.every((part) => value[part] === undefined || typeof value[part] === 'string');
  return allText && parts.every(says) && (says('id') || says('display'));
}

/** Values have the form of the column's type; those of an enumeration belong to its vocabulary. */
export const columnTypeConditions: DialectConditionFactory = (specification) =>
  specification.columns.map((column) => {
    const form = forms[column.type];
    return dialectCondition({
      specification,
      name: `column-${column.type === 'enumeration' ? 'vocabulary' : 'type'}/${kebab(column.name)}`,
      clause: `column "${column.title}"`,
      requirements: column.requirements,
      subject: [`column.${column.name}`],
      needs: 'an entry has a value in it',
      judge(view, tally) {
        let values = 0;
        for (const placed of view.own) {
          const value = placed.entry[column.name];
          if (value === undefined || value === null || isEmpty(value)) continue;
          const evidence = entryEvidence(placed);
          values += 1;
          if (form.fits(value, column)) tally.prove(evidence);
          else tally.fail(`expected ${form.words}, came ${quote(value)}`, evidence);
        }
        if (view.whole !== undefined) tally.skip('no entry of this scenario has a value in it');
        tally.praise(`${form.words} in ${count(values, 'entry', 'entries')}`);
      },
    });
  });
