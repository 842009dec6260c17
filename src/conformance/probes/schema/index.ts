import type { Probe } from '../../probe.ts';
import { membersInAnyOrder, namesInAnyCase } from './attribute-names-probe.ts';
import { caseExactValues } from './case-exact-probe.ts';
import { userCertificates } from './certificates-probe.ts';
import { complexValues, dataTypes, unicodeText } from './data-types-probe.ts';
import { caseExactExternalId, externalId, externalIdOfTenant } from './external-id-probe.ts';
import { generatedResources } from './generated-resource-probe.ts';
import { caseExactId, returnedId, stableId } from './identifiers-probe.ts';
import { groupName, groupsOfUser, managerReference } from './membership-probe.ts';
import { ignoredMeta, modificationTimes, versions } from './meta-probe.ts';
import { canonicalTypes, distinctValues, onePrimary, primaryByDefault, singleValue } from './multi-valued-probe.ts';
import { immutableAttributes, immutableMembers, readOnlyAttributes } from './mutability-probe.ts';
import { namedSchemas, requiredExtensions } from './named-schemas-probe.ts';
import { optionalAttributes } from './optional-attributes-probe.ts';
import { hiddenPassword } from './password-probe.ts';
import { externalReferences, relativeReferences, resourceReferences } from './references-probe.ts';
import { alwaysReturned, chosenAttributes, neverReturned, returnedOnRequest } from './returned-probe.ts';
import { commonAttributes, extensionContainer, invalidSchemas, schemasInAnyOrder } from './schemas-attribute-probe.ts';
import {
  anyText,
  caseInsensitiveText,
  changeableAttributes,
  returnedByDefault,
  sharedValues,
} from './text-attributes-probe.ts';
import { clearedValues, unassignedValues } from './unassigned-probe.ts';
import { uniqueValues } from './uniqueness-probe.ts';
import { caseInsensitiveUserName, requiredUserName, uniqueUserName } from './user-name-probe.ts';
import { canonicalValues, formattedName, messagingTypes, noNickName } from './user-values-probe.ts';

/** What RFC 7643 says of attributes, resources and the core schemas. */
export const schemaProbes: readonly Probe[] = [
  namesInAnyCase,
  membersInAnyOrder,
  optionalAttributes,
  anyText,
  caseInsensitiveText,
  changeableAttributes,
  returnedByDefault,
  sharedValues,
  generatedResources,
  unicodeText,
  dataTypes,
  complexValues,
  externalReferences,
  resourceReferences,
  relativeReferences,
  onePrimary,
  primaryByDefault,
  canonicalTypes,
  distinctValues,
  singleValue,
  unassignedValues,
  clearedValues,
  invalidSchemas,
  schemasInAnyOrder,
  extensionContainer,
  commonAttributes,
  stableId,
  returnedId,
  caseExactId,
  externalId,
  caseExactExternalId,
  externalIdOfTenant,
  ignoredMeta,
  modificationTimes,
  versions,
  uniqueUserName,
  requiredUserName,
  caseInsensitiveUserName,
  formattedName,
  noNickName,
  canonicalValues,
  messagingTypes,
  hiddenPassword,
  userCertificates,
  groupsOfUser,
  groupName,
  managerReference,
  caseExactValues,
  readOnlyAttributes,
  immutableAttributes,
  immutableMembers,
  uniqueValues,
  alwaysReturned,
  neverReturned,
  chosenAttributes,
  returnedOnRequest,
  namedSchemas,
  requiredExtensions,
];
