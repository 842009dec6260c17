import type { Problem } from './dialect-problems.ts';
import type { ColumnClause, DialectSpecification, LifeCycleClause } from './specification.ts';

type Columns = ReadonlyMap<string, ColumnClause>;

/** Every contradiction in the clauses about what goes on over several entries. */
export function* processProblems(specification: DialectSpecification, columns: Columns): Generator<Problem> {
  const { lifeCycles = [], writes = [], statusMachine, grouping, refresh } = specification;
  for (const [index, cycle] of lifeCycles.entries()) {
    const pointer = `/lifeCycles/${index}`;
    yield* lifeCycleProblems(cycle, columns, pointer);
    if (lifeCycles.findIndex(({ name }) => name === cycle.name) < index)
      yield { pointer: `${pointer}/name`, message: `Two life cycles are called "${cycle.name}".` };
  }
  for (const [index, { column, values, target, empty = [] }] of writes.entries()) {
    yield* missing(
      columns,
      [target, ...empty].map((each) => [`/writes/${index}`, each]),
    );
    yield* neverShown(columns, column, values, `/writes/${index}`);
  }
  if (statusMachine !== undefined) {
    const { column, start, end, initial, terminal, transitions } = statusMachine;
    yield* notOfType(columns, 'instant', [
      ['/statusMachine/start', start],
      ['/statusMachine/end', end],
    ]);
    const states = [...initial, ...terminal, ...transitions.flatMap(({ from, to }) => [from, to])];
    yield* neverShown(columns, column, states, '/statusMachine');
  }
  if (grouping !== undefined) {
    const own = [grouping.key, grouping.total?.column, grouping.verdict?.column, ...Object.keys(grouping.alike ?? {})];
    yield* missing(
      columns,
      [...own, ...(grouping.counts ?? []).map(({ column }) => column)].map((name) => ['/grouping', name]),
    );
  }
  if (refresh !== undefined) yield* neverShown(columns, refresh.column, refresh.values, '/refresh');
}

function* lifeCycleProblems(cycle: LifeCycleClause, columns: Columns, pointer: string): Generator<Problem> {
  const { column, key, otherwise, time, initial, transitions, terminal } = cycle;
  yield* neverShown(
    columns,
    column,
    transitions.map(({ event }) => event),
    pointer,
  );
  yield* missing(
    columns,
    [...key, ...otherwise].map((name) => [pointer, name]),
  );
  yield* notOfType(columns, 'instant', [[`${pointer}/time`, time]]);
  const reached = new Set([initial, ...transitions.map(({ to }) => to)]);
  for (const [index, { event, from }] of transitions.entries()) {
    if (!reached.has(from))
      yield { pointer: `${pointer}/transitions/${index}/from`, message: `Nothing leads to "${from}".` };
    if (terminal.includes(from))
      yield {
        pointer: `${pointer}/transitions/${index}/from`,
        message: `"${from}" is an end, and nothing follows it.`,
      };
    if (transitions.findIndex((other) => other.event === event && other.from === from) < index)
      yield { pointer: `${pointer}/transitions/${index}`, message: `"${event}" leads from "${from}" twice.` };
  }
  for (const [index, state] of terminal.entries())
    if (!reached.has(state)) yield { pointer: `${pointer}/terminal/${index}`, message: `Nothing leads to "${state}".` };
}

function* missing(columns: Columns, named: readonly (readonly [string, string | undefined])[]): Generator<Problem> {
  for (const [pointer, name] of named)
    if (name !== undefined && !columns.has(name)) yield { pointer, message: `There is no column "${name}".` };
}

function* notOfType(
  columns: Columns,
  type: ColumnClause['type'],
  named: readonly (readonly [string, string])[],
): Generator<Problem> {
  for (const [pointer, name] of named)
    if (columns.get(name)?.type !== type) yield { pointer, message: `"${name}" is no column of type ${type}.` };
}

function* neverShown(columns: Columns, name: string, values: readonly string[], pointer: string): Generator<Problem> {
  const column = columns.get(name);
  if (column?.values === undefined) {
    yield { pointer: `${pointer}/column`, message: `"${name}" is no column of type enumeration.` };
    return;
  }
  const shown = Object.values(column.values);
  for (const value of values)
    if (!shown.includes(value)) yield { pointer, message: `The column "${name}" never shows "${value}".` };
}
