import type { JsonObject, JsonValue } from '../../../kernel/index.ts';
import type { ResourceModel } from '../../../scim/index.ts';
import type { Assess, Capability, Seen, SeenExchange } from '../../probe.ts';
import { quote } from '../../wording.ts';
import { agrees, differences, lacking, member, sameValue, textAt, valuesAt } from './representation.ts';

/** An exchange or the label that only one exchange has. */
export type Which = SeenExchange | string;

/** Statuses by which servers say that they do not have a feature (RFC 7644 section 3.12; 404 and 405 by HTTP alone). */
const notOffered: ReadonlySet<number> = new Set([403, 404, 405, 501]);

/**
 * Assertions of a judgement. Each assesses a requirement with a message of what was expected and what came; none of
 * them passes when its subject is missing.
 */
export class Judgement {
  readonly seen: Seen;
  readonly #assess: Assess;

  constructor(seen: Seen, assess: Assess) {
    this.seen = seen;
    this.#assess = assess;
  }

  /** The only exchange with the label. @throws an error that becomes `unknown` when there is none or are several. */
  one(which: Which): SeenExchange {
    return typeof which === 'string' ? this.seen.one(which) : which;
  }

  all(label: string): readonly SeenExchange[] {
    return this.seen.all(label);
  }

  /** The only exchange with the label, or `undefined` where the stimulus did not come to it. */
  maybe(label: string): SeenExchange | undefined {
    const found = this.seen.all(label);
    return found.length === 0 ? undefined : this.seen.one(label);
  }

  has(capability: Capability): boolean {
    return this.seen.capabilities.has(capability);
  }

  model(type: string): ResourceModel | undefined {
    return this.seen.models.get(type);
  }

  /** @param message what was expected and what came: `expected 201, got 200`. */
  check(requirement: string, holds: boolean, message: string, which: Which): boolean {
    const exchange = this.one(which);
    this.#assess(requirement, holds, `${describe(exchange)}: ${message}`, exchange);
    return holds;
  }

  skip(requirement: string, reason: string): void {
    this.#assess.skip(requirement, reason);
  }

  /** The response has one of the statuses. */
  status(requirement: string, which: Which, ...accepted: readonly number[]): boolean {
    const exchange = this.one(which);
    const holds = accepted.includes(exchange.response.status);
    return this.check(requirement, holds, `expected ${accepted.join(' or ')}, got ${came(exchange)}`, exchange);
  }

  /**
   * What was sent is not valid: it is refused, or else what the server made of it is as it should be.
   * @param path of the value in question, for the message.
   */
  refusedOr(
    requirement: string,
    which: Which,
    holds: (body: JsonObject) => boolean,
    expected: string,
    path = 'id',
  ): boolean {
    const exchange = this.one(which);
    const { body } = exchange.response;
    const fine = isRefusal(exchange) || (succeeded(exchange) && body !== undefined && holds(body));
    const shown = succeeded(exchange) ? ` with ${path} ${quote(member(body, path) ?? valuesAt(body, path))}` : '';
    return this.check(requirement, fine, `expected a refusal or ${expected}, got ${came(exchange)}${shown}`, exchange);
  }

  /** The response has a status of the class 2xx. */
  succeeds(requirement: string, which: Which): boolean {
    const exchange = this.one(which);
    return this.check(requirement, succeeded(exchange), `expected 2xx, got ${came(exchange)}`, exchange);
  }

  /** The request was refused: with 4xx, or with 501 where that is accepted too. */
  refused(requirement: string, which: Which): boolean {
    const exchange = this.one(which);
    const holds = isRefusal(exchange);
    return this.check(requirement, holds, `expected a refusal (4xx or 501), got ${came(exchange)}`, exchange);
  }

  /**
   * The error that RFC 7644 section 3.12 names: the status and, where the response gives a `scimType` at all, that one.
   * The keyword itself is optional.
   */
  error(requirement: string, which: Which, status: number | readonly number[], scimType?: string): boolean {
    const exchange = this.one(which);
    const accepted = typeof status === 'number' ? [status] : status;
    const given = textAt(exchange.response.body, 'scimType');
    const typed = scimType === undefined || given === undefined || given === scimType;
    const expected = `${accepted.join(' or ')}${scimType === undefined ? '' : ` ${scimType}`}`;
    const holds = accepted.includes(exchange.response.status) && typed;
    return this.check(requirement, holds, `expected ${expected}, got ${came(exchange)}`, exchange);
  }

