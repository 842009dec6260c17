import { isSynchronizationMode, type SynchronizationMode } from '../../provisioning/index.ts';
import type { ProvisioningVisit } from './provisioning-route.ts';
import { bodyOf } from './request-input.ts';
import { ProvisioningRefusal } from './provisioning-refusal.ts';
import type { ProvisioningRoute } from './provisioning-route.ts';
import { jsonResponse } from '../http/responses.ts';
import type { WireResponse } from '../wire.ts';
import { causeOf } from './integration-routes.ts';
import { answering, shownProvider, shownTask } from './provisioning-answers.ts';
import { bodies, type SynchronizationBody } from './provisioning-schemas.ts';

/** Identity providers, synchronizations and tasks. */
export const synchronizationRoutes: readonly ProvisioningRoute[] = [
  {
    method: 'GET',
    path: 'provisioning/identity-providers',
    run: async ({ tenant }) =>
      jsonResponse(200, { identityProviders: tenant.provisioning.engine.providers.list().map(shownProvider) }),
  },
  {
    method: 'POST',
    path: 'provisioning/identity-providers',
    run: (visit) =>
      answering(async () => {
        const body = bodyOf(visit.request, bodies.provider);
        const { engine, runner } = visit.tenant.provisioning;
        const provider = await runner.lane.run(() => ({ step: engine.providers.create(body) }));
        return jsonResponse(201, shownProvider(provider));
      }),
  },
  {
    method: 'PUT',
    path: 'provisioning/identity-providers/:provider/objects',
    run: (visit, { provider = '' }) =>
      answering(async () => {
        const { objects } = bodyOf(visit.request, bodies.sourceObjects);
        await simulatedSource(visit, provider).replace(objects);
        return jsonResponse(200, { total: objects.length });
      }),
  },
  {
    method: 'PUT',
    path: 'provisioning/identity-providers/:provider/faults',
    run: (visit, { provider = '' }) =>
      answering(async () => {
        const { faults } = bodyOf(visit.request, bodies.sourceFaults);
        await simulatedSource(visit, provider).setFaults(faults);
        return jsonResponse(200, { faults });
      }),
  },
  {
    method: 'PUT',
    path: 'provisioning/identity-providers/:provider/schedule',
    run: (visit, { provider = '' }) =>
      answering(async () => {
        const { everySeconds } = bodyOf(visit.request, bodies.schedule);
        return jsonResponse(200, shownProvider(await schedule(visit, provider, everySeconds * 1000)));
      }),
  },
  {
    method: 'DELETE',
    path: 'provisioning/identity-providers/:provider/schedule',
    run: (visit, { provider = '' }) =>
      answering(async () => {
        await schedule(visit, provider, undefined);
        return { status: 204, headers: {}, body: '' };
      }),
  },
  {
    method: 'POST',
    path: 'provisioning/synchronizations',
    run: (visit) => answering(() => synchronize(visit)),
  },
  {
    method: 'GET',
    path: 'provisioning/tasks/:task',
    run: (visit, { task = '' }) =>
      answering(async () => jsonResponse(200, shownTask(visit.tenant.provisioning.engine.tasks.require(task)))),
  },
  {
    method: 'POST',
    path: 'provisioning/tasks/:task/runs',
    run: (visit, { task = '' }) =>
      answering(async () => {
        bodyOf(visit.request, bodies.nothing);
        const { engine, runner } = visit.tenant.provisioning;
        const run = await runner.lane.run(() => ({ step: engine.retrigger(task, causeOf(visit)) }));
        return jsonResponse(202, shownTask(run));
      }),
  },
];

/** One mode of synchronization: what it needs, and what it answers. */
type Start = (visit: ProvisioningVisit, body: SynchronizationBody) => Promise<WireResponse>;

const starts: Readonly<Partial<Record<SynchronizationMode, Start>>> = {
  async 'identity-provider-import'(visit, body) {
    const { engine, runner } = visit.tenant.provisioning;
    const provider = needed(body, 'provider');
    const task = await runner.lane.run(() => ({ step: engine.providers.import(provider, causeOf(visit)) }));
    return jsonResponse(202, shownTask(task));
  },
  async 'identity-provider-change'(visit, body) {
    const { engine, runner } = visit.tenant.provisioning;
    const change = { type: needed(body, 'type'), id: needed(body, 'id'), resource: body.resource ?? null };
    const provider = engine.providers.require(needed(body, 'provider'));
    const outcome = await runner.lane.run(() => engine.imports.change(change, provider, causeOf(visit)));
    return jsonResponse(200, { ...outcome, id: outcome.entry });
  },
  async 'application-push'(visit, body) {
    const { engine, runner } = visit.tenant.provisioning;
    const integration = needed(body, 'integration');
    const task = await runner.lane.run(() => ({ step: engine.pushes.push(integration, causeOf(visit)) }));
    return jsonResponse(202, shownTask(task));
  },
  async 'open-api'(visit, body) {
    const { engine, runner } = visit.tenant.provisioning;
    const { id, resource = null } = body;
    const change = { type: needed(body, 'type'), resource, ...(id !== undefined && { id }) };
    const { entry, objects } = await runner.lane.run(() => engine.changeByOpenApi(change, causeOf(visit)));
    return jsonResponse(200, { ...objects[0], entry });
  },
  async 'application-pull'(visit, body) {
    const { engine, runner } = visit.tenant.provisioning;
    const integration = needed(body, 'integration');
    const { entry, objects } = await runner.lane.run(() => ({ step: engine.pull(integration, causeOf(visit)) }));
    return jsonResponse(200, { total: objects.length, objects, entry });
  },
};

async function synchronize(visit: ProvisioningVisit): Promise<WireResponse> {
  const body = bodyOf(visit.request, bodies.synchronization);
  if (!isSynchronizationMode(body.mode))
    throw new ProvisioningRefusal(
      400,
      'invalidBody',
      `There is no mode "${body.mode.slice(0, 60)}" of synchronization.`,
    );
  const start = starts[body.mode];
  visit.tenant.provisioning.engine.requireSupported(body.mode);
  if (start === undefined) throw new RangeError(`The mode ${body.mode} is supported and cannot be started.`);
  return start(visit, body);
}

/** @throws ProvisioningRefusal 400 where the mode needs a member that is not there. */
function needed<N extends keyof SynchronizationBody>(
  body: SynchronizationBody,
  name: N,
): NonNullable<SynchronizationBody[N]> {
  const value = body[name];
  if (value === undefined || value === null)
    throw new ProvisioningRefusal(400, 'invalidBody', `The mode "${body.mode}" needs "${name}".`);
  return value;
}

function schedule({ tenant }: ProvisioningVisit, provider: string, everyMilliseconds: number | undefined) {
  const { engine, runner } = tenant.provisioning;
  return runner.lane.run(() => ({ step: engine.providers.setSchedule(provider, everyMilliseconds) }));
}

/** @throws ProvisioningRefusal 409 where the identity provider is a real one, which nobody can change from here. */
function simulatedSource({ tenant }: ProvisioningVisit, id: string) {
  const { engine, remote } = tenant.provisioning;
  if (engine.providers.require(id).source.kind === 'simulated') return remote.sourceContents(id);
  throw new ProvisioningRefusal(409, 'conflict', 'This identity provider is not a simulated one.');
}
