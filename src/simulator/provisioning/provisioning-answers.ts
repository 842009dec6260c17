import { type JsonObject, ScimulateError } from '../../kernel/index.ts';
import type { IdentityProvider, Integration, Task } from '../../provisioning/index.ts';
import { ProvisioningRefusal } from './provisioning-refusal.ts';

const REFUSALS: Readonly<Record<string, readonly [status: number, code: string]>> = {
  PROVISIONING_UNKNOWN: [404, 'notFound'],
  PROVISIONING_CONFLICT: [409, 'conflict'],
  PROVISIONING_UNSUPPORTED: [422, 'unsupported'],
  PROVISIONING_INVALID: [422, 'invalid'],
};

/** Does `work`; what provisioning refuses becomes the response that says so. */
export async function answering<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const refusal = error instanceof ScimulateError ? REFUSALS[error.code] : undefined;
    if (refusal === undefined || !(error instanceof ScimulateError)) throw error;
    const mend = error.mend === undefined ? '' : ` Mend: ${error.mend}.`;
    throw new ProvisioningRefusal(...refusal, error.message + mend);
  }
}

/** An integration as its administrators see it: without the token of its application. */
export function shownIntegration(integration: Integration): JsonObject {
  const { gateway, application, ...rest } = integration;
  return {
    ...rest,
    application: application.kind === 'scim' ? { kind: 'scim', baseUrl: application.baseUrl } : application,
    ...(gateway !== undefined && { gateway: { ...gateway, connectedAt: new Date(gateway.connectedAt).toISOString() } }),
  };
}

/** An identity provider as its administrators see it: without the token of its service. */
export function shownProvider({ source, schedule, ...rest }: IdentityProvider): JsonObject {
  return {
    ...rest,
    source: source.kind === 'scim' ? { kind: 'scim', baseUrl: source.baseUrl } : source,
    ...(schedule !== undefined && {
      schedule: {
        everySeconds: schedule.everyMilliseconds / 1000,
        next: new Date(schedule.nextAt).toISOString(),
      },
    }),
  };
}

export function shownTask({ id, mode, module, method, status, requests, description, runAgainOf }: Task): JsonObject {
  return { id, mode, module, method, status, requests, description, ...(runAgainOf !== undefined && { runAgainOf }) };
}
