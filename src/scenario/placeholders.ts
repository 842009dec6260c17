import type { JsonValue } from '../kernel/index.ts';
import { isJsonObject } from '../kernel/index.ts';

/**
 * `{{expression}}` in a text stands for a value that is known only while a scenario runs. Expressions are names with
 * parts in dots (`ada.userName`, `random.hex.16`, `repeat.index`) or with a colon (`secret:NAME`). `\{{` is a plain `{{`.
 */
const placeholder = /\\\{\{|\{\{\s*([A-Za-z][\w-]*(?:[.:][\w-]+)*)\s*\}\}/gu;

/** Gives the value of an expression, or `undefined` where it is not bound. */
export type Resolve = (expression: string) => JsonValue | undefined;

/** An expression had no value when it was needed. */
export class UnboundPlaceholder extends Error {
  override readonly name = 'UnboundPlaceholder';
  readonly expression: string;

  constructor(expression: string) {
    super(`{{${expression}}} has no value`);
    this.expression = expression;
  }
}

/** Every expression in a text, and whether some `{{` in it is no placeholder at all. */
export function expressionsIn(text: string): { readonly expressions: readonly string[]; readonly malformed: boolean } {
  const expressions = [...text.matchAll(placeholder)].flatMap((match) => match[1] ?? []);
  return { expressions, malformed: text.replaceAll(placeholder, '').includes('{{') };
}

/**
 * Fills a text. `encode` is applied to each value that goes in.
 * @throws UnboundPlaceholder for the first expression without a value.
 */
export function fillText(text: string, resolve: Resolve, encode: (value: string) => string = (value) => value): string {
  return text.replaceAll(placeholder, (_match, expression: string | undefined) =>
    expression === undefined ? '{{' : encode(asText(bound(expression, resolve))),
  );
}

/** Fills every string in a value. A string that is nothing but a placeholder becomes the value itself, number or object. */
export function fillValue(value: JsonValue, resolve: Resolve): JsonValue {
  if (typeof value === 'string') {
    const whole = [...value.matchAll(placeholder)];
    const only = whole.length === 1 && whole[0]![0] === value ? whole[0]![1] : undefined;
    return only === undefined ? fillText(value, resolve) : bound(only, resolve);
  }
  if (Array.isArray(value)) return value.map((item: JsonValue) => fillValue(item, resolve));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [fillText(key, resolve), fillValue(member ?? null, resolve)]),
  );
}

/** Fills the values of a map of texts. */
export function fillTexts(texts: Readonly<Record<string, string>>, resolve: Resolve): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, fillText(text, resolve)]));
}

function bound(expression: string, resolve: Resolve): JsonValue {
  const value = resolve(expression);
  if (value === undefined) throw new UnboundPlaceholder(expression);
  return value;
}

function asText(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
