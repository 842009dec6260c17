import * as fc from 'fast-check';
import type { AttributePath, Comparison, Filter, FilterLiteral } from '../../../src/scim/index.ts';

const attributeName = fc.stringMatching(/^[A-Za-z$][A-Za-z0-9$_-]{0,6}$/u);

const uri = fc.constantFrom(
  'urn:ietf:params:scim:schemas:core:2.0:User',
  'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
  'urn:x',
  'http://schemas.example.com/2006/11/a.b/2.0/Group',
);

const attributePath: fc.Arbitrary<AttributePath> = fc.record(
  { uri, name: attributeName, subAttribute: attributeName },
  { requiredKeys: ['name'] },
);

const literal: fc.Arbitrary<FilterLiteral> = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (value === 0 ? 0 : value)),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
);

const operator = fc.constantFrom<Comparison['operator']>('eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le');

/** Filters of any shape that the grammar has, over any names. `path` makes those of the leaves. */
function filters(path: fc.Arbitrary<AttributePath>, valuePaths: boolean, depth: number): fc.Arbitrary<Filter> {
  const leaves: fc.Arbitrary<Filter>[] = [
    fc.record({ type: fc.constant('comparison' as const), path, operator, value: literal }),
    fc.record({ type: fc.constant('presence' as const), path }),
  ];
  if (depth === 0) return fc.oneof(...leaves);
  const inner = filters(path, valuePaths, depth - 1);
  const parts = fc.array(inner, { minLength: 2, maxLength: 4 });
  return fc.oneof(
    ...leaves,
    ...(valuePaths
      ? [
          fc.record({
            type: fc.constant('valuePath' as const),
            path: fc.record({ uri, name: attributeName }, { requiredKeys: ['name'] }),
            filter: filters(fc.record({ name: attributeName }), false, 2),
          }),
        ]
      : []),
    fc.record({ type: fc.constant('and' as const), filters: parts }),
    fc.record({ type: fc.constant('or' as const), filters: parts }),
    fc.record({ type: fc.constant('not' as const), filter: inner }),
  );
}

export const anyFilter: fc.Arbitrary<Filter> = filters(attributePath, true, 4);
export const anyValueFilter: fc.Arbitrary<Filter> = filters(fc.record({ name: attributeName }), false, 3);
export const anyAttributePath = attributePath;
