import type { ColumnType } from '../../../audit/dialects/specification.ts';
import type { LogView } from '../../observation/log-view.ts';
import type { LogWalk } from '../../observation/log-walk.ts';
import type { Tally } from '../../tally.ts';
import { count, plain } from '../../wording.ts';
import { dialectCondition, type DialectConditionFactory } from './dialect-condition.ts';

const refusals: ReadonlySet<number> = new Set([401, 403, 404]);

/** Columns whose values are no common words: their turning up in a refusal is no chance. */
const tellingTypes: ReadonlySet<ColumnType> = new Set(['identifier', 'instant', 'path', 'query', 'body']);

/** Shorter values may stand in a refusal by chance. */
const shortestTellingValue = 8;

/** Those who may read the log get it; anybody else is refused, and the refusal tells nothing of the log. */
export const accessConditions: DialectConditionFactory = (specification) => [
  dialectCondition({
    specification,
    name: 'access',
    clause: `readers are ${specification.access.roles.map(plain).join(', ')} alone`,
    requirements: specification.access.requirements,
    means: ['viewer.outsider'],
    needs: 'one who may read the log reads it, and one who may not',
    judge: judgeAccess,
  }),
];

function judgeAccess(view: LogView, tally: Tally): void {
  const admitted = view.walks.filter((walk) => walk.purpose === 'complete');
  for (const walk of admitted) {
    if (walk.readable) continue;
    const evidence = { line: walk.first, note: `read by ${plain(walk.viewer)}` };
    tally.fail(`expected the log for ${plain(walk.viewer)}, the answer was ${walk.status}`, evidence);
  }
  for (const walk of view.outsiders) judgeOutsider(view, tally, walk);
  if (view.outsiders.length === 0) return;
  if (!admitted.some((walk) => walk.readable)) {
    tally.skip('nobody who may read the log did, so that a refusal proves nothing');
    return;
  }
  for (const walk of view.outsiders) tally.prove({ line: walk.first, note: `read by ${plain(walk.viewer)}` });
  tally.praise(
    `the log was given to those who may read it and refused ${count(view.outsiders.length, 'time')} to others`,
  );
}

function judgeOutsider(view: LogView, tally: Tally, walk: LogWalk): void {
  const evidence = { line: walk.first, note: `read by ${plain(walk.viewer)}` };
  if (walk.entries.length > 0) {
    const came = count(walk.entries.length, 'entry', 'entries');
    tally.fail(`expected a refusal for ${plain(walk.viewer)}, came ${came} with status ${walk.status}`, evidence);
    return;
  }
  const open = walk.pages.find((page) => !refusals.has(page.line.status));
  if (open !== undefined) {
    tally.fail(`expected 401, 403 or 404 for ${plain(walk.viewer)}, came ${open.line.status}`, evidence);
    return;
  }
  const told = walk.pages.flatMap((page) => toldBy(view, page.line.error ?? ''));
  if (told.length > 0) {
    tally.fail(
      `expected a refusal that tells nothing of the log, it has a value of the column ${plain(told[0]!)}`,
      evidence,
    );
  }
}

/** Titles of columns of which a text holds a value. */
function toldBy(view: LogView, text: string): string[] {
  if (text === '') return [];
  return view.specification.columns
    .filter((column) => tellingTypes.has(column.type))
    .filter((column) =>
      view.own.some(({ entry }) => {
        const value = entry[column.name];
        return typeof value === 'string' && value.length >= shortestTellingValue && text.includes(value);
      }),
    )
    .map((column) => column.title);
}
