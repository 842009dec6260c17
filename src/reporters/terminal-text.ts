/**
 * Text from the wire made safe to print on a terminal: control characters, line separators and invisible format
 * characters, among them those that reorder what is shown, become visible escapes.
 */
export function terminalText(text: string): string {
  return text.replaceAll(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`,
  );
}

type Paint = (text: string) => string;

/** Colours of the terminal reports; each is the identity where colours are off. */
export interface Palette {
  readonly bold: Paint;
  readonly dim: Paint;
  readonly green: Paint;
  readonly red: Paint;
  readonly yellow: Paint;
}

/** The palette for a stream that shows colours or does not. */
export function palette(colours: boolean): Palette {
  const paint =
    (open: number, close: number): Paint =>
    (text) =>
      colours ? `\u001B[${open}m${text}\u001B[${close}m` : text;
  return { bold: paint(1, 22), dim: paint(2, 22), green: paint(32, 39), red: paint(31, 39), yellow: paint(33, 39) };
}
