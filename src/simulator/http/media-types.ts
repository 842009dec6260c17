/** One media range of an Accept header with its weight (RFC 9110 section 12.5.1). */
interface MediaRange {
  readonly type: string;
  readonly subtype: string;
  readonly quality: number;
}

/**
 * Chooses the type to answer with (RFC 9110 section 12.5.1): the one with the highest weight, the more specific range
 * deciding each type's weight, the server's order deciding among equals. Without the header it is the first.
 * @param offered Types in the order of the server's preference, lower case, without parameters.
 * @returns `undefined` where nothing that is offered is acceptable.
 */
export function negotiate(accept: string | undefined, offered: readonly string[]): string | undefined {
  if (accept === undefined || accept.trim() === '' || accept === '*/*') return offered[0];
  if (offered.includes(accept)) return accept;
  const ranges = parseAccept(accept);
  let chosen: string | undefined;
  let best = 0;
  for (const type of offered) {
    const quality = qualityOf(type, ranges);
    if (quality > best) {
      best = quality;
      chosen = type;
    }
  }
  return chosen;
}

function parseAccept(accept: string): MediaRange[] {
  const ranges: MediaRange[] = [];
  for (const element of accept.split(',')) {
    const [range = '', ...parameters] = element.split(';').map((part) => part.trim().toLowerCase());
    const match = /^([^/\s]+)\/([^/\s]+)$/u.exec(range);
    if (match === null) continue;
    const weight = parameters.find((parameter) => /^q\s*=/u.test(parameter));
    const quality = weight === undefined ? 1 : Number(weight.slice(weight.indexOf('=') + 1));
    // A weight that is no number takes its range out, as does a weight of 0.
    ranges.push({ type: match[1]!, subtype: match[2]!, quality: quality >= 0 && quality <= 1 ? quality : 0 });
  }
  return ranges;
}

function qualityOf(mediaType: string, ranges: readonly MediaRange[]): number {
  const [type, subtype] = mediaType.split('/');
  let quality = 0;
  let specificity = 0;
  for (const range of ranges) {
    const rank =
      range.type === type && range.subtype === subtype
        ? 3
        : range.type === type && range.subtype === '*'
          ? 2
          : range.type === '*' && range.subtype === '*'
            ? 1
            : 0;
    if (rank > specificity || (rank === specificity && rank > 0 && range.quality > quality)) {
      specificity = rank;
      quality = range.quality;
    }
  }
  return quality;
}

/** The media type of a body, lower case, and its `charset` parameter where there is one (RFC 9110 section 8.3). */
export interface ContentType {
  readonly mediaType: string;
  readonly charset: string | undefined;
}

export function parseContentType(header: string): ContentType {
  const [mediaType = '', ...parameters] = header.split(';').map((part) => part.trim().toLowerCase());
  const charset = parameters.find((parameter) => parameter.startsWith('charset='));
  return { mediaType, charset: charset?.slice('charset='.length).replaceAll('"', '') };
}
