import type { DriverLine } from '../../history/index.ts';
import type { LogView } from './log-view.ts';

/** Something that the driver did, with its place in the history. */
export interface PlacedAction {
  readonly index: number;
  readonly line: DriverLine;
}

/** What the driver did to the tenant of a view and, where its log has parts, to the thing that the part belongs to. */
export function driverActions({ history, tenant, specification, partition }: LogView, action: string): PlacedAction[] {
  const parameter = specification.partition?.name;
  return history.lines.flatMap(({ index, line }) => {
    if (line.type !== 'driver' || line.action !== action || line.tenant !== tenant) return [];
    if (parameter !== undefined && partition !== undefined && line.parameters[parameter] !== partition) return [];
    return [{ index, line }];
  });
}

/** What an action was about, for people and for comparisons; empty where nobody said. */
export function actedUpon({ line }: PlacedAction): string {
  return line.target?.id ?? '';
}

/** Points at an action of the driver. */
export function actionEvidence({ index, line }: PlacedAction): { readonly line: number; readonly note: string } {
  return { line: index, note: `action ${line.number}` };
}
