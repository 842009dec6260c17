import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf, ScimulateError } from '../../kernel/index.ts';

/** Creates the folder that a run writes into. @throws ScimulateError `REPORT_FOLDER` when it cannot. */
export function openReportFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new ScimulateError('REPORT_FOLDER', `cannot create the report folder: ${messageOf(error)}`, {
      place: { file: folder },
      mend: 'name a folder that can be written with --report',
      cause: error,
    });
  }
}

/** Writes a file of a report whole or not at all: under another name first, then into its place. */
export function writeReport(folder: string, name: string, text: string): string {
  const path = join(folder, name);
  const draft = `${path}.part`;
  try {
    writeFileSync(draft, text);
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw new ScimulateError('REPORT_WRITE', `cannot write the report: ${messageOf(error)}`, {
      place: { file: path },
      mend: 'free some space or name another folder with --report',
      cause: error,
    });
  }
  return path;
}
