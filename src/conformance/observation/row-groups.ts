import type { GroupingClause } from '../../audit/dialects/specification.ts';
import { type LogView, logViews } from './log-view.ts';
import type { PlacedEntry } from './log-walk.ts';
import { identityOf, shows } from './shown-values.ts';

/** A row with the entries of another log that it stands for. */
export interface RowGroup {
  readonly key: string;
  readonly row: PlacedEntry;
  readonly entries: readonly PlacedEntry[];
  readonly failed: readonly PlacedEntry[];
}

/** The rows of a log beside the entries that belong to them; `undefined` where one of the two logs was not read whole. */
export interface RowGroups {
  readonly groups: readonly RowGroup[];
  /** Entries that name a row which is not there. */
  readonly lost: readonly PlacedEntry[];
}

export function rowGroups(view: LogView, clause: GroupingClause): RowGroups | undefined {
  const specification = view.history.run.dialects.find(({ dialect }) => dialect === clause.dialect);
  if (specification === undefined || view.whole === undefined) return undefined;
  const other = logViews(view.history, specification).find(({ tenant }) => tenant === view.tenant);
  if (other?.whole === undefined) return undefined;
  const members = other.whole.entries.filter(({ entry }) => identityOf(entry[clause.column]) !== '');
  const byRow = Map.groupBy(members, ({ entry }) => identityOf(entry[clause.column]));
  const groups = view.whole.entries.map((row): RowGroup => {
    const key = identityOf(row.entry[clause.key]);
    const entries = byRow.get(key) ?? [];
    return { key, row, entries, failed: entries.filter(({ entry }) => shows(entry, clause.failed)) };
  });
  const known = new Set(groups.map(({ key }) => key));
  return { groups, lost: members.filter(({ entry }) => !known.has(identityOf(entry[clause.column]))) };
}
