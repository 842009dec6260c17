export {
  fragmentAt,
  isFreeText,
  isReturned,
  isSimple,
  isWritable,
  type PlacedAttribute,
  placedAttributes,
} from './attributes.ts';
export { PreconditionFailed, resourcePath } from './clean-up.ts';
export { exactError, keyword } from './error-keywords.ts';
export { fixedProbe, generatedProbe } from './define-probe.ts';
export { immutableTexts, optionalImmutableTexts } from './immutable-attributes.ts';
export { pathBelowBase } from './locations.ts';
export { came, isNotOffered, isRefusal, Judgement, succeeded, type Which } from './judgement.ts';
export {
  agrees,
  differences,
  isList,
  isText,
  lacking,
  listOf,
  member,
  overlaid,
  resourcesOf,
  sameValue,
  swapCase,
  textAt,
  valueAt,
  valuesAt,
  without,
} from './representation.ts';
export {
  get,
  literal,
  patch,
  type PatchOperation,
  pause,
  post,
  put,
  remove,
  type RequestExtras,
  search,
  withQuery,
} from './requests.ts';
export { fullResource, isBuildable, minimalResource, richUser } from './resources.ts';
export { sampleValue, sampleWhole } from './sample-values.ts';
export { type Created, GIVEN, Stage } from './stage.ts';
export { visiblePart } from './visible-part.ts';
