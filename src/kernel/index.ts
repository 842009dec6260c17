export { type Clock, type Instant, SystemClock, type Timer, VirtualClock, turn } from './clock.ts';
export { messageOf, type Place, ScimulateError } from './errors.ts';
export { isJsonObject, type JsonObject, type JsonValue, parseJson } from './json.ts';
export { escapeToken, parsePointer, resolvePointer } from './json-pointer.ts';
export { checkDocument, describeSchemaError, type LocatedDocument, readDocument } from './located-document.ts';
export { orderedUuid } from './ordered-uuid.ts';
export { type Random, seededRandom, systemSecret } from './random.ts';
export { SecretFinder, type SecretPlace } from './secret-finder.ts';
export { isTimeZone, startOfDayIn } from './zoned-days.ts';
