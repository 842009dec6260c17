import { isJsonObject, type JsonValue } from '../../../kernel/index.ts';
import { type AttributeType, parseDateTime } from '../../../scim/index.ts';
import { isList, member } from '../../probes/kit/index.ts';
import { quote } from '../../wording.ts';
import type { ProtocolView, ViewedExchange } from './protocol-view.ts';
import { single, type TypedValue, typedValues } from './typed-values.ts';
import type { UniversalRule } from './universal-condition.ts';

/** A clause about each single value of the attributes of one type. */
function typeRule(
  name: string,
  requirement: string,
  type: AttributeType,
  expected: string,
  holds: (value: JsonValue) => boolean,
): UniversalRule {
  return {
    name,
    requirements: [requirement],
    clause: `a value of type ${type} is ${expected}`,
    *examine(view) {
      for (const typed of typedValues(view)) {
        if (typed.definition.type !== type) continue;
        for (const value of single(typed)) {
          const message = `expected ${typed.path} to be ${expected}, got ${quote(value)}`;
          yield { holds: holds(value), message, exchange: typed.exchange };
        }
      }
    },
  };
}

/** Attributes of the default set of RFC 7643 section 2.4, which definitions may leave out. */
const predefined = ['value', 'display', 'type', 'primary', '$ref'];

/** Data types and plurality of what responses hold (RFC 7643 sections 2.3 and 2.4). */
export const valueRules: readonly UniversalRule[] = [
  typeRule('string-values', 'RFC7643-2.2-f', 'string', 'a JSON string', (value) => typeof value === 'string'),
  typeRule('boolean-values', 'RFC7643-2.3.2-a', 'boolean', 'true or false', (value) => typeof value === 'boolean'),
  typeRule('decimal-values', 'RFC7643-2.3.3-a', 'decimal', 'a JSON number', (value) => typeof value === 'number'),
  typeRule('date-time-strings', 'RFC7643-2.3.5-2', 'dateTime', 'a JSON string', (value) => typeof value === 'string'),
  typeRule(
    'date-times',
    'RFC7643-2.3.5-1',
    'dateTime',
    'a valid xsd:dateTime',
    (value) => typeof value === 'string' && parseDateTime(value) !== undefined,
  ),
  typeRule(
    'binary-values',
    'RFC7643-2.3.6-1',
    'binary',
    'base64 in the standard alphabet',
    (value) => typeof value === 'string' && isBase64(value),
  ),
  typeRule('complex-values', 'RFC7643-2.3.8-a', 'complex', 'an object', isJsonObject),
  {
    name: 'integer-values',
    requirements: ['RFC7643-2.3.4-1'],
    clause: 'an integer is a number without fraction and exponent',
    *examine(view) {
      const pattern = integerPattern(view);
      for (const exchange of view.exchanges) {
        for (const { name, text } of writtenIntegers(exchange, pattern)) {
          const holds = /^(?:-?\d+|null)$/u.test(text);
          yield { holds, message: `expected ${name} to be an integer, got ${quote(text)}`, exchange };
        }
      }
    },
  },
  {
    name: 'multi-valued-arrays',
    requirements: ['RFC7643-2.4-a'],
    clause: 'a multi-valued attribute is an array',
    *examine(view) {
      for (const { path, definition, value, exchange } of typedValues(view)) {
        if (definition.multiValued)
          yield { holds: isList(value), message: `expected ${path} to be an array, got ${quote(value)}`, exchange };
      }
    },
  },
  {
    name: 'multi-valued-objects',
    requirements: ['RFC7643-2.4-1'],
    clause: 'objects in a multi-valued attribute are values of a complex attribute',
    *examine(view) {
      for (const typed of typedValues(view)) {
        const { path, definition, exchange } = typed;
        if (!definition.multiValued) continue;
        const parts = [...(definition.subAttributes ?? []).map(({ name }) => name), ...predefined];
        const defined = new Set(parts.map((name) => name.toLowerCase()));
        for (const value of single(typed).filter(isJsonObject)) {
          const foreign = Object.keys(value).filter((name) => !defined.has(name.toLowerCase()));
          const holds = definition.type === 'complex' && foreign.length === 0;
          const came = definition.type === 'complex' ? quote(foreign) : `type ${definition.type}`;
          yield {
            holds,
            message: `expected ${path} to have sub-attributes for ${quote(value)}, got ${came}`,
            exchange,
          };
        }
      }
    },
  },
  {
    name: 'one-primary',
    requirements: ['RFC7643-2.4-3'],
    clause: 'at most one value is primary',
    *examine(view) {
      for (const typed of complexLists(view)) {
        const primary = single(typed).filter((value) => member(value, 'primary') === true);
        if (primary.length === 0) continue;
        const message = `expected at most one primary value in ${typed.path}, got ${primary.length}`;
        yield { holds: primary.length === 1, message, exchange: typed.exchange };
      }
    },
  },
  {
    name: 'distinct-values',
    requirements: ['RFC7643-2.4-7'],
    clause: 'no pair of type and value stands twice',
    *examine(view) {
      for (const typed of complexLists(view)) {
        const pairs = single(typed)
          .filter((value) => member(value, 'value') !== undefined)
          .map((value) => JSON.stringify([member(value, 'type') ?? null, member(value, 'value')]));
        if (pairs.length < 2) continue;
        const twice = pairs.find((pair, index) => pairs.indexOf(pair) !== index);
        const message = `expected each pair of type and value once in ${typed.path}, got ${quote(twice)} twice`;
        yield { holds: twice === undefined, message, exchange: typed.exchange };
      }
    },
  },
];

