import type { AdminRoute } from '../admin-route.ts';
import { connectorRoutes } from './connector-routes.ts';
import { keyRoutes } from './key-routes.ts';
import { memberRoutes } from './member-routes.ts';
import { oidcRoutes } from './oidc-routes.ts';
import { organizationRoutes } from './organization-routes.ts';
import { roleRoutes } from './role-routes.ts';
import { scimCredentialRoutes } from './scim-credential-routes.ts';
import { sessionRoutes } from './session-routes.ts';

/** What the admin API does with organizations. */
export const organizationAdminRoutes: readonly AdminRoute[] = [
  ...sessionRoutes,
  ...oidcRoutes,
  ...memberRoutes,
  ...roleRoutes,
  ...keyRoutes,
  ...connectorRoutes,
  ...organizationRoutes,
  ...scimCredentialRoutes,
];
