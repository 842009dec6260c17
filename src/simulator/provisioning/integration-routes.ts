import type { ObjectType } from '../../provisioning/index.ts';
import type { ProvisioningVisit } from './provisioning-route.ts';
import { bodyOf } from './request-input.ts';
import { ProvisioningRefusal } from './provisioning-refusal.ts';
import type { ProvisioningRoute } from './provisioning-route.ts';
import { jsonResponse } from '../http/responses.ts';
import type { WireResponse } from '../wire.ts';
import { answering, shownIntegration } from './provisioning-answers.ts';
import { bodies } from './provisioning-schemas.ts';

const NO_CONTENT: WireResponse = { status: 204, headers: {}, body: '' };

/** Integrations with their service accounts, gateways and applications. */
export const integrationRoutes: readonly ProvisioningRoute[] = [
  {
    method: 'GET',
    path: 'integrations',
    run: async ({ tenant }) =>
      jsonResponse(200, { integrations: tenant.provisioning.engine.integrations.list().map(shownIntegration) }),
  },
  {
    method: 'POST',
    path: 'integrations',
    run: (visit) =>
      answering(async () => {
        const body = bodyOf(visit.request, bodies.integration);
        const { engine, runner } = visit.tenant.provisioning;
        const integration = await runner.lane.run(() => ({ step: engine.integrations.create(body) }));
        return jsonResponse(201, shownIntegration(integration));
      }),
  },
  {
    method: 'GET',
    path: 'integrations/:integration',
    run: (visit, { integration = '' }) =>
      answering(async () =>
        jsonResponse(200, shownIntegration(visit.tenant.provisioning.engine.integrations.require(integration))),
      ),
  },
  {
    method: 'PUT',
    path: 'integrations/:integration/service-account',
    run: (visit, { integration = '' }) =>
      answering(async () => {
        const { name } = bodyOf(visit.request, bodies.serviceAccount);
        const { engine, runner } = visit.tenant.provisioning;
        const isNew = engine.integrations.require(integration).serviceAccount === undefined;
        const { serviceAccount } = await runner.lane.run(() => ({
          step: engine.integrations.setServiceAccount(integration, name, causeOf(visit)),
        }));
        return jsonResponse(isNew ? 201 : 200, serviceAccount!);
      }),
  },
  {
    method: 'DELETE',
    path: 'integrations/:integration/service-account',
    run: (visit, { integration = '' }) =>
      answering(async () => {
        const { engine, runner } = visit.tenant.provisioning;
        const { serviceAccount = {} } = engine.integrations.require(integration);
        await runner.lane.run(() => ({
          step: engine.integrations.removeServiceAccount(integration, causeOf(visit)),
        }));
        return jsonResponse(200, serviceAccount);
      }),
  },
  {
    method: 'POST',
    path: 'integrations/:integration/gateway',
    run: (visit, { integration = '' }) =>
      answering(async () => {
        const { credentials = [] } = bodyOf(visit.request, bodies.gateway);
        const { engine, runner } = visit.tenant.provisioning;
        const { gateway } = await runner.lane.run(() => ({
          step: engine.integrations.connectGateway(integration, credentials, causeOf(visit)),
        }));
        return jsonResponse(201, { id: gateway!.id, credentials: gateway!.credentials });
      }),
  },
  {
    method: 'POST',
    path: 'integrations/:integration/gateway/health-checks',
    run: (visit, { integration = '' }) =>
      answering(async () => {
        bodyOf(visit.request, bodies.nothing);
        const { engine, runner } = visit.tenant.provisioning;
        const { id } = await runner.lane.run(() => ({
          step: engine.integrations.triggerHealthCheck(integration, causeOf(visit)),
        }));
        const { gateway } = engine.integrations.require(integration);
        return jsonResponse(202, { id, gateway: gateway!.id });
      }),
  },
  {
    method: 'PUT',
    path: 'integrations/:integration/application',
    run: (visit, { integration = '' }) =>
      answering(async () => {
        const settings = bodyOf(visit.request, bodies.application);
        const { engine, runner } = visit.tenant.provisioning;
        const changed = await runner.lane.run(() => ({
          step: engine.integrations.configure(integration, settings),
        }));
        return jsonResponse(200, shownIntegration(changed));
      }),
  },
  {
    method: 'PUT',
    path: 'integrations/:integration/application/faults',
    run: (visit, { integration = '' }) =>
      answering(async () => {
        const { faults } = bodyOf(visit.request, bodies.appFaults);
        await simulatedApp(visit, integration).setFaults(faults);
        return jsonResponse(200, { faults });
      }),
  },
  {
    method: 'GET',
    path: 'integrations/:integration/application/objects',
    run: (visit, { integration = '' }) =>
      answering(async () => {
        const objects = simulatedApp(visit, integration).objects();
        return jsonResponse(200, { total: objects.length, objects });
      }),
  },
  {
    method: 'PUT',
    path: 'integrations/:integration/application/objects/:type/:object',
    run: (visit, { integration = '', type = '', object = '' }) =>
      answering(async () => {
        const { attributes, owner = 'nobody' } = bodyOf(visit.request, bodies.heldObject);
        const held = { type: objectType(type), id: object, attributes, owner };
        await simulatedApp(visit, integration).put(held);
        return jsonResponse(200, held);
      }),
  },
  {
    method: 'DELETE',
    path: 'integrations/:integration/application/objects/:type/:object',
    run: (visit, { integration = '', type = '', object = '' }) =>
      answering(async () => {
        await simulatedApp(visit, integration).remove(objectType(type), object);
        return NO_CONTENT;
      }),
  },
];

/** What a request at the admin door brings about is its sender's doing, under its id. */
export function causeOf({ requestId, actor }: ProvisioningVisit): {
  correlationId: string;
  actor: ProvisioningVisit['actor'];
} {
  return { correlationId: requestId, actor };
}

/** @throws ProvisioningRefusal 409 where the application is a real one, which nobody can look into from here. */
function simulatedApp({ tenant }: ProvisioningVisit, id: string) {
  const { engine, remote } = tenant.provisioning;
  if (engine.integrations.require(id).application.kind === 'simulated') return remote.appContents(id);
  throw new ProvisioningRefusal(409, 'conflict', 'The application of this integration is not a simulated one.');
}

/** @throws ProvisioningRefusal 404 */
export function objectType(type: string): ObjectType {
  if (type === 'User' || type === 'Group') return type;
  throw new ProvisioningRefusal(404, 'notFound', 'There is nothing at this path.');
}
