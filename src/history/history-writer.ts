import { closeSync, openSync, writeSync } from 'node:fs';
import { messageOf, ScimulateError } from '../kernel/index.ts';
import type { HistoryLine } from './line.ts';
import { lineText } from './line-text.ts';

const bufferedCharacters = 64 * 1024;

/**
 * Writes a history line by line, as it happens. Only `close` writes the closing line: a file that a crash cut short, or
 * that was abandoned, keeps its lines, and a reader is told that the end is missing.
 */
export class HistoryWriter {
  readonly #path: string;
  readonly #file: number;
  #buffer = '';
  #lines = 0;
  #open = true;

  /** Creates or empties the file. @throws ScimulateError `HISTORY_UNWRITABLE`. */
  constructor(path: string) {
    this.#path = path;
    this.#file = this.#guard(() => openSync(path, 'w'));
  }

  /** @throws ScimulateError `HISTORY_UNWRITABLE` when the file cannot be written or was closed before. */
  write(line: HistoryLine): void {
    this.#append(lineText(line));
    this.#lines += 1;
  }

  /** Writes the closing line and lets go of the file. Idempotent. */
  close(): void {
    if (!this.#open) return;
    this.#append(lineText({ type: 'end', lines: this.#lines }));
    this.abandon();
  }

  /** Lets go of the file without declaring the history complete. Without effect on a closed one. */
  abandon(): void {
    if (!this.#open) return;
    this.#open = false;
    try {
      this.#flush();
    } finally {
      closeSync(this.#file);
    }
  }

  #append(text: string): void {
    if (!this.#open) throw unwritable(this.#path, 'it is closed');
    this.#buffer += `${text}\n`;
    if (this.#buffer.length >= bufferedCharacters) this.#flush();
  }

  #flush(): void {
    const bytes = Buffer.from(this.#buffer, 'utf8');
    this.#buffer = '';
    for (let offset = 0; offset < bytes.length;) offset += this.#guard(() => writeSync(this.#file, bytes, offset));
  }

  #guard<T>(action: () => T): T {
    try {
      return action();
    } catch (error) {
      throw unwritable(this.#path, messageOf(error), error);
    }
  }
}

/** Writes a whole history. @throws ScimulateError `HISTORY_UNWRITABLE`. */
export function writeHistory(path: string, lines: Iterable<HistoryLine>): void {
  const writer = new HistoryWriter(path);
  try {
    for (const line of lines) writer.write(line);
    writer.close();
  } finally {
    writer.abandon();
  }
}

function unwritable(path: string, reason: string, cause?: unknown): ScimulateError {
  return new ScimulateError('HISTORY_UNWRITABLE', `the history cannot be written: ${reason}.`, {
    place: { file: path },
    mend: 'choose a report folder that can be written to.',
    cause,
  });
}
