/**
 * Whether a field of entity tags (`If-Match`, `If-None-Match`: RFC 9110 section 13.1) names `current`.
 *
 * Both fields compare weakly. RFC 9110 would have `If-Match` compare strongly, under which a weak tag never matches;
 * RFC 7644 section 3.14 sends weak tags in `If-Match`, so that reading would refuse each of its examples.
 * @param current The resource's tag, for example `W/"3"`; `undefined` where there is no resource.
 */
export function matchesEntityTag(field: string, current: string | undefined): boolean {
  if (current === undefined) return false;
  if (field.trim() === '*') return true;
  const opaque = opaqueTag(current);
  for (const tag of field.matchAll(/(?:W\/)?"[^"]*"/gu)) if (opaqueTag(tag[0]) === opaque) return true;
  return false;
}

function opaqueTag(tag: string): string {
  return tag.startsWith('W/') ? tag.slice(2) : tag;
}
