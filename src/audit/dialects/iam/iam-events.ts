/** Terms of the Event column by canonical action, with the category that the Type column has for them. */
const EVENTS: Readonly<Record<string, readonly [type: string, event: string]>> = {
  'user.create': ['User provisioning', 'Create user'],
  'user.update': ['User provisioning', 'Update user'],
  'user.delete': ['User provisioning', 'Delete user'],
  'user.read': ['User provisioning', 'Read user'],
  'user.list': ['User provisioning', 'List users'],
  'group.create': ['Group provisioning', 'Create group'],
  'group.update': ['Group provisioning', 'Update group'],
  'group.members.update': ['Group provisioning', 'Update group membership'],
  'group.delete': ['Group provisioning', 'Delete group'],
  'group.read': ['Group provisioning', 'Read group'],
  'group.list': ['Group provisioning', 'List groups'],
  'resource.create': ['Other provisioning', 'Create resource'],
  'resource.update': ['Other provisioning', 'Update resource'],
  'resource.delete': ['Other provisioning', 'Delete resource'],
  'resource.read': ['Other provisioning', 'Read resource'],
  'resource.list': ['Other provisioning', 'List resources'],
  bulk: ['Bulk provisioning', 'Bulk request'],
  discovery: ['Discovery', 'Read service description'],
  'authentication.fail': ['Authentication', 'Authentication failed'],
  other: ['Other', 'Other request'],
};

/** Values of the Event column. */
export const IAM_EVENTS: Readonly<Record<string, string>> = termsAt(1);

/** Values of the Type column. */
export const IAM_TYPES: Readonly<Record<string, string>> = termsAt(0);

function termsAt(place: 0 | 1): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(EVENTS).map(([action, terms]) => [action, terms[place]]));
}
