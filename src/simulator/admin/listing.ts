import type { JsonObject } from '../../kernel/index.ts';
import { type Permission, requirePermission, type Tables } from '../../organization/index.ts';
import type { AdminRoute } from './admin-route.ts';

/** `GET` of a collection: `{ items }`, for whoever may manage what is in it. */
export function listing<Name extends keyof Tables>(
  path: string,
  permission: Permission,
  table: Name,
  shown: (entity: Tables[Name]) => JsonObject,
): AdminRoute {
  return {
    method: 'GET',
    path,
    run: ({ principal, organization }) => {
      requirePermission(principal, permission);
      return { status: 200, body: { items: organization.list(table).map(shown) } };
    },
  };
}
