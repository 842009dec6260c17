import { ScimError } from '../errors.ts';
import type { Filter } from '../filter/filter-ast.ts';
import { excerpt } from '../filter/filter-lexer.ts';
import { type FilterTolerances, parseValueFilter } from '../filter/filter-parser.ts';
import { printFilter } from '../filter/filter-printer.ts';
import type { ResourceModel } from '../schema.ts';
import { type AttributePath, parseAttributePath, printAttributePath } from './attribute-path.ts';
import { canonicalPath, findExtension, type ResolvedPath, resolvePath } from './resolved-attribute.ts';

/** A PATCH path as it was written (RFC 7644 figure 7): `attrPath / valuePath [subAttr]`. */
export interface PatchPath {
  readonly path: AttributePath;
  /** Of a value path; the sub-attribute after the bracket is then `path.subAttribute`. */
  readonly filter?: Filter;
}

/** What a PATCH path names in a resource model. */
export type PatchTarget = ResolvedPath & {
  /** Selects among the values of a multi-valued attribute. */
  readonly filter?: Filter;
};

/**
 * Parses a PATCH path.
 *
 * @throws ScimError 400 `invalidPath` when it does not follow figure 7, `invalidFilter` for what stands in brackets.
 */
export function parsePatchPath(text: string, tolerances: FilterTolerances = {}): PatchPath {
  const open = text.indexOf('[');
  if (open === -1) return { path: requirePath(text, text) };
  const path = requirePath(text.slice(0, open), text);
  if (path.subAttribute !== undefined) throw invalidPath(text, 'a sub-attribute has no values to select from');
  const { filter, end } = parseValueFilter(text, open, tolerances);
  const rest = text.slice(end);
  if (rest === '') return { path, filter };
  const subAttribute = rest.startsWith('.') ? parseAttributePath(rest.slice(1)) : undefined;
  if (subAttribute === undefined || subAttribute.uri !== undefined || subAttribute.subAttribute !== undefined)
    throw invalidPath(text, `expected '.' and a sub-attribute, or the end, at position ${end + 1}`);
  return { path: { ...path, subAttribute: subAttribute.name }, filter };
}

/** Writes a path so that `parsePatchPath` reads the same one. */
export function printPatchPath({ path, filter }: PatchPath): string {
  if (filter === undefined) return printAttributePath(path);
  const { subAttribute, ...parent } = path;
  const tail = subAttribute === undefined ? '' : `.${subAttribute}`;
  return `${printAttributePath(parent)}[${printFilter(filter)}]${tail}`;
}

/**
 * Parses a PATCH path and finds what it names. The URI of an extension alone names its container.
 *
 * @returns `undefined` when the path is well formed and the resource type has no such attribute.
 * @throws ScimError 400 `invalidPath`, also for a filter on an attribute that has but one value; `invalidFilter`.
 */
export function resolvePatchPath(
  text: string,
  model: ResourceModel,
  tolerances: FilterTolerances = {},
): PatchTarget | undefined {
  // A URI may end in what is no attribute name, such as `…:2.0`.
  const extension = findExtension(text, model);
  if (extension !== undefined) return { kind: 'extension', extension };
  const { path, filter } = parsePatchPath(text, tolerances);
  const resolved = resolvePath(path, model);
  if (resolved === undefined || filter === undefined) return resolved;
  if (resolved.kind === 'extension' || !resolved.attribute.multiValued)
    throw invalidPath(text, `'${canonicalPath(resolved)}' does not have several values to select from`);
  return { ...resolved, filter };
}

/** The path of a target as the model spells it. */
export function printPatchTarget(target: PatchTarget): string {
  if (target.kind === 'extension' || target.filter === undefined) return canonicalPath(target);
  const { subAttribute, ...parent } = target;
  const tail = subAttribute === undefined ? '' : `.${subAttribute.name}`;
  return `${canonicalPath(parent)}[${printFilter(target.filter)}]${tail}`;
}

function requirePath(text: string, whole: string): AttributePath {
  const path = parseAttributePath(text);
  if (path === undefined) throw invalidPath(whole, 'expected an attribute name');
  return path;
}

function invalidPath(text: string, reason: string): ScimError {
  return new ScimError(400, `Invalid path ${excerpt(text)}: ${reason}.`, 'invalidPath');
}
