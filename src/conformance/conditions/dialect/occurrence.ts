import type { OccurrenceClause, OccurrencePlace } from '../../../audit/dialects/specification.ts';
import { actedUpon, actionEvidence, driverActions, type PlacedAction } from '../../observation/driver-actions.ts';
import { entryEvidence } from '../../observation/evidence.ts';
import { type LogView, logViews } from '../../observation/log-view.ts';
import type { PlacedEntry } from '../../observation/log-walk.ts';
import { identityOf, shows, showsNothing, slug } from '../../observation/shown-values.ts';
import type { Tally } from '../../tally.ts';
import { count, plain, quote } from '../../wording.ts';
import { dialectCondition, type DialectConditionFactory } from './dialect-condition.ts';

/**
 * What an action of the driver has to leave in the logs is there, once and nowhere else; what is not supported is refused
 * with an explanation.
 */
export const occurrenceConditions: DialectConditionFactory = (specification) =>
  (specification.occurrences ?? []).map((clause) =>
    dialectCondition({
      specification,
      name: `occurrence/${slug(clause.action)}`,
      clause: `what follows from "${clause.action}"`,
      requirements: clause.requirements,
      needs: `the driver does "${clause.action}"`,
      judge: (view, tally) => {
        for (const action of driverActions(view, clause.action)) judgeAction(view, tally, clause, action);
      },
    }),
  );

function judgeAction(view: LogView, tally: Tally, clause: OccurrenceClause, action: PlacedAction): void {
  const { outcome, message = '' } = action.line;
  if (outcome === 'failed') {
    tally.undecided(`whether action ${action.line.number} happened is not known: ${plain(message)}`);
    return;
  }
  if (clause.refused === true) {
    if (outcome === 'refused' && message.trim() !== '') tally.prove(actionEvidence(action));
    else if (outcome === 'refused')
      tally.fail('expected an explanation of the refusal, came none', actionEvidence(action));
    else tally.fail('expected a refusal, came success', actionEvidence(action));
    tally.praise('it is refused, with an explanation');
    return;
  }
  // A refusal for a reason of its own, such as another task that is under way, leaves nothing to look for.
  if (outcome === 'refused') return;
  for (const place of clause.shown ?? []) judgeShown(view, tally, place, action);
  for (const { dialect, column } of clause.hidden ?? []) {
    const found = findings(view, dialect, column, action);
    if (found === undefined) continue;
    if (found.length === 0) tally.prove(actionEvidence(action));
    else
      tally.fail(
        `expected nothing of it in ${dialect}, came ${count(found.length, 'entry', 'entries')}`,
        entryEvidence(found[0]!),
      );
  }
}

function judgeShown(view: LogView, tally: Tally, place: OccurrencePlace, action: PlacedAction): void {
  const { dialect, column, values = {}, empty = [] } = place;
  const found = findings(view, dialect, column, action);
  if (found === undefined) return;
  const [first] = found;
  const evidence = [actionEvidence(action), ...found.map(entryEvidence)];
  const what = `${quote(actedUpon(action))} in ${dialect}`;
  if (first === undefined || found.length > 1)
    tally.fail(`expected one entry of ${what}, came ${found.length}`, ...evidence);
  else if (!shows(first.entry, values)) {
    const shown = Object.keys(values).map((name) => quote(first.entry[name]));
    tally.fail(
      `${what}: expected ${Object.values(values).map(quote).join(', ')}, came ${shown.join(', ')}`,
      ...evidence,
    );
  } else if (!showsNothing(first.entry, empty))
    tally.fail(`${what}: expected nothing in ${empty.map(quote).join(', ')}, came something`, ...evidence);
  else {
    tally.prove(evidence[0]);
    tally.praise(`one entry in ${dialect}`);
  }
}

/** Entries of a log, read whole after the action, that show what it acted upon; `undefined` where it was not read. */
function findings(
  view: LogView,
  dialect: string,
  column: string,
  action: PlacedAction,
): readonly PlacedEntry[] | undefined {
  const id = actedUpon(action);
  const specification = view.history.run.dialects.find((candidate) => candidate.dialect === dialect);
  if (specification === undefined || id === '') return undefined;
  const walks = logViews(view.history, specification)
    .filter(({ tenant, whole }) => tenant === view.tenant && whole !== undefined && whole.first > action.index)
    .map(({ whole }) => whole!);
  if (walks.length === 0) return undefined;
  return walks.flatMap(({ entries }) => entries).filter(({ entry }) => identityOf(entry[column]) === id);
}
