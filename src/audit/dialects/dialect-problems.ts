import { isField } from './facts.ts';
import { processProblems } from './process-problems.ts';
import type {
  ColumnClause,
  DialectSpecification,
  FactValues,
  FilterClause,
  VocabularyClause,
} from './specification.ts';

/** What a schema cannot say: that the clauses agree with each other. */
export interface Problem {
  /** JSON pointer to the value that cannot stand. */
  readonly pointer: string;
  readonly message: string;
}

type Columns = ReadonlyMap<string, ColumnClause>;

/** Every contradiction in a declaration, clause by clause. */
export function* problemsOf(specification: DialectSpecification): Generator<Problem> {
  yield* scopeProblems(specification);
  const columns = new Map<string, ColumnClause>();
  for (const [index, column] of specification.columns.entries()) {
    const pointer = `/columns/${index}`;
    if (columns.has(column.name))
      yield { pointer: `${pointer}/name`, message: `Two columns are called "${column.name}".` };
    columns.set(column.name, column);
    yield* columnProblems(column, pointer);
  }
  yield* referenceProblems(specification, columns);
  if (specification.vocabulary !== undefined) yield* vocabularyProblems(specification.vocabulary, columns);
  const names = new Set<string>();
  for (const [index, filter] of specification.filters.entries()) {
    const pointer = `/filters/${index}`;
    if (names.has(filter.name))
      yield { pointer: `${pointer}/name`, message: `Two filters are called "${filter.name}".` };
    names.add(filter.name);
    yield* filterProblems(filter, columns.get(filter.column), pointer);
    yield* withinProblems(filter, specification.filters, columns, pointer);
  }
  for (const [index, name] of (specification.search?.columns ?? []).entries()) {
    if (!columns.has(name)) yield { pointer: `/search/columns/${index}`, message: `There is no column "${name}".` };
  }
  yield* processProblems(specification, columns);
  const { by } = specification.order;
  if (columns.get(by)?.type !== 'instant')
    yield { pointer: '/order/by', message: `"${by}" is no column of type instant.` };
}

function* scopeProblems({ scope }: DialectSpecification): Generator<Problem> {
  const clauses: [string, FactValues][] = (scope.exclude ?? []).map((clause, index) => [`exclude/${index}`, clause]);
  for (const [part, facts] of [['where', scope.where ?? {}] as const, ...clauses]) {
    for (const fact of Object.keys(facts))
      if (!isField(fact))
        yield { pointer: `/scope/${part}`, message: `"${fact}" is put together and cannot be compared.` };
  }
}

/** Types that a fact which is put together can be shown as; all others are shown as text, numbers or words. */
const COMPOSED_TYPES: Readonly<Record<string, ColumnClause['type']>> = {
  'http.request': 'request',
  actor: 'party',
  target: 'party',
  changes: 'body',
  members: 'body',
  detail: 'body',
  message: 'text',
};

function* columnProblems(column: ColumnClause, pointer: string): Generator<Problem> {
  const { type, fact } = column;
  const isEnumeration = type === 'enumeration';
  if (isEnumeration !== (column.values !== undefined)) {
    const message = isEnumeration ? 'An enumeration lists its "values".' : 'Only an enumeration has "values".';
    yield { pointer: isEnumeration ? pointer : `${pointer}/values`, message };
  }
  const wanted = COMPOSED_TYPES[fact];
  const unfit =
    wanted === undefined
      ? type === 'request' ||
        type === 'party' ||
        ((type === 'instant') !== isInstant(fact) && !fact.startsWith('detail.'))
      : type !== wanted;
  if (unfit) yield { pointer: `${pointer}/fact`, message: `"${fact}" cannot be shown as ${type}.` };
  if (column.parts !== undefined && type !== 'party')
    yield { pointer: `${pointer}/parts`, message: 'Only a party has "parts".' };
  if (column.display !== undefined && type !== 'instant')
    yield { pointer: `${pointer}/display`, message: 'Only an instant has a "display".' };
  if (column.contains !== undefined && type !== 'text')
    yield { pointer: `${pointer}/contains`, message: 'Only a text has "contains".' };
}

/** Clauses that speak of a column by its name. */
function* referenceProblems(
  { scope, correlation, attribution }: DialectSpecification,
  columns: Columns,
): Generator<Problem> {
  const { parts } = scope;
  if (parts !== undefined && columns.get(parts.column)?.type !== 'integer')
    yield { pointer: '/scope/parts/column', message: `"${parts.column}" is no column of type integer.` };
  if (parts !== undefined && scope.grain !== 'exchange')
    yield { pointer: '/scope/parts', message: 'Only a log of exchanges has parts of them.' };
  if (correlation !== undefined && !columns.has(correlation.column))
    yield { pointer: '/correlation/column', message: `There is no column "${correlation.column}".` };
  if (attribution !== undefined && columns.get(attribution.column)?.fact.startsWith('actor') !== true)
    yield { pointer: '/attribution/column', message: `"${attribution.column}" does not show the actor.` };
  if (scope.changes !== undefined && scope.grain !== 'event')
    yield { pointer: '/scope/changes', message: 'Only a log of events has entries of changes.' };
}