  /** The body has the value at the path; see `agrees` and `valuesAt`. A list is compared with all values. */
  value(requirement: string, which: Which, path: string, expected: JsonValue): boolean {
    return this.#valueIs(requirement, which, path, expected, agrees);
  }

  /** Like `value`, the case of strings and everything else exactly as expected. */
  exactly(requirement: string, which: Which, path: string, expected: JsonValue): boolean {
    return this.#valueIs(requirement, which, path, expected, sameValue);
  }

  #valueIs(requirement: string, which: Which, path: string, expected: JsonValue, same: typeof sameValue): boolean {
    const exchange = this.one(which);
    const values = valuesAt(exchange.response.body, path);
    const got: JsonValue | undefined = Array.isArray(expected) || values.length > 1 ? values : values[0];
    const message = `expected ${path} ${quote(expected)}, got ${quoteIn(exchange, got)}`;
    return this.check(requirement, succeeded(exchange) && same(expected, got), message, exchange);
  }

  /** The response is a success and its body has nothing at the path. */
  noValue(requirement: string, which: Which, path: string): boolean {
    const exchange = this.one(which);
    const values = valuesAt(exchange.response.body, path);
    const holds = succeeded(exchange) && exchange.response.body !== undefined && values.length === 0;
    return this.check(requirement, holds, `expected no ${path}, got ${quoteIn(exchange, values)}`, exchange);
  }

  /** The body holds at least all that was sent; see `lacking`. */
  holds(requirement: string, which: Which, sent: JsonObject): boolean {
    const exchange = this.one(which);
    return this.#noneOf(requirement, exchange, lacking(sent, exchange.response.body));
  }

  /** The body says the same as `expected`; see `sameValue`. */
  same(requirement: string, which: Which, expected: JsonValue | undefined): boolean {
    const exchange = this.one(which);
    return this.#noneOf(requirement, exchange, differences(expected, exchange.response.body));
  }

  #noneOf(requirement: string, exchange: SeenExchange, found: readonly string[]): boolean {
    const { body } = exchange.response;
    if (!succeeded(exchange) || body === undefined)
      return this.check(requirement, false, `expected a representation, got ${came(exchange)}`, exchange);
    const message = found.length === 0 ? 'the representation is as expected' : found.slice(0, 3).join('; ');
    return this.check(requirement, found.length === 0, message, exchange);
  }

  /**
   * Whether a request that a check builds on succeeded. Where it did not the requirements are skipped with that reason,
   * since they cannot be tried here; an answer that is no answer (5xx but 501, or none) makes them `unknown`.
   */
  founded(which: Which, ...requirements: readonly string[]): boolean {
    const exchange = this.one(which);
    if (succeeded(exchange)) return true;
    const reason = `${describe(exchange)}, on which this builds, was answered with ${came(exchange)}`;
    if (!isRefusal(exchange)) throw new Error(reason);
    for (const requirement of requirements) this.skip(requirement, reason);
    return false;
  }
}

/** Whether the response has a status of the class 2xx. */
export function succeeded({ response }: SeenExchange): boolean {
  return response.status >= 200 && response.status <= 299;
}

/** Whether the request was refused rather than not handled: 4xx, or 501 for what the server does not implement. */
export function isRefusal({ response }: SeenExchange): boolean {
  return (response.status >= 400 && response.status <= 499) || response.status === 501;
}

/** Whether the response says that the server does not have the feature that was asked for. */
export function isNotOffered({ response }: SeenExchange): boolean {
  return notOffered.has(response.status);
}

/** `409 uniqueness`, `200`, `no response`. */
export function came({ response }: SeenExchange): string {
  if (response.status === 0) return 'no response';
  const scimType = textAt(response.body, 'scimType');
  return scimType === undefined ? String(response.status) : `${response.status} ${scimType}`;
}

/** `POST /Users`: method and path without query. */
export function describe({ request }: SeenExchange): string {
  return `${request.method} ${quote(request.path.split('?')[0]).replaceAll('"', '')}`;
}

function quoteIn(exchange: SeenExchange, value: JsonValue | undefined): string {
  return succeeded(exchange) ? quote(value) : came(exchange);
}
