import type { FactValues, ScopeClause } from '../../audit/dialects/specification.ts';
import type { ExchangeLine } from '../../history/index.ts';
import { textOf } from './canonical-json.ts';
import { wireFact } from './wire-facts.ts';

/**
 * Whether a log must have an entry for an exchange, must not have one, or whether that turns on a fact that the client
 * did not see.
 */
export function scopeOf({ where, exclude = [] }: ScopeClause, exchange: ExchangeLine): 'in' | 'out' | 'unclear' {
  const wanted = where === undefined ? true : matches(where, exchange);
  const unwanted = new Set(exclude.map((facts) => matches(facts, exchange)));
  if (wanted === false || unwanted.has(true)) return 'out';
  return wanted === undefined || unwanted.has(undefined) ? 'unclear' : 'in';
}

/** Whether an exchange has, for each of the facts, one of its values; `undefined` where the client did not see it. */
function matches(facts: FactValues, exchange: ExchangeLine): boolean | undefined {
  const found = new Set(
    Object.entries(facts).map(([fact, values = []]) => {
      const seen = wireFact(fact, exchange);
      return seen === undefined ? undefined : values.includes(textOf(seen));
    }),
  );
  if (found.has(false)) return false;
  return found.has(undefined) ? undefined : true;
}
