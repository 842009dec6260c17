import { hash } from 'node:crypto';
import { type Instant, isJsonObject, type JsonObject } from '../../kernel/index.ts';
import { LogQueryError } from './log-query-error.ts';

/**
 * Turns what a cursor says into text that is good for one purpose only, and back. A server that does not trust its
 * viewers gives one with a key; content sealed for another purpose, or by someone else, does not open.
 */
export interface CursorSeal {
  close(purpose: string, content: JsonObject): string;
  open(purpose: string, text: string): JsonObject | undefined;
}

/** Without a key: it tells one purpose from another by a digest, and can be forged by anyone who wants to. */
export const plainSeal: CursorSeal = {
  close: (purpose, content) => Buffer.from(JSON.stringify([hash('sha256', purpose), content])).toString('base64url'),
  open: (purpose, text) => {
    try {
      const parsed: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
      if (!Array.isArray(parsed) || parsed[0] !== hash('sha256', purpose)) return undefined;
      return isJsonObject(parsed[1]) ? parsed[1] : undefined;
    } catch {
      return undefined;
    }
  },
};

/** The question that a cursor continues: the same one in any order of its filters. */
export function cursorPurpose(dialect: string, tenant: string, question: readonly unknown[]): string {
  return `log-cursor/${hash('sha256', JSON.stringify([dialect, tenant, ...question]))}`;
}

/** Where a walk stands. */
export interface CursorPosition {
  /** Sequence of the last record that was looked at. */
  readonly position: number;
  /** The moment from which the walk counts periods, where it was given one. */
  readonly now: Instant | undefined;
}

export function closeCursor(seal: CursorSeal, purpose: string, { position, now }: CursorPosition): string {
  return seal.close(purpose, now === undefined ? { position } : { position, now });
}

/** @throws LogQueryError `LOG_CURSOR` when the text was not given out for this purpose. */
export function openCursor(seal: CursorSeal, purpose: string, text: string): CursorPosition {
  const { position, now } = seal.open(purpose, text) ?? {};
  if (typeof position === 'number' && Number.isSafeInteger(position) && position >= 0)
    return { position, now: typeof now === 'number' ? now : undefined };
  const mend = 'start again without a cursor; one is good only for the log and the filters that it came with';
  throw new LogQueryError('LOG_CURSOR', 'cursor', 'This is no cursor of this log under these filters.', mend);
}
