import type { ExchangeLine } from '../../../history/line.ts';
import { isJsonObject, type JsonObject, type JsonValue, parseJson } from '../../../kernel/index.ts';
import { messageUris, type ResourceModel } from '../../../scim/index.ts';
import { discoveryOf, wasDiscovered } from '../../probe-condition.ts';
import type { Discovery } from '../../probe.ts';
import { listOf, member, textAt, valuesAt } from '../../probes/kit/index.ts';
import type { ScenarioHistory } from '../../verdict.ts';

/** An exchange that got a response, with its bodies read. */
export interface ViewedExchange {
  /** Index of its line in the history. */
  readonly index: number;
  readonly line: ExchangeLine;
  readonly status: number;
  /** Path below the base URI without the query. */
  readonly path: string;
  readonly sent: JsonValue | undefined;
  readonly text: string;
  /** The body, where it is JSON. */
  readonly json: JsonValue | undefined;
}

/** A resource as one response represents it. */
export interface Sighting {
  readonly exchange: ViewedExchange;
  readonly resource: JsonObject;
  readonly how: 'created' | 'read' | 'replaced' | 'modified' | 'listed';
  /** By the endpoint or, where that serves several types, by `meta.resourceType`; only where the target was asked. */
  readonly model: ResourceModel | undefined;
  /** The request chose attributes, so that what is missing may have been left out on purpose. */
  readonly projected: boolean;
}

/** What one scenario shows of the protocol. */
export interface ProtocolView {
  readonly exchanges: readonly ViewedExchange[];
  /** Resources other than those of the discovery endpoints. */
  readonly sightings: readonly Sighting[];
  /** Absent where the target was not asked in this scenario what it says of itself. */
  readonly discovery: Discovery | undefined;
}

const views = new WeakMap<ScenarioHistory, ProtocolView>();

/** Reads a scenario once for all conditions that look at every exchange. */
export function protocolViewOf(history: ScenarioHistory): ProtocolView {
  let view = views.get(history);
  if (view === undefined) {
    const discovery = wasDiscovered(history) ? discoveryOf(history) : undefined;
    const exchanges = history.lines.flatMap(({ index, line }) =>
      line.type === 'exchange' && line.response !== undefined ? [viewed(index, line, line.response)] : [],
    );
    view = { exchanges, discovery, sightings: exchanges.flatMap((exchange) => sightingsIn(exchange, discovery)) };
    views.set(history, view);
  }
  return view;
}

function viewed(index: number, line: ExchangeLine, response: NonNullable<ExchangeLine['response']>): ViewedExchange {
  const path = line.request.path.split('?')[0] ?? '';
  const sent = line.request.body === '' ? undefined : parseJson(line.request.body);
  const json = response.body === '' ? undefined : parseJson(response.body);
  return { index, line, status: response.status, path, sent, text: response.body, json };
}

/** Endpoints whose resources describe the target; RFC 7643 section 3.1 excepts most of them from the common attributes. */
const discoveryPath = /^\/(?:ServiceProviderConfig|ResourceTypes|Schemas)(?:\/|$)/iu;

/** Whether the exchange is one with a discovery endpoint. */
export function isDiscovery({ path }: ViewedExchange): boolean {
  return discoveryPath.test(path);
}

const methods: Readonly<Record<string, Sighting['how']>> = {
  GET: 'read',
  POST: 'created',
  PUT: 'replaced',
  PATCH: 'modified',
};

function sightingsIn(exchange: ViewedExchange, discovery: Discovery | undefined): readonly Sighting[] {
  const { json, line, status } = exchange;
  const how = methods[line.request.method];
  if (status < 200 || status > 299 || !isJsonObject(json) || how === undefined || isDiscovery(exchange)) return [];
  const projected = isProjected(exchange);
  const sighting = (resource: JsonObject, as: Sighting['how']): Sighting => {
    return { exchange, resource, how: as, model: modelOf(exchange, resource, discovery), projected };
  };
  // A list that does not say so is one all the same.
  const lists = isMessage(json, messageUris.listResponse) || Array.isArray(member(json, 'Resources'));
  if (lists || exchange.path.endsWith('/.search'))
    return listOf(member(json, 'Resources'))
      .filter(isJsonObject)
      .map((each) => sighting(each, 'listed'));
  if (/^\/bulk$/iu.test(exchange.path)) return [];
  return [sighting(json, how)];
}

/** Whether a body is a message with this schema URI. */
function isMessage(body: JsonValue | undefined, uri: string): boolean {
  return valuesAt(body, 'schemas').some((each) => typeof each === 'string' && each.toLowerCase() === uri.toLowerCase());
}

function isProjected({ line, sent }: ViewedExchange): boolean {
  const named = (name: string): boolean => member(sent, name) !== undefined;
  return (
    /[?&](?:attributes|excludedAttributes)=/iu.test(line.request.path) ||
    (isMessage(sent, messageUris.searchRequest) && (named('attributes') || named('excludedAttributes')))
  );
}

function modelOf(
  { path }: ViewedExchange,
  resource: JsonObject,
  discovery: Discovery | undefined,
): ResourceModel | undefined {
  const models = [...(discovery?.models.values() ?? [])];
  const byPath = models.find(({ type }) => path === type.endpoint || path.startsWith(`${type.endpoint}/`));
  return byPath ?? models.find(({ type }) => type.name === textAt(resource, 'meta.resourceType'));
}
