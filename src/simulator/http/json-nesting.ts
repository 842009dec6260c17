const QUOTE = 0x22;
const BACKSLASH = 0x5c;
/** `[` and `{` differ in this bit alone, as do `]` and `}`. */
const CASE_BIT = 0x20;
const OPENER = 0x7b;
const CLOSER = 0x7d;

/**
 * Whether a JSON text nests arrays and objects deeper than `limit`. Asked before parsing: what is nested a million deep
 * costs little to send and more than the call stack to walk through.
 */
export function nestsDeeperThan(text: string, limit: number): boolean {
  // Most texts cannot: they do not even have so many brackets' worth of characters.
  if (text.length <= limit) return false;
  let depth = 0;
  let inString = false;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (inString) {
      if (code === BACKSLASH) index += 1;
      else if (code === QUOTE) inString = false;
    } else if (code === QUOTE) inString = true;
    else if ((code | CASE_BIT) === OPENER) {
      depth += 1;
      if (depth > limit) return true;
    } else if ((code | CASE_BIT) === CLOSER) depth -= 1;
  }
  return false;
}
