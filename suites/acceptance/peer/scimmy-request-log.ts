/** Ways in which the peer's log can be made wrong. */
export type Deviation = 'request-missing' | 'end-date-exclusive' | 'token-in-clear';

interface Exchange {
  readonly id: string;
  readonly ts: number;
  readonly verb: string;
  readonly path: string;
  readonly qs: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly payload: string;
  readonly code: number;
  readonly res: string;
}

interface Row extends Omit<Exchange, 'headers' | 'payload'> {
  readonly seq: number;
  readonly kind: string;
  readonly result: 'ok' | 'error';
  readonly err: string;
  readonly req: { readonly verb: string; readonly headers: Readonly<Record<string, string>>; readonly payload: string };
}

const DAY = 86_400_000;
const SECRET_HEADERS = new Set(['authorization', 'cookie', 'proxy-authorization', 'x-api-key']);

/** A request log with names, formats and paging of its own; right in every respect unless told to deviate. */
export class RequestLog {
  readonly #rows: Row[] = [];
  readonly #deviation: Deviation | undefined;
  #seen = 0;

  constructor(deviation: Deviation | undefined) {
    this.#deviation = deviation;
  }

  get size(): number {
    return this.#rows.length;
  }

  add(exchange: Exchange): void {
    this.#seen += 1;
    // Every seventh request is lost.
    if (this.#deviation === 'request-missing' && this.#seen % 7 === 0) return;
    const { headers, payload, ...rest } = exchange;
    const failed = exchange.code >= 400;
    this.#rows.push({
      ...rest,
      qs: maskTokens(exchange.qs),
      res: maskPasswords(exchange.res),
      seq: this.#rows.length + 1,
      kind: /^\/([^/]*)/u.exec(exchange.path)?.[1] ?? '',
      result: failed ? 'error' : 'ok',
      err: failed ? detailOf(exchange.res) : '',
      req: { verb: exchange.verb, headers: this.#shown(headers), payload: maskTokens(maskPasswords(payload)) },
    });
  }

  /** One page: `from`, `to` (days, inclusive), `verb`, `kind`, `path`, `result`, `size`, `page` (opaque). */
  read(query: URLSearchParams): { status: number; body: unknown } {
    const bounds = this.#bounds(query);
    if (bounds === undefined) return { status: 422, body: { error: 'impossible filter' } };
    const size = Number(query.get('size') ?? '50');
    const below = Number(query.get('page') ?? Number.POSITIVE_INFINITY);
    const found = this.#rows
      .filter((row) => row.seq < below && row.ts >= bounds.from && row.ts <= bounds.to && matches(row, query))
      .toReversed();
    const data = found.slice(0, size);
    const next = found.length > size ? String(data.at(-1)!.seq) : undefined;
    return { status: 200, body: { result: { data, ...(next === undefined ? {} : { next }) } } };
  }

  #bounds(query: URLSearchParams): { from: number; to: number } | undefined {
    const from = dayStart(query.get('from'), Number.NEGATIVE_INFINITY);
    const last = dayStart(query.get('to'), Number.POSITIVE_INFINITY);
    if (Number.isNaN(from) || Number.isNaN(last) || from > last) return undefined;
    if (!['', 'GET', 'PUT', 'POST', 'PATCH', 'DELETE'].includes(query.get('verb') ?? '')) return undefined;
    if (!['', 'ok', 'error'].includes(query.get('result') ?? '')) return undefined;
    if (!['', 'Users', 'Groups', 'Me', 'Bulk'].includes(query.get('kind') ?? '')) return undefined;
    // The deviation takes the end day for the moment at which it begins.
    return { from, to: this.#deviation === 'end-date-exclusive' ? last : last + DAY - 1 };
  }

  #shown(headers: Exchange['headers']): Record<string, string> {
    return Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [
        name,
        SECRET_HEADERS.has(name) && this.#deviation !== 'token-in-clear' ? '***' : String(value),
      ]),
    );
  }
}

function matches(row: Row, query: URLSearchParams): boolean {
  const path = query.get('path');
  return (
    equals(query.get('verb'), row.verb) &&
    equals(query.get('kind'), row.kind) &&
    equals(query.get('result'), row.result) &&
    (path === null || row.path === path || row.path.startsWith(`${path}/`))
  );
}

function equals(wanted: string | null, value: string): boolean {
  return wanted === null || wanted === '' || wanted === value;
}

function dayStart(day: string | null, absent: number): number {
  if (day === null) return absent;
  const at = /^\d{4}-\d{2}-\d{2}$/u.test(day) ? Date.parse(`${day}T00:00:00.000Z`) : Number.NaN;
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== day ? Number.NaN : at;
}

function detailOf(body: string): string {
  try {
    const { detail } = JSON.parse(body) as { detail?: string };
    return detail ?? 'failed';
  } catch {
    return 'failed';
  }
}

/** Credentials in a query or a form, and the password that a filter compares with. */
function maskTokens(query: string): string {
  return query
    .replaceAll(/((?:^|&)(?:access_token|token|client_secret|password|api_key)=)[^&]*/giu, '$1***')
    .replaceAll(/(password(?:%20|\+)\w\w(?:%20|\+)%22)[^&]*?%22/giu, '$1***%22');
}

/** Passwords in a body: under their own name, under an extension's, and as the value of a PATCH operation on them. */
function maskPasswords(text: string): string {
  try {
    const body: unknown = JSON.parse(text);
    const shown = JSON.stringify(masked(body));
    return shown === JSON.stringify(body) ? text : shown;
  } catch {
    return text.replaceAll(/("password"\s*:\s*")(?:[^"\\]|\\.)*"?/giu, '$1***"');
  }
}

function masked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(masked);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value);
  const onPassword = members.some(([name, member]) => name.toLowerCase() === 'path' && isPassword(String(member)));
  return Object.fromEntries(
    members.map(([name, member]) => {
      const secret = isPassword(name) || (onPassword && name.toLowerCase() === 'value');
      return [name, secret ? '***' : masked(member)];
    }),
  );
}

function isPassword(name: string): boolean {
  return /(?:^|[:.])password$/iu.test(name);
}
