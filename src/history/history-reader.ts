import { readFileSync } from 'node:fs';
import { isJsonObject, messageOf, ScimulateError } from '../kernel/index.ts';
import type { HistoryLine } from './line.ts';
import type { EndLine } from './line-text.ts';
import { checkLine } from './line-validation.ts';

const lineFeed = 0x0a;

/**
 * Reads a whole history and checks every line of it.
 * @throws ScimulateError `HISTORY_UNREADABLE` when there is no such file, `HISTORY_INVALID` with file and line when it
 * is not a history, is of another version of the format, or was cut short.
 */
export function readHistory(path: string): HistoryLine[] {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new ScimulateError('HISTORY_UNREADABLE', `the history cannot be read: ${messageOf(error)}.`, {
      place: { file: path },
      mend: 'name a history.ndjson file that a run has written.',
      cause: error,
    });
  }
  return parseHistory(bytes, path);
}

/** Reads a history from its bytes. `file` is what errors call it. @throws ScimulateError `HISTORY_INVALID`. */
export function parseHistory(bytes: Uint8Array, file: string): HistoryLine[] {
  const lines: HistoryLine[] = [];
  let end: EndLine | undefined;
  let scenario: string | undefined;
  let number = 0;
  for (const text of textLines(bytes, file)) {
    number += 1;
    if (end !== undefined) throw invalid(file, number, 'a line follows the closing line.');
    const line = parseLine(text, file, number);
    if ((number === 1) !== (line.type === 'run')) throw misplacedRun(file, number);
    if (line.type === 'end') {
      end = line;
      continue;
    }
    if (line.type === 'scenario') scenario = line.scenario;
    else if (line.type !== 'run' && line.scenario !== scenario) {
      const open = scenario === undefined ? 'no scenario is open' : `the open scenario is "${scenario}"`;
      throw invalid(file, number, `the line belongs to the scenario "${line.scenario}", but ${open}.`);
    }
    lines.push(line);
  }
  if (number === 0) throw invalid(file, 1, 'the file is empty.');
  if (end === undefined) throw cutShort(file, number, 'the closing line is missing');
  if (end.lines !== lines.length) {
    throw cutShort(file, number, `the closing line counts ${end.lines} lines before it, but there are ${lines.length}`);
  }
  return lines;
}

function* textLines(bytes: Uint8Array, file: string): Generator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let number = 0;
  for (let start = 0; start < bytes.length;) {
    number += 1;
    const feed = bytes.indexOf(lineFeed, start);
    if (feed < 0) throw cutShort(file, number, 'the last line does not end');
    try {
      yield decoder.decode(bytes.subarray(start, feed));
    } catch (error) {
      if (error instanceof TypeError) throw invalid(file, number, 'the line is not UTF-8.');
      throw error;
    }
    start = feed + 1;
  }
}

function parseLine(text: string, file: string, number: number): HistoryLine | EndLine {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw invalid(file, number, 'the line is not JSON.');
  }
  if (number === 1 && isJsonObject(value) && value['type'] === 'run' && value['format'] !== 1) {
    throw new ScimulateError('HISTORY_INVALID', `the format ${JSON.stringify(value['format'])} is not known.`, {
      place: { file, line: 1, pointer: '/format' },
      mend: 'judge it with the version of scimulate that recorded it; this one reads format 1.',
    });
  }
  const checked = checkLine(value);
  if ('fault' in checked) throw invalid(file, number, checked.fault, checked.pointer);
  return checked.line;
}

function misplacedRun(file: string, number: number): ScimulateError {
  const what =
    number === 1 ? 'the first line must be of type "run".' : 'a line of type "run" can only be the first one.';
  return invalid(file, number, what);
}

function invalid(file: string, line: number, message: string, pointer?: string): ScimulateError {
  const place = { file, line, ...(pointer === undefined ? {} : { pointer }) };
  return new ScimulateError('HISTORY_INVALID', message, { place });
}

function cutShort(file: string, line: number, what: string): ScimulateError {
  return new ScimulateError('HISTORY_INVALID', `${what}: the history was cut short.`, {
    place: { file, line },
    mend: 'record the run again, or copy the whole file.',
  });
}
