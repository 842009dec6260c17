import type { DialectSpecification, GroupingClause, RerunClause } from '../../../audit/dialects/specification.ts';
import { isJsonObject, type JsonValue, resolvePointer } from '../../../kernel/index.ts';
import { canonicalJson } from '../../observation/canonical-json.ts';
import { actedUpon, actionEvidence, driverActions, type PlacedAction } from '../../observation/driver-actions.ts';
import { entryEvidence } from '../../observation/evidence.ts';
import type { LogView } from '../../observation/log-view.ts';
import { type RowGroup, rowGroups } from '../../observation/row-groups.ts';
import { identityOf, shows } from '../../observation/shown-values.ts';
import type { Tally } from '../../tally.ts';
import type { Condition } from '../../verdict.ts';
import { count, quote } from '../../wording.ts';
import { dialectCondition } from './dialect-condition.ts';

/** Running a row again: it has a row of its own, does what has failed, and makes nothing a second time. */
export function rerunConditions(specification: DialectSpecification, grouping: GroupingClause): readonly Condition[] {
  const { rerun } = grouping;
  if (rerun === undefined) return [];
  const condition = (
    name: string,
    clause: string,
    requirements: readonly string[],
    judge: (view: LogView, tally: Tally, run: Rerun) => void,
  ): Condition =>
    dialectCondition({
      specification,
      name: `rerun/${name}`,
      clause,
      requirements,
      needs: `the driver does "${rerun.action}" and both logs are read whole after it`,
      judge: (view, tally) => {
        for (const run of reruns(view, grouping, rerun)) judge(view, tally, run);
      },
    });
  return [
    condition('own', 'another run has a row of its own', rerun.own, judgeOwnRow),
    condition('repaired', 'another run does what has failed before', rerun.repaired, (_view, tally, run) =>
      judgeRepair(tally, run, grouping, rerun),
    ),
    condition('unduplicated', 'another run makes nothing a second time', rerun.unduplicated, (view, tally, run) =>
      judgeDuplicates(view, tally, run, grouping, rerun),
    ),
  ];
}

/** A row that was run again, and the row of the new run, as they stand in the end. */
interface Rerun {
  readonly action: PlacedAction;
  readonly before: RowGroup | undefined;
  readonly after: RowGroup | undefined;
}

function reruns(view: LogView, grouping: GroupingClause, { action: verb, parameter }: RerunClause): readonly Rerun[] {
  const actions = driverActions(view, verb).filter(({ line }) => line.outcome === 'success');
  const found = rowGroups(view, grouping);
  if (found === undefined || view.whole === undefined) return [];
  const last = view.whole.first;
  const byKey = new Map(found.groups.map((group) => [group.key, group]));
  return actions
    .filter(({ index }) => index < last)
    .map((action) => ({
      action,
      before: byKey.get(identityOf(action.line.parameters[parameter])),
      after: byKey.get(actedUpon(action)),
    }));
}

function judgeOwnRow(_view: LogView, tally: Tally, { action, before, after }: Rerun): void {
  if (before === undefined) tally.fail('expected the row of the first run to stay, came none', actionEvidence(action));
  else if (after === undefined) tally.fail('expected a row of the new run, came none', actionEvidence(action));
  else if (before === after)
    tally.fail('expected a row of its own, came that of the first run', actionEvidence(action));
  else tally.prove(entryEvidence(after.row));
  tally.praise('a row for each run');
}

/** Of a run that says that it succeeded: everything that had failed before is among its entries, and succeeded. */
function judgeRepair(
  tally: Tally,
  { action, before, after }: Rerun,
  grouping: GroupingClause,
  rerun: RerunClause,
): void {
  const { verdict } = grouping;
  if (before === undefined || after === undefined || verdict === undefined) return;
  if (before.failed.length === 0 || after.row.entry[verdict.column] !== verdict.none) return;
  for (const failed of before.failed) {
    const object = failed.entry[rerun.object];
    const again = after.entries.find(({ entry }) => sameObject(entry[rerun.object], object));
    if (again !== undefined && !shows(again.entry, grouping.failed)) tally.prove(entryEvidence(again));
    else {
      const message = `expected ${quote(nameIn(object))} to succeed in the new run, came ${again === undefined ? 'no entry of it' : 'another failure'}`;
      tally.fail(message, actionEvidence(action), entryEvidence(failed));
    }
  }
  tally.praise(`${count(before.failed.length, 'entry', 'entries')} that had failed succeeded in the new run`);
}

function judgeDuplicates(
  view: LogView,
  tally: Tally,
  { action, before, after }: Rerun,
  grouping: GroupingClause,
  rerun: RerunClause,
): void {
  if (before === undefined || after === undefined) return;
  const made = before.entries.filter(({ entry }) => isCreated(entry, grouping, rerun));
  for (const placed of made) {
    const object = placed.entry[rerun.object];
    const again = after.entries.find(
      ({ entry }) => isCreated(entry, grouping, rerun) && sameObject(entry[rerun.object], object),
    );
    if (again === undefined) tally.prove(entryEvidence(placed));
    else {
      const message = `expected ${quote(nameIn(object))} to be made once, came a second time`;
      tally.fail(message, entryEvidence(placed), entryEvidence(again));
    }
  }
  judgeInventory(view, tally, action, rerun);
  tally.praise(`${count(made.length, 'object')} made in the first run, none of them again`);
}

function judgeInventory(view: LogView, tally: Tally, action: PlacedAction, { inventory }: RerunClause): void {
  if (inventory === undefined) return;
  const readings = driverActions(view, inventory.action).filter(
    ({ index, line }) => index > action.index && line.outcome === 'success',
  );
  for (const reading of readings) {
    const items = resolvePointer(reading.line.result, inventory.items);
    if (!Array.isArray(items)) continue;
    const seen = new Map<string, JsonValue>();
    for (const item of items as readonly JsonValue[]) {
      const key = canonicalJson(inventory.identity.map((pointer) => resolvePointer(item, pointer) ?? null));
      if (seen.has(key)) tally.fail(`expected each object once, came ${quote(key)} twice`, actionEvidence(reading));
      else seen.set(key, item);
    }
    if (seen.size > 0) tally.prove(actionEvidence(reading));
  }
}

function isCreated(entry: RowGroup['row']['entry'], grouping: GroupingClause, rerun: RerunClause): boolean {
  return shows(entry, rerun.created) && !shows(entry, grouping.failed);
}

/** By id, or by the name where the id is another one because the first run did not come so far as to have one. */
function sameObject(left: JsonValue | undefined, right: JsonValue | undefined): boolean {
  const sameId = identityOf(left) !== '' && identityOf(left) === identityOf(right);
  return sameId || (nameIn(left) !== '' && nameIn(left) === nameIn(right));
}

function nameIn(value: JsonValue | undefined): string {
  if (!isJsonObject(value)) return identityOf(value);
  return typeof value['display'] === 'string' ? value['display'] : identityOf(value);
}
