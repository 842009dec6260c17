import type { DialectSpecification } from '../audit/dialects/specification.ts';
import type { LogDoor } from './target-file.ts';

/** What a log of a target file cannot be asked or does not show, each with the reason; the keys are those of `LogSource.unavailable`. */
export function unavailableIn(
  { viewers, source }: LogDoor,
  specification: DialectSpecification,
): Readonly<Record<string, string>> {
  const { dialect, columns, filters } = specification;
  const reasons: Record<string, string> = {};
  for (const { name } of filters) {
    if (source.filters?.[name] === undefined) {
      reasons[`filter:${dialect}.${name}`] = 'the target file maps no parameter to this filter';
    }
  }
  for (const { name } of source.fields === undefined ? [] : columns) {
    if (source.fields?.[name] === undefined) {
      reasons[`column:${dialect}.${name}`] = 'the target file maps no field to this column';
    }
  }
  if (viewers['outsider'] === undefined) {
    reasons[`viewer:${dialect}.outsider`] = 'the target file names no credential of somebody who may not read the log';
  }
  if (specification.search !== undefined && source.search === undefined) {
    reasons[`search:${dialect}`] = 'the target file maps no parameter to the search';
  }
  if (filters.some(({ operator }) => operator === 'period') && source.zone === undefined) {
    reasons[`zone:${dialect}`] = 'the target file maps no parameter to the time zone of the reader';
  }
  if (specification.partition !== undefined && source.partition === undefined)
    reasons[`partition:${dialect}`] = 'the target file maps no parameter to the part of the log that is read';
  if (specification.refresh !== undefined && source.refresh === undefined)
    reasons[`refresh:${dialect}`] = 'the target file does not say where the log tells its readers to read again';
  for (const { name } of filters.filter(({ within }) => within !== undefined)) {
    if (source.choices?.[name] === undefined)
      reasons[`choices:${dialect}.${name}`] =
        'the target file does not say where the choices of this filter are offered';
  }
  if (source.limit === undefined) {
    reasons[`limit:${dialect}`] = 'the target file maps no parameter to the size of a page';
  }
  return reasons;
}
