import { isJsonObject, type JsonObject, type JsonValue } from '../../../kernel/index.ts';
import type { AttributeDefinition, ResourceModel } from '../../../scim/index.ts';
import { isList, member } from '../../probes/kit/index.ts';
import type { ProtocolView, ViewedExchange } from './protocol-view.ts';

/** What stands in a representation where the model has an attribute. */
export interface TypedValue {
  /** For messages: `emails.value`. */
  readonly path: string;
  readonly definition: AttributeDefinition;
  /** As it stands there: of a multi-valued attribute usually an array. Never null. */
  readonly value: JsonValue;
  readonly exchange: ViewedExchange;
}

const known = new WeakMap<ProtocolView, readonly TypedValue[]>();

/** Every value of every resource for which the target's own model has an attribute. */
export function typedValues(view: ProtocolView): readonly TypedValue[] {
  let values = known.get(view);
  if (values === undefined) {
    values = view.sightings.flatMap(({ resource, model, exchange }) =>
      model === undefined ? [] : [...inResource(resource, model, exchange)],
    );
    known.set(view, values);
  }
  return values;
}

function* inResource(resource: JsonObject, model: ResourceModel, exchange: ViewedExchange): Generator<TypedValue> {
  yield* inObject(resource, [...model.attributes.values()], '', exchange);
  for (const { schema } of model.extensions) {
    const container = member(resource, schema.id);
    if (isJsonObject(container)) yield* inObject(container, schema.attributes, `${schema.id}:`, exchange);
  }
}

function* inObject(
  object: JsonObject,
  definitions: readonly AttributeDefinition[],
  prefix: string,
  exchange: ViewedExchange,
): Generator<TypedValue> {
  for (const definition of definitions) {
    const value = member(object, definition.name);
    if (value === undefined || value === null) continue;
    const path = `${prefix}${definition.name}`;
    yield { path, definition, value, exchange };
    for (const part of single({ value })) {
      if (isJsonObject(part)) yield* inObject(part, definition.subAttributes ?? [], `${path}.`, exchange);
    }
  }
}

/** The single values that stand in an attribute: the elements of an array, or the value itself. */
export function single({ value }: Pick<TypedValue, 'value'>): readonly JsonValue[] {
  return isList(value) ? value.filter((each) => each !== null) : [value];
}
