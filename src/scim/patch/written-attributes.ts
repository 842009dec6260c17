import { isJsonObject, type JsonObject } from '../../kernel/index.ts';
import { resolvePatchPath } from '../path/patch-path.ts';
import { canonicalPath, findExtension } from '../path/resolved-attribute.ts';
import type { ResourceModel, Strictness } from '../schema.ts';
import { parsePatchRequest } from './patch-message.ts';

/**
 * Names of the attributes that a PATCH has specified, for the `written` of a projection (RFC 7643 section 7, `request`).
 *
 * @param request a message that `applyPatch` has accepted under the same tolerances.
 */
export function attributesWrittenByPatch(
  request: unknown,
  model: ResourceModel,
  tolerances: Partial<Strictness> = {},
): readonly string[] {
  return parsePatchRequest(request, tolerances).flatMap(({ path, value }) => {
    if (path !== undefined) return nameOf(path, model, tolerances);
    if (!isJsonObject(value)) return [];
    return attributesOf(value, model).flatMap((name) =>
      tolerances.pathKeys === true ? nameOf(name, model, tolerances) : [name],
    );
  });
}

/** Names of the attributes that the body of a create or replacement has, those of extensions qualified. */
export function attributesOf(body: JsonObject, model: ResourceModel): readonly string[] {
  return Object.entries(body).flatMap(([name, value]) => {
    const extension = findExtension(name, model);
    if (extension === undefined || !isJsonObject(value)) return [name];
    return Object.keys(value).map((part) => `${extension}:${part}`);
  });
}

function nameOf(path: string, model: ResourceModel, tolerances: Partial<Strictness>): readonly string[] {
  const target = resolvePatchPath(path, model, tolerances);
  return target === undefined ? [] : [canonicalPath(target)];
}
