import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/index.ts';
import { type ComparisonKey, compareKeys, comparisonKey } from '../comparison.ts';
import { ScimError } from '../errors.ts';
import { excerpt } from '../filter/filter-lexer.ts';
import {
  canonicalPath,
  findSubAttribute,
  isSecret,
  nameResolver,
  type ResolvedPath,
} from '../path/resolved-attribute.ts';
import { dispatchByType } from '../path/resource-type-dispatch.ts';
import { isList, memberReader } from '../path/value-reader.ts';
import type { ResourceModel } from '../schema.ts';

/** `sortBy` and `sortOrder` as the client sent them (RFC 7644 section 3.4.2.3). */
export interface SortRequest {
  readonly sortBy: string;
  /** `ascending` (default) or `descending`. */
  readonly sortOrder?: string;
}

/** An order of resources. */
export interface ResourceOrder {
  /** What a resource is ordered by; `undefined` when it has no such value. */
  keyOf(resource: JsonObject): ComparisonKey | undefined;
  /** Negative when `left` comes first. Without a value: last when ascending, first when descending. */
  compare(left: ComparisonKey | undefined, right: ComparisonKey | undefined): number;
}

/**
 * Compiles an order. Text goes by Unicode code point, without case unless the attribute is case exact: the standard
 * wants "Unicode alphabetic sort order with no specific locale", and this is also the order of `gt` and `lt`.
 * An attribute that no type defines has no value anywhere, as in filters.
 *
 * @throws ScimError 400 `invalidValue` for an unknown `sortOrder`, a name that is not in attribute notation, and a complex
 * attribute of which no sub-attribute is named and that has no `value`; 403 `sensitive` for what is never returned.
 */
export function compileOrder(request: SortRequest, models: readonly ResourceModel[]): ResourceOrder {
  const { sortBy, sortOrder = 'ascending' } = request;
  if (sortOrder !== 'ascending' && sortOrder !== 'descending') {
    throw new ScimError(400, `sortOrder ${excerpt(sortOrder)} is neither ascending nor descending.`, 'invalidValue');
  }
  const resolve = nameResolver(sortBy, models);
  if (resolve === undefined)
    throw new ScimError(400, `sortBy ${excerpt(sortBy)} is not an attribute name.`, 'invalidValue');
  const direction = sortOrder === 'ascending' ? 1 : -1;
  return {
    keyOf: dispatchByType(
      models,
      (model) => keyReader(resolve(model)),
      () => undefined,
    ),
    compare: (left, right) => direction * ascending(left, right),
  };
}

/** Sorts into a new array; resources with equal keys keep their order. Each key is read once. */
export function sortResources(resources: readonly JsonObject[], order: ResourceOrder): JsonObject[] {
  return resources
    .map((resource) => ({ resource, key: order.keyOf(resource) }))
    .toSorted((left, right) => order.compare(left.key, right.key))
    .map(({ resource }) => resource);
}

function ascending(left: ComparisonKey | undefined, right: ComparisonKey | undefined): number {
  if (left === undefined || right === undefined) return Number(left === undefined) - Number(right === undefined);
  return compareKeys(left, right);
}

function keyReader(resolved: ResolvedPath | undefined): (resource: JsonObject) => ComparisonKey | undefined {
  if (resolved === undefined) return () => undefined;
  const name = canonicalPath(resolved);
  if (resolved.kind === 'extension') throw complexAttribute(name);
  const { extension, attribute } = resolved;
  const complex = attribute.type === 'complex';
  const compared = resolved.subAttribute ?? (complex ? findSubAttribute(attribute, 'value') : attribute);
  if (compared === undefined) throw complexAttribute(name);
  if (isSecret(attribute) || isSecret(compared))
    throw new ScimError(403, `Sorting by '${name}' is restricted.`, 'sensitive');
  const readExtension = extension === undefined ? undefined : memberReader(extension);
  const readAttribute = memberReader(attribute.name);
  const readSubAttribute = complex ? memberReader(compared.name) : undefined;
  return (resource) => {
    const value = chosenValue(readAttribute(readExtension === undefined ? resource : readExtension(resource)));
    const leaf = readSubAttribute === undefined ? value : chosenValue(readSubAttribute(value));
    return comparisonKey(compared, leaf);
  };
}

/** Of several values the primary one, else the first. */
function chosenValue(value: JsonValue | undefined): JsonValue | undefined {
  if (!isList(value)) return value;
  return value.find((each) => isJsonObject(each) && each['primary'] === true) ?? value[0];
}

function complexAttribute(name: string): ScimError {
  return new ScimError(
    400,
    `sortBy names '${name}', which is complex: a sub-attribute has to be named.`,
    'invalidValue',
  );
}
