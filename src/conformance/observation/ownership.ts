import { isJsonObject, parseJson } from '../../kernel/index.ts';
import type { LogEntry } from '../../history/index.ts';
import type { DialectSpecification } from '../../audit/dialects/specification.ts';
import { textOf } from './canonical-json.ts';
import { instantOf } from './column-agreement.ts';
import type { LogView } from './log-view.ts';
import type { PlacedEntry } from './log-walk.ts';
import type { PlacedExchange } from './pairing.ts';
import { targetOf } from './wire-facts.ts';

/** Shorter identifiers occur in other texts by chance. */
const shortestTellingIdentifier = 8;

/**
 * Tells entries that this run must have caused from those of other traffic on the same system. The bundled reference
 * serves nobody else. On any other target an entry without an exchange counts as ours only when it names a resource
 * that was created in this scenario, because nobody else can know of that.
 */
export function isOurs(view: LogView): (entry: PlacedEntry) => boolean {
  const inWindow = duringScenario(view);
  if (view.history.run.target.kind === 'reference') return inWindow;
  const created = view.exchanges.flatMap(createdBy);
  return (entry) => inWindow(entry) && created.some((resource) => mentions(view.specification, entry.entry, resource));
}

/**
 * Whether an entry can have been written while the scenario ran, by its time and by its place: what stands on the old
 * side of everything that is known to be the scenario's was there before it, whatever a clock that stepped back made
 * of its time.
 */
function duringScenario(view: LogView): (entry: PlacedEntry) => boolean {
  const { specification, whole, exchanges } = view;
  const time = specification.columns.find((column) => column.fact === 'occurredAt');
  const start = Math.min(...exchanges.map(({ line }) => Math.min(line.sentAt, line.receivedAt)));
  const end = Math.max(
    ...exchanges.map(({ line }) => Math.max(line.sentAt, line.receivedAt)),
    whole?.pages[0]?.line.at ?? 0,
  );
  const positions = [...view.pairing.entryOf.values()].map((entry) => entry.position);
  const newestFirst = specification.order.direction === 'newest-first';
  const edge = newestFirst ? Math.max(...positions) : Math.min(...positions);
  return ({ entry, position }) => {
    if (newestFirst ? position > edge : position < edge) return false;
    const instant = time === undefined ? undefined : instantOf(entry[time.name]);
    return instant === undefined || (instant >= start && instant <= end);
  };
}

interface CreatedResource {
  readonly endpoint: string;
  readonly id: string;
}

function createdBy({ line }: PlacedExchange): CreatedResource[] {
  if (line.request.method !== 'POST' || line.response?.status !== 201) return [];
  const body = parseJson(line.response.body);
  const id = isJsonObject(body) ? body['id'] : undefined;
  return typeof id === 'string' && id !== '' ? [{ endpoint: `${targetOf(line).endpoint}/${id}`, id }] : [];
}

function mentions(specification: DialectSpecification, entry: LogEntry, { endpoint, id }: CreatedResource): boolean {
  return specification.columns.some((column) => {
    const value = entry[column.name];
    if (column.type === 'path')
      return value === endpoint || (typeof value === 'string' && value.startsWith(`${endpoint}/`));
    return id.length >= shortestTellingIdentifier && textOf(value).includes(id);
  });
}
