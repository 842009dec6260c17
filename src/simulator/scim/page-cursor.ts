import { hash } from 'node:crypto';
import { isJsonObject, type JsonObject } from '../../kernel/index.ts';
import { ScimError, type SearchRequest } from '../../scim/index.ts';
import type { ScimExchange } from './scim-exchange.ts';

/**
 * Cursors of one query by one client (RFC 9865). A cursor carries its position sealed, so that the server keeps nothing
 * for it, and opens only for the credential and tenant that it was given to. Whatever else it might be, it is refused
 * in the same words: a refusal tells nothing about what lies behind it (section 5.2).
 */
export class PageCursors {
  readonly #exchange: ScimExchange;
  readonly #purpose: string;
  readonly #query: string;
  readonly #count: number | undefined;

  constructor(exchange: ScimExchange, endpoint: string, parameters: SearchRequest) {
    const { filter, sortBy, sortOrder, attributes, excludedAttributes, count } = parameters;
    this.#exchange = exchange;
    this.#purpose = `list-cursor/${exchange.tenant.id}/${exchange.credential.name}`;
    const question = [endpoint, filter, sortBy, sortOrder, attributes, excludedAttributes];
    this.#query = hash('sha256', JSON.stringify(question.map((part) => part ?? null)), 'base64url');
    this.#count = count;
  }

  /** The cursor of the page behind `position`. */
  close(position: JsonObject): string {
    const { arrivedAt, settings } = this.#exchange;
    const expiresAt = arrivedAt + settings.limits.cursorTimeoutSeconds * 1000;
    return settings.seal.close(this.#purpose, {
      position,
      query: this.#query,
      expiresAt,
      ...(this.#count !== undefined && { count: this.#count }),
    });
  }

  /** @throws ScimError 400 `invalidCursor`, `expiredCursor` or `invalidCount` (RFC 9865 table 3). */
  open(cursor: string): JsonObject {
    const { arrivedAt, settings } = this.#exchange;
    const content = settings.seal.open(this.#purpose, cursor);
    if (content === undefined || content.query !== this.#query)
      throw new ScimError(400, 'The cursor is not one of this query.', 'invalidCursor');
    if (content.count !== this.#count)
      throw new ScimError(400, 'The count differs from that of the first page.', 'invalidCount');
    if (arrivedAt >= Number(content.expiresAt))
      throw new ScimError(400, 'The cursor has expired; begin with the first page again.', 'expiredCursor');
    // What the seal opens is what `close` wrote.
    return isJsonObject(content.position) ? content.position : {};
  }
}
