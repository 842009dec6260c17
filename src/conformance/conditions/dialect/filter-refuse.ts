import { count } from '../../wording.ts';
import { dialectCondition, type DialectConditionFactory } from './dialect-condition.ts';
import { wordFilters } from './filter-reading.ts';

/** Statuses that refuse for another reason than what was asked for. */
const otherReasons: ReadonlySet<number> = new Set([401, 403, 408, 429]);

/** An impossible filter is refused with an error that says so, and with no entries. */
export const filterRefuseConditions: DialectConditionFactory = (specification) =>
  specification.filtering?.refuse === undefined
    ? []
    : [
        dialectCondition({
          specification,
          name: 'filter-refuse',
          clause: 'an impossible filter is refused',
          requirements: specification.filtering.refuse,
          needs: 'the log is read with a filter that cannot be meant',
          judge(view, tally) {
            const walks = view.walks.filter((walk) => walk.purpose === 'refused');
            for (const walk of walks) {
              const filters = wordFilters(walk.filters);
              const evidence = { line: walk.first, note: `read with ${filters}` };
              const error = walk.pages.find((page) => page.line.error !== undefined)?.line.error ?? '';
              const isRefusal = walk.status >= 400 && walk.status < 500 && !otherReasons.has(walk.status);
              if (walk.entries.length > 0) {
                const came = count(walk.entries.length, 'entry', 'entries');
                tally.fail(
                  `${filters}: expected an error and no entries, came ${came} with status ${walk.status}`,
                  evidence,
                );
              } else if (!isRefusal) {
                tally.fail(`${filters}: expected a client error such as 400, came status ${walk.status}`, evidence);
              } else if (error.trim() === '') {
                tally.fail(
                  `${filters}: expected an error that says what is wrong, came status ${walk.status} alone`,
                  evidence,
                );
              } else tally.prove(evidence);
            }
            tally.praise(`${count(walks.length, 'impossible filter')} refused`);
          },
        }),
      ];
