/** One life cycle of the log: its canonical verb, the group that its events are in, and their names. */
interface OperationEvents {
  readonly verb: string;
  readonly group: string;
  readonly requested: string;
  readonly inProgress: string;
  readonly done: string;
  readonly failed: string;
}

const user: readonly OperationEvents[] = [
  {
    verb: 'user.invite',
    group: 'User invite events',
    requested: 'User invite requested',
    inProgress: 'User invite in progress',
    done: 'User invited',
    failed: 'User invite failed',
  },
  {
    verb: 'user.update',
    group: 'User update events',
    requested: 'User update requested',
    inProgress: 'User update in progress',
    done: 'User updated',
    failed: 'User update failed',
  },
  {
    verb: 'user.removal',
    group: 'User removal events',
    requested: 'User removal requested',
    inProgress: 'User removal in progress',
    done: 'User removed',
    failed: 'User removal failed',
  },
];

/** The document speaks of group management and names no event of it. */
const group: readonly OperationEvents[] = [
  {
    verb: 'group.creation',
    group: 'Group events',
    requested: 'Group creation requested',
    inProgress: 'Group creation in progress',
    done: 'Group created',
    failed: 'Group creation failed',
  },
  {
    verb: 'group.update',
    group: 'Group events',
    requested: 'Group update requested',
    inProgress: 'Group update in progress',
    done: 'Group updated',
    failed: 'Group update failed',
  },
  {
    verb: 'group.removal',
    group: 'Group events',
    requested: 'Group removal requested',
    inProgress: 'Group removal in progress',
    done: 'Group removed',
    failed: 'Group removal failed',
  },
];

export const OPERATIONS: readonly OperationEvents[] = [...user, ...group];

const SERVICE_ACCOUNT = 'Service account events';
const GATEWAY = 'SCIM gateway events';

/** Events that are no step of an operation: verb, group, name. */
const OTHERS: readonly (readonly [verb: string, group: string, event: string])[] = [
  ['integration.service-account.create', SERVICE_ACCOUNT, 'Service account created'],
  ['integration.service-account.remove', SERVICE_ACCOUNT, 'Service account removed'],
  ['integration.service-account.update', SERVICE_ACCOUNT, 'Service account updated'],
  ['integration.gateway.connect', GATEWAY, 'SCIM integration connected'],
  ['integration.health-check.trigger', GATEWAY, 'SCIM integration health check triggered'],
  ['integration.health-check.validate', GATEWAY, 'SCIM integration health validated'],
  ['integration.health-check.fail', GATEWAY, 'SCIM integration health check failed'],
];

function stages({
  verb,
  requested,
  inProgress,
  done,
  failed,
}: OperationEvents): readonly (readonly [string, string])[] {
  return [
    [`${verb}.requested`, requested],
    [`${verb}.in-progress`, inProgress],
    [`${verb}.succeeded`, done],
    [`${verb}.failed`, failed],
  ];
}

/** Canonical verb to the name of the event: the 18 of the document, spelled as there, and the extensions. */
export const ACTIVITY_EVENTS: Readonly<Record<string, string>> = Object.fromEntries([
  ...OPERATIONS.flatMap(stages),
  ...OTHERS.map(([verb, , event]) => [verb, event] as const),
]);

/** Canonical verb to the heading under which the document lists the event. */
export const ACTIVITY_GROUPS: Readonly<Record<string, string>> = Object.fromEntries([
  ...OPERATIONS.flatMap((operation) => stages(operation).map(([verb]) => [verb, operation.group] as const)),
  ...OTHERS.map(([verb, heading]) => [verb, heading] as const),
]);

/** Events that the document does not have. */
export const ACTIVITY_EXTENSIONS: readonly string[] = [
  ...group.flatMap((operation) => stages(operation).map(([, event]) => event)),
  'SCIM integration health check failed',
];
