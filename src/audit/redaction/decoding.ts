const JSON_UNIT = /\\+u([0-9a-fA-F]{4})/gu;
const PERCENT_RUN = /(?:%[0-9a-fA-F]{2})+/gu;

/** A JSON string with its quotes, as the text that it stands for; `undefined` where it is not JSON. */
export function decodeJsonString(quoted: string): string | undefined {
  if (!quoted.includes('\\')) return quoted.slice(1, -1);
  try {
    return String(JSON.parse(quoted));
  } catch {
    return undefined;
  }
}

/** Undoes percent-encoding as far as it is some: bytes that are no UTF-8 become U+FFFD. */
export function decodePercent(text: string): string {
  if (!text.includes('%')) return text;
  return text.replaceAll(PERCENT_RUN, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'));
}

/** A name or value of a form or query string: percent-decoded until nothing is left to decode, `+` as a space. */
export function decodeParameter(text: string): string {
  let decoded = decodePercent(text.replaceAll('+', ' '));
  for (let round = 0; round < 3 && decoded.includes('%'); round++) decoded = decodePercent(decoded);
  return decoded;
}

/** A text of any kind with what JSON and URIs escape written out, to look for words in it. */
export function withoutEscapes(text: string): string {
  const plain = text.replaceAll(JSON_UNIT, (_, unit: string) => String.fromCharCode(Number.parseInt(unit, 16)));
  return decodePercent(plain);
}
