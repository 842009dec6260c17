import { Ajv } from 'ajv';
import { checkDocument, type LocatedDocument, readDocument, ScimulateError } from '../../kernel/index.ts';
import { isField } from './facts.ts';
import type { ColumnClause, DialectSpecification, FilterClause } from './specification.ts';
import { dialectSchema } from './specification-schema.ts';

const CODE = 'DIALECT_INVALID';

const validate = new Ajv({ strict: true, strictRequired: false }).compile<DialectSpecification>(dialectSchema);

/**
 * Reads a dialect from a file in YAML or JSON.
 * @param file What errors call it.
 * @throws ScimulateError `DIALECT_INVALID` with file, line and column of the first thing that is wrong.
 */
export function loadDialect(text: string, file: string): DialectSpecification {
  const document = readDocument(text, file, CODE);
  const specification = checkDocument(document, validate, CODE);
  const [problem] = problemsOf(specification);
  if (problem !== undefined) throw invalid(document, problem);
  return specification;
}

/** What a schema cannot say: that the clauses agree with each other. */
interface Problem {
  /** JSON pointer to the value that cannot stand. */
  readonly pointer: string;
  readonly message: string;
}

function invalid(document: LocatedDocument, { pointer, message }: Problem): ScimulateError {
  return new ScimulateError(CODE, message, { place: document.place(pointer) });
}

/** Every contradiction in a declaration, in the order of its clauses. */
export function* problemsOf(specification: DialectSpecification): Generator<Problem> {
  const columns = new Map<string, ColumnClause>();
  for (const [index, column] of specification.columns.entries()) {
    const pointer = `/columns/${index}`;
    if (columns.has(column.name))
      yield { pointer: `${pointer}/name`, message: `Two columns are called "${column.name}".` };
    columns.set(column.name, column);
    yield* columnProblems(column, pointer);
  }
  const names = new Set<string>();
  for (const [index, filter] of specification.filters.entries()) {
    const pointer = `/filters/${index}`;
    if (names.has(filter.name))
      yield { pointer: `${pointer}/name`, message: `Two filters are called "${filter.name}".` };
    names.add(filter.name);
    yield* filterProblems(filter, columns.get(filter.column), pointer);
  }
  for (const [index, name] of (specification.search?.columns ?? []).entries()) {
    if (!columns.has(name)) yield { pointer: `/search/columns/${index}`, message: `There is no column "${name}".` };
  }
  const { by } = specification.order;
  if (columns.get(by)?.type !== 'instant')
    yield { pointer: '/order/by', message: `"${by}" is no column of type instant.` };
}

function* columnProblems(column: ColumnClause, pointer: string): Generator<Problem> {
  const isEnumeration = column.type === 'enumeration';
  if (isEnumeration !== (column.values !== undefined)) {
    const message = isEnumeration ? 'An enumeration lists its "values".' : 'Only an enumeration has "values".';
    yield { pointer: isEnumeration ? pointer : `${pointer}/values`, message };
  }
  if ((column.type === 'instant') !== isInstant(column.fact) && !column.fact.startsWith('detail.')) {
    yield { pointer: `${pointer}/fact`, message: `"${column.fact}" cannot be shown as ${column.type}.` };
  }
  if ((column.type === 'request') !== (column.fact === 'http.request')) {
    yield { pointer: `${pointer}/fact`, message: `"${column.fact}" cannot be shown as ${column.type}.` };
  }
}

function* filterProblems(filter: FilterClause, column: ColumnClause | undefined, pointer: string): Generator<Problem> {
  if (column === undefined) {
    yield { pointer: `${pointer}/column`, message: `There is no column "${filter.column}".` };
    return;
  }
  const fact = filter.fact ?? column.fact;
  const place = `${pointer}/${filter.fact === undefined ? 'column' : 'fact'}`;
  if (!isField(fact)) yield { pointer: place, message: `"${fact}" cannot be compared with a value.` };
  const comparesInstants = filter.operator === 'on-or-after' || filter.operator === 'on-or-before';
  if (comparesInstants && !isInstant(fact)) {
    yield { pointer: place, message: `"${filter.operator}" compares instants, and "${fact}" is none.` };
  }
  if (filter.instants !== undefined && !comparesInstants) {
    yield { pointer: `${pointer}/instants`, message: `"${filter.operator}" compares no instants.` };
  }
  if (filter.operator === 'equals' && filter.fact === undefined && column.type === 'instant') {
    yield { pointer: `${pointer}/operator`, message: 'Instants are compared by on-or-after and on-or-before.' };
  }
  if (filter.values !== undefined && filter.operator !== 'equals') {
    yield { pointer: `${pointer}/values`, message: `"values" belong to the operator equals, not ${filter.operator}.` };
  }
  const shown = filter.fact === undefined && column.values !== undefined ? Object.values(column.values) : undefined;
  for (const [index, value] of (filter.values ?? []).entries()) {
    const at = `${pointer}/values/${index}`;
    if (value === filter.all) yield { pointer: at, message: `"${value}" cannot be both a value and "all".` };
    if (shown?.includes(value) === false) yield { pointer: at, message: `The column never shows "${value}".` };
  }
}

function isInstant(fact: string): boolean {
  return fact === 'occurredAt' || fact === 'recordedAt' || fact.startsWith('detail.');
}