function complexLists(view: ProtocolView): readonly TypedValue[] {
  return typedValues(view).filter(
    ({ definition, value }) => definition.multiValued && definition.type === 'complex' && isList(value),
  );
}

/** Base64 of RFC 4648 section 4; padding may be missing where the schema does not say otherwise (section 2.3.6). */
function isBase64(text: string): boolean {
  const data = text.replace(/={0,2}$/u, '');
  return /^[A-Za-z0-9+/]*$/u.test(data) && data.length % 4 !== 1;
}

/** Integers of the messages and of the configuration, and the target's own where no attribute of another type shares the name. */
function integerPattern({ discovery }: ProtocolView): RegExp {
  const names = new Map<string, AttributeType>();
  for (const { attributes, extensionAttributes } of discovery?.models.values() ?? []) {
    for (const list of [attributes, ...extensionAttributes.values()]) {
      for (const top of list.values()) {
        for (const { name, type } of [top, ...(top.subAttributes ?? [])]) {
          const before = names.get(name);
          names.set(name, before === undefined || before === type ? type : 'string');
        }
      }
    }
  }
  const own = [...names].filter(([, type]) => type === 'integer').map(([name]) => name);
  const all = ['totalResults', 'startIndex', 'itemsPerPage', 'maxOperations', 'maxPayloadSize', 'maxResults', ...own];
  return new RegExp(`"(${all.map(escaped).join('|')})"\\s*:\\s*("[^"]*"|[^\\s,}\\]]+)`, 'gu');
}

/** Members with these names as the response spells them: a parsed number no longer tells 1 from 1.0. */
function writtenIntegers({ json, text, status }: ViewedExchange, pattern: RegExp): { name: string; text: string }[] {
  if (!isJsonObject(json) || status > 299) return [];
  return [...text.matchAll(pattern)].flatMap(([, name = '', written = '']) =>
    // A member that holds more than one value has elements of its own.
    /^[{[]/u.test(written) ? [] : [{ name, text: written }],
  );
}

function escaped(name: string): string {
  return name.replaceAll(/[$\\^.*+?()[\]{}|]/gu, String.raw`\$&`);
}
