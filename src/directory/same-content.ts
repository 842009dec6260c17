import { isJsonObject, type JsonValue } from '../kernel/index.ts';

/**
 * Whether two representations say the same. The order of attributes has no meaning (RFC 7643 section 2.3.8), and no
 * order of values is defined (section 2.4), so that sending them back in another order is no change (FLD-NOOP-1).
 */
export function sameContent(left: JsonValue | undefined, right: JsonValue | undefined): boolean {
  if (left === right) return true;
  if (isList(left) && isList(right)) return left.length === right.length && sameValues(left, right);
  if (!isJsonObject(left) || !isJsonObject(right)) return false;
  const names = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...names].every((name) => sameContent(left[name], right[name]));
}

function sameValues(left: readonly JsonValue[], right: readonly JsonValue[]): boolean {
  if (left.every((value, index) => sameContent(value, right[index]))) return true;
  const [sorted, other] = [left, right].map((list) => list.map(textOf).toSorted());
  return sorted!.every((text, index) => text === other![index]);
}

/** The same text for values that say the same. */
function textOf(value: JsonValue): string {
  if (isList(value)) return `[${value.map(textOf).toSorted().join()}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const members = Object.entries(value).flatMap(([name, part]) =>
    part === undefined ? [] : [`${JSON.stringify(name)}:${textOf(part)}`],
  );
  return `{${members.toSorted().join()}}`;
}

function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}
