import type { ScimExchange, ScimReply } from './scim-exchange.ts';

/** One method of one endpoint. */
export interface Endpoint {
  /** What the log calls it: `user.create`. */
  readonly action: string;
  /** Whether it may change the directory. */
  readonly writes: boolean;
  /** Answered without credentials too. */
  readonly public?: boolean;
  /** @param id The last path segment, where the route ends in one. @throws ScimError */
  run(exchange: ScimExchange, id: string): ScimReply;
}

/** The endpoints of one path by method. */
export type MethodTable = Readonly<Partial<Record<string, Endpoint>>>;

/** The value of `Allow` (RFC 9110 section 10.2.1). Every path answers OPTIONS, and HEAD where it answers GET. */
export function allowedMethods(table: MethodTable): string {
  const methods = Object.keys(table);
  if (methods.includes('GET')) methods.splice(methods.indexOf('GET') + 1, 0, 'HEAD');
  return [...methods, 'OPTIONS'].join(', ');
}