function* vocabularyProblems(vocabulary: VocabularyClause, columns: Columns): Generator<Problem> {
  const [term, category] = [columns.get(vocabulary.column), columns.get(vocabulary.category ?? vocabulary.column)];
  if (term?.values === undefined)
    yield { pointer: '/vocabulary/column', message: `"${vocabulary.column}" is no column of type enumeration.` };
  else if (category?.values === undefined || !areOverOneFact(term, category)) {
    const message = `"${vocabulary.category}" is no enumeration over the same canonical values as "${term.name}".`;
    yield { pointer: '/vocabulary/category', message };
  }
  for (const [index, name] of (vocabulary.extensions ?? []).entries()) {
    if (!Object.values(term?.values ?? {}).includes(name))
      yield { pointer: `/vocabulary/extensions/${index}`, message: `The column never shows "${name}".` };
  }
}

function areOverOneFact(left: ColumnClause, right: ColumnClause): boolean {
  const [one, other] = [Object.keys(left.values ?? {}), Object.keys(right.values ?? {})];
  return left.fact === right.fact && new Set(one).symmetricDifference(new Set(other)).size === 0;
}

function* filterProblems(filter: FilterClause, column: ColumnClause | undefined, pointer: string): Generator<Problem> {
  if (column === undefined) {
    yield { pointer: `${pointer}/column`, message: `There is no column "${filter.column}".` };
    return;
  }
  const { operator } = filter;
  const fact = filter.fact ?? column.fact;
  const place = `${pointer}/${filter.fact === undefined ? 'column' : 'fact'}`;
  if (!isField(fact)) yield { pointer: place, message: `"${fact}" cannot be compared with a value.` };
  const comparesEnds = operator === 'on-or-after' || operator === 'on-or-before';
  if ((comparesEnds || operator === 'period') && !isInstant(fact)) {
    yield { pointer: place, message: `"${operator}" compares instants, and "${fact}" is none.` };
  }
  if (filter.instants !== undefined && !comparesEnds) {
    yield { pointer: `${pointer}/instants`, message: `"${operator}" compares no instants.` };
  }
  if (operator === 'equals' && filter.fact === undefined && column.type === 'instant') {
    yield { pointer: `${pointer}/operator`, message: 'Instants are compared by on-or-after and on-or-before.' };
  }
  if ((operator === 'period') !== (filter.periods !== undefined)) {
    const message = operator === 'period' ? 'A period lists its "periods".' : 'Only a period has "periods".';
    yield { pointer: operator === 'period' ? pointer : `${pointer}/periods`, message };
  }
  yield* choiceProblems(filter, column, pointer);
}

function* choiceProblems(filter: FilterClause, column: ColumnClause, pointer: string): Generator<Problem> {
  if (filter.values !== undefined && filter.operator !== 'equals') {
    const message = `"values" belong to the operator equals, not ${filter.operator}.`;
    yield { pointer: `${pointer}/values`, message };
  }
  if (filter.all !== undefined && filter.periods !== undefined && Object.hasOwn(filter.periods, filter.all))
    yield { pointer: `${pointer}/all`, message: `"${filter.all}" cannot be both a value and "all".` };
  const shown = filter.fact === undefined && column.values !== undefined ? Object.values(column.values) : undefined;
  for (const [index, value] of (filter.values ?? []).entries()) {
    const at = `${pointer}/values/${index}`;
    if (value === filter.all) yield { pointer: at, message: `"${value}" cannot be both a value and "all".` };
    if (shown?.includes(value) === false) yield { pointer: at, message: `The column never shows "${value}".` };
  }
}

function* withinProblems(
  filter: FilterClause,
  filters: readonly FilterClause[],
  columns: Columns,
  pointer: string,
): Generator<Problem> {
  if (filter.within === undefined) return;
  const at = `${pointer}/within`;
  const outer = filters.find(({ name }) => name === filter.within);
  if (outer === undefined || outer === filter || outer.within !== undefined) {
    yield { pointer: at, message: `"${filter.within}" is no other filter whose choices depend on none.` };
    return;
  }
  const [own, other] = [columns.get(filter.column), columns.get(outer.column)];
  const compareShown = [filter, outer].every(({ operator, fact }) => operator === 'equals' && fact === undefined);
  if (own?.values === undefined || other?.values === undefined || !compareShown || !areOverOneFact(own, other))
    yield { pointer: at, message: `"${filter.name}" and "${outer.name}" do not compare enumerations over one fact.` };
}

function isInstant(fact: string): boolean {
  return fact === 'occurredAt' || fact === 'recordedAt' || fact.startsWith('detail.');
}
