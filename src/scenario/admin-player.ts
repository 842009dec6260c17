import { isJsonObject, type JsonObject, resolvePointer } from '../kernel/index.ts';
import type { Driver, DriverOutcome } from '../targets/index.ts';
import type { Bindings } from './bindings.ts';
import { PassedOver } from './passed-over.ts';
import { fillValue, type Resolve } from './placeholders.ts';
import type { RunRecorder } from './run-recorder.ts';
import type { AdminTemplate } from './scenario.ts';

/** Who acts without having signed in. */
const nobody = 'nobody';

/**
 * Has the driver of the target do what a step says, and binds what the step captures of it.
 * @throws PassedOver where the driver cannot do it, UnboundPlaceholder where a parameter has no value.
 */
export async function playAdminStep(
  template: AdminTemplate,
  recorder: RunRecorder,
  bindings: Bindings,
  resolve: Resolve,
): Promise<void> {
  const { driver, tenants } = recorder.target;
  const { action, capture, expect, gives, tenant = recorder.tenant } = template;
  if (driver === undefined) throw new PassedOver('the target has no driver');
  if (!driver.actions.includes(action)) throw new PassedOver(`the driver of the target cannot do "${action}"`);
  if (!tenants.includes(tenant)) throw new PassedOver(`the target has no tenant "${tenant}"`);
  const actor = template.as ?? driver.actors[0] ?? nobody;
  if (!canAct(driver, actor)) throw new PassedOver(`the driver of the target has no actor or session "${actor}"`);
  const filled = fillValue(template.parameters, resolve);
  const parameters: JsonObject = isJsonObject(filled) ? filled : {};
  const outcome = await recorder.perform(driver, {
    step: action,
    action,
    parameters,
    actor,
    tenant,
    ...(gives === undefined ? {} : { gives }),
    expect,
  });
  for (const [name, pointer] of Object.entries(capture)) {
    const value = outcome.outcome === 'success' ? resolvePointer(outcome.result, pointer) : undefined;
    bindings.capture(name, value);
    if (value === undefined && outcome.outcome === 'success')
      recorder.note(action, `the result does not have "${name}" (${pointer}).`);
  }
  if (outcome.outcome !== (expect === 'refused' ? 'refused' : 'success'))
    recorder.note(action, `the story needs it to be ${expect}: ${wordOutcome(outcome)}.`);
}

function canAct(driver: Driver, actor: string): boolean {
  return actor === nobody || driver.actors.includes(actor) || driver.sessions.includes(actor);
}

function wordOutcome({ outcome, status, message }: DriverOutcome): string {
  const answer = status === undefined ? '' : ` with status ${status}`;
  return `it was ${outcome}${answer}${message === undefined ? '' : `, ${message}`}`;
}
